"""The year rail: how many areas the list of each year has, and what is said of the year shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client import when, words
from map_client.card import day
from map_client.drawings import rail as drawn
from map_client.drawings.years import Bar
from map_client.pages.lists import addresses, bar
from spatial.models import DesignationList
from spatial.models.completeness import ListCompleteness, number_of

ALWAYS_LABELLED = (2010, 2014, 2018, 2021, 2030)  # the ends, and each new law


@dataclass(frozen=True, kw_only=True)
class Column:
    """One year of the rail. `query` is what its link adds to the address; None: nothing.
    `first_to_come`: from it on there are plans alone."""

    year: when.Year
    svg: SafeString
    words: str
    labelled: bool
    first_to_come: bool
    query: int | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of one list. `counts` are its own numbers, "" where none is known."""

    list: DesignationList
    day: str
    counts: str
    address: str


def bars(complete: Iterable[ListCompleteness]) -> dict[date, Bar]:
    """The lists' own numbers, each area in its strictest category; none where none is known."""
    made = {one.published_on: bar(one) for one in complete}
    return {on: one for on, one in made.items() if one.parts}


def columns(history: when.History, of_lists: Mapping[date, Bar]) -> list[Column]:
    """Every year, from the first to the last; of two lists in a year the newest is drawn."""
    most = max((one.sure for one in of_lists.values()), default=1)
    return [
        Column(
            year=year,
            svg=drawn.column(
                of_lists.get(year.own[0].published_on) if year.own else None, most=most
            ),
            words=said(year),
            labelled=year.number in ALWAYS_LABELLED,
            first_to_come=year.to_come and not history.years[year.number - 1].to_come,
            query=None if year == history.newest else year.number,
        )
        for year in history.years.values()
    ]


def said(year: when.Year) -> str:
    """The year for those who do not see the rail: "2018, liste af 1. december 2018"."""
    number = {"year": year.number}
    if not year.own:
        if year.to_come:
            return _("%(year)s, plan, ingen liste endnu") % number
        return _("%(year)s, ingen liste kendt her") % number
    if year.own[0].date_precision == DesignationList.DatePrecision.YEAR:
        return _("%(year)s, årets liste, dagen er ikke kendt") % number
    return _("%(year)s, liste af %(day)s") % (number | {"day": day(year.own[0])})


def holding(year: when.Year) -> str:
    """Which list the designations of a year without one are from; "" for a year with its own."""
    if year.own:
        return ""
    if year.before is None:
        return _("Ingen liste er kendt så tidligt.")
    return _("Betegnelserne er fra listen fra %(day)s, den seneste før.") % {
        "day": day(year.before)
    }


def told(lists: Iterable[DesignationList], of_lists: Mapping[date, Bar]) -> list[Told]:
    """What is said of each list."""
    lists = list(lists)
    at = addresses(one.published_on for one in lists)
    return [
        Told(
            list=one,
            day=day(one),
            counts=counts(of_lists.get(one.published_on)),
            address=at[one.published_on],
        )
        for one in lists
    ]


def counts(one: Bar | None) -> str:
    """A list's own numbers as a sentence."""
    if one is None:
        return ""
    numbers: Sequence[str] = [number_of(category, many) for category, many in one.parts if many]
    return _("Listens egne antal, hvert område i sin strengeste betegnelse: %(numbers)s.") % {
        "numbers": words.joined(numbers)
    }
