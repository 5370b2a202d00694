"""The compared areas as figure-ground drawings at one scale."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client.card import MOST_BUILDINGS
from map_client.drawings import plans
from spatial.layers import query
from spatial.layers.catalogue import BUILDINGS
from spatial.models import BoundaryMethod, Building, BuildingState, PublishedArea, Reliability


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An area's buildings in their state of today; `states` are those that occur."""

    area: PublishedArea
    footprints: tuple[plans.Footprint, ...]
    states: tuple[tuple[str, int], ...]
    schematic: bool


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """`approximate`: the outline is not the area's real border."""

    name: str
    slug: str
    plan: SafeString
    approximate: bool
    schematic: bool


def standing(areas: Sequence[PublishedArea]) -> dict[int, Standing]:
    """The buildings of each area by its id, in one question."""
    there: dict[int, list[Building]] = {area.pk: [] for area in areas}
    rows = Building.objects.filter(query.standing(BUILDINGS), area_id__in=list(there))
    for row in rows.select_related("source").order_by("pk")[: MOST_BUILDINGS * len(areas)]:
        there[row.area_id].append(row)
    return {area.pk: _standing(area, there[area.pk]) for area in areas}


def _standing(area: PublishedArea, buildings: Sequence[Building]) -> Standing:
    number = Counter(each.state for each in buildings)
    return Standing(
        area=area,
        footprints=tuple(
            plans.Footprint(geometry=each.geometry, state=each.state) for each in buildings
        ),
        states=tuple((str(state.label), number[state]) for state in BuildingState if number[state]),
        schematic=any(each.source.reliability == Reliability.SCHEMATIC for each in buildings),
    )


def drawings(areas: Sequence[Standing]) -> list[Drawing]:
    """One drawing of each area that has anything to draw, all at the scale of the largest."""
    scales = [plans.Sheet.showing(shapes).scale for one in areas if (shapes := _shapes(one))]
    return [
        Drawing(
            name=one.area.name,
            slug=one.area.slug,
            plan=plans.ground_plan(
                one.area.geometry,
                one.footprints,
                approximate=one.area.boundary_method == BoundaryMethod.APPROXIMATE,
                title=_("Plan af %(area)s") % {"area": one.area.name},
                scale=min(scales),
            ),
            approximate=one.area.boundary_method == BoundaryMethod.APPROXIMATE,
            schematic=one.schematic,
        )
        for one in areas
        if _shapes(one)
    ]


def _shapes(one: Standing) -> list:
    outline = [one.area.geometry] if one.area.geometry else []
    return [*outline, *(each.geometry for each in one.footprints)]
