"""The demonstration data: every fact with its source, nothing invented, nothing overwritten."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from spatial import models
from spatial.importing import demo, fixtures, municipalities
from spatial.importing.delivery import Wishes
from spatial.models import demonstration
from tests.conftest import square
from tests.spatial.importing.files import TEST, geojson, polygon

pytestmark = pytest.mark.django_db


def snapshot():
    """Everything with an id that the API hands out."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (
            models.Municipality,
            models.HousingArea,
            models.AreaName,
            models.AreaBoundary,
            models.ListCount,
            models.Designation,
            models.IndicatorValue,
            models.DevelopmentPlan,
            models.PlanMeasure,
            models.MeasureFigure,
            models.DwellingStock,
            models.FamilyShare,
            models.HolisticPlan,
            models.PlanStep,
            models.Building,
            models.ImportRun,
        )
    ]


def test_loading_twice_changes_nothing():
    demo.load()
    before = snapshot()
    assert set(demo.load().values()) == {0}
    assert snapshot() == before


def test_what_is_added_is_counted_and_anything_added_is_a_run_that_is_kept():
    added = demo.load()
    assert (added["Areas"], added["Lists"], added["Entries on lists"]) == (69, 15, 453)
    assert added["Figures of measures"] == models.MeasureFigure.objects.count() > 0
    models.MeasureFigure.objects.filter(units=188, status="udført").delete()
    assert {part: rows for part, rows in demo.load().items() if rows} == {"Figures of measures": 1}
    assert models.ImportRun.objects.filter(dataset="demo").count() == 2


def test_every_area_list_and_value_is_there_with_a_source():
    demo.load()
    assert models.Municipality.objects.count() == 98
    assert models.PublishedArea.objects.exclude(geometry=None).count() == 69
    assert models.Designation.objects.count() == 453
    counts = dict.fromkeys(models.DesignationList.objects.values_list("published_on", flat=True), 0)
    for day in models.PublishedDesignation.objects.values_list("list_date", flat=True):
        counts[day] += 1
    # The counts of the ministry for 2010, 2012 and 2014-2017, where every name is known.
    assert (counts[date(2010, 1, 1)], counts[date(2012, 10, 1)]) == (29, 33)
    assert [counts[date(year, 12, 1)] for year in range(2014, 2018)] == [31, 25, 25, 22]
    assert len(counts) == 15


def test_residents_of_the_2015_list_add_up_to_the_published_sum():
    demo.load()
    listed = models.PublishedDesignation.objects.filter(list_date=date(2015, 12, 1))
    assert sum(listed.values_list("residents", flat=True)) == 59_682


def test_the_lists_own_counts_are_those_that_sources_give():
    demo.load()
    of_2018 = models.ListCount.objects.filter(list=date(2018, 12, 1))
    assert dict(of_2018.values_list("category", "areas")) == {
        "udsat boligområde": 43,
        "ghettoområde": 29,
        "hårdt ghettoområde": 15,
    }
    of_2013 = models.ListCount.objects.get(list=date(2013, 10, 1))
    assert (of_2013.areas, of_2013.source.reliability) == (40, "unverified")
    assert "39 rows" in of_2013.source.title
    assert models.ListCount.objects.count() == 33


def test_an_area_that_left_a_list_keeps_its_values_and_the_sources_words():
    demo.load()
    left = models.Designation.objects.filter(category="ikke på listen", list=date(2017, 12, 1))
    assert left.count() == 5
    assert set(left.values_list("remark", flat=True)) == {
        "ikke på listen (udgået siden forrige liste)"
    }
    values = models.IndicatorValue.objects.filter(
        list=date(2017, 12, 1), area__in=left.values("area"), indicator="residents"
    )
    assert values.count() == 5


def test_an_entry_that_rules_out_one_category_alone_names_it():
    demo.load()
    said = models.Designation.objects.exclude(not_in="")
    assert Counter(said.values_list("list__published_on__year", "not_in")) == {
        (2020, "ghettoområde"): 13,
        (2021, "omdannelsesområde"): 3,
        (2022, "udsat boligområde"): 2,
        (2023, "udsat boligområde"): 1,
        (2024, "udsat boligområde"): 4,
    }
    assert set(said.values_list("category", flat=True)) == {"ikke på listen"}


def test_the_column_and_the_sources_words_agree_on_what_is_ruled_out():
    words = {
        "omdannelsesområde": "ikke omdannelsesområde",
        "ghettoområde": "ikke på ghettolisten",
        "udsat boligområde": "ikke på listen over",
    }
    for row in fixtures.rows("lists"):
        named = [one for one, said in words.items() if row["category"].startswith(said)]
        assert named == ([row["not_in"]] if row["not_in"] else []), row


def test_unknown_values_are_no_rows():
    demo.load()
    tingbjerg = models.HousingArea.objects.get(slug="tingbjerg-utterslevhuse")
    then = tingbjerg.values.filter(list=date(2010, 1, 1))
    assert dict(then.values_list("indicator", "value")) == {
        "residents": 5863,
        "unemployment_pct": Decimal("39.2"),
        "crime_pct": Decimal("2.87"),
        "nonwestern_pct": Decimal("67.9"),
    }


def test_what_is_approximate_or_schematic_says_so():
    demo.load()
    assert models.demonstration_parts() == tuple(demonstration.Part)
    assert set(models.AreaBoundary.objects.values_list("method", flat=True)) == {"approximate"}
    assert not models.AreaBoundary.objects.filter(precision_m=None).exists()
    drawn = models.Building.objects.all()
    assert set(drawn.values_list("source__reliability", flat=True)) == {"schematic"}
    for invented in ("floors", "height_m", "year_built", "dwellings", "use_code", "valid_from"):
        assert not drawn.exclude(**{invented: None}).exists()


def test_an_outline_has_100_square_metres_for_each_resident():
    demo.load()
    vollsmose = models.PublishedArea.objects.get(slug="vollsmose")
    assert vollsmose.geometry.area == pytest.approx(100 * vollsmose.residents, rel=0.001)


def test_every_area_has_blocks_within_its_outline():
    demo.load()
    for boundary in models.AreaBoundary.objects.select_related("area"):
        blocks = models.Building.objects.filter(local_id__startswith=f"{boundary.area.slug}-")
        assert blocks.exists()
        assert not blocks.exclude(geometry__coveredby=boundary.geometry).exists()


def test_real_municipalities_areas_and_buildings_are_left_alone(tmp_path, area, source):
    path = geojson(
        tmp_path / "k.json",
        ({"kode": "0461", "navn": "Odense"}, polygon(585_000, 6_135_000, side=10_000)),
    )
    municipalities.replace(municipalities.read(path, Wishes()), TEST, partial=True)
    vollsmose = area("Vollsmose", code="0461")
    real = models.Building.objects.create(local_id="1", geometry=square(10.4, 55.4), source=source)
    added = demo.load()
    assert (added["Municipalities"], added["Schematic buildings"]) == (0, 0)
    assert added["Areas"] == 68
    assert models.Municipality.objects.count() == 1
    assert vollsmose.boundaries.get().method == "sketch"
    assert list(models.Building.objects.all()) == [real]
    assert models.HousingArea.objects.count() == 69


def test_every_name_and_place_has_the_words_of_its_own_source():
    demo.load()
    names = models.AreaName.objects.filter(area__slug="agervang", kind="alias")
    assert dict(names.values_list("name", "source__title")) == {
        "Vangkvarteret": "sn.dk artikel 1389244; holbaekonline.dk 2022/12/02",
        "Grønneparken": "holbaekonline.dk 2022/12/02 (Grønneparken, tidl. Vangkvarteret)",
    }
    official = models.AreaName.objects.get(area__slug="mjoelnerparken", kind="official")
    assert official.source_id == "ministry-lists-transcript"
    place = models.AreaBoundary.objects.get(area__slug="vollsmose")
    assert "anchor Vollsmose Allé km 1,220" in place.source.title


def test_an_approximate_outline_of_the_past_is_not_how_an_area_is_now(area, source):
    made = area()
    made.boundaries.update(method="approximate")
    parts = demonstration.Part.BOUNDARIES, demonstration.Part.LISTED_BOUNDARIES
    assert models.demonstration_parts() == parts
    made.boundaries.update(valid_to=date(2018, 11, 30))
    made.boundaries.create(
        geometry=square(12.55, 55.7), method="sketch", valid_from=date(2018, 12, 1), source=source
    )
    assert models.demonstration_parts() == (demonstration.Part.LISTED_BOUNDARIES,)


def test_the_fixture_says_what_the_collected_lists_say(real_data):
    """Nothing was lost when the sources were given codes."""
    texts = {row["code"]: row["text"] for row in fixtures.rows("sources")}
    ours = [row | {"source": texts[row["source"]]} for row in fixtures.rows("lists")]
    for row in ours:
        del row["not_in"]  # what the words of `category` rule out
    with (real_data.parent / "domain/lists.csv").open(encoding="utf-8", newline="") as file:
        assert ours == list(csv.DictReader(file))
