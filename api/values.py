"""One text of a request as a typed value, or an InvalidParameter that names its parameter."""

import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.db.models.fields import (
    BigIntegerField,
    BooleanField,
    DateField,
    DecimalField,
    IntegerField,
)

from api import parameters
from spatial.errors import InvalidParameter
from spatial.layers.cql2.geometry import MOST_POINTS
from spatial.layers.cql2.terms import LARGEST_NUMBER, SMALLEST_NUMBER
from spatial.layers.crs import (
    CRS84,
    DOMAIN,
    EDGE_DEGREES,
    SPOKEN,
    STORAGE,
    Crs,
    mercator_to_degrees,
)
from spatial.layers.layer import Layer, Property
from spatial.layers.order import Key
from spatial.layers.query import Box, Interval

LARGEST = 2**63 - 1
SCHEMA_ID = "id"  # what schemas call the id of an item
LARGEST_BODY = 1_000_000

_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_TIME = r"[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:\d{2})"
_INSTANT = re.compile(f"{_DAY}({_TIME})?", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)


def number(name: str, text: str | None, *, least: float, most: float) -> float:
    """A finite decimal number within bounds."""
    if text is not None and _NUMBER.fullmatch(text) and least <= float(text) <= most:
        return float(text)
    raise InvalidParameter(name, text or "", f"a number from {least:g} to {most:g}")


def one_of(name: str, text: str, choices: Iterable[str]) -> str:
    if text not in choices:
        raise InvalidParameter(name, text, f"one of {', '.join(choices)}")
    return text


def polygon(body: bytes) -> GEOSGeometry:
    """A Polygon or MultiPolygon from GeoJSON in CRS84; raises InvalidParameter("geometry").

    Its edges are densified before they are projected: the points they then have are limited.
    """
    if len(body) > LARGEST_BODY:
        raise _bad_geometry(f"{len(body)} bytes", f"a geometry of at most {LARGEST_BODY} bytes")
    try:
        given = json.loads(body)
        kind = given["type"]
        if kind not in ("Polygon", "MultiPolygon"):
            raise _bad_geometry(str(kind)[:40], "a Polygon or MultiPolygon")
        read = GEOSGeometry(json.dumps({"type": kind, "coordinates": given["coordinates"]}))
    except (ValueError, TypeError, KeyError, RecursionError, GDALException, GEOSException) as error:
        raise _bad_geometry(body[:40].decode(errors="replace"), "a GeoJSON geometry") from error
    if read.num_coords > MOST_POINTS:
        expected = f"an outline of at most {MOST_POINTS} points"
        raise _bad_geometry(f"{read.num_coords} points", expected)
    if read.empty or not read.valid:
        raise _bad_geometry(kind, f"valid: {'empty' if read.empty else read.valid_reason}")
    west, south, east, north = read.extent
    if not (DOMAIN[0] <= west and DOMAIN[1] <= south and east <= DOMAIN[2] and north <= DOMAIN[3]):
        raise _bad_geometry(kind, f"within {DOMAIN} in degrees, east before north")
    projected = read.num_coords + round(read.length / EDGE_DEGREES)
    if projected > MOST_POINTS:
        expected = f"at most {MOST_POINTS} points with one every {EDGE_DEGREES} degrees"
        raise _bad_geometry(f"{projected} points", expected)
    read.srid = CRS84.srid
    return read


def _bad_geometry(value: str, expected: str) -> InvalidParameter:
    return InvalidParameter("geometry", value, expected)


def whole(name: str, text: str, *, least: int = 0) -> int:
    if re.fullmatch(r"\d{1,25}", text, re.ASCII) and least <= int(text) <= LARGEST:
        return int(text)
    raise InvalidParameter(name, text, f"a whole number of at least {least}")


def crs_of(name: str, uri: str) -> Crs:
    one_of(name, uri, SPOKEN)
    return SPOKEN[uri]


# Maps of the whole world ask for a little more than 180 degrees; this much is metres.
NEVER_DEGREES = 1000


def boxes(texts: dict[str, str]) -> tuple[Box, ...]:
    crs = crs_of("bbox-crs", texts["bbox-crs"]) if "bbox-crs" in texts else CRS84
    if "bbox" not in texts:
        return ()
    parts = texts["bbox"].split(",")
    if len(parts) not in (4, 6) or not all(_NUMBER.fullmatch(part) for part in parts):
        raise InvalidParameter("bbox", texts["bbox"], "four or six numbers with commas between")
    numbers = [float(part) for part in parts]
    half = len(numbers) // 2  # with six numbers the third of each corner is a height: any
    a, b, c, d = *numbers[:2], *numbers[half : half + 2]
    if crs.north_first:
        a, b, c, d = b, a, d, c
    if not all(map(math.isfinite, (a, b, c, d))) or b > d or (a > c and crs.unit != "degree"):
        raise InvalidParameter("bbox", texts["bbox"], "a lower corner, then an upper corner")
    if crs == STORAGE:
        return (Box(west=a, south=b, east=c, north=d, srid=STORAGE.srid),)
    if crs.unit != "degree":
        (a, b), (c, d) = mercator_to_degrees(a, b), mercator_to_degrees(c, d)
    elif max(map(abs, (a, b, c, d))) > NEVER_DEGREES:
        raise InvalidParameter("bbox", texts["bbox"], "in degrees: name the bbox-crs of metres")
    if a > c:  # across 180 degrees, as GeoJSON has it
        return tuple(
            Box(west=west, south=b, east=east, north=d) for west, east in ((a, 180.0), (-180.0, c))
        )
    return (Box(west=a, south=b, east=c, north=d),)


def interval(text: str) -> Interval:
    """Days of `datetime`: an instant, or two with a slash, of which one may be open.

    A time counts as the day it is written on. A start in the year 0000 and an end in 9999,
    which QGIS sends for open ends, are open; elsewhere they are the far past and future.
    """
    parts = text.split("/")
    if len(parts) > 2 or all(part in ("", "..") for part in parts):
        raise _bad_datetime(text)
    days = [None if part in ("", "..") else _instant(part, text) for part in parts]
    if len(days) == 1:
        return Interval(first=days[0], last=days[0])
    first, last = days
    if first and last and first > last:
        raise InvalidParameter("datetime", text, "an interval whose start is not after its end")
    return Interval(
        first=None if first == date.min else first,
        last=None if last and last.year == date.max.year else last,
    )


def _instant(part: str, text: str) -> date:
    """The day; in the year 0000, which Python has not, the first day that it has."""
    found = _INSTANT.fullmatch(part)
    if not found:
        raise _bad_datetime(text)
    year, month, day = (int(found[group]) for group in (1, 2, 3))
    try:
        known = date(year or 2000, month, day)
    except ValueError as error:
        raise _bad_datetime(text) from error
    return known if year else date.min


def _bad_datetime(text: str) -> InvalidParameter:
    return InvalidParameter(
        "datetime", text, "an RFC 3339 date or time, or two with / between, .. for an open end"
    )


def names(layer: Layer, text: str) -> tuple[str, ...]:
    """The properties that `properties` names, with commas between; an empty list is none.

    The names of the id and the geometry, which the schema has too, are taken: both always come.
    Source: OGC API - Features Part 6 (draft), property selection.
    """
    known = [SCHEMA_ID, layer.geometry, *(p.name for p in layer.properties)]
    asked = dict.fromkeys(text.split(",") if text else ())
    if not asked.keys() <= set(known):
        raise InvalidParameter("properties", text, f"a list with commas of {', '.join(known)}")
    return tuple(name for name in asked if name not in (SCHEMA_ID, layer.geometry))


def of_property(property: Property, text: str) -> Any:
    """The text as a value of the property's type."""
    if property.values:
        return one_of(property.name, text, property.values)
    kind = property.type
    if isinstance(kind, IntegerField):
        return whole(property.name, text)
    if isinstance(kind, DecimalField):
        try:
            return _decimal(text)
        except ValueError as error:
            raise InvalidParameter(property.name, text, f"a number: {error}") from error
    if isinstance(kind, DateField):
        return _day(property.name, text)
    if isinstance(kind, BooleanField):
        return parameters.TRUTHS[one_of(property.name, text, parameters.TRUTHS)]
    return text


def sort(layer: Layer, text: str) -> tuple[Key, ...]:
    """The keys of `sortby`: names with commas between, - before each that descends.

    A + before a name may have come as a space, which it is in a query string.
    """
    names = [re.sub("^[-+ ]", "", part) for part in text.split(",")]
    known = {p.name: p for p in layer.sortables()}
    if not set(names) <= known.keys() or len(set(names)) < len(names):
        expected = f"a list with commas of {', '.join(known)}, each once, with - or + before"
        raise InvalidParameter("sortby", text, expected)
    return tuple(
        Key(property=known[name], descending=part.startswith("-"))
        for name, part in zip(names, text.split(","), strict=True)
    )


def place_text(sort: Sequence[Key], place: Sequence[Any]) -> str:
    """`after` for the row at `place`: its id, or with an order its values and id as JSON."""
    if not sort:
        return str(place[-1])
    plain = [one if isinstance(one, _PLAIN) else str(one) for one in place]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def place(sort: Sequence[Key], text: str) -> tuple[Any, ...]:
    """What `place_text` wrote, for the same `sort`."""
    if not sort:
        return (whole("after", text),)
    expected = f"what a next link has with this sortby: values of {[*sort]} and an id, as JSON"
    try:
        given = json.loads(text)
        if not isinstance(given, list) or len(given) != len(sort) + 1:
            raise ValueError("of another length")
        *values, id = given
        found = [_remembered(key.property, one) for key, one in zip(sort, values, strict=True)]
        return (*found, whole("after", str(id)))
    except (ValueError, RecursionError, InvalidParameter) as error:
        raise InvalidParameter("after", text[:100], expected) from error


_PLAIN = (str, int, bool, type(None))


def _remembered(property: Property, value: Any) -> Any:
    """A value of `property` as `place_text` wrote it; ValueError if it is none."""
    kind = property.type
    if value is None:
        return None
    if isinstance(kind, IntegerField):
        most = LARGEST if isinstance(kind, BigIntegerField) else 2**31 - 1
        if type(value) is int and abs(value) <= most:
            return value
    elif isinstance(kind, BooleanField):
        if type(value) is bool:
            return value
    elif isinstance(value, str) and "\0" not in value:
        if isinstance(kind, DateField):
            return date.fromisoformat(value)
        return _decimal(value) if isinstance(kind, DecimalField) else value
    raise ValueError(f"not a value of {property.name}")


def _decimal(text: str) -> Decimal:
    """An exact number that PostgreSQL can compare; ValueError says what it should be."""
    if not _NUMBER.fullmatch(text):
        raise ValueError("digits, perhaps with a point")
    value = Decimal(text)
    if abs(value) >= LARGEST_NUMBER or 0 < abs(value) < SMALLEST_NUMBER:
        raise ValueError(f"less than {LARGEST_NUMBER:e}, and 0 or more than {SMALLEST_NUMBER:e}")
    return value


def _day(name: str, text: str) -> date:
    try:
        if re.fullmatch(_DAY, text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidParameter(name, text, "a date such as 2018-12-01")
