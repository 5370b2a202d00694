"""What the card adds for its year: the list's figures beside the limits, and what plans say."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from map_client import quoted, when, words
from map_client.card import day
from map_client.pages.criteria import SHORT
from map_client.pages.plan_measures import years
from map_client.pages.reasons import Row, assessment_of, row
from map_client.pages.timeline import said
from spatial.models import DevelopmentPlan, PlanMeasure, Source
from spatial.models.completeness import ListCompleteness
from spatial.models.judging import Judged, of_areas


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One thing a development plan says of the year."""

    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class InYear:
    """`rows` are the criteria of the list `heading` names; `note` says why there are none, or
    what the list says of the area. `source` is where its designation is from."""

    year: when.Year
    heading: str
    rows: tuple[Row, ...]
    note: str
    source: Source | None
    planned: tuple[Planned, ...]
    plan_note: str


def in_year(area_id: int, year: when.Year, complete: Sequence[ListCompleteness]) -> InYear:
    """Everything of one area that depends on the year and is no part of its card."""
    lists = of_areas({area_id}, complete)[area_id]
    one = next((each for each in lists if each.list == year.list), None)
    planned = tuple(_planned(area_id, year.number))
    designation = one.designation if one else None
    return InYear(
        year=year,
        heading=_("Tallene på listen fra %(day)s") % {"day": day(one.list)} if one else "",
        rows=_rows(one) if one else (),
        note=_note(one) if one else "",
        source=designation.source if designation else None,
        planned=planned,
        plan_note=_plan_note(year, planned=bool(planned)),
    )


def _rows(one: Judged) -> tuple[Row, ...]:
    """At most five: none for an area that is not on the list and of which no figure is known."""
    known = any(value.value is not None for value in one.values.values())
    if not (one.on_list or known):
        return ()
    assessment = assessment_of(one)
    found = {each.criterion.indicator: each for each in (*assessment.gates, *assessment.criteria)}
    return tuple(row(found[indicator], one) for indicator in SHORT if indicator in found)


def _note(one: Judged) -> str:
    if one.on_list:
        return ""
    given = {"day": day(one.list)}
    if one.on_list is False:
        return _("Området er ikke på listen fra %(day)s.") % given
    return _("Om området er på listen fra %(day)s: %(said)s.") % (given | {"said": said(one)})


def _planned(area_id: int, year: int) -> Sequence[Planned]:
    """What plans that no newer one has taken the place of say of a year."""
    plans = DevelopmentPlan.objects.filter(area=area_id).exclude(
        superseded_by__kind=DevelopmentPlan.Kind.REVISED
    )
    aims = [
        Planned(text=_aim(plan), source=plan.source)
        for plan in plans.filter(target_year=year, target_share_pct__isnull=False)
        .select_related("source")
        .order_by("pk")
    ]
    during = Q(year_from__lte=year, year_to__gte=year)
    measures = PlanMeasure.objects.filter(during, plan__in=plans).select_related("source")
    return [
        *aims,
        *(Planned(text=_measure(each), source=each.source) for each in measures.order_by("pk")),
    ]


def _aim(plan: DevelopmentPlan) -> str:
    share = words.percent(plan.target_share_pct or 0)
    return _("Mål: almene familieboliger udgør højst %(share)s af boligerne.") % {"share": share}


def _measure(one: PlanMeasure) -> str:
    kind = str(one.get_kind_display())
    text = ", ".join(filter(None, [one.description, one.place]))
    own = quoted.of_source(text)
    lead = own if text.startswith(kind) else quoted.sentence("{}: {}", kind, own) if own else kind
    span = years(one.year_from, one.year_to)
    return lead if span in text.replace("-", "–") else quoted.sentence("{} ({})", lead, span)


def _plan_note(year: when.Year, *, planned: bool) -> str:
    """What is said where no list is known of the year."""
    if year.own:
        return ""
    if not year.to_come:
        return _("Ingen liste er kendt for %(year)s.") % {"year": year.number}
    if planned:
        return _("Ingen liste endnu.")
    return _("Plan, ingen liste endnu. Ingen kendt plan nævner %(year)s for området.") % {
        "year": year.number
    }
