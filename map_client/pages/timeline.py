"""An area's lists year by year, under the version of the law each of them follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from map_client.areas import KIND_OF, Kind
from map_client.card import day
from map_client.pages.lists import addresses
from map_client.words import called, joined
from spatial.law.rules import LawVersion
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One list. `kind` is None where the area is not on it, or nothing is known (`known`)."""

    year: int
    address: str
    kind: Kind | None
    known: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Period:
    """The lists of one version of the law."""

    law: LawVersion
    years: str
    cells: tuple[Cell, ...]


def periods(lists: Sequence[Judged]) -> list[Period]:
    """The lists, oldest first, grouped by law."""
    at = addresses(one.list.published_on for one in lists)
    grouped = groupby(lists, key=lambda one: one.verdict.law.id)
    return [_period(list(of_law), at) for _, of_law in grouped]


def _period(lists: Sequence[Judged], at: Mapping[date, str]) -> Period:
    return Period(
        law=lists[0].verdict.law,
        years=years_of(lists),
        cells=tuple(_cell(one, at[one.list.published_on]) for one in lists),
    )


def _cell(one: Judged, address: str) -> Cell:
    return Cell(
        year=one.list.published_on.year,
        address=address,
        kind=KIND_OF[one.official.value] if one.on_list and one.official else None,
        known=one.on_list is not None,
        words=said(one),
    )


def said(one: Judged) -> str:
    """What a list says of the area, in its own words."""
    if one.on_list and one.official:
        return called(one.official)
    if one.on_list is False:
        return _("ikke på listen")
    excluded = one.widest_excluded
    if excluded is None:
        return _("vides ikke")
    return _("ikke {category}; mere vides ikke").format(category=called(excluded))


def official_words(lists: Sequence[Judged]) -> list[tuple[str, str]]:
    """What lists called the area, with the years: ("2018–2020", "hårdt ghettoområde")."""
    return [(years_of(list(run)), words) for words, run in groupby(lists, key=said)]


def years_of(lists: Sequence[Judged]) -> str:
    """ "2018–2020"."""
    first, last = (one.list.published_on.year for one in (lists[0], lists[-1]))
    return f"{first}" if first == last else f"{first}–{last}"


def key(of_laws: Iterable[Period]) -> list[tuple[Kind, str]]:
    """The symbols that occur, each with the words that lists had for it, in their order."""
    words: dict[Kind, dict[str, None]] = {}
    for cell in (cell for period in of_laws for cell in period.cells):
        if cell.kind:
            words.setdefault(cell.kind, {})[cell.words] = None
    return [(kind, joined(said)) for kind, said in words.items()]


def list_of(one: Judged) -> str:
    """ "listen fra 1. december 2024"."""
    return _("listen fra {day}").format(day=day(one.list))


def lists_of(years: str) -> str:
    """ "listerne 2021–2024"."""
    return _("listerne {years}").format(years=years)
