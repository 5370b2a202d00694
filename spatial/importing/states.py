"""The states of buildings that stand on the ground of a plan's measure."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.backends.utils import CursorWrapper

from spatial import partial_date
from spatial.importing.swap import temporary
from spatial.law.status import BuildingState, Cover, MeasureKind, Period, periods
from spatial.models import DevelopmentPlan, MeasureFigure, PlanMeasure, demonstration

# Buildings whose states come from a plan, or may: one row, as its source gave it, undated.
_COVERED = """
SELECT b.source, b.local_id, b.year_built, array_agg(DISTINCT k.id) AS measures
FROM spatial_planmeasure k
JOIN spatial_building b ON ST_Intersects(k.geometry, b.inside_point)
WHERE k.kind = ANY(%s) AND b.source <> %s
  AND NOT EXISTS (
      SELECT FROM spatial_building own
      WHERE own.source = b.source AND own.local_id = b.local_id AND NOT own.from_plan
        AND (own.state <> 'existing' OR own.valid_from IS NOT NULL OR own.valid_to IS NOT NULL)
  )
GROUP BY b.source, b.local_id, b.year_built
"""
_WANTED = """
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::date[], %s::date[], %s::boolean[])
    AS w (source, local_id, state, valid_from, valid_to, from_plan)
UNION ALL
SELECT DISTINCT b.source, b.local_id, 'existing', NULL::date, NULL::date, false
FROM spatial_building b
WHERE b.from_plan AND NOT ((b.source, b.local_id) IN (
    SELECT * FROM unnest(%s::text[], %s::text[])
))
"""
# In this order a building is never without a row, and no two rows of it have one first day.
_ADD = """
INSERT INTO spatial_building (
    source, local_id, geometry, floors, height_m, year_built, dwellings, use_code,
    municipality_code, area_id, state, valid_from, valid_to, from_plan
)
SELECT w.source, w.local_id, b.geometry, b.floors, b.height_m, b.year_built, b.dwellings,
       b.use_code, b.municipality_code, b.area_id, w.state, w.valid_from, w.valid_to, w.from_plan
FROM wanted w
JOIN LATERAL (
    SELECT * FROM spatial_building b
    WHERE b.source = w.source AND b.local_id = w.local_id ORDER BY b.id LIMIT 1
) b ON true
WHERE NOT EXISTS (
    SELECT FROM spatial_building s
    WHERE s.source = w.source AND s.local_id = w.local_id
      AND s.valid_from IS NOT DISTINCT FROM w.valid_from
)
ORDER BY w.source, w.local_id, w.valid_from
"""
_REMOVE = """
DELETE FROM spatial_building b
USING (SELECT DISTINCT source, local_id FROM wanted) known
WHERE b.source = known.source AND b.local_id = known.local_id AND NOT EXISTS (
    SELECT FROM wanted w
    WHERE w.source = b.source AND w.local_id = b.local_id
      AND w.valid_from IS NOT DISTINCT FROM b.valid_from
)
"""
_CHANGE = """
UPDATE spatial_building b
SET state = w.state, valid_to = w.valid_to, from_plan = w.from_plan
FROM wanted w
WHERE w.source = b.source AND w.local_id = b.local_id
  AND w.valid_from IS NOT DISTINCT FROM b.valid_from
  AND (b.state, b.valid_to, b.from_plan) IS DISTINCT FROM (w.state, w.valid_to, w.from_plan)
"""
_KINDS = [MeasureKind.DEMOLITION, MeasureKind.RENOVATION, MeasureKind.NEW_BUILD]


def restate(cursor: CursorWrapper) -> int:
    """Write the states of the buildings whose inside point lies in a measure's outline.

    Inside a transaction. A building that no measure covers any more is existing again; one whose
    own source tells its states is left alone. Gives the number of rows written or removed.
    """
    # Schematic buildings stand for no real ones, so nothing that happened is told of them.
    cursor.execute(_COVERED, [[kind.value for kind in _KINDS], demonstration.SCHEMATIC])
    covered = cursor.fetchall()
    known = covers()
    rows: list[tuple[str, str, Period, bool]] = []
    for source, local_id, year_built, measures in covered:
        states = periods([known[one] for one in measures], year_built=year_built)
        plain = states == (Period(state=BuildingState.EXISTING, valid_from=None),)
        rows += [(source, local_id, one, not plain) for one in states]
    columns: list[list[object]] = [
        [source for source, _, _, _ in rows],
        [local_id for _, local_id, _, _ in rows],
        [period.state.value for _, _, period, _ in rows],
        [period.valid_from for _, _, period, _ in rows],
        [period.valid_to for _, _, period, _ in rows],
        [from_plan for _, _, _, from_plan in rows],
    ]
    temporary(cursor, "wanted", _WANTED, [*columns, *columns[:2]])
    written = 0
    for statement in (_ADD, _REMOVE, _CHANGE):
        cursor.execute(statement)
        written += cursor.rowcount
    return written


def covers() -> dict[int, Cover]:
    """Each measure with an outline, by id, as what it does to the buildings on its ground.

    A partial date counts from its last day on: only then is what it tells certain.
    """
    measures = PlanMeasure.objects.filter(geometry__isnull=False, kind__in=_KINDS)
    dropped = _dropped()
    figures = defaultdict(list)
    for figure in MeasureFigure.objects.filter(measure__in=measures):
        figures[figure.measure_id].append(figure)
    return {
        one.pk: Cover(
            kind=MeasureKind(one.kind),
            decided=_last_day(one.plan.adopted_on or one.plan.approved_on),
            done=_done(figures[one.pk]),
            dropped=dropped.get(one.plan_id),
            year_from=one.year_from,
        )
        for one in measures.select_related("plan").defer("geometry")
    }


def _last_day(text: str | None) -> date | None:
    return partial_date.days(text)[1] if text else None


def _dropped() -> dict[int, date]:
    """By plan: the last day before a revised plan took its place. An addendum leaves it standing.

    A revised plan of unknown date ends nothing.
    """
    revised = DevelopmentPlan.objects.filter(
        kind=DevelopmentPlan.Kind.REVISED, supersedes__isnull=False
    )
    ends: dict[int, date] = {}
    for plan in revised:
        day = _last_day(plan.adopted_on or plan.approved_on)
        if day and plan.supersedes_id:
            end = day - timedelta(days=1)
            ends[plan.supersedes_id] = min(end, ends.get(plan.supersedes_id, end))
    return ends


def _done(figures: list[MeasureFigure]) -> date | None:
    """The day by which the whole measure was reported done; None while a part is left.

    Done is a report without a number, or as many dwellings as the highest plan has. An undated
    report tells no day and so no state.
    """
    planned = [
        one.units_most or one.units
        for one in figures
        if one.status == MeasureFigure.Status.PLANNED and one.units is not None
    ]
    days = [
        day
        for one in figures
        if one.status == MeasureFigure.Status.DONE and (day := _last_day(one.as_of))
        if one.units is None or (planned and one.units >= max(planned))
    ]
    return min(days, default=None)
