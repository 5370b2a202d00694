"""What changed from one published list to the next, as far as the sources say.

Three-valued: an area that a list does not name has left only where a source says so, or where
every name of the category it was in is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.functions import Collate

from spatial.law import rules
from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import LawVersion
from spatial.models import completeness
from spatial.models.completeness import ListCompleteness
from spatial.models.designation import Designation, DesignationList
from spatial.models.imports import Source
from spatial.models.names import DANISH_ORDER
from spatial.models.place import Place, place
from spatial.models.published import PublishedArea

_NOT_LISTED = Category.NOT_LISTED


@dataclass(frozen=True, kw_only=True)
class Change:
    """One area on two lists.

    `left_categories` and `entered_categories` are what is known to have changed, counted nested,
    also where the rest is open. `remark` is the source's own words and `source` what tells it:
    of the entry on the later list, else of the count that shows that every name is known.
    """

    area: PublishedArea
    before: Place
    after: Place
    left_categories: tuple[Category, ...]
    entered_categories: tuple[Category, ...]
    remark: str
    source: Source | None


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Every area that one of the two lists names, in one of five groups, by name in Danish order.

    `entered`, `left`: known to be new in the widest category it is in, or out of the widest it was
    in; `before` and `after` tell whether one beside it (forebyggelsesområde) is still possible.
    `changed`: on both, in another category. `stayed`: on both in the same, whatever the law of the
    day calls it. `unknown`: the rest. `unnamed_before` and `unnamed_after`: by category and nested,
    areas that the list has and nothing names, None where its own count is not known: they are in
    no group.
    """

    earlier: DesignationList | None
    later: DesignationList
    law_before: LawVersion | None
    law_after: LawVersion
    entered: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    stayed: tuple[Change, ...] = ()
    unknown: tuple[Change, ...] = ()
    unnamed_before: Mapping[Category, int | None]
    unnamed_after: Mapping[Category, int | None]

    @property
    def rule_changed(self) -> bool:
        """Whether another law made the later list: a change may come of the rule alone."""
        return self.law_before is not None and self.law_before != self.law_after


def list_before(later: date) -> date | None:
    """The day of the list before the one of `later`; None for the first."""
    days = DesignationList.objects.filter(published_on__lt=later).order_by("-published_on")
    return days.values_list("published_on", flat=True).first()


def between(
    earlier: date | None, later: date, lists: Sequence[ListCompleteness] | None = None
) -> Changes:
    """What the list of `later` changed since that of `earlier`.

    `lists` is every list's completeness, for a caller who has asked for it already.

    Without an earlier list there is nothing to compare, and every group is empty. Raises
    DesignationList.DoesNotExist for a day that no list is of.
    """
    there = completeness.completeness() if lists is None else lists
    complete = {one.published_on: one for one in there}
    rows = DesignationList.objects.in_bulk([earlier, later], field_name="published_on")
    if later not in rows or (earlier and earlier not in rows):
        raise DesignationList.DoesNotExist(f"No list is of {later} or of {earlier}.")
    groups: dict[str, list[Change]] = defaultdict(list)
    if earlier:
        for change in _compared(complete[earlier], complete[later]):
            groups[_group(change, earlier, later)].append(change)
    return Changes(
        earlier=rows.get(earlier) if earlier else None,
        later=rows[later],
        law_before=rules.law_on(earlier) if earlier else None,
        law_after=rules.law_on(later),
        unnamed_before=_unnamed(complete[earlier]) if earlier else {},
        unnamed_after=_unnamed(complete[later]),
        **{group: tuple(found) for group, found in groups.items()},
    )


def through_time(
    lists: Iterable[ListCompleteness], areas: Iterable[int] | None = None
) -> dict[int, dict[date, Place]]:
    """By area and list: what it can have been called. Of `areas`, or of every area named so far."""
    only = {} if areas is None else {"area__in": list(areas)}
    said: dict[int, dict[date, Designation]] = defaultdict(dict)
    for row in Designation.objects.filter(**only):
        said[row.area_id][row.list_id] = row
    return {
        area: {one.published_on: place(rows.get(one.published_on), one) for one in lists}
        for area, rows in said.items()
    }


def _unnamed(one: ListCompleteness) -> dict[Category, int | None]:
    return {each.category: each.unnamed for each in one.categories}


def _compared(earlier: ListCompleteness, later: ListCompleteness) -> list[Change]:
    days = (earlier.published_on, later.published_on)
    said: dict[date, dict[int, Designation]] = {day: {} for day in days}
    for row in Designation.objects.filter(list__in=days).select_related("source"):
        said[row.list_id][row.area_id] = row
    named = {
        area for rows in said.values() for area, row in rows.items() if row.category != _NOT_LISTED
    }
    areas = PublishedArea.objects.filter(pk__in=named).defer("geometry")
    before, after = said[earlier.published_on], said[later.published_on]
    return [
        _change(area, earlier, later, before.get(area.pk), after.get(area.pk))
        for area in areas.order_by(Collate(F("name"), DANISH_ORDER), "pk")
    ]


def _change(
    area: PublishedArea,
    earlier: ListCompleteness,
    later: ListCompleteness,
    said_before: Designation | None,
    said_after: Designation | None,
) -> Change:
    before, after = place(said_before, earlier), place(said_after, later)
    was = _renamed(_known(before, earlier.published_on), earlier.published_on, later.published_on)
    now = _known(after, later.published_on)
    left = tuple(one for one in was if _ruled_out(one, after, later.published_on))
    entered = tuple(
        one for one in now if _ruled_out_before(one, before, earlier.published_on, later)
    )
    return Change(
        area=area,
        before=before,
        after=after,
        left_categories=left,
        entered_categories=entered,
        remark=said_after.remark if said_after else "",
        source=said_after.source if said_after else _count_source(later, left),
    )


def _known(was: Place, day: date) -> tuple[Category, ...]:
    """The categories an area certainly counted in, itself first."""
    return rules.nested(was.category, day) if was.category else ()


def _renamed(categories: Iterable[Category], earlier: date, later: date) -> tuple[Category, ...]:
    """The same steps in the words of the later law; a step it does not have is left out."""
    found = (_successor(one, earlier, later) for one in categories)
    return tuple(one for one in found if one)


def _successor(category: Category, earlier: date, later: date) -> Category | None:
    """What a category of the earlier law is called in the later one; None: it is not there."""
    law = rules.law_on(later)
    if rules.law_on(earlier).rule(category) is None:
        return None
    name = category if law.rule(category) else rules.SUCCESSOR.get(category)
    return name if name and law.rule(name) else None


def _ruled_out(category: Category, now: Place, day: date) -> bool:
    return now.counts_in(frozenset({category}), day) is False


def _ruled_out_before(
    category: Category, before: Place, earlier: date, later: ListCompleteness
) -> bool:
    return all(
        category not in _renamed(rules.nested(one, earlier), earlier, later.published_on)
        for one in before.possible
    )


def _count_source(later: ListCompleteness, left: tuple[Category, ...]) -> Source | None:
    """Where the count is from that shows an unnamed area to be out of what it was in."""
    counted = {each.category: each.source for each in later.categories if each.unnamed == 0}
    return next((counted[one] for one in left if counted.get(one)), None)


def _group(change: Change, earlier: date, later: date) -> str:
    before, after = change.before, change.after
    if before.category and before.on_list and after.on_list and after.category:
        same = _successor(before.category, earlier, later) == after.category
        return "stayed" if same else "changed"
    if before.on_list and before.category:
        widest = _renamed(rules.nested(before.category, earlier), earlier, later)[-1:]
        return "left" if widest and widest[0] in change.left_categories else "unknown"
    if after.category and after.on_list and _new(after.category, earlier, later, change):
        return "entered"
    return "unknown"


def _new(category: Category, earlier: date, later: date, change: Change) -> bool:
    """Whether an area is known to be new in the widest category it is now in.

    To be in one that the earlier law did not have is not to be new: it may have been in another.
    """
    widest = rules.nested(category, later)[-1:]
    known_then = _renamed((rule.category for rule in rules.law_on(earlier).rules), earlier, later)
    comparable = change.before.on_list is False or widest[0] in known_then
    return comparable and widest[0] in change.entered_categories
