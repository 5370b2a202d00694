"""What would have to change for an area to leave its category or to enter the next, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from map_client import words
from spatial.law import designate
from spatial.law.rules import CategoryRule, Compare, Criterion, Indicator
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
    then = "" if law.valid_to is None else _(" (loven dengang)")
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
        criteria += (
            _("Ikke kendt, om det er opfyldt nu: {figures}").format(figures=words.joined(unknown)),
        )
    title = _("Betegnelsen “{category}” falder væk, hvis ét af dette sker{then}")
    some = _("{number} af disse er ikke opfyldt").format(number=_number(way))
    return WayOut(
        title=title.format(category=words.called(way.category), then=then),
        items=(*criteria, *gates) if alone else gates,
        some="" if alone else some,
        some_of=() if alone else criteria,
    )


def _into(way: Way, then: str) -> WayOut:
    known = [one for one in way.some_of if one.margin is not None]
    unknown = [words.SUBJECT[one.criterion.indicator] for one in way.some_of if one.margin is None]
    figures = words.joined(unknown)
    lacking = (_("Ikke kendt: {figures}").format(figures=figures),) if unknown else ()
    some = _("{number} af disse").format(number=_number(way)) if way.some_of else ""
    if unknown and not known:
        some = _("{number} af kriterierne opfyldes").format(number=_number(way))
    last: tuple[str, ...] = ()
    if way.more_lists is None:
        last = (_("Det varer flere lister i træk; hvor mange, kan ikke afgøres"),)
    elif way.more_lists:
        more = ngettext(
            "Det varer én liste mere i træk",
            "Det varer {number} lister mere i træk",
            way.more_lists,
        )
        last = (more.format(number=words.small(way.more_lists)),)
    title = _("Betegnelsen “{category}” kræver, at dette sker{then}")
    return WayOut(
        title=title.format(category=words.called(way.category), then=then),
        items=_changes(way.all_of, to_meet=True),
        some=some,
        some_of=(*_changes(known, to_meet=True), *lacking),
        last=last,
    )


def _number(way: Way) -> str:
    return words.capital(words.small(way.some))


def _changes(found: Sequence[Finding], *, to_meet: bool) -> tuple[str, ...]:
    return tuple(words.capital(change(one, to_meet=to_meet)) for one in found)


def change(found: Finding, *, to_meet: bool) -> str:
    """What would have to happen to one figure for its criterion to be met, or not to be."""
    criterion = found.criterion
    subject = words.SUBJECT[criterion.indicator]
    if found.limit is None:
        return _("{subject}: grænsen er ikke kendt").format(subject=subject)
    rises = (criterion.compare is Compare.BELOW) != to_meet
    if rises and criterion.compare is Compare.ABOVE:
        said = _("{subject} kommer over {limit}{distance}")
    elif rises:
        said = _("{subject} når op på {limit}{distance}")
    elif criterion.compare is Compare.ABOVE:
        said = _("{subject} kommer ned på {limit} eller derunder{distance}")
    else:
        said = _("{subject} kommer under {limit}{distance}")
    to_go = _to_go(found, rises=rises)
    return said.format(subject=subject, limit=words.bound(criterion, found.limit), distance=to_go)


def _to_go(found: Finding, *, rises: bool) -> str:
    if found.value is None or found.margin is None:
        return _("; tallet er ikke kendt")
    if found.criterion.indicator == Indicator.RESIDENTS and not rises:
        return f" ({words.persons(int(found.margin) + 1)})"  # the limit itself is still enough
    if not found.margin:
        return _("; tallet er lig med grænsen")
    return f" ({', '.join(filter(None, [words.distance(found), words.in_persons(found)]))})"


def conditions(one: CategoryRule) -> str:
    """What makes an area one of a category, as the end of a sentence."""
    said = _("har {gates} og opfylder mindst {needed} af {all} kriterier")
    needed, all_of = words.small(one.needed), words.small(len(one.criteria))
    return said.format(gates=words.joined(map(_gate, one.gates)), needed=needed, all=all_of)


def _gate(criterion: Criterion) -> str:
    amount = words.amount(criterion.indicator, criterion.limit or Decimal(0))
    asked = words.compared(criterion.compare, amount)
    if criterion.indicator == Indicator.RESIDENTS:
        return _("{condition} beboere").format(condition=asked)
    return _("{condition} ikkevestlige indvandrere og efterkommere").format(condition=asked)
