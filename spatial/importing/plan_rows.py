"""Which area and which plan each row of a file of plans is of."""

from collections import defaultdict

from spatial.errors import BadRow
from spatial.importing.naming import KnownAreas
from spatial.importing.plan_files import Entry, PlanFile, refuse
from spatial.models import DevelopmentPlan, HousingArea, PlanMeasure
from spatial.models.names import slug

_KIND = DevelopmentPlan.Kind


def areas(file: PlanFile) -> dict[int, HousingArea]:
    """The area of each row, by its number. Raises BadInput with the names that are near."""
    known, by_id = KnownAreas(), HousingArea.objects.in_bulk()
    slugs = {area.slug: area for area in by_id.values()}
    found, bad = {}, []
    for entry in file.entries:
        name = entry.values["area"]
        try:
            area_id = slugs[name].pk if name in slugs else known.find(name, None)
        except ValueError as error:
            bad.append(BadRow(entry.number, f"{error}: use the slug"))
            continue
        if area_id:
            found[entry.number] = by_id[area_id]
            continue
        near = ", ".join(known.nearest(name))
        hint = f"near it are {near}" if near else "no name is near it"
        bad.append(BadRow(entry.number, f"area {name!r} is not known; {hint}"))
    refuse(file.path, bad)
    return found


def by_plan(
    file: PlanFile, areas: dict[int, HousingArea]
) -> dict[tuple[HousingArea, str], list[Entry]]:
    """The rows of each plan, by its area and code. A row that names none is of the area's only
    one in the file, else in force; where it tells of a measure of that plan's addendum, of the
    addendum. Raises BadRow where there are several.
    """
    said: dict[int, str] = {}
    in_file: dict[int, set[str]] = defaultdict(set)
    for entry in file.entries:
        area, name = areas[entry.number], slug(entry.values["plan"] or "")
        decided = entry.values["adopted_on"] or entry.values["approved_on"]
        said[entry.number] = name or (f"{area.slug}-{decided[:4]}" if decided else "")
        in_file[area.pk] |= {said[entry.number]} - {""}
    in_force = _in_force()
    amended = _measures_of_addenda(in_force)
    rows = defaultdict(list)
    for entry in file.entries:
        area = areas[entry.number]
        known = {one.code for one in in_force[area.pk] if not _amends(one)}
        codes = {said[entry.number]} - {""} or in_file[area.pk] or known
        if len(codes) != 1:
            raise BadRow(entry.number, f"which plan of {area.slug}? Say it in a column 'plan'")
        [code] = codes
        measure = (area.pk, entry.values["kind"], entry.values["description"] or "")
        if not said[entry.number] and not in_file[area.pk]:
            code = amended.get(measure, code)
        rows[area, code].append(entry)
    return rows


def _in_force() -> dict[int, list[DevelopmentPlan]]:
    """By area, the plans in whose place no revised one is. An addendum takes no plan's place."""
    plans = DevelopmentPlan.objects.in_bulk()
    gone: set[int] = set()
    for plan in plans.values():
        former = plan.supersedes_id if plan.kind == _KIND.REVISED else None
        while former and former not in gone:
            gone.add(former)
            former = plans[former].supersedes_id
    in_force = defaultdict(list)
    for plan in plans.values():
        if plan.pk not in gone and not (_amends(plan) and plan.supersedes_id in gone):
            in_force[plan.area_id].append(plan)
    return in_force


def _amends(plan: DevelopmentPlan) -> bool:
    return plan.kind == _KIND.ADDENDUM and plan.supersedes_id is not None


def _measures_of_addenda(
    in_force: dict[int, list[DevelopmentPlan]],
) -> dict[tuple[int, str, str], str]:
    """By area, kind and description the code of the newest addendum in force that has it."""
    addenda = [one for plans in in_force.values() for one in plans if _amends(one)]
    measures = PlanMeasure.objects.filter(plan__in=addenda).order_by("plan__pk")
    told = measures.values_list("plan__area_id", "kind", "description", "plan__code")
    return {(area_id, kind, text): code for area_id, kind, text, code in told}
