"""The land of the base map, cut to Denmark and its neighbours."""

from pathlib import Path

import numpy as np
import shapely
from django.db import connection, transaction
from django.utils import timezone
from pyproj import CRS, Transformer

from spatial.errors import BadInput
from spatial.importing import outlines
from spatial.importing.delivery import Wishes, checksum, opened
from spatial.importing.swap import Origin, Report, record, take_turn, temporary
from spatial.models.area import SRID

DEGREES = CRS.from_epsg(4326)
NEIGHBOURHOOD = (3.0, 53.0, 19.0, 59.5)  # west, south, east, north, degrees
Found = tuple[np.ndarray, CRS, tuple[float, float, float, float]]  # shapes, theirs, clipped to

# Pieces of at most 256 points: a tile then reads little more than it shows.
_PIECES = f"""
SELECT row_number() OVER () AS row, geometry FROM (
    SELECT ST_Subdivide(ST_SetSRID(ST_GeomFromWKB(wkb), {SRID}), 256) AS geometry
    FROM unnest(%s::bytea[]) AS given (wkb)
) cut WHERE ST_Dimension(geometry) = 2
"""  # noqa: S608  a constant
_REMOVE = (
    "DELETE FROM spatial_land t WHERE NOT EXISTS (SELECT FROM piece WHERE geometry = t.geometry)"
)
_ADD = (
    "INSERT INTO spatial_land (geometry) SELECT geometry FROM piece p "
    "WHERE NOT EXISTS (SELECT FROM spatial_land WHERE geometry = p.geometry) ORDER BY row"
)


def read(path: Path, wishes: Wishes) -> np.ndarray:
    """Valid polygons in EPSG:25832 within the neighbourhood, from any format. Raises BadInput."""
    shapes, crs, box = _in_degrees(path, wishes) or _of_any_kind(path, wishes)
    parts = shapely.get_parts(shapely.get_parts(shapely.get_parts(shapes)))
    # Plain clipping first: the overlay of a continent with a box took minutes.
    parts = shapely.make_valid(shapely.clip_by_rect(parts, *box))
    parts = parts[~shapely.is_empty(parts)]
    to_storage = Transformer.from_crs(crs, SRID, always_xy=True)
    placed = shapely.make_valid(outlines.transformed(parts, to_storage))
    found = [outlines.polygons_of(one) for one in placed]
    polygons = shapely.get_parts([one for one in found if one])
    if not len(polygons):
        raise BadInput(f"{path.name} holds no land within {NEIGHBOURHOOD} degrees.")
    return polygons


def replace(path: Path, polygons: np.ndarray, origin: Origin) -> Report:
    """Make these polygons the land; what is the same keeps its id."""
    started = timezone.now()
    report = Report(read=len(polygons))
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn(cursor)
        origin.save(path.name)
        temporary(cursor, "piece", _PIECES, [list(shapely.to_wkb(polygons))])
        report.taken = len(polygons)
        cursor.execute(_REMOVE)
        removed = cursor.rowcount
        cursor.execute(_ADD)
        report.notes.append(f"Pieces of land: {cursor.rowcount} new, {removed} removed.")
        record("land", path.name, checksum(path), report, started)
    return report


def _in_degrees(path: Path, wishes: Wishes) -> Found | None:
    """GeoJSON as its standard has it: past GDAL, which takes 30 s for 80 MB where this takes 6."""
    if path.suffix not in (".json", ".geojson") or wishes.crs or wishes.layer:
        return None
    try:
        text = path.read_text(encoding="utf-8")
        if '"crs"' in text:  # of before the standard: it may be any
            return None
        return np.array([shapely.from_geojson(text)]), DEGREES, NEIGHBOURHOOD
    except (OSError, UnicodeDecodeError, shapely.errors.GEOSException) as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from error


def _of_any_kind(path: Path, wishes: Wishes) -> Found:
    """What lies in the neighbourhood's box, drawn in the file's own system."""
    delivery = opened(path, (), wishes)
    to_file = Transformer.from_crs(DEGREES, delivery.crs, always_xy=True)
    box = to_file.transform_bounds(*NEIGHBOURHOOD, densify_pts=50)
    return delivery.shapes(box), delivery.crs, box
