"""Questions about places that are no layer's own: near, inside, at, and counted."""

from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.geos import GEOSGeometry, Point
from django.contrib.gis.measure import D
from django.db.models import (
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Round

from spatial import models
from spatial.layers import query
from spatial.layers.catalogue import AREAS, BUILDINGS, MUNICIPALITIES
from spatial.layers.crs import EDGE_DEGREES, STORAGE
from spatial.layers.functions import Segmentize
from spatial.layers.layer import Layer


def municipalities() -> QuerySet[Any]:
    """Municipalities of today by code, with `areas` on any list and `buildings` of today."""
    areas = models.HousingArea.objects.filter(municipality_code=OuterRef("code"))
    buildings = models.Building.objects.filter(
        query.standing(BUILDINGS), municipality_code=OuterRef("code")
    )
    rows: QuerySet[Any] = MUNICIPALITIES.rows().filter(query.standing(MUNICIPALITIES))
    rows = rows.order_by("code")
    counted: QuerySet[Any] = rows.annotate(areas=_number_of(areas), buildings=_number_of(buildings))
    return counted


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("municipality_code").annotate(number=Count("*"))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)


def nearby(area: models.PublishedArea, *, metres: float) -> QuerySet[Any]:
    """Other areas whose outline is within `metres` of the area's, nearest first.

    `distance_m` is between the outlines, metres in EPSG:25832: 0 where they touch.
    """
    rows: QuerySet[Any] = AREAS.rows().filter(geometry__dwithin=(area.geometry, D(m=metres)))
    origin = Value(area.geometry, output_field=GeometryField(srid=STORAGE.srid))
    distance = Func(F("geometry"), origin, function="ST_Distance")
    rows = rows.exclude(pk=area.pk).annotate(distance_m=Round(_number(distance), 1))
    ordered: QuerySet[Any] = rows.order_by("distance_m", "pk")
    return ordered


def inside(polygon: GEOSGeometry) -> QuerySet[Any]:
    """Areas that share ground with a polygon in degrees, the largest share first.

    `share_pct` is the percentage of the area's own outline that lies inside, `inside_m2` how
    much that is. Edges are straight in degrees, so they are densified before they are projected.
    """
    here = _stored(polygon)
    common = Func(Func(F("geometry"), here, function="ST_Intersection"), function="ST_Area")
    whole = _number(Func(F("geometry"), function="ST_Area"))
    rows: QuerySet[Any] = AREAS.rows().filter(geometry__intersects=here)
    rows = rows.annotate(common=_number(common)).filter(common__gt=0)
    rows = rows.annotate(
        inside_m2=Round(F("common")), share_pct=Round(F("common") * 100.0 / whole, 1)
    )
    ordered: QuerySet[Any] = rows.order_by("-common", "pk")
    return ordered


def buildings_inside(polygon: GEOSGeometry) -> QuerySet[Any]:
    """Buildings of today that share ground with a polygon in degrees, as a filter finds them.

    `inside_m2` is how much of their footprint lies inside.
    """
    here = _stored(polygon)
    common = Func(Func(F("geometry"), here, function="ST_Intersection"), function="ST_Area")
    rows: QuerySet[Any] = BUILDINGS.rows().filter(query.standing(BUILDINGS))
    rows = rows.filter(geometry__intersects=here)
    found: QuerySet[Any] = rows.annotate(inside_m2=_number(common))
    return found


def _stored(polygon: GEOSGeometry) -> Transform:
    """A polygon in degrees as the layers are stored. Its edges are straight in degrees."""
    return Transform(Segmentize(Value(polygon), EDGE_DEGREES), STORAGE.srid)


def _number(expression: Func) -> Cast:
    return Cast(expression, FloatField())


def at(layer: Layer, longitude: float, latitude: float) -> QuerySet[Any]:
    """The rows of a layer, as it stands today, that a point in degrees lies in or on."""
    here = Transform(Value(Point(longitude, latitude, srid=4326)), STORAGE.srid)
    rows = layer.rows().filter(query.standing(layer))
    return rows.filter(**{f"{layer.geometry}__intersects": here}).order_by("pk")
