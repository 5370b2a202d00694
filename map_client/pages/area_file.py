"""One area through all lists as a table: each figure beside the limit of its list."""

from typing import Any

from map_client import words
from map_client.pages.timeline import said
from spatial.law.rules import UNIT_OF, Indicator
from spatial.law.verdict import Finding
from spatial.models import DesignationList
from spatial.models.judging import Judged, of_area


def file(area_id: int) -> tuple[list[str], list[list[Any]]]:
    """Heads with units, and a line per list, oldest first. None is unknown."""
    heads = ["listens dato", "loven fra", "på listen", "listens betegnelse", "lister i træk"]
    for indicator in Indicator:
        name = words.capital(str(indicator.label))
        heads += [f"{name} ({UNIT_OF[indicator]})", f"{name}, grænse", f"{name}, kriteriet er"]
    heads += ["betegnelse efter tallene", "afviger", "kilder"]
    return heads, [_line(one) for one in of_area(area_id)]


def _line(one: Judged) -> list[Any]:
    by_year = one.list.date_precision == DesignationList.DatePrecision.YEAR
    assessment = one.verdict.of(one.official)
    found = {each.criterion.indicator: each for each in (*assessment.gates, *assessment.criteria)}
    figures: list[Any] = []
    for indicator in Indicator:
        row = one.values.get(indicator)
        figures += [row.value if row else None, *_against(found.get(indicator))]
    told = [one.designation.source] if one.designation else []
    told += [row.source for row in one.values.values()]
    return [
        one.list.published_on.year if by_year else one.list.published_on,
        one.verdict.law.id,
        one.on_list,
        said(one),
        one.years_on_list.number,
        *figures,
        one.verdict.category.value if one.verdict.category else None,
        one.contradicted,
        " | ".join(dict.fromkeys(source.title for source in told)),
    ]


def _against(found: Finding | None) -> list[Any]:
    """The limit of that list, about where it is known within bounds, and whether it is met."""
    if found is None:
        return [None, None]
    limit = found.limit
    shown = limit and (words.bound(found.criterion, limit) if limit.uncertainty else limit.value)
    return [shown, words.state(found.met, found.value)]
