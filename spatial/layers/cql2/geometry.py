"""Geometry literals and the S_ functions between them and the layer's geometry."""

import math
from collections.abc import Callable
from typing import Any, cast

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import (
    GEOSException,
    GEOSGeometry,
    LinearRing,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from django.db.models import Value

from spatial.layers.cql2.terms import Kind, Term, Unusable, joined
from spatial.layers.crs import (
    DOMAIN,
    EDGE,
    STORAGE,
    UNIT,
    WEB_MERCATOR,
    Crs,
    degrees_to_mercator,
    outline,
)
from spatial.layers.functions import Segmentize
from spatial.layers.layer import Layer

MOST_POINTS = 10_000
LARGEST_COORDINATE = {"degree": 1_000, "metre": 1_000_000_000}

# The name of each function's lookup, and of that which holds with the sides changed.
LOOKUPS = {
    "s_intersects": ("intersects", "intersects"),
    "s_disjoint": ("disjoint", "disjoint"),
    "s_equals": ("equals", "equals"),
    "s_touches": ("touches", "touches"),
    "s_crosses": ("crosses", "crosses"),
    "s_overlaps": ("overlaps", "overlaps"),
    "s_contains": ("contains", "within"),
    "s_within": ("within", "contains"),
}
_MULTI: dict[str, type[Any]] = {
    "Point": MultiPoint,
    "LineString": MultiLineString,
    "Polygon": MultiPolygon,
}


def literal(node: dict[str, Any], crs: Crs) -> Term:
    """A geometry or box, east before north, in degrees or metres of `crs`; raises Unusable."""
    try:
        shape = _box(node["bbox"], crs) if "bbox" in node else _shape(node, crs)
    except (GEOSException, GDALException, ValueError, TypeError, KeyError, IndexError) as error:
        raise Unusable("a geometry with closed rings and enough positions") from error
    if shape.empty or shape.num_coords > MOST_POINTS:
        raise Unusable(f"a geometry of 1 to {MOST_POINTS} points")
    if not shape.valid:
        raise Unusable(f"a valid geometry: {shape.valid_reason}")
    shape.srid = crs.srid
    return Term(kind=Kind.GEOMETRY, constant=shape)


def _box(numbers: Any, crs: Crs) -> GEOSGeometry:
    """BBOX of four or six numbers; where west is greater than east it crosses 180 degrees."""
    if len(numbers) not in (4, 6):
        raise Unusable("four or six numbers in BBOX")
    half = len(numbers) // 2
    (west, south), (east, north) = (_position(numbers[at : at + 2], crs) for at in (0, half))
    if south > north or (west > east and crs.unit != "degree"):
        raise Unusable("a lower corner, then an upper corner in BBOX")
    if west <= east:
        return outline(west, south, east, north)
    both: GEOSGeometry = outline(west, south, 180, north).union(outline(-180, south, east, north))
    return both


def _position(numbers: Any, crs: Crs) -> tuple[float, float]:
    """Two or three numbers in the axis order of `crs`; a height is left out."""
    if not 2 <= len(numbers) <= 3 or not all(type(n) in (int, float) for n in numbers):
        raise Unusable("two or three numbers for a position")
    first, second = numbers[:2]
    most = LARGEST_COORDINATE[crs.unit]
    if not all(math.isfinite(n) and abs(n) <= most for n in (first, second)):
        raise Unusable(f"coordinates within {most} {crs.unit}s (filter-crs names their CRS)")
    return (second, first) if crs.north_first else (first, second)


def _shape(node: dict[str, Any], crs: Crs) -> GEOSGeometry:
    kind = node["type"]
    if kind == "GeometryCollection":
        return _collected([_shape(one, crs) for one in node["geometries"]])
    if kind in ("Point", "LineString", "Polygon"):
        return _single(kind, node["coordinates"], crs)
    single = kind.removeprefix("Multi")
    many: GEOSGeometry = _MULTI[single]([_single(single, one, crs) for one in node["coordinates"]])
    return many


def _single(kind: str, coordinates: Any, crs: Crs) -> GEOSGeometry:
    if kind == "Point":
        return Point(*_position(coordinates, crs))
    if kind == "LineString":
        return LineString([_position(one, crs) for one in coordinates])
    rings = [LinearRing([_position(one, crs) for one in ring]) for ring in coordinates]
    polygon: GEOSGeometry = Polygon(*rings)
    return polygon


def _collected(members: list[GEOSGeometry]) -> GEOSGeometry:
    """The members as one; a GeometryCollection only if they differ in dimension."""
    for one in members:
        if one.empty or not one.valid:
            raise Unusable(f"a valid geometry: {one.valid_reason}")
    made = members[0]
    for one in members[1:]:
        made = made.union(one)
    return made


def related(layer: Layer, name: str, terms: list[Term]) -> Any:
    """The condition of one of the S_ functions (CQL2, 7.5 and 7.6); raises Unusable.

    The literal is a constant in the CRS of the column, so that the spatial index is used.
    """
    if len(terms) != 2 or any(term.kind is not Kind.GEOMETRY for term in terms):
        raise Unusable(f"two geometries in {name.upper()}")
    lookup, converse = LOOKUPS[name]
    left, right = terms
    if left.constant is not None and right.constant is not None:
        return Value(_holds(lookup, left.constant, right.constant))
    if left.constant is not None:
        lookup, left, right = converse, right, left
    compare = layer.geometry_field().get_lookup(lookup)
    if right.constant is None:
        return compare(left.sql, right.sql)
    parts = _parts(lookup, right.constant)
    made = [compare(left.sql, _stored(layer, lookup, part)) for part in parts]
    return joined("AND" if lookup == "disjoint" else "OR", made)


def _parts(lookup: str, shape: GEOSGeometry) -> list[GEOSGeometry]:
    """The geometries to compare with one by one: PostGIS relates none of mixed dimension."""
    if shape.geom_type != "GeometryCollection":
        return [shape]
    if lookup not in ("intersects", "disjoint"):
        raise Unusable("a GEOMETRYCOLLECTION of one dimension but in S_INTERSECTS and S_DISJOINT")
    members: Any = shape
    return [*members]


def _holds(lookup: str, left: GEOSGeometry, right: GEOSGeometry) -> bool:
    if lookup in ("intersects", "disjoint"):
        meet = any(a.intersects(b) for a in _parts(lookup, left) for b in _parts(lookup, right))
        return meet == (lookup == "intersects")
    [a], [b] = _parts(lookup, left), _parts(lookup, right)
    relation: Callable[[GEOSGeometry], bool] = getattr(a, lookup)
    return relation(b)


def _stored(layer: Layer, lookup: str, shape: GEOSGeometry) -> Any:
    """The constant in the CRS of the layer's column.

    Its edges are densified first: those in degrees are curves there. What lies outside the
    domain cannot be projected and is no data of ours: it is cut off.
    """
    srid = layer.geometry_field().srid
    if shape.srid == srid:
        return Value(shape, GeometryField(srid=srid))
    within = _within_domain(lookup, shape) if srid == STORAGE.srid else shape
    unit = UNIT[cast("int", shape.srid)]
    if within.num_coords + within.length / EDGE[unit] > MOST_POINTS:
        raise Unusable(f"at most {MOST_POINTS} points with one every {EDGE[unit]} {unit}s")
    if within.dims == 0:
        return Transform(Value(within), srid)
    return Transform(Segmentize(Value(within), EDGE[unit]), srid)


def _within_domain(lookup: str, shape: GEOSGeometry) -> GEOSGeometry:
    """What of `shape` lies in the domain; a corner of it, where no data are, if nothing does."""
    west, south, east, north = DOMAIN
    if shape.srid == WEB_MERCATOR.srid:
        west, south = degrees_to_mercator(west, south)
        east, north = degrees_to_mercator(east, north)
    domain, nowhere = outline(west, south, east, north), Point(west, south, srid=shape.srid)
    domain.srid = shape.srid
    if domain.covers(shape):
        return shape
    if lookup in ("contains", "equals"):  # nothing of ours contains what reaches outside
        return nowhere
    inside = domain.intersection(shape)
    if inside.geom_type == "GeometryCollection":  # where it also touches the border
        inside = _collected(
            [one for one in _parts("intersects", inside) if one.dims == shape.dims] or [nowhere]
        )
    return nowhere if inside.empty else inside
