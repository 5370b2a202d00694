"""What an area's development plans contain, how far they are, and what follows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from spatial import models, partial_date
from spatial.law import shares
from spatial.law.shares import DwellingKind, Progress, Share
from spatial.layers.figures import number, source
from spatial.models.holistic import STEP_TEXT, UNVERIFIED_STEPS

UNITS = "boliger"
SHARE_UNIT = "procent af alle boliger og omregnede enheder"
_PLANNED = models.MeasureFigure.Status.PLANNED


def plan_story(area_id: int) -> dict[str, Any]:
    """Plans (newest first, also superseded ones) with measures, dwellings, shares, what follows.

    Every figure has unit, date (as exact as its source) and source; unknown is null. Figures
    that disagree are all there, and the measure says that they do. Asks eight times at
    most, however much there is.
    """
    plans = _plans(area_id)
    dwellings = list(
        models.DwellingStock.objects.filter(area_id=area_id)
        .select_related("source")
        .order_by("part", "as_of", "pk")
    )
    reported = list(
        models.FamilyShare.objects.filter(area_id=area_id)
        .select_related("source")
        .order_by("as_of", "pk")
    )
    return {
        "plans": [_plan_told(plan) for plan in plans],
        "dwellings": [_dwellings_told(row) for row in dwellings],
        "shares": [_share_told(row) for row in reported],
        "progress": _progress_told(progress(plans, reported, dwellings)),
        "holistic_plans": [
            _holistic_told(row)
            for row in models.HolisticPlan.objects.filter(area_id=area_id)
            .select_related("source")
            .prefetch_related("plans")
            .order_by("year_from", "pk")
        ],
        "steps": [
            {
                "step": step.value,
                "title": step.label,
                "text": STEP_TEXT[step],
                "verified": step not in UNVERIFIED_STEPS,
            }
            for step in models.Step
        ],
    }


def progress(
    plans: Sequence[models.DevelopmentPlan],
    reported: Iterable[models.FamilyShare],
    dwellings: Iterable[models.DwellingStock],
) -> Progress:
    """The share of family dwellings of an area: baseline, latest, target, points per year.

    `plans` are newest first: the target is that of the newest that has one. A share is computed
    from the dwellings of a day where every kind is known exactly and no source told one.
    """
    baseline: Share | None = None
    since: list[Share] = []
    target = None
    status = models.FamilyShare.Status
    for row in reported:
        share = Share(pct=row.pct, as_of=row.as_of)
        if row.status == status.BASELINE and baseline is None:
            baseline = share
        elif row.status in (status.BASELINE, status.REPORTED):
            since.append(share)
        elif row.status == status.TARGET:
            target = row.pct
    told = {one.as_of for one in [baseline, *since] if one}
    since += [one for one in _computed(dwellings) if one.as_of not in told]
    aims = [(p.target_share_pct, p.target_year) for p in plans if p.target_share_pct is not None]
    aim, year = aims[0] if aims else (target, None)
    return shares.progress(baseline, since, aim, year or (aim and shares.TARGET_YEAR) or None)


def _computed(dwellings: Iterable[models.DwellingStock]) -> list[Share]:
    """Shares of the days of which one exact count of every kind of the whole area is known."""
    counts: dict[str, dict[DwellingKind, set[int]]] = defaultdict(lambda: defaultdict(set))
    planned, exact = models.DwellingStock.Status.PLANNED, models.Precision.EXACT
    for row in dwellings:
        if row.as_of and not row.part and row.status != planned and row.precision == exact:
            counts[row.as_of][DwellingKind(row.kind)].add(row.count)
    found = []
    for as_of, kinds in counts.items():
        agreed = {kind: min(numbers) for kind, numbers in kinds.items() if len(numbers) == 1}
        pct = shares.computed(agreed)
        if pct is not None:
            found.append(Share(pct=pct, as_of=as_of, computed=True))
    return found


def _plans(area_id: int) -> list[models.DevelopmentPlan]:
    """Newest first, and a plan before those it supersedes; with all below it."""
    sourced: dict[str, QuerySet[Any]] = {
        "measures": models.PlanMeasure.objects.defer("geometry").order_by("pk"),
        "measures__figures": models.MeasureFigure.objects.order_by("status", "as_of", "pk"),
        "steps": models.PlanStep.objects.select_related("holistic_plan"),
    }
    rows = list(
        models.DevelopmentPlan.objects.filter(area_id=area_id)
        .select_related("source", "supersedes")
        .prefetch_related(
            *(Prefetch(path, rows.select_related("source")) for path, rows in sourced.items())
        )
    )
    return newest_first(rows)


def newest_first(plans: Iterable[models.DevelopmentPlan]) -> list[models.DevelopmentPlan]:
    """Plans of one area: the newest first, and each before the one it supersedes."""
    rows = list(plans)
    former = {row.supersedes_id for row in rows}
    rows.sort(key=lambda row: row.pk, reverse=True)
    rows.sort(key=lambda row: row.approved_on or row.adopted_on or "", reverse=True)
    rows.sort(key=lambda row: row.pk in former)
    return rows


def _plan_told(plan: models.DevelopmentPlan) -> dict[str, Any]:
    return {
        "code": plan.code,
        "kind": plan.kind,
        "summary": plan.summary,
        "parties": plan.parties or None,
        "adopted_on": _date(plan.adopted_on),
        "approved_on": _date(plan.approved_on),
        "target_share_pct": number(plan.target_share_pct),
        "target_share_unit": SHARE_UNIT,
        "target_year": plan.target_year,
        "dispensation": plan.dispensation,
        "supersedes": plan.supersedes.code if plan.supersedes else None,
        "note": plan.note or None,
        "source": source(plan.source),
        "measures": [_measure_told(row) for row in plan.measures.all()],
        "steps": [
            {
                "step": row.step,
                "title": models.Step(row.step).label,
                "happened_on": _date(row.happened_on),
                "text": row.text,
                "holistic_plan": row.holistic_plan.code if row.holistic_plan else None,
                "source": source(row.source),
            }
            for row in sorted(plan.steps.all(), key=_happened)
        ],
    }


def _measure_told(measure: models.PlanMeasure) -> dict[str, Any]:
    figures = list(measure.figures.all())
    planned = [one for one in figures if one.status == _PLANNED and one.units is not None]
    newest = max((one.as_of for one in planned if one.as_of), default="")
    # As in published_plan_measure.sql: the newest, those within its date, and the undated.
    in_force = {
        (one.units, one.units_most, one.precision)
        for one in planned
        if one.as_of is None or newest.startswith(one.as_of)
    }
    return {
        "id": measure.pk,
        "kind": measure.kind,
        "title": models.MeasureKind(measure.kind).label,
        "description": measure.description or None,
        "place": measure.place or None,
        "year_from": measure.year_from,
        "year_to": measure.year_to,
        "source": source(measure.source),
        "figures_differ": len(in_force) > 1,
        "figures": [
            {
                "status": one.status,
                "units": one.units,
                "units_most": one.units_most,
                "unit": UNITS,
                "precision": one.precision,
                "as_of": _date(one.as_of),
                "remark": one.remark or None,
                "source": source(one.source),
            }
            for one in figures
        ],
    }


def _dwellings_told(row: models.DwellingStock) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "title": DwellingKind(row.kind).label,
        "count": row.count,
        "unit": UNITS,
        "precision": row.precision,
        "status": row.status,
        "as_of": _date(row.as_of),
        "part": row.part or None,
        "remark": row.remark or None,
        "source": source(row.source),
    }


def _share_told(row: models.FamilyShare) -> dict[str, Any]:
    return {
        "status": row.status,
        "pct": number(row.pct),
        "unit": SHARE_UNIT,
        "precision": row.precision,
        "as_of": _date(row.as_of),
        "remark": row.remark or None,
        "source": source(row.source),
    }


def _holistic_told(row: models.HolisticPlan) -> dict[str, Any]:
    return {
        "code": row.code,
        "plans": [plan.code for plan in row.plans.all()],
        "kind": row.kind or None,
        "title": row.title,
        "organisation": row.organisation or None,
        "stage": row.stage or None,
        "grant_dkk": number(row.grant_dkk),
        "grant_unit": "kroner",
        "year_from": row.year_from,
        "year_to": row.year_to,
        "note": row.note or None,
        "source": source(row.source),
    }


def _progress_told(told: Progress) -> dict[str, Any]:
    def share(one: Share | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {"pct": number(one.pct), "as_of": _date(one.as_of), "computed": one.computed}

    return {
        "baseline": share(told.baseline),
        "latest": share(told.latest),
        "target_pct": number(told.target_pct),
        "target_year": told.target_year,
        "unit": SHARE_UNIT,
        "moved_per_year": number(told.moved_per_year),
        "needed_per_year": number(told.needed_per_year),
        "rate_unit": "procentpoint om året",
    }


def _happened(step: models.PlanStep) -> tuple[bool, date, int]:
    """Steps in time: as text the summer of a year, 2022-22, would follow its December."""
    day = partial_date.days(step.happened_on)[0] if step.happened_on else date.max
    return step.happened_on is None, day, step.pk


def _date(text: str | None) -> dict[str, str] | None:
    """A partial date for programs and for people."""
    return {"date": text, "text": partial_date.in_danish(text)} if text else None
