"""Verdicts on what is stored, and the rows made of them."""

from datetime import date

import pytest

from spatial import models
from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import Indicator
from spatial.models import judging

LIST_2016, LIST_2017, LIST_2018 = (date(year, 12, 1) for year in (2016, 2017, 2018))


@pytest.fixture
def value(source):
    def make(area, day, indicator, number):
        area.values.create(list_id=day, indicator=indicator, value=number, source=source)

    return make


def on(judged, day):
    return next(one for one in judged if one.list.published_on == day)


def test_an_area_that_a_complete_list_does_not_name_was_not_on_it(area, count):
    parken = area(categories={LIST_2016: "ghettoområde"})
    area("Vest", categories={LIST_2017: "ghettoområde", LIST_2018: "ghettoområde"})
    assert on(judging.of_area(parken.pk), LIST_2017).on_list is None
    count(LIST_2017, "ghettoområde", 1)
    found = on(judging.of_area(parken.pk), LIST_2017)
    assert found.on_list is False
    assert found.years_on_list.number == 0


def test_lists_in_a_row_end_where_a_list_is_not_known(area, count):
    parken = area(categories={LIST_2016: "ghettoområde", LIST_2018: "ghettoområde"})
    area("Vest", categories={LIST_2017: "ghettoområde"})
    years = on(judging.of_area(parken.pk), LIST_2018).years_on_list
    assert (years.least, years.most, years.number) == (1, 3, None)
    count(LIST_2017, "ghettoområde", 1)
    assert on(judging.of_area(parken.pk), LIST_2018).years_on_list.number == 1


def test_the_figures_of_a_list_are_judged_by_the_law_of_its_day(area, value):
    parken = area(categories={LIST_2017: "ghettoområde"})
    for indicator, number in (
        ("residents", 1500),
        ("unemployment_pct", "40.4"),
        ("crime_pct", "2.70"),
        ("education_pct", "60"),
        ("income_pct", "60"),
        ("nonwestern_pct", "70"),
    ):
        value(parken, LIST_2017, indicator, number)
    found = on(judging.of_area(parken.pk), LIST_2017)
    assert found.verdict.category == Category.GHETTO_AREA
    assert found.verdict.decisive.criterion.indicator == Indicator.OUTSIDE_WORK_AND_EDUCATION
    assert not found.contradicted


def test_figures_that_rule_out_the_lists_category_are_a_finding_and_change_nothing(area, value):
    parken = area(categories={LIST_2018: "ghettoområde"})
    value(parken, LIST_2018, "nonwestern_pct", "49.9")
    judging.store()
    row = models.PublishedDesignation.objects.get()
    assert (row.category, row.differs) == ("ghettoområde", True)


def test_a_source_that_rules_out_one_category_only_leaves_the_wider_ones_open(area, value, source):
    parken = area(categories={LIST_2018: "ikke på listen"})
    parken.designations.update(not_in="ghettoområde")
    for indicator, number in (
        ("residents", 1500),
        ("unemployment_pct", "45"),
        ("education_pct", "65"),
        ("nonwestern_pct", "45"),
    ):
        value(parken, LIST_2018, indicator, number)
    found = on(judging.of_area(parken.pk), LIST_2018)
    assert found.on_list is None
    assert found.verdict.category == Category.VULNERABLE_AREA
    assert not found.contradicted
    parken.values.filter(indicator="nonwestern_pct").update(value=55)
    assert on(judging.of_area(parken.pk), LIST_2018).contradicted


def test_what_is_stored_says_limit_and_margin_and_what_is_unknown(area, value):
    parken = area(categories={LIST_2018: "udsat boligområde"})
    value(parken, LIST_2018, "unemployment_pct", "41.5")
    judging.store()
    row = models.PublishedDesignation.objects.get()
    assert row.computed_category is None
    assert (row.unemployment_pct_limit, float(row.unemployment_pct_margin)) == (40, 1.5)
    assert (float(row.crime_pct_limit), row.crime_pct_margin) == (1.98, None)
    assert (row.criteria_met, row.criteria_unknown, row.criteria_needed) == (1, 3, 2)


def test_without_any_figure_the_number_met_is_unknown_not_none(area):
    area(categories={LIST_2018: "udsat boligområde"})
    judging.store()
    row = models.PublishedDesignation.objects.get()
    assert row.criteria_met is None
    assert row.criteria_unknown == 4


def test_a_prevention_area_is_shown_with_the_limits_of_its_own_paragraph(area, value):
    day = date(2022, 12, 1)
    parken = area(categories={day: "forebyggelsesområde"})
    value(parken, day, "unemployment_pct", "33")
    judging.store()
    row = models.PublishedDesignation.objects.get()
    assert (row.unemployment_pct_limit, float(row.crime_pct_limit)) == (30, 1.45)


def test_storing_again_gives_the_same_rows(area):
    area(categories={LIST_2017: "ghettoområde", LIST_2018: "ghettoområde"})
    judging.store()
    judging.store()
    assert models.DesignationVerdict.objects.count() == 2


def test_judging_one_area_takes_as_many_queries_as_there_are_kinds_of_facts(
    area, django_assert_num_queries
):
    parken = area(categories={LIST_2017: "ghettoområde", LIST_2018: "ghettoområde"})
    with django_assert_num_queries(8):
        judging.of_area(parken.pk)


def test_a_source_that_rules_out_the_widest_category_rules_out_the_list(area):
    parken = area(categories={LIST_2018: "ikke på listen"})
    parken.designations.update(not_in="udsat boligområde")
    found = on(judging.of_area(parken.pk), LIST_2018)
    assert found.on_list is False
    assert found.years_counted.number == 0


def test_a_limit_that_is_known_within_bounds_only_is_not_published_as_a_number(area, value):
    day = date(2022, 12, 1)
    parken = area(categories={day: "udsat boligområde"})
    value(parken, day, "crime_pct", "3.00")
    judging.store()
    row = models.PublishedDesignation.objects.get()
    assert (row.crime_pct_limit, row.crime_pct_margin, row.criteria_met) == (None, None, 1)
