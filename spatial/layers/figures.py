"""The lists' figures, of one area or summed over a municipality."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from spatial import models
from spatial.law.rules import UNIT_OF, DesignationCategory, Indicator
from spatial.layers import query
from spatial.layers.catalogue import BUILDINGS
from spatial.models.completeness import notes


def history(area_id: int) -> list[dict[str, Any]]:
    """What each list says of an area, oldest first: category and figures, each with its source.

    A list that is known not to name the area has that as its category; a list of which nothing
    is known is not there. A value of null is published as unknown.
    """
    of_area = models.Designation.objects.filter(area_id=area_id)
    designations = {row.list: row for row in of_area.select_related("list", "source")}
    values: dict[models.DesignationList, list[models.IndicatorValue]] = defaultdict(list)
    figures = models.IndicatorValue.objects.filter(area_id=area_id).order_by("indicator")
    for value in figures.select_related("list", "source"):
        values[value.list].append(value)
    lists = sorted({*designations, *values}, key=lambda one: one.published_on)
    told = notes(lists)
    return [
        _list_said(one, told[one.published_on], designations.get(one), values[one]) for one in lists
    ]


def _list_said(
    one: models.DesignationList,
    note: str,
    designation: models.Designation | None,
    values: list[models.IndicatorValue],
) -> dict[str, Any]:
    return {
        "list_date": one.published_on.isoformat(),
        "list_date_precision": one.date_precision,
        "list": one.title,
        "list_note": note or None,
        "category": designation.category if designation else None,
        "remark": (designation.remark or None) if designation else None,
        "source": source(designation.source) if designation else None,
        "values": [
            {
                "indicator": value.indicator,
                "title": Indicator(value.indicator).label,
                "value": number(value.value),
                "unit": UNIT_OF[Indicator(value.indicator)],
                "source": source(value.source),
            }
            for value in values
        ],
    }


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


def by_list(municipality_code: str) -> list[dict[str, Any]]:
    """Areas and their residents per list and category, oldest first, strictest category first.

    Residents are summed over the areas whose figure is known; `residents_unknown` counts the
    others, and the sum is null where none is known. Each area is counted in its strictest
    category only: since 2018 the categories nest.
    """
    designations = (
        models.Designation.objects.filter(area__municipality_code=municipality_code)
        .exclude(category=DesignationCategory.NOT_LISTED)
        .select_related("list")
    )
    values: Iterable[Any] = models.IndicatorValue.objects.filter(
        area__municipality_code=municipality_code,
        indicator=Indicator.RESIDENTS,
        value__isnull=False,
    ).values_list("area_id", "list_id", "value", "source_id")
    residents = {
        (area, day): (int(value), code) for area, day, value, code in values if value is not None
    }
    groups: dict[tuple[date, str], list[models.Designation]] = defaultdict(list)
    for row in designations:
        groups[row.list_id, row.category].append(row)
    order = list(DesignationCategory)
    keys = sorted(groups, key=lambda key: (key[0], order.index(DesignationCategory(key[1]))))
    told = notes({row.list for row in designations})
    return [_summed(groups[key], told[key[0]], residents) for key in keys]


def _summed(
    rows: list[models.Designation],
    note: str,
    residents: dict[tuple[int, date], tuple[int, str]],
) -> dict[str, Any]:
    """`residents` are those known, with their source, by area and list."""
    keys = [(row.area_id, row.list_id) for row in rows]
    known = [residents[key] for key in keys if key in residents]
    return {
        "list_date": rows[0].list_id.isoformat(),
        "list_date_precision": rows[0].list.date_precision,
        "list_note": note or None,
        "category": rows[0].category,
        "areas": len(rows),
        "residents": sum(number for number, _ in known) if known else None,
        "residents_unit": UNIT_OF[Indicator.RESIDENTS],
        "residents_unknown": len(rows) - len(known),
        "sources": sorted({row.source_id for row in rows} | {code for _, code in known}),
    }


def buildings_by_state(municipality_code: str) -> list[dict[str, Any]]:
    """Buildings as they stand today, counted by state and source."""
    rows: QuerySet[Any] = models.Building.objects.filter(
        query.standing(BUILDINGS), municipality_code=municipality_code
    )
    counted = rows.values("state", "source").annotate(buildings=Count("*"))
    return list(counted.order_by("state", "source"))
