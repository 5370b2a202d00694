"""The years of the map: which list holds in each, and what every list says of every area."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import Indicator
from spatial.layers.query import Interval
from spatial.models import CriterionResult, Designation, DesignationList

FIRST, LAST = 2010, 2030  # the first list that is known, and the year the plans aim at
NUMBERS = range(FIRST, LAST + 1)


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year. `own` are its lists, newest first; `before` is the newest list before it, and
    `later` says whether there are lists after it."""

    number: int
    own: tuple[DesignationList, ...] = ()
    before: DesignationList | None = None
    later: bool = False

    @property
    def list(self) -> DesignationList | None:
        """The list that holds in it: its own newest, else the one that still holds."""
        return self.own[0] if self.own else self.before

    @property
    def midsummer(self) -> Interval:
        """The day whose buildings stand for the year."""
        day = date(self.number, 7, 1)
        return Interval(first=day, last=day)

    @property
    def to_come(self) -> bool:
        """Whether the year has not begun, so that only plans can say anything of it."""
        return self.number > timezone.localdate().year


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one list says of one area; `met` has None where it cannot be decided."""

    category: Category
    met: Mapping[Indicator, bool | None]


@dataclass(frozen=True, kw_only=True)
class History:
    """All years, and by the day of a list and the id of an area what the list says."""

    years: Mapping[int, Year]
    entries: Mapping[date, Mapping[int, Entry]]

    @property
    def days(self) -> list[date]:
        """The lists' days, oldest first."""
        return sorted(one.published_on for year in self.years.values() for one in year.own)

    @property
    def newest(self) -> Year:
        """The year of the latest list, which the map begins with."""
        listed = [year for year in self.years.values() if year.own]
        return listed[-1] if listed else self.years[LAST]

    def year(self, text: str) -> Year:
        """The year that `text` names; the newest where it names none of the map's."""
        known = {str(number): year for number, year in self.years.items()}
        return known.get(text, self.newest)

    def said(self, area_id: int, until: Year) -> tuple[date, Entry] | None:
        """What the latest list up to a year that names the area says of it."""
        if until.list is None:
            return None
        for day in reversed(self.days):
            if day <= until.list.published_on and area_id in self.entries[day]:
                return day, self.entries[day][area_id]
        return None


def history() -> History:
    """Everything that the lists say, in three questions."""
    lists = DesignationList.objects.order_by("-published_on")
    return History(years=years(lists), entries=_entries(lists))


def years(lists: Iterable[DesignationList]) -> dict[int, Year]:
    """The years of the map, each with those of `lists` (newest first) that hold in it."""
    lists = list(lists)
    return {
        number: Year(
            number=number,
            own=tuple(one for one in lists if one.published_on.year == number),
            before=next((one for one in lists if one.published_on.year < number), None),
            later=any(one.published_on.year > number for one in lists),
        )
        for number in NUMBERS
    }


def _entries(lists: Iterable[DesignationList]) -> dict[date, dict[int, Entry]]:
    met: dict[int, dict[Indicator, bool | None]] = defaultdict(dict)
    results = CriterionResult.objects.values_list("designation_id", "indicator", "met")
    for designation, indicator, verdict in results:
        met[designation][Indicator(indicator)] = verdict
    entries: dict[date, dict[int, Entry]] = {one.published_on: {} for one in lists}
    rows = Designation.objects.exclude(category=Category.NOT_LISTED)
    for pk, day, area, category in rows.values_list("pk", "list_id", "area_id", "category"):
        entries[day][area] = Entry(category=Category(category), met=met[pk])
    return entries
