"""Municipalities come as a whole set, and make the regions."""

import pytest

from spatial import models
from spatial.errors import BadInput
from spatial.importing import municipalities
from spatial.importing.delivery import Wishes
from tests.spatial.importing.files import TEST, geojson, polygon

pytestmark = pytest.mark.django_db

EAST, NORTH = 700_000, 6_170_000


def imported(path, **wishes):
    return municipalities.replace(municipalities.read(path, Wishes(**wishes)), TEST)


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


def test_a_delivery_is_the_whole_set_and_what_is_the_same_keeps_its_id(tmp_path):
    kept, gone = row("0101", "København", EAST, NORTH), row("0751", "Aarhus", 570_000, NORTH)
    imported(geojson(tmp_path / "old.json", kept, gone))
    before = models.Municipality.objects.get(code="0101").pk
    report = imported(geojson(tmp_path / "new.json", kept))
    assert [(m.code, m.pk) for m in models.Municipality.objects.all()] == [("0101", before)]
    assert "0751" in " ".join(report.notes)


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
    report = imported(path)
    assert (report.read, report.taken, report.rejected) == (read, 99, [])
    first = list(models.Municipality.objects.order_by("pk").values_list("pk", "code", "geometry"))
    assert len(first) == 99
    # Denmark's land: 42,952 km2 by Danmarks Statistik; these outlines follow the coast coarsely.
    land = sum(shape.area for _, _, shape in first) / 1e6
    assert land == pytest.approx(42_952, rel=0.01)
    imported(path)
    again = list(models.Municipality.objects.order_by("pk").values_list("pk", "code", "geometry"))
    assert again == first
