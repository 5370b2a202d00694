"""Margins, persons, and what would change the category. The statute's cases are in tests/spec/."""

from datetime import date
from decimal import Decimal

import pytest

from spatial.law import rules
from spatial.law.designate import designate, entering, leaving, streak, ways
from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import Indicator
from spatial.law.verdict import Persons, Streak

WORK = Indicator.OUTSIDE_WORK_AND_EDUCATION
LIST_2016, LIST_2018, LIST_2022 = date(2016, 12, 1), date(2018, 12, 1), date(2022, 12, 1)


def figures(**given):
    return {Indicator(name): Decimal(value) for name, value in given.items()}


def of_2016(**given):
    """Three of five met, work nearest to its limit; 2,000 residents."""
    usual = {
        "residents": "2000",
        "unemployment_pct": "40.4",
        "crime_pct": "2.20",
        "education_pct": "60",
        "income_pct": "60",
        "nonwestern_pct": "70",
    }
    return designate(figures(**usual | given), LIST_2016)


def finding(verdict, indicator):
    assessment = verdict.assessments[0]
    found = (*assessment.gates, *assessment.criteria)
    return next(one for one in found if one.criterion.indicator == indicator)


def test_a_margin_is_the_value_less_the_limit_in_the_indicators_unit():
    verdict = of_2016()
    assert finding(verdict, WORK).margin == Decimal("0.4")
    assert finding(verdict, Indicator.CONVICTED).margin == Decimal("-0.50")
    assert finding(verdict, Indicator.INCOME).margin == Decimal(5)


def test_a_margin_of_all_residents_is_about_so_many_persons():
    persons = finding(of_2016(nonwestern_pct="49.4"), Indicator.NON_WESTERN).persons
    assert persons == Persons(number=12, at_most=False)


def test_a_margin_of_an_age_group_is_at_most_as_many_as_of_all_residents():
    assert finding(of_2016(), WORK).persons == Persons(number=8, at_most=True)


def test_a_margin_smaller_than_one_person_is_one():
    persons = finding(of_2016(nonwestern_pct="50.01"), Indicator.NON_WESTERN).persons
    assert persons == Persons(number=1, at_most=False)


def test_an_income_has_no_persons_and_neither_has_an_area_of_unknown_size():
    assert finding(of_2016(), Indicator.INCOME).persons is None
    unknown = designate(figures(unemployment_pct="45"), LIST_2016)
    assert finding(unknown, WORK).persons is None
    assert finding(unknown, WORK).margin == 5


def test_the_decisive_criterion_is_the_nearest_of_those_that_alone_would_change_the_category():
    verdict = of_2016()
    assert [one.criterion.indicator for one in verdict.hinges] == [
        WORK,
        Indicator.BASIC_EDUCATION_ONLY,
        Indicator.NON_WESTERN,
        Indicator.RESIDENTS,
    ]
    assert verdict.decisive is verdict.hinges[0]


def test_with_one_criterion_to_spare_only_the_gates_could_alone_change_the_category():
    verdict = of_2016(crime_pct="3.00")
    assert [one.criterion.indicator for one in verdict.hinges] == [Indicator.RESIDENTS]


def test_off_the_list_what_alone_is_lacking_is_named_nearest_first():
    verdict = of_2016(unemployment_pct="39.9")
    assert verdict.category == Category.NOT_LISTED
    assert [one.criterion.indicator for one in verdict.hinges] == [
        WORK,
        Indicator.INCOME,
        Indicator.CONVICTED,
    ]


def test_off_the_list_by_two_criteria_no_single_one_was_decisive():
    verdict = of_2016(unemployment_pct="39.9", education_pct="30")
    assert verdict.hinges == ()


def test_an_area_leaves_by_losing_a_gate_or_enough_criteria():
    way = leaving(of_2016(crime_pct="3.00").assessments[0])
    assert [one.criterion.indicator for one in way.all_of] == [Indicator.RESIDENTS]
    assert way.some == 2
    assert len(way.some_of) == 4


def test_an_area_enters_by_every_gate_and_as_many_criteria_as_it_lacks():
    way = entering(of_2016(unemployment_pct="39.9", residents="900").assessments[0])
    assert [one.criterion.indicator for one in way.all_of] == [Indicator.RESIDENTS]
    assert way.some == 1
    assert way.some_of[0].criterion.indicator == WORK


def test_a_lasting_category_is_entered_after_as_many_more_lists_as_are_lacking():
    values = figures(
        residents="2000", unemployment_pct="45", education_pct="70", nonwestern_pct="60"
    )
    verdict = designate(values, LIST_2022, Streak(least=2, most=2))
    assert verdict.category == Category.PARALLEL_SOCIETY
    assert entering(verdict.assessments[0]).more_lists == 2
    unsure = designate(values, LIST_2022, Streak(least=0, most=2))
    assert entering(unsure.assessments[0]).more_lists is None


def test_a_list_is_contradicted_only_by_what_the_figures_rule_out():
    verdict = designate(figures(nonwestern_pct="45"), LIST_2018)
    assert verdict.contradicts(Category.GHETTO_AREA)
    assert not verdict.contradicts(Category.VULNERABLE_AREA)


@pytest.mark.parametrize(
    ("answers", "least", "most"),
    [
        ([], 0, 0),
        ([True, True], 2, 2),
        ([True, False, True], 1, 1),
        ([True, False], 0, 0),
        ([True, None, True], 1, 3),
        ([False, None], 0, 1),
    ],
)
def test_lists_in_a_row_are_counted_to_the_last_with_unknown_ones_between_bounds(
    answers, least, most
):
    assert streak(answers) == Streak(least=least, most=most)


def test_an_area_counts_in_every_category_that_its_own_lies_within():
    def counted(category, day):
        return [str(one) for one in rules.nested(category, day)]

    assert counted(Category.GHETTO_AREA, LIST_2016) == ["ghettoområde"]
    assert counted(Category.HARD_GHETTO_AREA, LIST_2018) == [
        "hårdt ghettoområde",
        "ghettoområde",
        "udsat boligområde",
    ]
    assert counted(Category.TRANSFORMATION_AREA, LIST_2022)[1:] == [
        "parallelsamfund",
        "udsat boligområde",
    ]
    assert counted(Category.PREVENTION_AREA, LIST_2022) == ["forebyggelsesområde"]
    assert counted(Category.NOT_LISTED, LIST_2022) == []
    assert counted(Category.PARALLEL_SOCIETY, LIST_2016) == []


def test_a_criterion_that_is_not_known_is_among_those_that_must_not_be_met_to_leave():
    values = figures(residents="2000", unemployment_pct="45", education_pct="70", income_pct="80")
    verdict = designate(values, LIST_2018)
    assessment = verdict.assessments[-1]
    way = leaving(assessment)
    assert assessment.fulfilled
    assert (way.some, len(way.some_of)) == (2, 3)
    assert [one.met for one in way.some_of] == [True, True, None]


def test_what_hangs_on_an_unknown_criterion_alone_is_not_decisive():
    values = figures(
        residents="2000",
        unemployment_pct="45",
        education_pct="70",
        income_pct="80",
        nonwestern_pct="40",
    )
    verdict = designate(values, LIST_2018)
    assert verdict.category == Category.VULNERABLE_AREA
    assert [one.criterion.indicator for one in verdict.hinges] == [Indicator.RESIDENTS]


def test_ways_lead_out_of_what_is_certain_only():
    values = figures(
        residents="2000", unemployment_pct="35", education_pct="70", nonwestern_pct="40"
    )
    verdict = designate(values, LIST_2022)
    assert verdict.possible == (Category.VULNERABLE_AREA, Category.PREVENTION_AREA)
    assert [way.category for way in ways(verdict) if not way.enter] == []
    assert [way.category for way in ways(verdict) if way.enter] == [
        Category.TRANSFORMATION_AREA,
        Category.PARALLEL_SOCIETY,
    ]
