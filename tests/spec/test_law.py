"""The statute, case by case (the tables beside this file), and the published lists against it."""

import csv
import dataclasses
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from spatial.law import rules
from spatial.law.designate import designate, streak
from spatial.law.rules import DesignationCategory, Indicator
from tests.conftest import ROOT
from tests.spec import cases
from tests.spec.document import PATH, markdown

CASES = cases.cases()

# Rows of the lists 2010-2017 whose published category the figures do not give: (year, area) and
# why. Each is a finding about the list or its transcript, never corrected here.
EXCEPTIONS: dict[tuple[str, str], str] = {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_what_the_statute_says(case):
    verdict = designate(case.values, case.day, case.earlier)
    assert verdict.possible == case.possible
    assert verdict.category == (case.possible[0] if len(case.possible) == 1 else None)
    by = case.by or case.possible[0]
    assert in_words(verdict.of(by)) == case.met


def in_words(assessment) -> str:
    known = len(assessment.criteria) - assessment.unknown
    unknown = f", {assessment.unknown} unknown" if assessment.unknown else ""
    return f"{assessment.met} of {known}{unknown}"


def test_the_document_of_the_law_is_made_from_the_rules_and_the_cases():
    assert PATH.read_text(encoding="utf-8") == markdown(), "run ./dev document"


def of_fixture(name):
    with (ROOT / f"fixtures/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


DAYS = {
    row["year"]: date.fromisoformat(row["published_on"]) for row in of_fixture("designation_lists")
}
ROWS = of_fixture("lists")
EARLY = [row for row in ROWS if row["year"] <= "2017"]


def figures(row):
    return {Indicator(one): Decimal(row[one]) for one in Indicator.values if row[one]}


def official(row):
    off_list = row["category"].startswith("ikke ")
    return DesignationCategory.NOT_LISTED if off_list else DesignationCategory(row["category"])


def disagreeing(rows):
    return {
        (row["year"], row["area"])
        for row in rows
        if designate(figures(row), DAYS[row["year"]]).category != official(row)
    }


def test_the_265_rows_of_2010_to_2017_agree_with_the_law_or_are_named_exceptions():
    assert len(EARLY) == 265
    assert disagreeing(EARLY) == set(EXCEPTIONS)


def test_the_lists_in_a_row_give_every_area_of_the_strictest_category_since_2018():
    lasting = {DesignationCategory.HARD_GHETTO_AREA, DesignationCategory.TRANSFORMATION_AREA}
    counted = {
        DesignationCategory.GHETTO_AREA,
        DesignationCategory.PARALLEL_SOCIETY,
        *lasting,
    }
    on: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        on[row["area"]] |= {row["year"]} if official(row) in counted else set()
    years = sorted(DAYS)
    for year in [one for one in years if one >= "2018"]:
        upto = [one for one in years if one <= year]
        asked = rules.years_required(DAYS[year])
        by_law = {
            area
            for area, its in on.items()
            if streak([one in its for one in upto]).least >= asked.most
        }
        listed = {row["area"] for row in ROWS if row["year"] == year and official(row) in lasting}
        assert by_law == listed, year


def limits():
    """Every criterion that has a limit of its own, each once however many rules share it."""
    found = [
        one
        for version in rules.VERSIONS
        for rule in version.rules
        for one in (*rule.gates, *rule.criteria)
        if one.limit is not None
    ]
    return list({id(one): one for one in found}.values())


def moved(criterion, by):
    """The law with that limit moved, in every rule that has it."""

    def of(one):
        return dataclasses.replace(one, limit=one.limit + by) if one is criterion else one

    def rule(given):
        return dataclasses.replace(
            given, gates=tuple(map(of, given.gates)), criteria=tuple(map(of, given.criteria))
        )

    return tuple(
        dataclasses.replace(version, rules=tuple(map(rule, version.rules)))
        for version in rules.VERSIONS
    )


def a_case_fails():
    return any(
        designate(case.values, case.day, case.earlier).possible != case.possible for case in CASES
    )


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("criterion", limits(), ids=lambda one: f"{one.indicator} {one.limit}")
def test_no_limit_can_move_by_a_tenth_without_a_case_that_fails(monkeypatch, criterion, way):
    whole = criterion.indicator == Indicator.RESIDENTS  # there is no tenth of a person
    monkeypatch.setattr(rules, "VERSIONS", moved(criterion, way * Decimal(1 if whole else "0.1")))
    assert a_case_fails()


@pytest.mark.parametrize(
    ("day", "times"), [(day, times) for day, one in rules.CRIME_LIMITS.items() for times in one]
)
@pytest.mark.parametrize("step", [Decimal("0.1"), Decimal("-0.1")], ids=str)
def test_no_limit_of_one_year_can_move_by_a_tenth_without_a_case_that_fails(
    monkeypatch, day, times, step
):
    of_day = rules.CRIME_LIMITS[day]
    moved = dataclasses.replace(of_day[times], value=of_day[times].value + step)
    changed = rules.CRIME_LIMITS | {day: of_day | {times: moved}}
    monkeypatch.setattr(rules, "CRIME_LIMITS", changed)
    assert a_case_fails()
