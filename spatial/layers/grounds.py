"""Figure-ground plans of areas as PostGIS draws them: paths in metres from the outline's corner.

The origin of a drawing is the north-west corner of the area's newest outline; x runs east, y south,
as SVG has it, so a path drawn in metres needs no more than a viewBox.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.gis.db.models.functions import AsSVG, Translate
from django.contrib.postgres.aggregates import ArrayAgg, BoolOr, StringAgg
from django.db.models import (
    Avg,
    Case,
    Count,
    ExpressionWrapper,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.fields import FloatField, TextField
from django.db.models.functions import JSONObject

from spatial.layers import query
from spatial.layers.functions import SquareMetres
from spatial.models import (
    BoundaryMethod,
    Building,
    BuildingState,
    PublishedArea,
    Reliability,
    Source,
)

# Planned to be demolished is still there; what was demolished is kept in the drawing as memory.
STANDING = (BuildingState.EXISTING, BuildingState.RENOVATED, BuildingState.NEW)
_LOOKS = {
    "standing": Q(state__in=STANDING),
    "planned": Q(state=BuildingState.PLANNED_DEMOLITION),
    "demolished": Q(state=BuildingState.DEMOLISHED),
}


@dataclass(frozen=True, kw_only=True)
class Box:
    """West, north, east and south in metres from the drawing's origin; south is larger."""

    west: float
    north: float
    east: float
    south: float

    def round_both(self, other: "Box") -> "Box":
        return Box(
            west=min(self.west, other.west),
            north=min(self.north, other.north),
            east=max(self.east, other.east),
            south=max(self.south, other.south),
        )


@dataclass(frozen=True, kw_only=True)
class Ground:
    """An area on one day. Each path is an SVG `d` in metres, "" for none.

    `box` holds the outline and every building of any day, so that two days have one frame.
    `outline_m2` and `built_m2` are measured on the drawing: square metres of the outline, and of
    the footprints that stand. `dwellings` are those of the `dwellings_of` buildings whose number
    is known, `year_built` is the mean of the `years_of` whose year is; None where none is.
    """

    box: Box
    outline: str
    approximate: bool
    schematic: bool
    standing: str
    planned: str
    demolished: str
    buildings: int
    outline_m2: float
    built_m2: float
    dwellings: int | None
    dwellings_of: int
    year_built: float | None
    years_of: int
    credits: tuple[str, ...]


def drawn(areas: QuerySet[PublishedArea], day: date, *, decimals: int) -> QuerySet[PublishedArea]:
    """`areas` with what `ground` reads of each: their newest outline and buildings on `day`.

    One statement for all of them. `decimals` of a metre are kept.
    """
    return areas.defer("geometry").annotate(
        west=_side("ST_XMin", "geometry"),
        north=_side("ST_YMax", "geometry"),
        wide=_side("ST_XMax", "geometry") - F("west"),
        high=F("north") - _side("ST_YMin", "geometry"),
        outline_path=_path("geometry", F("west"), F("north"), decimals),
        outline_m2=SquareMetres("geometry"),
        outline_credit=Subquery(
            Source.objects.filter(code=OuterRef("source")).values_list(_credit(""))[:1]
        ),
        on_ground=Subquery(_buildings(day, decimals)),
    )


def ground(area: PublishedArea) -> Ground | None:
    """The plan of an area that `drawn` has given; None where no outline is known."""
    row: Any = area
    if row.outline_path is None:
        return None
    found = row.on_ground or {}
    box = Box(west=0, north=0, east=row.wide, south=row.high)
    if found:
        box = box.round_both(Box(**found["box"]))
    return Ground(
        box=box,
        outline=row.outline_path,
        approximate=area.boundary_method == BoundaryMethod.APPROXIMATE,
        schematic=bool(found.get("schematic")),
        **{look: found.get(look) or "" for look in _LOOKS},
        buildings=found.get("buildings", 0),
        outline_m2=row.outline_m2,
        built_m2=found.get("built_m2") or 0,
        dwellings=found.get("dwellings"),
        dwellings_of=found.get("dwellings_of", 0),
        year_built=found.get("year_built"),
        years_of=found.get("years_of", 0),
        credits=tuple(
            dict.fromkeys(filter(None, [row.outline_credit, *(found.get("credits") or [])]))
        ),
    )


def on_day(day: date) -> Q:
    """Buildings that have a state on `day`, as the layer of buildings has it."""
    return query.valid_during(("valid_from", "valid_to"), query.Interval(first=day, last=day))


def _buildings(day: date, decimals: int) -> QuerySet[Any]:
    """Of the area outside: one row with one JSON object of all its buildings."""
    here = on_day(day)
    stands = here & ~Q(state=BuildingState.DEMOLISHED)
    west, north = _Outside("west"), _Outside("north")
    looks = {
        look: StringAgg(
            _path("geometry", west, north, decimals),
            delimiter="",
            filter=here & condition,
            order_by="pk",
        )
        for look, condition in _LOOKS.items()
    }
    return (
        Building.objects.filter(area_id=OuterRef("pk"))
        .order_by()
        .values("area_id")
        .annotate(
            drawn=JSONObject(
                **looks,
                box=JSONObject(
                    west=Min(_side("ST_XMin", "geometry")) - west,
                    north=north - Max(_side("ST_YMax", "geometry")),
                    east=Max(_side("ST_XMax", "geometry")) - west,
                    south=north - Min(_side("ST_YMin", "geometry")),
                ),
                buildings=Count("pk", filter=stands),
                built_m2=Sum(SquareMetres("geometry"), filter=stands),
                dwellings=Sum("dwellings", filter=stands),
                dwellings_of=Count("dwellings", filter=stands),
                year_built=Avg("year_built", filter=stands),
                years_of=Count("year_built", filter=stands),
                schematic=BoolOr(Q(source__reliability=Reliability.SCHEMATIC)),
                credits=ArrayAgg(_credit("source__"), distinct=True),
            )
        )
        .values("drawn")
    )


class _Outside(ExpressionWrapper):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A column of the row outside: one value for all rows here, so nothing to group them by."""

    def __init__(self, name: str) -> None:
        super().__init__(OuterRef(name), FloatField())

    def get_group_by_cols(self) -> list[Any]:
        return []


def _side(function: str, geometry: str) -> Func:
    return Func(F(geometry), function=function, output_field=FloatField())


def _path(geometry: str, west: Any, north: Any, decimals: int) -> AsSVG:
    moved = Translate(F(geometry), -west, -north)
    return AsSVG(moved, relative=True, precision=decimals)


def _credit(prefix: str) -> Case:
    """The words a source asks to be shown, else its title."""
    return Case(
        When(**{f"{prefix}attribution": ""}, then=F(f"{prefix}title")),
        default=F(f"{prefix}attribution"),
        output_field=TextField(),
    )
