"""Rules that the database itself keeps."""

from datetime import date

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.db import IntegrityError

from spatial import models
from spatial.law.rules import DesignationCategory


def test_a_list_of_2018_cannot_use_the_words_of_2021(area):
    with pytest.raises(IntegrityError, match="designation_words_of_their_time"):
        area(categories={date(2018, 12, 1): "parallelsamfund"})


def test_a_list_of_2021_cannot_use_the_words_of_2018(area):
    with pytest.raises(IntegrityError, match="designation_words_of_their_time"):
        area(categories={date(2021, 12, 1): "ghettoområde"})


@pytest.mark.parametrize("category", ["parallelsamfund", "ikke på listen"])
def test_a_list_counts_its_areas_in_the_words_of_its_time_only(area, source, category):
    area(categories={date(2018, 12, 1): "ghettoområde"})
    with pytest.raises(IntegrityError, match="list_count_words_of_their_time"):
        models.ListCount.objects.create(
            list_id=date(2018, 12, 1), category=category, areas=1, source=source
        )


def test_two_boundaries_cannot_share_a_day(area, source):
    made = area()
    first = made.boundaries.get()
    first.valid_to = date(2018, 12, 1)
    first.save()
    with pytest.raises(IntegrityError, match="area_boundary_no_overlap"):
        made.boundaries.create(
            geometry=first.geometry,
            method="sketch",
            valid_from=date(2018, 12, 1),  # the last day counts
            source=source,
        )


def test_a_boundary_may_follow_on_the_next_day(area, source):
    made = area()
    made.boundaries.update(valid_to=date(2018, 12, 1))
    made.boundaries.create(
        geometry=made.boundaries.get().geometry,
        method="sketch",
        valid_from=date(2018, 12, 2),
        source=source,
    )
    assert made.boundaries.count() == 2


def test_an_outline_that_crosses_itself_is_refused(building):
    made = building()
    bow_tie = GEOSGeometry("MULTIPOLYGON(((0 0, 1 1, 1 0, 0 1, 0 0)))", srid=25832)
    with pytest.raises(IntegrityError, match="building_geometry_valid"):
        models.Building.objects.filter(pk=made.pk).update(geometry=bow_tie)


@pytest.mark.parametrize("code", ["101", "0000", "9999"])
def test_a_municipality_code_that_denmark_does_not_have_is_refused(municipality, code):
    with pytest.raises(IntegrityError, match="municipality_code_known"):
        municipality(code=code)


def test_a_share_above_100_percent_is_refused(area, source):
    made = area(categories={date(2017, 12, 1): "ghettoområde"})
    with pytest.raises(IntegrityError, match="indicator_value_possible"):
        made.values.create(
            list_id=date(2017, 12, 1), indicator="crime_pct", value=101, source=source
        )


def test_a_building_has_one_state_from_a_day(building):
    building("7")
    with pytest.raises(IntegrityError, match="building_one_state_from_a_day"):
        building("7")


def test_an_area_off_the_latest_list_has_no_current_category(area):
    area("Parken", categories={date(2017, 12, 1): "ghettoområde"})
    area("Toften", categories={date(2024, 12, 1): "parallelsamfund"}, lon=12.6)
    shown = dict(models.PublishedArea.objects.values_list("name", "current_category"))
    assert shown == {"Parken": None, "Toften": "parallelsamfund"}


def test_a_designation_holds_until_the_day_before_the_next_list(area):
    made = area(
        categories={date(2017, 12, 1): "ghettoområde", date(2018, 12, 1): "udsat boligområde"}
    )
    periods = models.PublishedDesignation.objects.filter(area=made.slug)
    assert list(periods.order_by("valid_from").values_list("valid_from", "valid_to")) == [
        (date(2017, 12, 1), date(2018, 11, 30)),
        (date(2018, 12, 1), None),
    ]


def test_an_area_known_not_to_be_listed_is_no_designation(area):
    made = area(categories={date(2017, 12, 1): "ghettoområde", date(2018, 12, 1): "ikke på listen"})
    assert models.PublishedDesignation.objects.filter(area=made.slug).count() == 1


def test_a_slug_that_no_address_can_hold_is_refused(area):
    made = area()
    with pytest.raises(IntegrityError, match="area_slug_plain"):
        models.HousingArea.objects.filter(pk=made.pk).update(slug="sønderby-allé")


def test_a_measure_that_no_plan_can_have_is_refused(area, source):
    plan = area().plans.create(code="plan", summary="Plan", source=source)
    with pytest.raises(IntegrityError, match="plan_measure_kind_known"):
        plan.measures.create(kind="maling", source=source)


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (models.PublishedArea, "category"),
        (models.PublishedArea, "current_category"),
        (models.PublishedDesignation, "category"),
    ],
)
def test_being_off_a_list_is_no_published_category(model, column):
    values = [value for value, _ in model._meta.get_field(column).flatchoices]
    assert values == [one for one in DesignationCategory.values if one != "ikke på listen"]


def test_a_published_measure_says_which_kinds_there_are():
    kinds = models.PublishedPlanMeasure._meta.get_field("kind").flatchoices
    assert kinds == models.MeasureKind.choices
