"""The server's map of Denmark: Web Mercator like the live map, so that one replaces the other.

Pixels count from the north-west corner of BOUNDS at ZOOM (MapLibre's zoom: 512-pixel tiles).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.contrib.gis.db.models import GeometryField, Union
from django.contrib.gis.db.models.functions import AsSVG, Scale, Transform, Translate
from django.contrib.gis.geos import LineString, MultiPolygon, Polygon
from django.db.models import Exists, F, Func, OuterRef, QuerySet, Value

from spatial.layers import known
from spatial.models import Land, Municipality, Region

BOUNDS = (7.75, 54.45, 15.45, 57.85)  # west, south, east, north, degrees: Denmark and some sea
ZOOM = 6.6
STEPS = (5, 6, 7, 8)  # zooms at which symbols are moved apart; from 9 they are where they are
SPACING_PX = 13  # a symbol's 12 pixels and a hair
REACH_PX = 26  # a symbol is never further from its place

EARTH_M = 2 * math.pi * 6378137
FINENESS = 2  # outlines are drawn to half a pixel
LOCATOR_PX = 3  # and, on the small map of an area's page, to three
HALF_PIXEL_M = EARTH_M / (512 * 2**ZOOM) / FINENESS  # of EPSG:3857
ISLET_M2, LAKE_M2 = 4e6, 3e7  # abroad, less is left out: it only weighs


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """SVG path data in half pixels: the municipalities, and what land there is besides."""

    land: str
    municipalities: str


def pixels(lon: float, lat: float, zoom: float = ZOOM) -> tuple[float, float]:
    """World pixels of a point in degrees, from the corner of BOUNDS."""
    size = 512 * 2**zoom
    top = math.asinh(math.tan(math.radians(BOUNDS[3])))
    y = math.asinh(math.tan(math.radians(lat)))
    return (lon - BOUNDS[0]) / 360 * size, (top - y) / math.tau * size


SIZE = pixels(BOUNDS[2], BOUNDS[1])


def outlines() -> Outlines:
    """The country's outlines, kept until the next import."""
    version = known.version()
    return _kept_outlines(version) if version else _outlines()


@lru_cache(maxsize=1)
def _kept_outlines(version: str) -> Outlines:
    return _outlines()


def _outlines() -> Outlines:
    now = Municipality.objects.filter(valid_to__isnull=True)
    return Outlines(land=_land_path(now), municipalities=_path_data(now, HALF_PIXEL_M))


def locator() -> str:
    """The regions as path data, in units of LOCATOR_PX; kept until the next import."""
    version = known.version()
    return _kept_locator(version) if version else _locator()


@lru_cache(maxsize=1)
def _kept_locator(version: str) -> str:
    return _locator()


def _locator() -> str:
    regions = Region.objects.filter(geometry__isnull=False)
    return _path_data(regions, HALF_PIXEL_M * FINENESS * LOCATOR_PX)


def _path_data(rows: QuerySet, unit_m: float) -> str:
    """The rows' `geometry` in units of `unit_m` (EPSG:3857), no finer than one."""
    corner = _corner_m()
    moved = Translate(Transform("geometry", 3857), -corner[0], -corner[1])
    drawn = Func(
        Scale(moved, 1 / unit_m, 1 / unit_m),
        Value(1.0),
        function="ST_SimplifyPreserveTopology",
        output_field=GeometryField(srid=3857),
    )
    texts = rows.annotate(drawn=drawn).annotate(text=AsSVG(F("drawn"), relative=True, precision=0))
    return "".join(texts.order_by("pk").values_list("text", flat=True))


def _corner_m() -> tuple[float, float]:
    """The north-west corner of BOUNDS in EPSG:3857, metres."""
    north = math.asinh(math.tan(math.radians(BOUNDS[3])))
    return BOUNDS[0] / 360 * EARTH_M, north / math.tau * EARTH_M


def _land_path(municipalities: QuerySet) -> str:
    """Land that is no municipality's: one shape of its pieces, without islets and small lakes."""
    window = Polygon.from_bbox(BOUNDS)
    window.srid = 4326
    window.transform(25832)
    inside = Func(
        OuterRef("geometry"), function="ST_PointOnSurface", output_field=GeometryField(srid=25832)
    )
    pieces = Land.objects.filter(
        ~Exists(municipalities.filter(geometry__intersects=inside)), geometry__bboverlaps=window
    )
    whole = pieces.aggregate(all=Union("geometry"))["all"]
    if whole is None:
        return ""
    shapes = whole.intersection(window)
    return "".join(
        _shape_path(shape)
        for shape in (shapes if isinstance(shapes, MultiPolygon) else [shapes])
        if shape.area >= ISLET_M2
    )


def _shape_path(shape: Polygon) -> str:
    rings = [ring for ring in shape if ring == shape.shell or Polygon(ring).area >= LAKE_M2]
    parts = []
    for ring in rings:
        line = LineString(ring.coords, srid=25832)
        line.transform(3857)
        west, north = _corner_m()
        points = line.simplify(2 * HALF_PIXEL_M).coords
        steps = [
            f"{(x - west) / HALF_PIXEL_M:.0f} {(north - y) / HALF_PIXEL_M:.0f}" for x, y in points
        ]
        parts.append(f"M{'L'.join(steps)}Z")
    return "".join(parts)


@lru_cache(maxsize=2)
def shifts(points: tuple[tuple[float, float], ...]) -> list[list[tuple[int, int]]]:
    """For each point (degrees), its symbol's shift in pixels at each zoom of STEPS.

    The live map uses them as they are, and this drawing those of its own whole zoom.
    Kept, since 69 points took 0.6 s and hardly ever change.
    """
    at_zooms = [moved_apart([pixels(*point, zoom) for point in points]) for zoom in STEPS]
    return [list(each) for each in zip(*at_zooms, strict=True)]


def moved_apart(points: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Shifts (pixels, y down) after which no two symbols overlap, if REACH_PX allows it.

    Pairs that are too close push each other, all are drawn home a little. Deterministic.
    """
    home = np.array(points, dtype=float).reshape(-1, 2)
    # Symbols at one place need a direction to part in: the golden angle, by their order.
    angle = np.arange(len(home)) * 2.399963
    place = home + np.column_stack([np.cos(angle), np.sin(angle)]) * 0.01
    for step in range(400):
        apart = place[:, None] - place[None]
        distance = np.hypot(apart[..., 0], apart[..., 1]) + np.eye(len(home)) * 1e9
        push = np.clip(SPACING_PX - distance, 0, None) / distance / 2
        place = place + (apart * push[..., None]).sum(axis=1) * 0.8
        shift = place - home
        length = np.hypot(shift[:, 0], shift[:, 1]) + 1e-9
        home_again = 0.98 if step < 300 else 1.0
        place = home + shift * (np.minimum(length, REACH_PX) / length * home_again)[:, None]
    return [(round(x), round(y)) for x, y in (place - home).tolist()]
