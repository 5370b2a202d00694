"""How far the development plans of several areas are, and how much of it is known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from spatial import models
from spatial.law.shares import DwellingKind, Progress, Share
from spatial.layers import plans
from spatial.models import DwellingStock, FamilyShare, MeasureFigure, Precision


@dataclass(frozen=True, kw_only=True)
class AreaProgress:
    """One area with a plan. `plans` are newest first; counts of measures are over all of them.

    `told` is the row that tells the latest share; None of one that was computed, or of none.
    `family_before` and `family_after` are the social family dwellings of the whole area, where
    the plan starts and where it leads; None where that is not known, or sources differ.
    """

    area_id: int
    plans: tuple[models.DevelopmentPlan, ...]
    progress: Progress
    told: FamilyShare | None
    reported: bool
    family_before: DwellingStock | None
    family_after: DwellingStock | None
    measures: int
    measures_planned: int
    measures_done: int

    @property
    def plan(self) -> models.DevelopmentPlan:
        return self.plans[0]

    @property
    def dispensation(self) -> bool:
        """Whether a target above 40 % is allowed, by any of its plans."""
        return any(one.dispensation for one in self.plans)


@dataclass(frozen=True, kw_only=True)
class DwellingSum:
    """Dwellings added up over the `known` of `areas`, as exact as the least exact of them."""

    dwellings: int | None
    known: int
    areas: int
    precision: Precision


def of_areas(municipality_codes: Collection[str] | None = None) -> list[AreaProgress]:
    """Of every area with a plan, or those in some municipalities; by area. Asks five times."""
    rows = models.DevelopmentPlan.objects.select_related("source", "area")
    if municipality_codes is not None:
        rows = rows.filter(area__municipality_code__in=municipality_codes)
    of_area: dict[int, list[models.DevelopmentPlan]] = defaultdict(list)
    for plan in rows.prefetch_related("measures__figures"):
        of_area[plan.area_id].append(plan)
    dwellings: dict[int, list[DwellingStock]] = defaultdict(list)
    for stock in DwellingStock.objects.filter(area__in=of_area).order_by("part", "as_of", "pk"):
        dwellings[stock.area_id].append(stock)
    shares: dict[int, list[FamilyShare]] = defaultdict(list)
    for share in FamilyShare.objects.filter(area__in=of_area).order_by("as_of", "pk"):
        shares[share.area_id].append(share)
    return [
        _progress(area, plans.newest_first(there), shares[area], dwellings[area])
        for area, there in sorted(of_area.items())
    ]


def _progress(
    area_id: int,
    own: Sequence[models.DevelopmentPlan],
    shares: Sequence[FamilyShare],
    dwellings: Sequence[DwellingStock],
) -> AreaProgress:
    measures = [one for plan in own for one in plan.measures.all()]
    progress = plans.progress(own, shares, dwellings)
    return AreaProgress(
        area_id=area_id,
        plans=tuple(own),
        progress=progress,
        told=_told(progress.latest or progress.baseline, shares),
        reported=any(one.status == FamilyShare.Status.REPORTED for one in shares),
        family_before=_family(dwellings, DwellingStock.Status.BASELINE),
        family_after=_family(dwellings, DwellingStock.Status.PLANNED),
        measures=len(measures),
        measures_planned=sum(_has(one, MeasureFigure.Status.PLANNED) for one in measures),
        measures_done=sum(_has(one, MeasureFigure.Status.DONE) for one in measures),
    )


def _told(share: Share | None, rows: Iterable[FamilyShare]) -> FamilyShare | None:
    if share is None or share.computed:
        return None
    same = (one for one in rows if (one.pct, one.as_of) == (share.pct, share.as_of))
    return next(same, None)


def _family(dwellings: Iterable[DwellingStock], status: str) -> DwellingStock | None:
    """The count of the whole area; None where none is known, or two differ."""
    found = [
        one
        for one in dwellings
        if one.kind == DwellingKind.FAMILY and one.status == status and not one.part
    ]
    return found[0] if len({one.count for one in found}) == 1 else None


def _has(measure: models.PlanMeasure, status: str) -> bool:
    """Whether a number of dwellings is planned, or that something is done is reported."""
    done = status == MeasureFigure.Status.DONE
    return any(
        one.status == status and (done or one.units is not None) for one in measure.figures.all()
    )


def summed(counts: Iterable[DwellingStock | None]) -> DwellingSum:
    """The sum of one count for each area, as far as they are known."""
    all_of = list(counts)
    known = [one for one in all_of if one]
    return DwellingSum(
        dwellings=sum(one.count for one in known) if known else None,
        known=len(known),
        areas=len(all_of),
        precision=_precision({Precision(one.precision) for one in known}),
    )


def _precision(of: set[Precision]) -> Precision:
    """Of a sum: "at least" and "at most" in one sum leave open on which side of it the truth is."""
    inexact = of - {Precision.EXACT}
    if not inexact:
        return Precision.EXACT
    return inexact.pop() if len(inexact) == 1 else Precision.ABOUT
