"""Figures as they are told, and counts and sums over municipalities."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models import Sum as SumOf

from spatial import models
from spatial.law import rules
from spatial.law.rules import DesignationCategory, Indicator
from spatial.layers import query
from spatial.layers.catalogue import BUILDINGS
from spatial.models.completeness import ListCompleteness, completeness
from spatial.models.place import Place, place


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
    """One category of a list in a municipality, or in several.

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
    """What one list says of the areas there, and of how many nothing is known.

    `categories` are those that any area counts in, strictest first.
    """

    list: models.DesignationList
    on_list: int
    not_on_list: int
    unknown: int
    categories: tuple[CategoryTotal, ...]


@dataclass(frozen=True, kw_only=True)
class _Said:
    """One area on one list, as far as counts need it."""

    list: models.DesignationList
    place: Place
    designation: models.Designation | None
    residents: models.IndicatorValue | None

    @property
    def official(self) -> DesignationCategory | None:
        said = self.designation
        return DesignationCategory(said.category) if said and not said.not_in else None


def by_list(
    municipality_code: str, complete: Sequence[ListCompleteness] | None = None
) -> list[ListTotals]:
    """Of every list, oldest first; none for a municipality without areas.

    `complete` is every list's completeness, for a caller who has asked for it already.
    """
    return of_places({municipality_code: [municipality_code]}, complete)[municipality_code]


def of_places(
    places: Mapping[str, Collection[str]], complete: Sequence[ListCompleteness] | None = None
) -> dict[str, list[ListTotals]]:
    """The same for places made of municipalities, each with their codes: a region, the country.

    Asks as often for many places as for one.
    """
    complete = completeness() if complete is None else complete
    codes = {code for members in places.values() for code in members}
    areas = models.HousingArea.objects.filter(municipality_code__in=codes)
    place_of = dict(areas.values_list("pk", "municipality_code"))
    said = _said(place_of, complete)
    unnamed = {
        (one.published_on, each.category): each.unnamed
        for one in complete
        for each in one.categories
    }
    return {
        name: [
            _totals(of_list, unnamed)
            for of_list in zip(
                *(lists for area, lists in said.items() if place_of[area] in members), strict=True
            )
        ]
        for name, members in places.items()
    }


def _said(
    area_ids: Collection[int], complete: Sequence[ListCompleteness]
) -> dict[int, list[_Said]]:
    """By area, every list oldest first. No verdicts: counts are of what the lists say."""
    lists = models.DesignationList.objects.in_bulk(field_name="published_on")
    said: dict[int, dict[date, models.Designation]] = defaultdict(dict)
    for row in models.Designation.objects.filter(area__in=area_ids):
        said[row.area_id][row.list_id] = row
    residents: dict[int, dict[date, models.IndicatorValue]] = defaultdict(dict)
    values = models.IndicatorValue.objects.filter(area__in=area_ids, indicator=Indicator.RESIDENTS)
    for value in values:
        residents[value.area_id][value.list_id] = value
    return {
        area: [
            _Said(
                list=lists[one.published_on],
                place=place(said[area].get(one.published_on), one),
                designation=said[area].get(one.published_on),
                residents=residents[area].get(one.published_on),
            )
            for one in complete
        ]
        for area in sorted(area_ids)
    }


def _totals(
    of_list: Sequence[_Said], unnamed: dict[tuple[date, DesignationCategory], int | None]
) -> ListTotals:
    """`of_list` is every area of the place on the same list."""
    answers = [one.place.on_list for one in of_list]
    there = of_list[0].list
    return ListTotals(
        list=there,
        on_list=answers.count(True),
        not_on_list=answers.count(False),
        unknown=answers.count(None),
        categories=tuple(_categories(of_list, there.published_on, unnamed)),
    )


def _categories(
    of_list: Sequence[_Said],
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


def _sum(of_list: Iterable[_Said]) -> Sum:
    areas = list(of_list)
    told = [one.residents for one in areas]
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


@dataclass(frozen=True, kw_only=True)
class DwellingsInBuildings:
    """Dwellings of the `known` buildings of all `buildings`."""

    dwellings: int
    known: int
    buildings: int


def dwellings_in_buildings(municipality_code: str) -> DwellingsInBuildings:
    """Of the buildings that stand today: the demolished hold none, the planned none yet."""
    rows = models.Building.objects.filter(
        query.standing(BUILDINGS), municipality_code=municipality_code
    ).exclude(state=models.BuildingState.DEMOLISHED)
    told = rows.aggregate(known=Count("dwellings"), buildings=Count("*"), summed=SumOf("dwellings"))
    return DwellingsInBuildings(
        dwellings=told["summed"] or 0, known=told["known"], buildings=told["buildings"]
    )
