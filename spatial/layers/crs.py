"""The coordinate reference systems we speak. Imports nothing of ours."""

import math
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon


@dataclass(frozen=True, kw_only=True)
class Crs:
    """A CRS by its URI, with the order in which that URI puts its axes.

    `digits` are the decimals written: 7 in degrees and 2 in metres are about a centimetre.
    """

    uri: str
    srid: int
    unit: str
    north_first: bool = False

    @property
    def digits(self) -> int:
        return 7 if self.unit == "degree" else 2


_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"

# PostGIS has WGS 84 under 4326, east first; only the URI of EPSG:4326 asks for north first.
CRS84 = Crs(uri="http://www.opengis.net/def/crs/OGC/1.3/CRS84", srid=4326, unit="degree")
WGS84 = Crs(uri=f"{_EPSG}4326", srid=4326, unit="degree", north_first=True)
ETRS89 = Crs(uri=f"{_EPSG}4258", srid=4258, unit="degree", north_first=True)
UTM32 = Crs(uri=f"{_EPSG}25832", srid=25832, unit="metre")
WEB_MERCATOR = Crs(uri=f"{_EPSG}3857", srid=3857, unit="metre")

STORAGE = UTM32
SPOKEN: dict[str, Crs] = {crs.uri: crs for crs in (CRS84, UTM32, WGS84, ETRS89, WEB_MERCATOR)}
UNIT = {crs.srid: crs.unit for crs in SPOKEN.values()}

# Degrees. What lies outside is not data of ours, and too far from the zone to be projected.
DOMAIN = (-20.0, 35.0, 40.0, 80.0)
# The longest edge, in each unit, that is near enough straight after it is projected.
EDGE_DEGREES = 0.05
EDGE = {"degree": EDGE_DEGREES, "metre": 5_000.0}

MERCATOR_RADIUS_M = 6_378_137.0


def mercator_to_degrees(x: float, y: float) -> tuple[float, float]:
    """EPSG:3857 metres as (longitude, latitude); exact, so that boxes stay boxes.

    Beyond twice the height of the square world every y is a pole.
    """
    y = max(-4e7, min(4e7, y))
    latitude = math.degrees(math.atan(math.sinh(y / MERCATOR_RADIUS_M)))
    return math.degrees(x / MERCATOR_RADIUS_M), latitude


def degrees_to_mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """(longitude, latitude) as EPSG:3857 metres; not for the poles."""
    y = math.asinh(math.tan(math.radians(latitude)))
    return MERCATOR_RADIUS_M * math.radians(longitude), MERCATOR_RADIUS_M * y


def outline(west: float, south: float, east: float, north: float) -> GEOSGeometry:
    """A box, which may be a line or a point: a polygon without area would be invalid."""
    corners = {(x, y) for x in (west, east) for y in (south, north)}
    if len(corners) == 1:
        return Point(*corners.pop())
    if len(corners) == 2:
        return LineString(*sorted(corners))
    return Polygon.from_bbox((west, south, east, north))
