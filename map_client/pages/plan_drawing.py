"""An area's figure-ground plan as a document, on a day of a year that the address names."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client import when
from map_client.drawings import figure_ground
from spatial.layers import grounds
from spatial.models import PublishedArea

FIRST_YEAR, LAST_YEAR = when.FIRST, when.LAST
YEARS = when.NUMBERS


class NoYear(ValueError):
    """A value of a parameter that names no year of ours: a sentence for who asked."""

    def __init__(self, parameter: str, value: str) -> None:
        sentence = _("%(parameter)s=%(value)s er ikke et årstal fra %(first)s til %(last)s.")
        super().__init__(
            sentence
            % {
                "parameter": parameter,
                "value": value[:40],
                "first": str(FIRST_YEAR),
                "last": str(LAST_YEAR),
            }
        )


def year(parameter: str, value: str) -> int:
    """The year that `value` of the address names. Raises NoYear."""
    if re.fullmatch("[0-9]{4}", value, re.ASCII) and int(value) in YEARS:
        return int(value)
    raise NoYear(parameter, value)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two years whose plans stand beside each other, and those that may be chosen."""

    before: int
    after: int
    years: range = YEARS


def compared(query: QueryDict, today: date) -> Compared:
    """`?foer=&efter=`: by default the first year and this one, also for what is none of ours."""

    def asked(name: str, else_: int) -> int:
        try:
            return year(name, query.get(name, ""))
        except NoYear:
            return else_

    return Compared(
        before=asked("foer", FIRST_YEAR), after=asked("efter", min(today.year, LAST_YEAR))
    )


def middle(of: int) -> date:
    """The day a year is drawn on: 1 July, when half of it is over."""
    return date(of, 7, 1)


def plan(slug: str, day: date, today: date) -> SafeString | None:
    """The drawing; None where there is no such area, or none of its outline is known."""
    found = grounds.drawn(PublishedArea.objects.filter(slug=slug), day, decimals=1).first()
    drawn = found and grounds.ground(found)
    if not found or not drawn:
        return None
    return figure_ground.document(drawn, name=found.name or slug, day=day, today=today)
