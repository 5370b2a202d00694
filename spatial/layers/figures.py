"""Figures as they are told, and counts and sums over a municipality."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from spatial import models
from spatial.law import rules
from spatial.law.rules import DesignationCategory, Indicator
from spatial.layers import query
from spatial.layers.catalogue import BUILDINGS
from spatial.models import judging
from spatial.models.completeness import ListCompleteness, completeness
from spatial.models.judging import Judged


def number(value: Decimal | None) -> int | float | None:
    """Persons are whole, shares are not; both are one column."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def source(row: models.Source) -> dict[str, Any]:
    """A source as figures cite it."""
    members = {
        "code": row.code,
        "title": row.title,
        "url": row.url,
        "reliability": row.reliability,
    }
    return {name: value for name, value in members.items() if value}


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Areas, and the residents of those whose figure is known, None where no area's is.

    `sources` are the codes of what the designations and the residents are from.
    """

    areas: int
    residents: int | None
    residents_unknown: int
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CategoryTotal:
    """One category of a list in a municipality.

    `strictest` are the areas it is the strictest category of, each counted once; `counts_in`
    those and the ones in a stricter category inside it, which are never added up. `unnamed` are
    areas of the whole country that the list has and nothing names, None where not known.
    """

    category: DesignationCategory
    strictest: Sum
    counts_in: Sum
    unnamed: int | None


@dataclass(frozen=True, kw_only=True)
class ListTotals:
    """What one list says of a municipality's areas, and of how many nothing is known.

    `categories` are those that any area counts in, strictest first.
    """

    list: models.DesignationList
    on_list: int
    not_on_list: int
    unknown: int
    categories: tuple[CategoryTotal, ...]


def by_list(
    municipality_code: str, complete: Sequence[ListCompleteness] | None = None
) -> list[ListTotals]:
    """Of every list, oldest first; none for a municipality without areas.

    `complete` is every list's completeness, for a caller who has asked for it already.
    """
    complete = completeness() if complete is None else complete
    areas = models.HousingArea.objects.filter(municipality_code=municipality_code)
    judged = judging.of_areas(list(areas.values_list("pk", flat=True)), complete)
    unnamed = {
        (one.published_on, each.category): each.unnamed
        for one in complete
        for each in one.categories
    }
    return [_totals(of_list, unnamed) for of_list in zip(*judged.values(), strict=True)]


def _totals(
    of_list: Sequence[Judged], unnamed: dict[tuple[date, DesignationCategory], int | None]
) -> ListTotals:
    """`of_list` is every area of the municipality on the same list."""
    answers = [one.on_list for one in of_list]
    there = of_list[0].list
    return ListTotals(
        list=there,
        on_list=answers.count(True),
        not_on_list=answers.count(False),
        unknown=answers.count(None),
        categories=tuple(_categories(of_list, there.published_on, unnamed)),
    )


def _categories(
    of_list: Sequence[Judged],
    day: date,
    unnamed: dict[tuple[date, DesignationCategory], int | None],
) -> Iterator[CategoryTotal]:
    for category in DesignationCategory:
        inside = [
            one for one in of_list if one.official and category in rules.nested(one.official, day)
        ]
        if inside:
            yield CategoryTotal(
                category=category,
                strictest=_sum(one for one in inside if one.official == category),
                counts_in=_sum(inside),
                unnamed=unnamed[day, category],
            )


def _sum(of_list: Iterable[Judged]) -> Sum:
    areas = list(of_list)
    told = [one.values.get(Indicator.RESIDENTS) for one in areas]
    known = [(row.value, row.source_id) for row in told if row and row.value is not None]
    codes = {one.designation.source_id for one in areas if one.designation}
    return Sum(
        areas=len(areas),
        residents=sum(int(value) for value, _ in known) if known or not areas else None,
        residents_unknown=len(areas) - len(known),
        sources=tuple(sorted(codes | {code for _, code in known})),
    )


def buildings_by_state(municipality_code: str) -> list[dict[str, Any]]:
    """Buildings as they stand today, counted by state and source."""
    rows: QuerySet[Any] = models.Building.objects.filter(
        query.standing(BUILDINGS), municipality_code=municipality_code
    )
    counted = rows.values("state", "source").annotate(buildings=Count("*"))
    return list(counted.order_by("state", "source"))
