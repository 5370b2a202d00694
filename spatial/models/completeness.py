"""What is known of each list, and what is missing in it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext, gettext_noop, ngettext_lazy, pgettext

from spatial.law import rules
from spatial.law.rules import DesignationCategory, Indicator
from spatial.models.area import AreaName
from spatial.models.designation import Designation, DesignationList, ListCount
from spatial.models.imports import Reliability, Source
from spatial.models.indicator import IndicatorValue

MANY = {
    DesignationCategory.TRANSFORMATION_AREA: gettext_noop("omdannelsesområder"),
    DesignationCategory.HARD_GHETTO_AREA: gettext_noop("hårde ghettoområder"),
    DesignationCategory.PARALLEL_SOCIETY: "parallelsamfund",
    DesignationCategory.GHETTO_AREA: gettext_noop("ghettoområder"),
    DesignationCategory.VULNERABLE_AREA: gettext_noop("udsatte boligområder"),
    DesignationCategory.PREVENTION_AREA: gettext_noop("forebyggelsesområder"),
}


@dataclass(frozen=True, kw_only=True)
class CategoryCompleteness:
    """One category of a list, counted nested: an area counts in each wider category too.

    `official` is the list's own count and `source` where that is from, None while unknown;
    `derived` of the `named` areas are not read from a list or a report of it, but reckoned;
    `known` says for how many of the named each indicator has a value.
    """

    category: DesignationCategory
    within: DesignationCategory | None
    official: int | None
    source: Source | None
    named: int
    derived: int
    known: dict[Indicator, int]

    @property
    def unnamed(self) -> int | None:
        """Areas the list has and we cannot name; below 0 we name more than it has."""
        return None if self.official is None else self.official - self.named


@dataclass(frozen=True, kw_only=True)
class ListCompleteness:
    """One list. `categories` go from the widest to the strictest within it.

    `without_values` are the names of areas on the list of which not one figure is known.
    """

    published_on: date
    date_precision: str
    categories: tuple[CategoryCompleteness, ...]
    without_values: tuple[str, ...]


def completeness(on: date | None = None) -> list[ListCompleteness]:
    """Of every list, oldest first, or of the one of that day."""
    only = {} if on is None else {"list_id": on}
    days = DesignationList.objects.order_by("published_on")
    entries = Designation.objects.filter(**only).exclude(category=DesignationCategory.NOT_LISTED)
    named = defaultdict(list)
    for day, *entry in entries.values_list("list_id", "area_id", "category", "source__reliability"):
        named[day].append(_Entry(*entry))
    values = IndicatorValue.objects.filter(value__isnull=False, **only)
    known = set(values.values_list("list_id", "area_id", "indicator"))
    official = {
        (one.list_id, one.category): one
        for one in ListCount.objects.filter(**only).select_related("source")
    }
    names = _names()
    return [
        ListCompleteness(
            published_on=day,
            date_precision=precision,
            categories=tuple(_categories(day, named[day], known, official)),
            without_values=_without_values(day, named[day], known, names),
        )
        for day, precision in days.values_list("published_on", "date_precision")
        if on in (None, day)
    ]


def notes(lists: Iterable[DesignationList]) -> dict[date, str]:
    """What readers are told of each list: how many of its areas are named here, and its note."""
    own = {one.published_on: one.note for one in lists}
    return {day: " ".join(filter(None, [said, own[day]])) for day, said in named(own).items()}


def named(lists: Collection[date]) -> dict[date, str]:
    """How many areas of the list of each day are named here, in words; "" without counts."""
    official: dict[date, dict[str, int]] = defaultdict(dict)
    counts = ListCount.objects.filter(list__in=lists)
    for day, category, areas in counts.values_list("list_id", "category", "areas"):
        official[day][category] = areas
    there: Counter = Counter()
    entries = Designation.objects.filter(list__in=lists).values_list("list_id", "category")
    for day, strictest, areas in entries.annotate(areas=Count("*")):
        for category in rules.nested(DesignationCategory(strictest), day):
            there[day, category] += areas
    told = {}
    for day in lists:
        parts = [
            _counted(category, day, there[day, category], official[day][category])
            for category in _in_order(day)
            if category in official[day]
        ]
        named_here = gettext("Navngivet her: {parts}.").format(parts=", ".join(parts))
        told[day] = named_here if parts else ""
    return told


@dataclass(frozen=True)
class _Entry:
    area_id: int
    category: str
    reliability: str


Known = set[tuple[date, int, str]]  # list, area, indicator


def _categories(
    day: date,
    entries: list[_Entry],
    known: Known,
    official: dict[tuple[date, str], ListCount],
) -> Iterator[CategoryCompleteness]:
    members = defaultdict(list)
    for entry in entries:
        for category in rules.nested(DesignationCategory(entry.category), day):
            members[category].append(entry)
    for category in _in_order(day):
        inside = members[category]
        count = official.get((day, category))
        wider = rules.nested(category, day)[1:]
        valued = Counter(
            indicator
            for indicator in Indicator
            for entry in inside
            if (day, entry.area_id, indicator.value) in known
        )
        yield CategoryCompleteness(
            category=category,
            within=wider[0] if wider else None,
            official=count.areas if count else None,
            source=count.source if count else None,
            named=len(inside),
            derived=sum(entry.reliability == Reliability.DERIVED for entry in inside),
            known={indicator: valued[indicator] for indicator in Indicator},
        )


def _in_order(day: date) -> list[DesignationCategory]:
    """The words of that day's list: each of the widest, then what is nested in it."""
    order = list(DesignationCategory)
    there = {one: rules.nested(one, day) for one in order}
    words = [one for one in order if there[one]]
    return sorted(words, key=lambda one: (order.index(there[one][-1]), len(there[one])))


def _without_values(
    day: date, entries: Iterable[_Entry], known: Known, names: dict[int, str]
) -> tuple[str, ...]:
    valued = {area_id for listed, area_id, _ in known if listed == day}
    missing = {entry.area_id for entry in entries} - valued
    return tuple(sorted(names.get(area_id, f"area {area_id}") for area_id in missing))


def _names() -> dict[int, str]:
    """The newest official name of every area."""
    official = AreaName.objects.filter(kind=AreaName.Kind.OFFICIAL).order_by("valid_from")
    return dict(official.values_list("area_id", "name"))


def many(category: DesignationCategory) -> str:
    """A category's word in the plural, in the language that is spoken."""
    if category == DesignationCategory.PARALLEL_SOCIETY:  # in Danish the same as the singular
        return pgettext("flere", "parallelsamfund")
    return gettext(MANY[category])


def _counted(category: DesignationCategory, day: date, named: int, official: int) -> str:
    numbers = {"named": named, "official": official, "areas": many(category)}
    if named == official:
        said = gettext("alle {official} {areas}").format(**numbers)
    elif named:
        said = gettext("{named} af {official} {areas}").format(**numbers)
    else:
        said = gettext("ingen af {official} {areas}").format(**numbers)
    inside = rules.nested(category, day)[1:]
    return gettext("heraf {areas}").format(areas=said) if inside else said


_COUNTED = {
    DesignationCategory.TRANSFORMATION_AREA: ngettext_lazy(
        "{number} omdannelsesområde", "{number} omdannelsesområder", "number"
    ),
    DesignationCategory.HARD_GHETTO_AREA: ngettext_lazy(
        "{number} hårdt ghettoområde", "{number} hårde ghettoområder", "number"
    ),
    DesignationCategory.PARALLEL_SOCIETY: ngettext_lazy(
        "{number} parallelsamfund", "{number} parallelsamfund", "number"
    ),
    DesignationCategory.GHETTO_AREA: ngettext_lazy(
        "{number} ghettoområde", "{number} ghettoområder", "number"
    ),
    DesignationCategory.VULNERABLE_AREA: ngettext_lazy(
        "{number} udsat boligområde", "{number} udsatte boligområder", "number"
    ),
    DesignationCategory.PREVENTION_AREA: ngettext_lazy(
        "{number} forebyggelsesområde", "{number} forebyggelsesområder", "number"
    ),
}


def number_of(category: str, number: int) -> str:
    """`number` areas of a category in words: "1 ghettoområde", "2 ghettoområder"."""
    return _COUNTED[DesignationCategory(category)].format(number=number)
