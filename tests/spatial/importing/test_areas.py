"""Outlines find their area by name, and their place in time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from spatial import models
from spatial.errors import BadInput
from spatial.importing import areas
from spatial.importing.delivery import Wishes
from tests.spatial.importing.files import TEST, geojson, polygon

pytestmark = pytest.mark.django_db

EAST, NORTH = 722_000, 6_175_000  # within the test's København


def imported(path, *, crs="", **more):
    return areas.replace(areas.read(path, Wishes(crs=crs)), TEST, **more)


def outline(path, name="Parken", east=EAST, **more):
    return geojson(path, ({"navn": name} | more, polygon(east, NORTH)))


@pytest.fixture
def approximate(area, source):
    """An area known by an approximate place only."""
    made = area("Taastrupgård", code="0101")
    made.boundaries.update(method="approximate")
    return made


@pytest.mark.parametrize("spelling", ["Taastrupgård", "Tåstrupgård", "TAASTRUPGAARD "])
def test_an_area_is_found_by_its_name_in_any_spelling(tmp_path, approximate, spelling):
    imported(outline(tmp_path / "a.json", spelling), municipality="0101")
    boundary = approximate.boundaries.get()
    assert (boundary.method, boundary.valid_from) == ("sketch", date(2010, 1, 1))
    assert boundary.geometry.area == 10_000
    assert models.HousingArea.objects.count() == 1


def test_an_area_is_found_by_an_alias(tmp_path, approximate):
    approximate.names.create(
        name="Byparken", kind="alias", valid_from=date(2010, 1, 1), source_id="test"
    )
    imported(outline(tmp_path / "a.json", "Byparken"), municipality="0101")
    assert approximate.boundaries.get().method == "sketch"


def test_a_name_counts_within_its_municipality_only(tmp_path, approximate):
    imported(outline(tmp_path / "a.json", "Taastrupgård", kommunekode="0751"))
    assert models.HousingArea.objects.count() == 2
    assert approximate.boundaries.get().method == "approximate"


def test_a_new_area_gets_a_slug_in_plain_letters_that_is_its_own(tmp_path):
    path = geojson(
        tmp_path / "a.json",
        ({"navn": "Blågården/Ø"}, polygon(EAST, NORTH)),
        ({"navn": "Blågården/Ø"}, polygon(EAST + 500, NORTH)),
    )
    imported(path, municipality="0101")
    slugs = models.HousingArea.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["blaagaarden-oe", "blaagaarden-oe-2"]


def test_a_slug_is_plain_letters_whatever_the_name(tmp_path):
    names = ("Sønderby Allé", "Straße 7", "A\u030aparken")  # the last: an A and a ring
    rows = [({"navn": name}, polygon(EAST + 200 * n, NORTH)) for n, name in enumerate(names)]
    imported(geojson(tmp_path / "a.json", *rows), municipality="0101")
    slugs = models.HousingArea.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["soenderby-alle", "strasse-7", "aaparken"]


def test_a_repeated_row_is_one_area(tmp_path):
    row = {"navn": "Parken"}, polygon(EAST, NORTH)
    report = imported(geojson(tmp_path / "a.json", row, row), municipality="0101")
    assert (report.read, report.taken, report.dropped) == (2, 1, 1)
    assert list(models.HousingArea.objects.values_list("slug", flat=True)) == ["parken"]


def test_a_new_areas_name_has_the_deliverys_source(tmp_path):
    imported(outline(tmp_path / "a.json"), municipality="0101")
    assert models.AreaName.objects.get().source_id == TEST.code


def test_an_outline_of_the_future_is_refused(tmp_path, approximate):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(BadInput, match=f"{tomorrow} is in the future"):
        imported(outline(tmp_path / "a.json", "Taastrupgård"), valid_from=tomorrow)
    assert approximate.boundaries.get().valid_to is None


def test_areas_of_one_name_keep_their_places_whatever_the_order(tmp_path):
    rows = [({"navn": "Parken"}, polygon(east, NORTH)) for east in (EAST, EAST + 500)]
    imported(geojson(tmp_path / "a.json", *rows), municipality="0101")
    before = list(models.AreaBoundary.objects.order_by("pk").values_list("area_id", "geometry"))
    imported(geojson(tmp_path / "b.json", *reversed(rows)), municipality="0101")
    after = list(models.AreaBoundary.objects.order_by("pk").values_list("area_id", "geometry"))
    assert after == before


def test_the_municipality_is_that_of_the_largest_share_when_nobody_says(tmp_path, municipality):
    municipality(lon=12.55, lat=55.7)
    report = imported(outline(tmp_path / "a.json"))
    assert models.HousingArea.objects.get().municipality_code == "0101"
    assert "Municipality by the largest share of its outline: 1." in report.notes


def test_an_area_outside_every_known_municipality_is_rejected(tmp_path, municipality):
    municipality()
    path = geojson(
        tmp_path / "a.json",
        ({"navn": "A", "komkode": "0101"}, polygon(EAST, NORTH)),
        ({"navn": "B"}, polygon(500_000, NORTH)),
    )
    [rejected] = imported(path).rejected
    assert str(rejected).startswith("row 2: it lies in no municipality")


def test_an_outline_from_a_day_ends_the_former_the_day_before(tmp_path, approximate):
    path = outline(tmp_path / "a.json", "Taastrupgård")
    imported(path, municipality="0101", valid_from=date(2018, 12, 1))
    periods = approximate.boundaries.order_by("valid_from")
    assert list(periods.values_list("method", "valid_from", "valid_to")) == [
        ("approximate", date(2010, 1, 1), date(2018, 11, 30)),
        ("sketch", date(2018, 12, 1), None),
    ]


def test_an_outline_of_the_past_ends_where_the_next_begins(tmp_path, approximate):
    for day, east in ((date(2020, 1, 1), EAST), (date(2015, 1, 1), EAST + 50)):
        path = outline(tmp_path / f"{day}.json", "Taastrupgård", east)
        imported(path, municipality="0101", valid_from=day)
    periods = approximate.boundaries.order_by("valid_from")
    assert list(periods.values_list("valid_from", "valid_to")) == [
        (date(2010, 1, 1), date(2014, 12, 31)),
        (date(2015, 1, 1), date(2019, 12, 31)),
        (date(2020, 1, 1), None),
    ]


def test_a_sketch_does_not_replace_a_cadastral_outline(tmp_path, approximate):
    path = outline(tmp_path / "a.json", "Taastrupgård")
    imported(path, municipality="0101", method="cadastre")
    report = imported(path, municipality="0101")
    assert approximate.boundaries.get().method == "cadastre"
    assert "method cadastre" in str(report.rejected[0])


def test_the_same_file_again_keeps_every_id(tmp_path, municipality):
    municipality(lon=12.55, lat=55.7)
    path = outline(tmp_path / "a.json")
    imported(path)
    before = list(models.AreaBoundary.objects.values_list("pk", "area_id", "valid_from"))
    imported(path)
    assert list(models.AreaBoundary.objects.values_list("pk", "area_id", "valid_from")) == before


def test_copenhagens_17_areas_come_from_either_file_to_the_same_places(real_data, municipality):
    municipality(lon=12.57, lat=55.68, side_m=40_000)
    folder = real_data / "denmark/copenhagen"
    report = imported(folder / "f_udsatte_byomraader.json")
    assert (report.read, report.taken, report.rejected) == (17, 17, [])
    assert models.HousingArea.objects.count() == 17
    first = dict(models.AreaBoundary.objects.values_list("area_id", "geometry"))
    imported(folder / "f_udsatte_byomraader_wkt.csv", crs="EPSG:25832")
    second = dict(models.AreaBoundary.objects.values_list("area_id", "geometry"))
    assert first.keys() == second.keys()
    # The two files differ by decimals; the areas lie hundreds of metres apart.
    for key, shape in first.items():
        assert shape.sym_difference(second[key]).area < 0.001 * shape.area
