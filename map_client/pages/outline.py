"""An outline that somebody drew, as the address holds it: `lon,lat;lon,lat;…` in degrees.

CRS84, east before north, as in GeoJSON; a ring without its closing point and without holes.
"""

import json
from collections.abc import Iterator
from math import isfinite

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry, Polygon
from django.utils.translation import gettext as _

from map_client import words

MOST_POINTS = 200
MOST_KM2 = 3_000  # the largest island but two; the whole country is on other pages
LARGEST_FILE = 5_000_000  # bytes
_DENMARK = (7.0, 54.0, 16.0, 58.5)
_SRID = 4326
# Degrees: from about a decimetre to about a kilometre, until few enough points are left.
_TOLERANCES = (0, 1e-6, 1e-5, 5e-5, 1e-4, 5e-4, 1e-3, 1e-2)


class Refused(ValueError):
    """An outline that cannot be used; the text says why, to whoever drew it."""


def read(text: str) -> Polygon:
    """The polygon of an address, in degrees; raises Refused."""
    try:
        points = [tuple(float(number) for number in pair.split(",")) for pair in text.split(";")]
        if any(len(point) != 2 or not all(map(isfinite, point)) for point in points):
            raise ValueError(text)
        ring = points if points[0] == points[-1] else [*points, points[0]]
        polygon = Polygon(ring, srid=_SRID)
    except (ValueError, TypeError, GEOSException) as error:
        raise Refused(
            _("Omridset kan ikke læses. Det skal være mindst tre punkter: længde,bredde;…")
        ) from error
    return _usable(polygon)


def written(polygon: Polygon) -> str:
    """The outline as the address holds it, to about a decimetre."""
    return ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat, *_rest in polygon[0].coords[:-1])


def wkt(polygon: Polygon) -> str:
    """The outline for a filter in CQL2, with the same points as the address."""
    ring = [pair.replace(",", " ") for pair in written(polygon).split(";")]
    return f"POLYGON(({','.join([*ring, ring[0]])}))"


def of_file(content: bytes) -> Polygon:
    """The one polygon of a GeoJSON file, with fewer points if it has many; raises Refused."""
    if len(content) > LARGEST_FILE:
        raise Refused(_("Filen er for stor: højst 5 MB."))
    try:
        found = list(_polygons(json.loads(content)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(_("Filen kan ikke læses som GeoJSON.")) from error
    except (GDALException, GEOSException) as error:
        raise Refused(_("Filen har en flade, der ikke kan læses.")) from error
    if len(found) != 1:
        raise Refused(
            _("Filen skal have netop én flade (Polygon); den har %(number)s.")
            % {"number": len(found)}
        )
    polygon = found[0]
    if polygon.num_interior_rings:
        raise Refused(_("Fladen har huller; det kan siden ikke regne med."))
    polygon = Polygon([point[:2] for point in polygon[0].coords], srid=_SRID)
    return _usable(_simpler(_usable(polygon, points=None)))


def _simpler(polygon: Polygon) -> Polygon:
    for tolerance in _TOLERANCES:
        simple: Polygon = polygon.simplify(tolerance, preserve_topology=True)
        if simple.num_points <= MOST_POINTS:
            return simple
    raise Refused(_("Omridset er for kroget til at blive forenklet."))


def _polygons(given: dict) -> Iterator[Polygon]:
    """Every polygon in a GeoJSON document, the parts of a MultiPolygon one by one."""
    match given["type"]:
        case "FeatureCollection":
            for feature in given["features"]:
                yield from _polygons(feature)
        case "Feature":
            if given["geometry"]:
                yield from _polygons(given["geometry"])
        case "GeometryCollection":
            for part in given["geometries"]:
                yield from _polygons(part)
        case "Polygon" | "MultiPolygon":
            shape = GEOSGeometry(json.dumps(given))
            if shape.empty:
                raise ValueError(given["type"])
            yield from (shape if shape.geom_type == "MultiPolygon" else [shape])


def _usable(polygon: Polygon, points: int | None = MOST_POINTS) -> Polygon:
    """The polygon, if it can be asked with; raises Refused."""
    if points and polygon.num_points > points:
        raise Refused(_("Omridset har for mange punkter: højst %(most)s.") % {"most": points})
    west, south, east, north = polygon.extent
    if not (
        _DENMARK[0] <= west
        and _DENMARK[1] <= south
        and east <= _DENMARK[2]
        and north <= _DENMARK[3]
    ):
        raise Refused(
            _("Omridset ligger ikke i Danmark. Punkter skrives i grader, længde før bredde.")
        )
    if not polygon.valid or polygon.area == 0:
        raise Refused(_("Omridset krydser sig selv eller har ingen flade."))
    if square_km(polygon) > MOST_KM2:
        most = words.number(MOST_KM2)
        raise Refused(_("Omridset er for stort: højst %(most)s km².") % {"most": most})
    return polygon


def projected(polygon: Polygon) -> Polygon:
    """The outline in EPSG:25832, metres."""
    return polygon.transform(25832, clone=True)


def square_km(polygon: Polygon) -> float:
    area: float = projected(polygon).area
    return area / 1e6
