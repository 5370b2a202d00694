"""Development plans and what is reported of them since, from a file of any kind."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from spatial.errors import BadInput, BadRow
from spatial.importing import plan_files, plan_rows, states
from spatial.importing.delivery import checksum
from spatial.importing.plan_files import OF_MEASURE, OF_PLAN, Entry, PlanFile
from spatial.importing.swap import Origin, Report, record, take_turn
from spatial.models import (
    DevelopmentPlan,
    FamilyShare,
    HousingArea,
    MeasureFigure,
    PlanMeasure,
    Source,
)
from spatial.models.area import SRID
from spatial.models.names import slug

_KIND_OF_PLAN = "kind_of_plan"  # a row's own "kind" is that of its measure
_COUNTS = ("units_planned", "units_planned_most", "units_done")
_REPORTED = FamilyShare.Status.REPORTED


@dataclass(kw_only=True)
class _Change:
    """How many rows were made, changed and taken away."""

    new: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.removed} removed"


@dataclass(kw_only=True)
class _Import:
    """One run. `whole`: what other sources said of the plans in the file goes."""

    file: PlanFile
    origin: Origin
    whole: bool
    sources: set[str] = field(default_factory=set)
    counts: dict[str, _Change] = field(default_factory=lambda: defaultdict(_Change))


def replace(file: PlanFile, origin: Origin, *, whole: bool = False) -> Report:
    """Let the plans in the file say what its sources now say of them. Raises BadInput.

    What the file's sources said of these plans before and no longer say goes; what other
    sources say stays, unless the file is `whole`. Columns that the file has not are left alone.
    """
    started = timezone.now()
    report = Report(read=len(file.entries), taken=len(file.entries))
    run = _Import(file=file, origin=origin, whole=whole)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            take_turn(cursor)
            origin.save(file.path.name)
            _store(run)
            changed = states.restate(cursor)
            report.notes = [f"{name}: {change}." for name, change in run.counts.items()]
            report.notes.append(f"Buildings whose states changed: {changed}.")
            record("plans", file.path.name, checksum(file.path), report, started)
    except IntegrityError as error:
        raise BadInput(f"{file.path.name}: {str(error).splitlines()[0]}") from error
    except BadRow as error:
        raise BadInput(f"{file.path.name}: {error}") from error
    return report


def _store(run: _Import) -> None:
    areas = plan_rows.areas(run.file)
    sources = _sources(run)
    run.sources = {*sources.values(), run.origin.code}
    rows: dict[DevelopmentPlan, list[Entry]] = defaultdict(list)
    for (area, code), entries in plan_rows.by_plan(run.file, areas).items():
        rows[_plan(run, area, code, entries, sources)] += entries
    for plan, entries in rows.items():
        _measures(run, plan, entries, sources)
    _shares(run, areas, sources)


def _sources(run: _Import) -> dict[int, str]:
    """The code of each row's source: that of the file, a known one, or one made of the text."""
    codes = {}
    for entry in run.file.entries:
        told = entry.values["source"]
        code = slug(told)[:80].strip("-") if told else run.origin.code
        if not code:
            raise BadRow(entry.number, f"source {told!r} has no letters to make a code of")
        codes[entry.number] = code
        if told:
            url = told if told.startswith(("http://", "https://")) else ""
            reliability = run.origin.given.get("reliability", "unverified")
            Source.objects.get_or_create(
                code=code, defaults={"title": told, "url": url, "reliability": reliability}
            )
    return codes


def _plan(
    run: _Import, area: HousingArea, code: str, entries: list[Entry], sources: dict[int, str]
) -> DevelopmentPlan:
    said = {one.name: _only(entries, one.name) for one in OF_PLAN}
    given = {name: value for name, value in said.items() if value is not None}
    if "supersedes" in given:
        given["supersedes"] = _former(area, given["supersedes"], entries)
    if _KIND_OF_PLAN in given:
        given["kind"] = given.pop(_KIND_OF_PLAN)
    plan = DevelopmentPlan.objects.filter(code=code).first()
    if plan and plan.area_id != area.pk:
        raise BadRow(entries[0].number, f"plan {code!r} is one of another area")
    if not plan:
        if "summary" not in given:
            raise BadRow(entries[0].number, f"plan {code!r} is new: it needs a summary")
        plan = DevelopmentPlan(code=code, area=area, source_id=run.origin.code)
    if run.whole:
        given["source_id"] = run.origin.code
    elif plan.pk:
        given |= _teller(plan, given, entries, sources)
    _save(run.counts["Plans"], plan, given, entries[0].number)
    return plan


def _former(area: HousingArea, code: str, entries: list[Entry]) -> DevelopmentPlan:
    former = DevelopmentPlan.objects.filter(code=slug(code), area=area).first()
    if not former:
        number = next(one.number for one in entries if one.values["supersedes"])
        raise BadRow(
            number, f"supersedes {code!r}: no plan of {area.slug} that is known or in a row above"
        )
    return former


def _teller(
    row: Any, given: dict[str, Any], entries: list[Entry], sources: dict[int, str]
) -> dict[str, str]:
    """The source of a row that is to change: that of the first entry which says so."""
    differs = [name for name, value in given.items() if getattr(row, name) != value]
    if not differs:
        return {}
    columns = [_KIND_OF_PLAN if name == "kind" else name for name in differs]
    tells = (one for one in entries if any(one.values.get(c) is not None for c in columns))
    return {"source_id": sources[next(tells, entries[0]).number]}


def _only(entries: list[Entry], name: str) -> Any:
    """The one value that rows of a plan or measure have; raises BadRow where they differ."""
    first = None
    for entry in entries:
        value = entry.values[name]
        if first is not None and value is not None and value != first:
            raise BadRow(entry.number, f"{name} is {value}, in a row above it is {first}")
        first = value if first is None else first
    return first


def _save(change: _Change, row: Any, given: dict[str, Any], number: int) -> None:
    """Write the row if it is new or differs. Raises BadRow with what the database would refuse."""
    new = row.pk is None
    differs = [name for name, value in given.items() if getattr(row, name) != value]
    for name in differs:
        setattr(row, name, given[name])
    if not new and not differs:
        return
    try:
        # Outlines are cleaned before; Django cannot ask ST_IsValid of one that is missing.
        row.validate_constraints(exclude={"geometry"})
    except ValidationError as error:
        raise BadRow(number, " ".join(error.messages)) from error
    row.save()
    change.new += new
    change.changed += not new


def _measures(
    run: _Import, plan: DevelopmentPlan, entries: list[Entry], sources: dict[int, str]
) -> None:
    rows: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if kind := entry.values["kind"]:
            rows[kind, entry.values["description"] or ""].append(entry)
        elif any(entry.values[one] is not None for one in _COUNTS):
            raise BadRow(entry.number, "it counts dwellings and does not say of which measure")
    there = {(one.kind, one.description): one for one in plan.measures.all()}
    for (kind, description), of_measure in rows.items():
        measure = there.pop((kind, description), None) or PlanMeasure(
            plan=plan, kind=kind, description=description, source_id=sources[of_measure[0].number]
        )
        given = {
            one.name: _only(of_measure, one.name) or ("" if one.name == "place" else None)
            for one in OF_MEASURE
            if one.name in run.file.columns
        }
        if "geometry" in run.file.columns:
            given["geometry"] = _outline(of_measure)
        if measure.pk:
            given |= _teller(measure, given, of_measure, sources)
        _save(run.counts["Measures"], measure, given, of_measure[0].number)
        _figures(run, measure, of_measure, sources)
    for gone in there.values():
        _figures(run, gone, [], sources)
        ours = gone.source_id in run.sources and not gone.figures.exists()
        if run.whole or ours:
            gone.delete()
            run.counts["Measures"].removed += 1


def _outline(entries: list[Entry]) -> GEOSGeometry | None:
    """The outlines of a measure's rows as one."""
    shapes = [entry.shape for entry in entries if entry.shape is not None]
    if not shapes:
        return None
    whole = shapely.normalize(shapely.union_all(shapes))
    parts = shapely.get_parts(whole)
    return GEOSGeometry(memoryview(shapely.to_wkb(shapely.multipolygons(parts))), srid=SRID)


def _figures(
    run: _Import, measure: PlanMeasure, entries: list[Entry], sources: dict[int, str]
) -> None:
    change = run.counts["Figures"]
    there = {
        (one.status, one.as_of, one.source_id, one.units): one
        for one in measure.figures.all()
        if run.whole or one.source_id in run.sources
    }
    seen = set()
    for entry in entries:
        try:
            told = list(plan_files.figures(entry.values))
        except ValueError as error:
            raise BadRow(entry.number, str(error)) from error
        for given in told:
            key = (given["status"], given["as_of"], sources[entry.number], given["units"])
            if key in seen:
                continue  # a measure of several outlines has its figure on each row
            seen.add(key)
            figure = there.pop(key, None) or MeasureFigure(measure=measure, source_id=key[2])
            _save(change, figure, given, entry.number)
    for gone in there.values():
        gone.delete()
        change.removed += 1


def _shares(run: _Import, areas: dict[int, HousingArea], sources: dict[int, str]) -> None:
    """Shares of family dwellings that the file reports, each of a day."""
    if "family_share_pct" not in run.file.columns:
        return
    change, told = run.counts["Shares"], {}
    for entry in run.file.entries:
        pct, as_of = entry.values["family_share_pct"], entry.values["as_of"]
        if pct is not None and as_of is None:
            raise BadRow(entry.number, "it has a share of family dwellings and no date (as_of)")
        if pct is not None:
            key = (areas[entry.number].pk, as_of, sources[entry.number])
            if told.setdefault(key, (pct, entry.number))[0] != pct:
                raise BadRow(entry.number, f"the share is {pct}, above it is {told[key][0]}")
    there = {
        (one.area_id, one.as_of, one.source_id): one
        for one in FamilyShare.objects.filter(
            area__in=set(areas.values()), status=_REPORTED, source__in=run.sources
        )
    }
    for key, (pct, number) in told.items():
        share = there.pop(key, None) or FamilyShare(
            area_id=key[0], status=_REPORTED, as_of=key[1], source_id=key[2]
        )
        _save(change, share, {"pct": pct}, number)
    for gone in there.values():
        gone.delete()
        change.removed += 1
