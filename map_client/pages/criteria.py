"""An area's figures against their limits, as a strip of small cells."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from map_client import words
from map_client.card import day
from map_client.words import Text
from spatial.law import rules
from spatial.law.rules import CategoryRule, Criterion, Indicator
from spatial.law.rules import DesignationCategory as Category
from spatial.models import Designation, IndicatorValue, Source


@dataclass(frozen=True, kw_only=True)
class Short:
    """An indicator's short name, and the letter that stands for it in a strip."""

    letter: str
    name: Text


SHORT = {
    Indicator.OUTSIDE_WORK_AND_EDUCATION: Short(letter="A", name=_("uden arbejde og uddannelse")),
    Indicator.CONVICTED: Short(letter="D", name=_("dømte")),
    Indicator.BASIC_EDUCATION_ONLY: Short(letter="G", name=_("kun grundskole")),
    Indicator.INCOME: Short(letter="I", name=_("indkomst")),
    Indicator.NON_WESTERN: Short(letter="V", name=_("ikkevestlig baggrund")),
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure of one area on one list; `value` and `met` are None where they are not known."""

    indicator: Indicator
    value: Decimal | None
    met: bool | None
    source: Source | None

    @property
    def short(self) -> Short:
        return SHORT[self.indicator]

    @property
    def state(self) -> str:
        return {True: "met", False: "unmet", None: "unknown"}[self.met]

    @property
    def verdict(self) -> str:
        return words.state(self.met, self.value)

    @property
    def words(self) -> str:
        """The cell for those who do not see it."""
        said = {"name": self.short.name, "verdict": self.verdict, "number": self.number}
        if self.number:
            return gettext("{name}: {verdict}, {number} procent").format(**said)
        return "{name}: {verdict}".format(**said)

    @property
    def number(self) -> str:
        return "" if self.value is None else words.digits(self.indicator, self.value)


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The criteria of one area on the latest list of which a figure is known."""

    designation: Designation
    cells: tuple[Cell, ...]

    @property
    def list_words(self) -> str:
        return day(self.designation.list)

    @property
    def words(self) -> str:
        """All of it for those who do not see the cells."""
        said = gettext("Listen fra {day}. {cells}.")
        return said.format(day=self.list_words, cells="; ".join(cell.words for cell in self.cells))

    @property
    def met(self) -> int:
        return sum(cell.met is True for cell in self.cells)


def shown(rule: CategoryRule) -> list[Criterion]:
    """The conditions of a rule that a strip has a cell for, always in the same order."""
    there = {each.indicator: each for each in (*rule.gates, *rule.criteria)}
    return [there[indicator] for indicator in SHORT if indicator in there]


def cells(said: Designation, values: Mapping[str, IndicatorValue]) -> tuple[Cell, ...]:
    """A list's figures for one area. `said` comes with its `criterion_results`."""
    met = {result.indicator: result.met for result in said.criterion_results.all()}
    rule = rules.law_on(said.list_id).shown_for(Category(said.category))
    return tuple(
        Cell(
            indicator=each.indicator,
            value=values[each.indicator].value if each.indicator in values else None,
            met=met.get(each.indicator),
            source=values[each.indicator].source if each.indicator in values else None,
        )
        for each in shown(rule)
    )


def met_cells(
    category: Category, met: Mapping[Indicator, bool | None], day: date
) -> tuple[Cell, ...]:
    """The same without the figures: only whether each criterion of a list's day is met."""
    return tuple(
        Cell(indicator=each.indicator, value=None, met=met.get(each.indicator), source=None)
        for each in shown(rules.law_on(day).shown_for(category))
    )


def strips(areas: Collection[int]) -> dict[int, Strip]:
    """By area: the criteria on the latest list that names it and has a figure of one of them."""
    figures = IndicatorValue.objects.filter(
        area__in=areas, value__isnull=False, indicator__in=SHORT
    )
    newest = (
        figures.filter(area=OuterRef("area"), list__designations__area=OuterRef("area"))
        .order_by("-list")
        .values("list")[:1]
    )
    values: dict[int, dict[str, IndicatorValue]] = defaultdict(dict)
    for value in figures.filter(list=Subquery(newest)).select_related("source"):
        values[value.area_id][value.indicator] = value
    rows = Designation.objects.filter(area__in=areas, list=Subquery(newest)).select_related(
        "list", "source"
    )
    return {
        row.area_id: Strip(designation=row, cells=cells(row, values[row.area_id]))
        for row in rows.prefetch_related("criterion_results")
    }
