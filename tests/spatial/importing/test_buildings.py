"""Footprints: duplicates, ids, places, and what stays when an import is killed."""

import os
import signal
import subprocess
import sys
import time
from decimal import Decimal

import psycopg
import pyogrio
import pytest
import shapely
from django.db import connection
from pyproj import Transformer

from spatial import models
from spatial.importing import areas, buildings
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin
from tests.conftest import ROOT
from tests.spatial.importing.files import TEST, geojson, polygon

EAST, NORTH = 722_000, 6_175_000


def imported(path, origin=TEST):
    return buildings.replace(buildings.read(path, Wishes()), origin)


def stored():
    return list(models.Building.objects.order_by("pk").values_list("pk", "local_id", "floors"))


@pytest.mark.django_db
def test_equal_outlines_with_equal_attributes_are_one_building(tmp_path):
    path = geojson(
        tmp_path / "b.json",
        ({"id": "1", "floors": 3}, polygon(EAST, NORTH)),
        ({"id": "2", "floors": 3}, polygon(EAST, NORTH)),
        ({"id": "3", "floors": 4}, polygon(EAST, NORTH)),
    )
    report = imported(path)
    assert (report.read, report.taken, report.dropped) == (3, 2, 1)
    assert [local_id for _, local_id, _ in stored()] == ["1", "3"]


@pytest.mark.django_db
def test_an_id_used_twice_is_rejected_the_second_time(tmp_path):
    path = geojson(
        tmp_path / "b.json",
        ({"id": "1"}, polygon(EAST, NORTH)),
        ({"id": "1"}, polygon(EAST + 200, NORTH)),
    )
    report = imported(path)
    assert [str(one) for one in report.rejected] == ["row 2: its id '1' is already that of row 1"]


@pytest.mark.django_db
def test_buildings_without_an_id_keep_theirs_from_one_delivery_to_the_next(tmp_path):
    rows = [({}, polygon(EAST + n, NORTH)) for n in (0, 200, 400)]
    imported(geojson(tmp_path / "a.json", *rows))
    before = stored()
    imported(geojson(tmp_path / "b.json", *reversed(rows)))
    assert stored() == before


@pytest.mark.django_db
def test_only_what_changed_is_changed(tmp_path):
    first = [({"id": str(n), "floors": n}, polygon(EAST + 200 * n, NORTH)) for n in (1, 2, 3)]
    imported(geojson(tmp_path / "a.json", *first))
    ids = {local_id: pk for pk, local_id, _ in stored()}
    second = [
        first[0],
        ({"id": "2", "floors": 9}, first[1][1]),
        ({"id": "4", "floors": 4}, first[2][1]),
    ]
    report = imported(geojson(tmp_path / "b.json", *second))
    assert "1 new, 1 changed, 1 removed" in report.notes[0]
    assert stored()[:2] == [(ids["1"], "1", 1), (ids["2"], "2", 9)]


@pytest.mark.django_db
def test_each_source_has_its_own_buildings_and_schematic_ones_go(tmp_path, building):
    models.Source.objects.create(code="schematic", title="s", reliability="schematic")
    shape = building("other").geometry
    models.Building.objects.create(local_id="drawn", geometry=shape, source_id="schematic")
    imported(geojson(tmp_path / "b.json", ({"id": "1"}, polygon(EAST, NORTH))))
    assert {local_id for _, local_id, _ in stored()} == {"other", "1"}


@pytest.mark.django_db
def test_a_building_lies_where_its_inside_point_lies_and_in_the_smaller_area(
    tmp_path, municipality, area
):
    municipality(lon=12.55, lat=55.7)
    area("Wide", lon=12.55, lat=55.7, side_m=2000)
    small = area("Small", lon=12.55, lat=55.7, side_m=400)
    middle = small.boundaries.get().geometry.centroid
    path = geojson(tmp_path / "b.json", ({"id": "1"}, polygon(middle.x, middle.y, side=10)))
    imported(path)
    made = models.Building.objects.get()
    assert (made.municipality_code, made.area) == ("0101", small)


@pytest.mark.django_db
def test_openstreetmap_says_height_and_floors_where_they_are_plain_numbers(real_data):
    for file in (real_data / "denmark/osm").glob("*.osm"):
        imported(file, Origin(code=file.stem))
    known = models.Building.objects.exclude(height_m=None, floors=None)
    assert set(known.values_list("local_id", "height_m", "floors")) == {
        ("way/1358201503", Decimal("18.00"), None),  # tagged "18 m"
        ("way/1358201504", Decimal("18.00"), None),  # tagged "18"
        ("way/26242285", None, 2),
        ("way/36871877", None, 11),
    }


@pytest.mark.django_db
def test_copenhagens_footprints_in_its_17_areas_agree_with_shapely(real_data, municipality):
    municipality(lon=12.57, lat=55.68, side_m=40_000)
    folder = real_data / "denmark/copenhagen"
    footprints, outlines = folder / "byfornyelse_kk.json", folder / "f_udsatte_byomraader.json"
    areas.replace(areas.read(outlines, Wishes()), Origin(code="areas"))
    report = imported(footprints)
    assert (report.read, report.rejected) == (3016, [])

    def shapes(path):
        given = shapely.force_2d(shapely.from_wkb(pyogrio.raw.read(path)[2]))
        turn = Transformer.from_crs(4326, 25832, always_xy=True).transform
        return shapely.transform(given, lambda x, y: turn(x, y), interleaved=False)

    given = shapes(footprints)
    union = shapely.union_all(shapes(outlines))
    inside = shapely.intersects(union, shapely.point_on_surface(given))
    assert inside.sum() == 673  # as the data's own README counts, duplicates and all
    distinct = {shapely.to_wkb(shape): within for shape, within in zip(given, inside, strict=True)}
    assert report.taken == len(distinct)
    assert report.dropped == 3016 - len(distinct)
    assert models.Building.objects.filter(area__isnull=False).count() == sum(distinct.values())
    before = stored()
    imported(footprints)
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_in_the_middle_leaves_what_was_there(tmp_path):
    rows = [({"id": str(n)}, polygon(EAST + 200 * n, NORTH)) for n in range(5)]
    imported(geojson(tmp_path / "old.json", *rows))
    before = stored()
    new = geojson(
        tmp_path / "new.json", *[({"id": f"new {n}"}, g) for n, (_, g) in enumerate(rows)]
    )
    with psycopg.connect(**place()) as other:
        # A reader's lock: the import fills its staging table and then waits to delete.
        other.execute("LOCK TABLE spatial_building IN SHARE MODE")
        killed = started(new)
        try:
            wait_until(waiting_for_lock, killed)
        finally:
            killed.send_signal(signal.SIGKILL)
            killed.wait()
    assert killed.returncode == -signal.SIGKILL
    assert stored() == before
    assert models.ImportRun.objects.count() == 1
    done = started(new)
    output, _ = done.communicate(timeout=60)
    assert done.returncode == 0, output
    assert {local_id for _, local_id, _ in stored()} == {f"new {n}" for n in range(5)}


def place() -> dict:
    """Where the test database is, as psycopg takes it."""
    given = connection.get_connection_params()
    return {key: given[key] for key in ("host", "port", "user", "dbname")}


def started(path) -> subprocess.Popen:
    where = place()
    url = "postgresql://{user}@/{dbname}?host={host}&port={port}".format(**where)
    command = [sys.executable, "manage.py", "import_buildings", str(path)]
    return subprocess.Popen(
        [*command, "--source-code", TEST.code],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def waiting_for_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock' AND query LIKE '%%spatial_building%%'"
        )
        return cursor.fetchone()[0] > 0


def wait_until(true, process: subprocess.Popen, seconds: float = 60) -> None:
    for _ in range(int(seconds / 0.1)):
        if true():
            return
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.1)
    raise AssertionError("the import never came to wait for the lock")


def test_a_drawn_area_wins_a_building_from_a_smaller_approximate_circle(tmp_path, area):
    circle = area("Cirklen", side_m=100)
    circle.boundaries.update(method="approximate")
    drawn = area("Tegnet", side_m=400)
    centre = drawn.boundaries.get().geometry.centroid
    path = geojson(tmp_path / "b.json", ({"id": "1"}, polygon(centre.x, centre.y)))
    imported(path)
    assert models.Building.objects.get().area == drawn
