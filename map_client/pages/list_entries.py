"""The areas on one list with their figures, each against the limit of the list's day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from map_client import words
from map_client.areas import KIND_OF, KINDS, Kind, danish
from map_client.pages import criteria
from map_client.pages.criteria import SHORT, Cell
from spatial.law import rules
from spatial.law.rules import UNIT_OF, CategoryRule, Criterion, Indicator, Limit
from spatial.law.rules import DesignationCategory as Category
from spatial.models import (
    Designation,
    DesignationList,
    DesignationVerdict,
    IndicatorValue,
    PublishedArea,
    Reliability,
    Source,
)
from spatial.models.completeness import ListCompleteness

# Their limits follow the nation's mean: these come from what was told of a list, not from the act.
MOVING = frozenset({Indicator.CONVICTED})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An area on the list, with its figures; `sources` are numbers in the page's own list."""

    area: PublishedArea
    designation: Designation
    residents: IndicatorValue | None
    cells: tuple[Cell, ...]
    sources: tuple[int, ...]

    @property
    def derived(self) -> bool:
        """Whether it is on the list by reckoning, not by a list or a report of it."""
        return self.designation.source.reliability == Reliability.DERIVED

    @property
    def finding(self) -> str:
        """How the figures contradict the list; "" where they do not."""
        if self.verdict is None or not self.verdict.contradicted:
            return ""
        if not self.verdict.category:
            return _("Efter tallene: en anden betegnelse")
        return _("Efter tallene: {category}").format(category=words.called(self.verdict.category))

    @property
    def verdict(self) -> DesignationVerdict | None:
        return getattr(self.designation, "verdict", None)

    @property
    def population(self) -> str:
        known = self.residents is not None and self.residents.value is not None
        return words.number(self.residents.value) if known else ""

    @property
    def has_figures(self) -> bool:
        return bool(self.population) or any(cell.value is not None for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The areas of one strictest category. `unnamed`: how many more the list has; None unknown."""

    category: Category
    kind: Kind
    entries: list[Entry]
    unnamed: int | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A figure's column: its limit on this list, and `only` which categories it is asked of."""

    name: str
    limit: str
    only: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Categories that share their limits."""

    rule: CategoryRule
    columns: list[Column]
    groups: list[Group]


@dataclass(frozen=True, kw_only=True)
class Entries:
    """The areas in the law's order and by name, and the sources they cite, numbered from 1."""

    list: DesignationList
    entries: list[Entry]
    sources: list[Source]


def of(one: DesignationList) -> Entries:
    """Everything the list says of the areas that are named on it."""
    rows = Designation.objects.filter(list=one).exclude(category=Category.NOT_LISTED)
    rows = rows.select_related("list", "source", "verdict").prefetch_related("criterion_results")
    said = {row.area_id: row for row in rows}
    values: dict[int, dict[str, IndicatorValue]] = defaultdict(dict)
    for value in IndicatorValue.objects.filter(list=one, area__in=said).select_related("source"):
        values[value.area_id][value.indicator] = value
    areas = PublishedArea.objects.filter(pk__in=said).defer("geometry").order_by(danish("name"))
    in_order = sorted(areas, key=lambda area: KINDS.index(KIND_OF[said[area.pk].category]))
    cited: dict[Source, int] = {}
    entries = [_entry(area, said[area.pk], values[area.pk], cited) for area in in_order]
    return Entries(list=one, entries=entries, sources=list(cited))


def _entry(
    area: PublishedArea,
    said: Designation,
    values: Mapping[str, IndicatorValue],
    cited: dict[Source, int],
) -> Entry:
    known = [value.source for value in values.values() if value.value is not None]
    sources = dict.fromkeys([said.source, *known])
    return Entry(
        area=area,
        designation=said,
        residents=values.get(Indicator.RESIDENTS),
        cells=criteria.cells(said, values),
        sources=tuple(cited.setdefault(source, len(cited) + 1) for source in sources),
    )


def tables(found: Entries, complete: ListCompleteness) -> list[Table]:
    """One table for the categories of § 61 a, which share limits, and one for § 61 b."""
    law = rules.law_on(found.list.published_on)
    made: dict[CategoryRule, list[Category]] = defaultdict(list)
    for rule in law.rules:
        made[law.shown_for(rule.category)].append(rule.category)
    return [
        Table(
            rule=rule,
            columns=_columns(rule, found.list.published_on),
            groups=[_group(category, found.entries, complete) for category in categories],
        )
        for rule, categories in made.items()
    ]


def _group(category: Category, entries: Iterable[Entry], complete: ListCompleteness) -> Group:
    return Group(
        category=category,
        kind=KIND_OF[category],
        entries=[one for one in entries if one.designation.category == category],
        unnamed=_unnamed(category, complete),
    )


def _unnamed(category: Category, complete: ListCompleteness) -> int | None:
    """Areas the list has in this strictest category, and nothing names."""
    own = next(each for each in complete.categories if each.category == category)
    inside = [each.unnamed for each in complete.categories if each.within == category]
    if own.unnamed is None or None in inside:
        return None
    return own.unnamed - sum(one or 0 for one in inside)


def _columns(rule: CategoryRule, on: date) -> list[Column]:
    residents = next(one for one in rule.gates if one.indicator == Indicator.RESIDENTS)
    columns = [Column(name=_("beboere"), limit=_limit(residents, on))]
    for one in criteria.shown(rule):
        gate = rule.within and one in rule.gates
        columns.append(
            Column(
                name=str(SHORT[one.indicator].name),
                limit=_limit(one, on),
                only=_only(rule) if gate else "",
            )
        )
    return columns


def _only(rule: CategoryRule) -> str:
    wider, stricter = words.called(rule.within or rule.category), words.called(rule.category)
    return _("kun for {wider} og {stricter}").format(wider=wider, stricter=stricter)


def _limit(criterion: Criterion, on: date) -> str:
    return words.condition(criterion, rules.limit_on(criterion, on))


def sheet(found: Entries, complete: ListCompleteness) -> tuple[list[str], list[list[Any]]]:
    """The list as a file: heads with units, a line per area, and one for those not named."""
    on = found.list.published_on
    heads = ["listens dato", "område", "kortnavn", "kommunekode", "kommune", "betegnelse"]
    heads += ["afledt", "beboere (personer)"]
    for indicator, short in SHORT.items():
        heads += [f"{short.name} ({UNIT_OF[indicator]})", f"{short.name}, grænse"]
        heads += [f"{short.name}, grænsen er"] if indicator in MOVING else []
        heads += [f"{short.name}, kriteriet er"]
    heads += ["betegnelse efter tallene", "afviger", "lister i træk", "kilder"]
    lines = [_line(entry, on, found.sources) for entry in found.entries]
    for rule in rules.law_on(on).rules:
        unnamed = _unnamed(rule.category, complete)
        if unnamed:
            name = f"({unnamed} områder, der ikke er navngivet)"
            lines.append([on, name, None, None, None, rule.category.value])
    return heads, lines


def _line(entry: Entry, on: date, sources: Sequence[Source]) -> list[Any]:
    area, verdict = entry.area, entry.verdict
    rule = rules.law_on(on).shown_for(Category(entry.designation.category))
    limits = {one.indicator: rules.limit_on(one, on) for one in criteria.shown(rule)}
    cells = {cell.indicator: cell for cell in entry.cells}
    figures: list[Any] = []
    for indicator in SHORT:
        cell, limit = cells.get(indicator), limits.get(indicator)
        figures += [cell.value if cell else None, limit.value if limit else None]
        figures += [_how_sure(limit)] if indicator in MOVING else []
        figures += [cell.verdict if cell else None]
    return [
        *(on, area.name, area.slug, area.municipality_code, area.municipality_name),
        *(entry.designation.category, entry.derived),
        *(entry.residents.value if entry.residents else None, *figures),
        *(
            (verdict.category, verdict.contradicted, verdict.years_on_list)
            if verdict
            else [None] * 3
        ),
        " | ".join(sources[number - 1].title for number in entry.sources),
    ]


def _how_sure(limit: Limit | None) -> str | None:
    if limit is None:
        return None
    return "ca." if limit.uncertainty else "som oplyst"
