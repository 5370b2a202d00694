"""Figures, laws and lists as JSON: numbers are numbers, and what is not known is null."""

from collections.abc import Iterable
from typing import Any

from spatial.law import rules
from spatial.law.rules import UNIT_OF, Indicator, LawVersion, Reference
from spatial.layers.figures import number, source
from spatial.models import DesignationList, IndicatorValue

__all__ = ["Json", "every_value", "law", "listed", "number", "reference", "source", "values"]

Json = dict[str, Any]


def reference(where: Reference) -> Json:
    """Where a rule or a limit can be read; the address is null if none is known."""
    return {"act": where.act, "url": where.url or None}


def values(of_list: Iterable[IndicatorValue]) -> list[Json]:
    """Figures of one area on one list, each with unit and source, by indicator."""
    return [
        _value(Indicator(one.indicator), one)
        for one in sorted(of_list, key=lambda one: one.indicator)
    ]


def every_value(of_list: Iterable[IndicatorValue]) -> list[Json]:
    """The same with all six indicators: null where the list gives nothing."""
    there = {Indicator(one.indicator): one for one in of_list}
    return [_value(indicator, there.get(indicator)) for indicator in Indicator]


def _value(indicator: Indicator, one: IndicatorValue | None) -> Json:
    return {
        "indicator": indicator,
        "title": str(indicator.label),
        "value": number(one.value) if one else None,
        "unit": UNIT_OF[indicator],
        "source": source(one.source) if one else None,
    }


def listed(one: DesignationList, note: str) -> Json:
    """What a list is: its day, title, and what readers are told of it."""
    return {
        "list_date": one.published_on.isoformat(),
        "list_date_precision": one.date_precision,
        "list": one.title,
        "list_note": note or None,
        "law": law(rules.law_on(one.published_on)),
    }


def law(version: LawVersion) -> Json:
    return {"id": version.id, "title": version.title, **reference(version.reference)}
