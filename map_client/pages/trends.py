"""One chart and one table for each indicator: its figures list by list, and the limits then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString

from map_client import words
from map_client.card import day
from map_client.drawings import charts
from map_client.drawings.charts import Point
from spatial.law.designate import redefined
from spatial.law.rules import UNIT_OF, Compare, Criterion, Indicator
from spatial.law.verdict import Finding
from spatial.models import Source
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class Told:
    """One list's figure, as a row of the table."""

    year: int
    list: str
    figure: str
    condition: str
    state: str
    source: Source | None


@dataclass(frozen=True, kw_only=True)
class Trend:
    label: str
    unit: str
    latest: str
    when: str
    condition: str
    chart: SafeString
    notes: tuple[str, ...]
    rows: tuple[Told, ...]


def trends(lists: Sequence[Judged]) -> list[Trend]:
    """Of every indicator of which some figure is known, residents first. Lists oldest first."""
    return [
        _trend(indicator, lists)
        for indicator in Indicator
        if any(_value(one, indicator) is not None for one in lists)
    ]


def _trend(indicator: Indicator, lists: Sequence[Judged]) -> Trend:
    latest = next(one for one in reversed(lists) if _value(one, indicator) is not None)
    figure = words.figure(indicator, _value(latest, indicator))
    year = latest.list.published_on.year
    found = _finding(latest, indicator)
    new = _all_news(indicator, lists)
    return Trend(
        label=str(indicator.label),
        unit=UNIT_OF[indicator],
        latest=figure,
        when=str(year),
        condition=f"grænse {_limit(found)}" if found else "",
        chart=charts.line_chart(
            points(indicator, lists),
            title=f"{indicator.label}: {figure} på listen fra {year}. Alle tal står i tabellen.",
        ),
        notes=tuple(
            f"{one.list.published_on.year}: {told}"
            for one, told in zip(lists, new, strict=True)
            if told
        ),
        rows=tuple(_told(one, indicator) for one in lists),
    )


def points(indicator: Indicator, lists: Sequence[Judged]) -> list[Point]:
    """One indicator list by list, as a chart draws it."""
    new = _all_news(indicator, lists)
    return [_point(one, indicator, bool(told)) for one, told in zip(lists, new, strict=True)]


def _all_news(indicator: Indicator, lists: Sequence[Judged]) -> list[str]:
    return ["", *(_news(indicator, *two) for two in pairwise(lists))]


def _value(one: Judged, indicator: Indicator) -> Decimal | None:
    row = one.values.get(indicator)
    return row.value if row else None


def _finding(one: Judged, indicator: Indicator) -> Finding | None:
    """What the list's law asks of an indicator, by the rule the area is shown with."""
    assessment = one.verdict.of(one.official)
    return next(
        (
            each
            for each in (*assessment.gates, *assessment.criteria)
            if each.criterion.indicator == indicator
        ),
        None,
    )


def _point(one: Judged, indicator: Indicator, new: bool) -> Point:
    found = _finding(one, indicator)
    return Point(
        year=one.list.published_on.year,
        value=_value(one, indicator),
        limit=found.limit.value if found and found.limit else None,
        met=found.met if found else None,
        above=found is None or found.criterion.compare is not Compare.BELOW,
        new=new,
    )


def _news(indicator: Indicator, before: Judged, one: Judged) -> str:
    """What is new of the figure or its limit since the list before; "" where nothing is."""
    if before.verdict.law == one.verdict.law:
        return ""
    told = redefined(before.list.published_on, one.list.published_on).get(indicator)
    limits = _new_limit(_finding(before, indicator), _finding(one, indicator))
    return "; ".join([*([told] if told else []), *limits])


def _new_limit(before: Finding | None, now: Finding | None) -> Iterator[str]:
    if before is None and now is not None:
        yield "bliver et kriterium"
    elif before and now and _asked(before.criterion) != _asked(now.criterion):
        criterion = now.criterion
        if criterion.times_national:
            yield f"grænsen er nu {words.national(criterion)}"
        else:
            yield f"grænsen er nu {words.condition(criterion, now.limit)}"


def _asked(criterion: Criterion) -> tuple:
    return criterion.compare, criterion.limit, criterion.times_national


def _told(one: Judged, indicator: Indicator) -> Told:
    row, found = one.values.get(indicator), _finding(one, indicator)
    known = row is not None and row.value is not None
    return Told(
        year=one.list.published_on.year,
        list=day(one.list),
        figure=words.figure(indicator, row.value if row else None),
        condition=_limit(found),
        state=words.capital(_state(found)),
        source=row.source if row and known else None,
    )


def _state(found: Finding | None) -> str:
    return words.state(found.met, found.value) if found else "ikke et kriterium"


def _limit(found: Finding | None) -> str:
    if found is None:
        return "ingen"
    if found.limit is None:
        return "ukendt for denne liste"
    return f"{found.criterion.compare} {words.bound(found.criterion, found.limit)}"
