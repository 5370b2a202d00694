"""Dates as exactly as a source tells them: a year, a season, a month or a day. Pure.

Written as ISO 8601 has it, and ISO 8601-2 for seasons: 2019, 2019-23 (autumn), 2019-06, 2019-06-01.
One text, so that nothing is more exact than what was said, and texts of equal form sort by time.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

PATTERN = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$"
LONGEST = 10

MONTHS = (
    *(_("januar"), _("februar"), _("marts"), _("april"), _("maj"), _("juni"), _("juli")),
    *(_("august"), _("september"), _("oktober"), _("november"), _("december")),
)
# ISO 8601-2's number, and the first month of three.
_SEASONS = {
    21: (_("foråret"), 3),
    22: (_("sommeren"), 6),
    23: (_("efteråret"), 9),
    24: (_("vinteren"), 12),
}


def checked(text: str) -> str:
    """`text`, if it is a partial date that the calendar has. Raises ValueError."""
    if not re.fullmatch(PATTERN, text, re.ASCII):
        raise ValueError("is not a year, month or day such as 2019, 2019-06 or 2019-06-01")
    if len(text) == LONGEST:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise ValueError("is no day of the calendar") from error
    return text


def read(text: str) -> str:
    """A partial date from ISO 8601, from 10.9.2019 or from "juni 2019". Raises ValueError."""
    plain = text.strip().lower().removesuffix(" 00:00:00")  # as spreadsheets write a day
    if numbers := re.fullmatch(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})", plain, re.ASCII):
        day, month, year = numbers.groups()
        return checked(f"{year}-{month.zfill(2)}-{day.zfill(2)}")
    if words := re.fullmatch(r"(?:(\d{1,2})\.? )?([a-zå]+) (\d{4})", plain):
        day, name, year = words.groups()
        if name in MONTHS:
            month = f"{MONTHS.index(name) + 1:02}"
            return checked(f"{year}-{month}-{day.zfill(2)}" if day else f"{year}-{month}")
        for number, (season, _) in _SEASONS.items():
            if not day and name in (season, season[:-2]):  # efteråret, efterår
                return f"{year}-{number}"
    return checked(plain)


def days(text: str) -> tuple[date, date]:
    """The first and the last day that `text` may mean. Winter runs into the next year."""
    year, *more = (int(part) for part in text.split("-"))
    if not more:
        return date(year, 1, 1), date(year, 12, 31)
    if len(more) == 2:
        return date(year, *more), date(year, *more)
    if more[0] in _SEASONS:
        first = date(year, _SEASONS[more[0]][1], 1)
        return first, (first + timedelta(days=92)).replace(day=1) - timedelta(days=1)
    return date(year, more[0], 1), date(year, more[0], monthrange(year, more[0])[1])


def middle(text: str) -> date:
    """The day in the middle of what `text` may mean: for rates, where a year's half is nothing."""
    first, last = days(text)
    return first + (last - first) / 2


def in_words(text: str) -> str:
    """ "2019-06" is "juni 2019", "2019-23" is "efteråret 2019"; in the language that is spoken."""
    year, *more = text.split("-")
    if not more:
        return year
    number = int(more[0])
    if len(more) == 2:
        month = gettext(MONTHS[number - 1])
        return gettext("{day}. {month} {year}").format(day=int(more[1]), month=month, year=year)
    if number in _SEASONS:
        return gettext("{season} {year}").format(season=gettext(_SEASONS[number][0]), year=year)
    return f"{gettext(MONTHS[number - 1])} {year}"
