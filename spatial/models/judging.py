"""Verdicts on what is stored: every list of an area, with its figures and what the law says.

The law is applied in spatial/law/, this only brings it the figures and the lists before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from spatial.law import rules
from spatial.law.designate import designate, streak
from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import Indicator
from spatial.law.verdict import Streak, Verdict
from spatial.models.completeness import ListCompleteness, completeness
from spatial.models.designation import Designation, DesignationList
from spatial.models.indicator import IndicatorValue
from spatial.models.place import Place, place
from spatial.models.verdict import CriterionResult, DesignationVerdict


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One area and one list.

    `designation` is None where nothing names the area for that list; `on_list` is then False if
    the list is known to the last name, else None. `years_on_list` are the lists in a row, up to
    this one, that name the area in any category; `years_counted` those of them that count for a
    lasting category.
    """

    list: DesignationList
    designation: Designation | None
    place: Place
    years_on_list: Streak
    years_counted: Streak
    values: Mapping[Indicator, IndicatorValue]
    verdict: Verdict

    @property
    def on_list(self) -> bool | None:
        return self.place.on_list

    @property
    def widest_excluded(self) -> Category | None:
        """The widest category that the area is known not to count in, where it may be on the
        list all the same; None where nothing is ruled out."""
        day = self.list.published_on
        out = [
            rule.category
            for rule in self.verdict.law.rules
            if self.place.counts_in(frozenset({rule.category}), day) is False
        ]
        return out[-1] if out and self.on_list is None else None

    @property
    def official(self) -> Category | None:
        """What the list calls the area; None where nothing is said, or only what it is not."""
        said = self.designation
        return Category(said.category) if said and not said.not_in else None

    @property
    def contradicted(self) -> bool:
        """Whether the figures known rule out what the list says: a finding."""
        if self.designation is None:
            return False
        if self.official is not None:
            return self.verdict.contradicts(self.official)
        excluded = Category(self.designation.not_in)
        day = self.list.published_on
        return all(excluded in rules.nested(one, day) for one in self.verdict.possible)


def of_area(area_id: int) -> list[Judged]:
    """Every list there is, oldest first, as it stands for one area."""
    return of_areas({area_id})[area_id]


def of_areas(
    area_ids: Collection[int], complete: Sequence[ListCompleteness] | None = None
) -> dict[int, list[Judged]]:
    """The same for several areas, by area id, in as many questions as for one.

    `complete` is every list's completeness, for a caller who has asked for it already.
    """
    return _judged(area_ids, {"area_id__in": area_ids}, complete)


def of_every_area() -> dict[int, list[Judged]]:
    """The same for every area that a list or a figure names, by area id."""
    named = set(Designation.objects.values_list("area_id", flat=True))
    return _judged(named | set(IndicatorValue.objects.values_list("area_id", flat=True)), {})


def _judged(
    areas: Collection[int],
    only: dict[str, Any],
    complete: Sequence[ListCompleteness] | None = None,
) -> dict[int, list[Judged]]:
    lists = {one.published_on: one for one in DesignationList.objects.order_by("published_on")}
    complete = completeness() if complete is None else complete
    said: dict[int, dict[date, Designation]] = defaultdict(dict)
    designations: QuerySet = Designation.objects.filter(**only).select_related("source")
    for row in designations:
        said[row.area_id][row.list_id] = row
    valued: dict[int, dict[date, dict[Indicator, IndicatorValue]]] = defaultdict(dict)
    for value in IndicatorValue.objects.filter(**only).select_related("source"):
        of_list = valued[value.area_id].setdefault(value.list_id, {})
        of_list[Indicator(value.indicator)] = value
    return {
        area: list(_in_time(lists, said[area], valued[area], complete)) for area in sorted(areas)
    }


def _in_time(
    lists: Mapping[date, DesignationList],
    said: Mapping[date, Designation],
    valued: Mapping[date, Mapping[Indicator, IndicatorValue]],
    complete: Iterable[ListCompleteness],
) -> Iterator[Judged]:
    counted: list[bool | None] = []
    named: list[bool | None] = []
    for one in complete:
        day, designation = one.published_on, said.get(one.published_on)
        there = place(designation, one)
        values = valued.get(day, {})
        figures = {indicator: value.value for indicator, value in values.items()}
        verdict = designate(figures, day, streak(counted) if counted else None)
        named.append(there.on_list)
        counted.append(there.counts_in(rules.COUNTED_IN_A_ROW, day))
        yield Judged(
            list=lists[day],
            designation=designation,
            place=there,
            years_on_list=streak(named),
            years_counted=streak(counted),
            values=values,
            verdict=verdict,
        )


def store() -> None:
    """Write every verdict anew, in one transaction: see spatial/models/verdict.py."""
    judged = [
        one for lists in of_every_area().values() for one in lists if one.designation is not None
    ]
    with transaction.atomic():
        CriterionResult.objects.all().delete()
        DesignationVerdict.objects.all().delete()
        DesignationVerdict.objects.bulk_create([_row(one) for one in judged])
        CriterionResult.objects.bulk_create([row for one in judged for row in _results(one)])


@receiver(post_migrate)
def after_migrating(*, app_config: AppConfig, using: str, **signal: Any) -> None:
    """New code may bring new rules: what was stored by the old ones goes."""
    there = connections[using].introspection.table_names()
    ours = app_config.name == "spatial" and using == DEFAULT_DB_ALIAS
    if ours and CriterionResult._meta.db_table in there:
        store()


def _row(one: Judged) -> DesignationVerdict:
    assessment = one.verdict.of(one.official)
    return DesignationVerdict(
        designation=one.designation,
        category=one.verdict.category,
        criteria_met=assessment.met_of_known,
        criteria_unknown=assessment.unknown,
        criteria_needed=assessment.rule.needed,
        years_on_list=one.years_on_list.number,
        contradicted=one.contradicted,
    )


def _results(one: Judged) -> Iterator[CriterionResult]:
    assessment = one.verdict.of(one.official)
    for finding in (*assessment.gates, *assessment.criteria):
        # A limit known within bounds only is none that could be published as a number.
        exact = finding.limit is not None and not finding.limit.uncertainty
        yield CriterionResult(
            designation=one.designation,
            indicator=finding.criterion.indicator,
            limit=finding.limit.value if exact else None,
            margin=finding.margin if exact else None,
            met=finding.met,
        )
