"""The coordinate reference systems we speak. Imports nothing of ours."""

import math
from dataclasses import dataclass


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

MERCATOR_RADIUS_M = 6_378_137.0


def mercator_to_degrees(x: float, y: float) -> tuple[float, float]:
    """EPSG:3857 metres as (longitude, latitude); exact, so that boxes stay boxes.

    Beyond twice the height of the square world every y is a pole.
    """
    y = max(-4e7, min(4e7, y))
    latitude = math.degrees(math.atan(math.sinh(y / MERCATOR_RADIUS_M)))
    return math.degrees(x / MERCATOR_RADIUS_M), latitude
