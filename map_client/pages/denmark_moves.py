"""Which areas came on each list and which left it, as far as the sources say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from map_client.card import day
from map_client.pages import list_changes
from spatial.models import changes
from spatial.models.changes import Change, Changes
from spatial.models.completeness import ListCompleteness


@dataclass(frozen=True, kw_only=True)
class Move:
    """An area with its own page's slug; `words` say from what to what."""

    slug: str
    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Moves:
    """What a list changed since the one before it. `sure`: every area of both is named."""

    day: str
    address: str
    law_changed: bool
    entered: list[Move]
    left: list[Move]
    changed: list[Move]
    unknown: list[Move]
    unnamed: str
    sure: bool


def moves(complete: Sequence[ListCompleteness], at: Mapping[date, str]) -> list[Moves]:
    """Of every list but the first, newest first. `at` are the addresses of the lists' pages."""
    found = [
        changes.between(earlier.published_on, later.published_on, complete)
        for earlier, later in pairwise(complete)
    ]
    return [
        Moves(
            day=day(one.later),
            address=at[one.later.published_on],
            law_changed=one.rule_changed,
            entered=_moved(one.entered),
            left=_moved(one.left),
            changed=_moved(one.changed),
            unknown=_moved(one.unknown),
            unnamed=list_changes.unnamed(one),
            sure=_every_name_known(one),
        )
        for one in reversed(found)
    ]


def _every_name_known(one: Changes) -> bool:
    numbers = (*one.unnamed_before.values(), *one.unnamed_after.values())
    return all(number is not None and number <= 0 for number in numbers)


def _moved(found: Iterable[Change]) -> list[Move]:
    return [
        Move(
            slug=one.area.slug,
            name=one.area.name or one.area.slug,
            words=list_changes.words(one),
        )
        for one in found
    ]
