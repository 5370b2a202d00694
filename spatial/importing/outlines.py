"""Outlines as they come -> valid 2D MultiPolygons in EPSG:25832. Pure; whole arrays at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from django.contrib.gis.gdal import OGRGeometry
from pyproj import Transformer

# Denmark with its islands and a margin, EPSG:25832, metres: west, south, east, north.
DENMARK = (420_000, 6_030_000, 910_000, 6_420_000)
AREA_KEPT_WITHIN = 0.01  # a repair may change the area by 1 %

POLYGON, MULTIPOLYGON = 3, 6
NO_OUTLINE = "it has no outline"


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """One entry per row: a MultiPolygon, or None with the reason why not."""

    shapes: np.ndarray
    repaired: np.ndarray
    reasons: np.ndarray


def cleaned(wkb: Sequence[bytes | None], to_storage: Transformer) -> Outlines:
    """Valid 2D MultiPolygons in EPSG:25832, or reasons.

    Z is left out: it is a height above the sea, which says nothing of a building's own.
    A repair that changes the area by more than 1 % is refused. `to_storage` takes east first.
    """
    reasons = np.full(len(wkb), None, dtype=object)
    shapes = shapely.force_2d(_read(wkb))

    def refuse(rows: np.ndarray, reason: str) -> None:
        reasons[rows & (reasons == None)] = reason  # noqa: E711  elementwise
        shapes[rows] = None

    refuse(shapely.is_missing(shapes) | shapely.is_empty(shapes), NO_OUTLINE)
    collections = ~np.isin(shapely.get_type_id(shapes), (-1, POLYGON, MULTIPOLYGON))
    for row in np.flatnonzero(collections):
        shapes[row] = polygons_of(shapes[row])
    refuse(shapely.is_missing(shapes), "its outline holds no polygon")

    given = shapes.copy()
    shapes = transformed(shapes, to_storage)
    refuse(~_inside(shapes) & _inside(_swapped(given, to_storage)), "north and east are swapped")
    refuse(~_inside(shapes), "it lies outside Denmark: is the coordinate system right?")

    invalid = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    for row in np.flatnonzero(invalid):
        shapes[row], reasons[row] = _repaired(shapes[row])
    repaired = (invalid | collections) & ~shapely.is_missing(shapes)
    single = shapely.get_type_id(shapes) == POLYGON
    shapes[single] = shapely.multipolygons(shapes[single][:, np.newaxis])
    return Outlines(shapes=shapes, repaired=repaired, reasons=reasons)


def polygons_of(shape: shapely.Geometry) -> shapely.Geometry | None:
    """The polygons within a collection as one MultiPolygon; None when there are none."""
    parts = [shape]
    while any(part.geom_type == "GeometryCollection" for part in parts):
        parts = list(shapely.get_parts(parts))
    parts = list(shapely.get_parts(parts))
    polygons = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    return shapely.multipolygons(polygons) if polygons else None


def transformed(shapes: np.ndarray, transformer: Transformer) -> np.ndarray:
    """Every vertex by `transformer`; what it cannot place becomes infinite."""
    return shapely.transform(shapes, lambda xy: np.column_stack(transformer.transform(*xy.T)))


def _read(wkb: Sequence[bytes | None]) -> np.ndarray:
    """Shapes from WKB. Curves become lines, 4 degrees apart, as GDAL does by default."""
    try:
        return shapely.from_wkb(np.array(wkb, dtype=object), on_invalid="ignore")
    except NotImplementedError:  # shapely knows no curves
        straight = [
            one and bytes(OGRGeometry(memoryview(one)).get_linear_geometry().wkb) for one in wkb
        ]
        return shapely.from_wkb(np.array(straight, dtype=object), on_invalid="ignore")


def _inside(shapes: np.ndarray) -> np.ndarray:
    west, south, east, north = shapely.bounds(shapes).T
    with np.errstate(invalid="ignore"):
        inside = (west >= DENMARK[0]) & (south >= DENMARK[1])
        inside &= (east <= DENMARK[2]) & (north <= DENMARK[3])
    return inside | shapely.is_missing(shapes)


def _swapped(shapes: np.ndarray, to_storage: Transformer) -> np.ndarray:
    turned = shapely.transform(shapes, lambda xy: xy[:, ::-1])
    return transformed(turned, to_storage)


def _repaired(shape: shapely.Geometry) -> tuple[shapely.Geometry | None, str | None]:
    fault = shapely.is_valid_reason(shape)
    mended = polygons_of(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    before, after = shape.area, mended.area if mended else 0.0
    if mended and abs(after - before) <= AREA_KEPT_WITHIN * before:
        return mended, None
    return None, f"it is not valid ({fault}); repairing it turns {before:.0f} into {after:.0f} m2"
