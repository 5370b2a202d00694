"""An area's figure-ground plan as a document, on a day of a year that the address names."""

import re
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client.drawings import figure_ground
from spatial.layers import grounds
from spatial.models import PublishedArea

FIRST_YEAR, LAST_YEAR = 2010, 2030
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


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
