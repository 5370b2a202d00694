"""Counts and sums of a municipality, list by list: values -> JSON and rows of a table. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from api.encode.facts import Json
from spatial.law.rules import UNIT_OF, Indicator
from spatial.layers.figures import ListTotals, Sum


def rows(found: Iterable[ListTotals], notes: Mapping[date, str]) -> list[Json]:
    """One for each list and category; `areas` has each area once, `counts_in` as they nest."""
    return [
        {
            "list_date": one.list.published_on.isoformat(),
            "list_date_precision": one.list.date_precision,
            "list_note": notes[one.list.published_on] or None,
            "category": each.category,
            **_sum(each.strictest),
            "residents_unit": UNIT_OF[Indicator.RESIDENTS],
            "counts_in": _sum(each.counts_in),
            "unnamed_in_denmark": each.unnamed,
            "sources": list(each.counts_in.sources),
        }
        for one in found
        for each in one.categories
    ]


def _sum(one: Sum) -> Json:
    return {
        "areas": one.areas,
        "residents": one.residents,
        "residents_unknown": one.residents_unknown,
    }


def known(found: Iterable[ListTotals]) -> list[Json]:
    """Of every list: how many areas of the municipality it names, does not, and may name."""
    return [
        {
            "list_date": one.list.published_on.isoformat(),
            "areas_on_list": one.on_list,
            "areas_not_on_list": one.not_on_list,
            "areas_unknown": one.unknown,
        }
        for one in found
    ]


COLUMNS = (
    "list_date",
    "list_date_precision",
    "category",
    "areas",
    "residents",
    "residents_unknown",
    "residents_unit",
    "counts_in_areas",
    "counts_in_residents",
    "counts_in_residents_unknown",
    "unnamed_in_denmark",
    "sources",
    "list_note",
)


def table(of_lists: Iterable[Json]) -> list[Sequence[object]]:
    """The same with a heading; an empty cell is not known, sources are separated by blanks."""
    lines: list[Sequence[object]] = [COLUMNS]
    for one in of_lists:
        inside = {f"counts_in_{name}": value for name, value in one["counts_in"].items()}
        flat = {**one, **inside, "sources": " ".join(one["sources"])}
        lines.append([flat[name] for name in COLUMNS])
    return lines
