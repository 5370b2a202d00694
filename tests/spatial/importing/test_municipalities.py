"""Municipalities come as a whole set, and make the regions."""

import pytest

from spatial import models
from spatial.errors import BadInput
from spatial.importing import municipalities
from spatial.importing.delivery import Wishes
from tests.spatial.importing.files import TEST, geojson, polygon

pytestmark = pytest.mark.django_db

EAST, NORTH = 700_000, 6_170_000


def imported(path, *, partial=True):
    return municipalities.replace(municipalities.read(path, Wishes()), TEST, partial=partial)


def row(code, name, *where):
    return {"KOMKODE": code, "KOMNAVN": name}, polygon(*where)


def test_rows_of_one_code_become_one_outline(tmp_path):
    path = geojson(
        tmp_path / "k.json",
        row("0101", "København", EAST, NORTH),
        row("101", "København", EAST + 100, NORTH),
        row("0751", "Aarhus", 570_000, NORTH),
    )
    report = imported(path)
    assert (report.read, report.taken) == (3, 2)
    areas = {m.code: m.geometry.area for m in models.Municipality.objects.all()}
    assert areas == {"0101": 20_000, "0751": 10_000}


def test_a_region_is_the_union_of_its_municipalities_and_christiansoe_in_none(tmp_path):
    path = geojson(
        tmp_path / "k.json",
        row("0101", "København", EAST, NORTH),
        row("0147", "Frederiksberg", EAST + 100, NORTH),
        row("0411", "Christiansø", 890_000, 6_150_000),
    )
    imported(path)
    assert models.Region.objects.get(code="1084").geometry.area == 20_000
    assert models.Region.objects.get(code="1081").geometry is None
    assert models.Municipality.objects.get(code="0411").region_id is None


def stored():
    rows = models.Municipality.objects.order_by("pk")
    return [(one.pk, one.code, one.geometry.extent[0]) for one in rows]


@pytest.fixture
def two(tmp_path):
    """Two municipalities of two regions."""
    rows = row("0101", "København", EAST, NORTH), row("0751", "Aarhus", 570_000, NORTH)
    imported(geojson(tmp_path / "two.json", *rows))
    return dict(zip(("0101", "0751"), rows, strict=True))


def test_a_file_that_lacks_municipalities_is_refused_and_names_them(tmp_path, two):
    before = stored()
    swapped = row("0751", "Aarhus", NORTH, 570_000)
    path = geojson(tmp_path / "new.json", two["0101"], swapped)
    with pytest.raises(BadInput, match=r"no usable row of 0147, .*0751, .*row 2: north and east"):
        imported(path, partial=False)
    assert stored() == before


def test_of_a_part_of_the_municipalities_the_others_and_their_regions_stay(tmp_path, two):
    (first, _, _), other = stored()
    moved = row("0101", "København", EAST + 100, NORTH)
    report = imported(geojson(tmp_path / "new.json", moved))
    assert stored() == [(first, "0101", EAST + 100), other]
    assert models.Region.objects.get(code="1082").geometry.extent[0] == 570_000
    assert models.Region.objects.get(code="1084").geometry.extent[0] == EAST + 100
    assert "left as they are: 0147," in " ".join(report.notes)


def test_the_98_municipalities_are_enough(real_data):
    path = real_data / "demo/municipalities.geojson"
    imported(path, partial=False)
    before = stored()
    assert len(before) == 98
    imported(path, partial=False)
    assert stored() == before


def test_a_repeated_row_is_dropped_and_counted(tmp_path):
    one = row("0101", "København", EAST, NORTH)
    report = imported(geojson(tmp_path / "k.json", one, one))
    assert (report.read, report.taken, report.dropped) == (2, 1, 1)


def test_buildings_and_their_municipality_follow_new_outlines(tmp_path, building):
    made = building(lon=12.55, lat=55.7)
    imported(geojson(tmp_path / "k.json", row("0101", "København", 720_000, 6_170_000)))
    made.refresh_from_db()
    assert made.municipality_code is None
    wide = {"KOMKODE": "0101", "KOMNAVN": "København"}, polygon(715_000, 6_170_000, side=15_000)
    imported(geojson(tmp_path / "wide.json", wide))
    made.refresh_from_db()
    assert made.municipality_code == "0101"


def test_a_file_of_which_no_row_can_be_used_changes_nothing(tmp_path):
    imported(geojson(tmp_path / "k.json", row("0101", "København", EAST, NORTH)))
    swapped = row("0101", "København", NORTH, EAST)
    with pytest.raises(BadInput, match=r"not one row can be used: row 1: north and east"):
        imported(geojson(tmp_path / "s.json", swapped))
    assert models.Municipality.objects.count() == 1
    assert models.ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "read"), [("kommune_25832.geojson", 99), ("kommuner_parts_4326.geojson", 311)]
)
def test_both_official_deliveries_give_99_units(real_data, name, read):
    path = real_data / "denmark/municipalities" / name
    report = imported(path, partial=False)
    assert (report.read, report.taken, report.rejected) == (read, 99, [])
    first = list(models.Municipality.objects.order_by("pk").values_list("pk", "code", "geometry"))
    assert len(first) == 99
    # Denmark's land: 42,952 km2 by Danmarks Statistik; these outlines follow the coast coarsely.
    land = sum(shape.area for _, _, shape in first) / 1e6
    assert land == pytest.approx(42_952, rel=0.01)
    imported(path)
    again = list(models.Municipality.objects.order_by("pk").values_list("pk", "code", "geometry"))
    assert again == first
