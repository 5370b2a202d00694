"""What would have to change for an area to leave its category or to enter the next, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from map_client import words
from spatial.law import designate
from spatial.law.rules import CategoryRule
from spatial.law.rules import DesignationCategory as Category
from spatial.law.verdict import Finding, Way
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
    law = one.verdict.law
    then = "" if law.valid_to is None else " (loven dengang)"
    for way in designate.ways(one.verdict):
        if not way.enter and way.category == category:
            yield _out(way, then)
        elif way.enter and _is_next(law.rule(way.category), category):
            yield _into(way, then)


def _is_next(rule: CategoryRule | None, category: Category) -> bool:
    """Whether it is the rule of the next stricter category, or for no list one of the mildest."""
    if rule is None:
        return False
    return rule.within == (None if category == Category.NOT_LISTED else category)


def _out(way: Way, then: str) -> WayOut:
    alone = way.some == 1
    gates = _changes(way.all_of, to_meet=False)
    known = [one for one in way.some_of if one.met is not None]
    unknown = [words.SUBJECT[one.criterion.indicator] for one in way.some_of if one.met is None]
    criteria = _changes(known, to_meet=False)
    if unknown:
        criteria += (f"Ikke kendt, om det er opfyldt nu: {words.joined(unknown)}",)
    return WayOut(
        title=f"Betegnelsen “{way.category.value}” falder væk, hvis ét af dette sker{then}",
        items=(*criteria, *gates) if alone else gates,
        some="" if alone else f"{words.capital(words.small(way.some))} af disse er ikke opfyldt",
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
