"""What would have to change for an area to leave its category or to enter the next, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from map_client import words
from spatial.law.designate import entering, leaving
from spatial.law.rules import DesignationCategory as Category
from spatial.law.verdict import Assessment, Finding, Way
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class WayOut:
    """What would change the category: `items`, `some` of `some_of`, and `last`."""

    title: str
    items: tuple[str, ...]
    some: str
    some_of: tuple[str, ...]
    last: tuple[str, ...] = ()


def ways(one: Judged) -> Iterator[WayOut]:
    """Out of the verdict's category, and into the next. None where it cannot be decided."""
    category = one.verdict.category
    if category is None:
        return
    then = "" if one.verdict.law.valid_to is None else " (loven dengang)"
    for each in one.verdict.assessments:
        if each.rule.category == category:
            yield _out(leaving(each), then)
    for each in one.verdict.assessments:
        if _is_next(each, category):
            yield _into(entering(each), then)


def _is_next(one: Assessment, category: Category) -> bool:
    """Whether the category of `one` is the next stricter one, or for no list one of the mildest."""
    if category == Category.NOT_LISTED:
        return one.rule.within is None
    return one.rule.within == category


def _out(way: Way, then: str) -> WayOut:
    alone = way.some == 1
    gates = _changes(way.all_of, to_meet=False)
    criteria = _changes(way.some_of, to_meet=False)
    return WayOut(
        title=f"Betegnelsen “{way.category.value}” falder væk, hvis ét af dette sker{then}",
        items=(*criteria, *gates) if alone else gates,
        some="" if alone else f"{words.capital(words.small(way.some))} af disse på én gang",
        some_of=() if alone else criteria,
    )


def _into(way: Way, then: str) -> WayOut:
    known = [one for one in way.some_of if one.margin is not None]
    unknown = [words.SUBJECT[one.criterion.indicator] for one in way.some_of if one.margin is None]
    lacking = (f"Ikke kendt: {words.joined(unknown)}",) if unknown else ()
    some = f"{words.capital(words.small(way.some))} af disse" if way.some_of else ""
    if unknown and not known:
        some = f"{words.capital(words.small(way.some))} af kriterierne opfyldes"
    last = ()
    if way.more_lists is None:
        last = ("Det varer flere lister i træk; hvor mange, kan ikke afgøres",)
    elif way.more_lists:
        last = (f"Det varer {words.lists(way.more_lists)} mere i træk",)
    return WayOut(
        title=f"Betegnelsen “{way.category.value}” kræver, at dette sker{then}",
        items=_changes(way.all_of, to_meet=True),
        some=some,
        some_of=(*_changes(known, to_meet=True), *lacking),
        last=last,
    )


def _changes(found: Sequence[Finding], *, to_meet: bool) -> tuple[str, ...]:
    return tuple(words.capital(words.change(one, to_meet=to_meet)) for one in found)
