"""The compared areas through time: on which lists, and their figures in charts of one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client import words
from map_client.areas import Kind
from map_client.drawings import charts
from map_client.pages import timeline, trends
from map_client.pages.timeline import Period
from spatial.law.rules import UNIT_OF, Indicator
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class Years:
    """`periods` by area: the lists are the same for all, so the first area's are the heads."""

    periods: list[list[Period]]
    key: list[tuple[Kind, str]]
    some_off: bool
    some_unknown: bool


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One area's chart; "" where no figure of it is known."""

    area: str
    latest: str
    chart: SafeString


@dataclass(frozen=True, kw_only=True)
class Multiple:
    """An indicator's charts, beside each other in one frame."""

    label: str
    unit: str
    charts: list[Chart]


def years(areas: Sequence[Sequence[Judged]]) -> Years | None:
    """On which lists each area was; None without areas or lists."""
    periods = [timeline.periods(lists) for lists in areas if lists]
    if not periods:
        return None
    answers = {one.on_list for lists in areas for one in lists}
    return Years(
        periods=periods,
        key=timeline.key(each for of_area in periods for each in of_area),
        some_off=False in answers,
        some_unknown=None in answers,
    )


def multiples(areas: Sequence[tuple[str, Sequence[Judged]]]) -> list[Multiple]:
    """Of each indicator that a figure of any area is known of."""
    made = []
    for indicator in Indicator:
        drawn = [(name, trends.points(indicator, lists)) for name, lists in areas if lists]
        every = [point for _name, points in drawn for point in points]
        if any(point.value is not None for point in every):
            within = charts.frame(every)
            made.append(
                Multiple(
                    label=str(indicator.label),
                    unit=str(UNIT_OF[indicator]),
                    charts=[_chart(indicator, *each, within) for each in drawn],
                )
            )
    return made


def _chart(
    indicator: Indicator, name: str, points: Sequence[charts.Point], within: charts.Frame
) -> Chart:
    latest = next((one for one in reversed(points) if one.value is not None), None)
    if latest is None:
        return Chart(area=name, latest=_("ukendt"), chart=SafeString(""))
    told = _("%(figure)s på listen fra %(year)s") % {
        "figure": words.figure(indicator, latest.value),
        "year": str(latest.year),
    }
    title = f"{name}, {indicator.label}: {told}"
    return Chart(
        area=name, latest=told, chart=charts.line_chart(points, title=title, within=within)
    )
