"""The only reader of the query string: text becomes an ItemsQuery, or an error that names it."""

import json
import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.db.models.fields import BooleanField, DateField, IntegerField
from django.http import QueryDict

from api import parameters
from spatial.errors import InvalidParameter
from spatial.layers import catalogue
from spatial.layers.crs import CRS84, SPOKEN, STORAGE, Crs, mercator_to_degrees
from spatial.layers.layer import Layer, Property
from spatial.layers.query import (
    DEFAULT_LIMIT,
    DOMAIN,
    EDGE_DEGREES,
    MAXIMUM_LIMIT,
    Box,
    Interval,
    ItemsQuery,
)

LARGEST = 2**63 - 1
LARGEST_BODY = 1_000_000
LARGEST_OUTLINE = 10_000

_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_TIME = r"[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:\d{2})"
_INSTANT = re.compile(f"{_DAY}({_TIME})?", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)


def items_query(
    layer: Layer, given: QueryDict, *, known: Iterable[str] | None = None
) -> ItemsQuery:
    """What is asked of a layer's items. `known` may add parameters that the caller reads itself.

    Raises InvalidParameter for the first that is unknown, repeated or malformed.
    Source: OGC API - Features Part 1, 7.15, and Part 2, 6.2 to 6.4.
    """
    texts = single_values(given, known or parameters.of_items(layer))
    return ItemsQuery(
        crs=_crs("crs", texts["crs"]) if "crs" in texts else CRS84,
        limit=min(_whole("limit", texts.get("limit", str(DEFAULT_LIMIT)), least=1), MAXIMUM_LIMIT),
        offset=_whole("offset", texts.get("offset", "0")),
        after=_whole("after", texts["after"]) if "after" in texts else None,
        **_filters(layer, texts, layer.queryables),
    )


def tile_query(layer: Layer, given: QueryDict) -> dict[Layer, ItemsQuery]:
    """What is asked of a tile of one layer."""
    texts = single_values(given, parameters.of_tile(layer))
    return {layer: ItemsQuery(**_filters(layer, texts, layer.queryables))}


def tile_queries(given: QueryDict) -> dict[Layer, ItemsQuery]:
    """What is asked of the layers of a tile of several: no properties, which they do not share."""
    texts = single_values(given, parameters.OF_TILE_OF_SEVERAL)
    layers = _collections(texts.get("collections", ""))
    return {layer: ItemsQuery(**_filters(layer, texts, ())) for layer in layers}


def _collections(text: str) -> list[Layer]:
    """The layers that `collections` names, with commas between; each once, in their order."""
    known = [layer.id for layer in catalogue.LAYERS]
    names = list(dict.fromkeys(text.split(",")))
    if not set(names) <= set(known):
        raise InvalidParameter("collections", text, f"a list with commas of {', '.join(known)}")
    return [catalogue.layer(name) for name in names]


def item_crs(given: QueryDict, *, known: Iterable[str] = parameters.ITEM) -> Crs:
    """The CRS that features are asked for in which have no pages."""
    texts = single_values(given, known)
    return _crs("crs", texts["crs"]) if "crs" in texts else CRS84


def nothing(given: QueryDict) -> None:
    """For resources without parameters: raises InvalidParameter if there are any."""
    single_values(given, parameters.NONE)


def single_values(given: QueryDict, known: Iterable[str]) -> dict[str, str]:
    """The parameters, of which every resource also knows `f`; none may be unknown or repeated."""
    known = list(dict.fromkeys((*known, "f")))
    for name, texts in given.lists():
        if name not in known:
            expected = f"a parameter of this resource; it has {', '.join(known)}"
            raise InvalidParameter(name, texts[-1], expected)
        if len(texts) > 1:
            raise InvalidParameter(name, "&".join(texts), "given once")
        if "\0" in texts[0]:
            raise InvalidParameter(name, texts[0], "free of NUL characters")
    return {name: str(given[name]) for name in given if name != "f"}


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
    if read.num_coords > LARGEST_OUTLINE:
        expected = f"an outline of at most {LARGEST_OUTLINE} points"
        raise _bad_geometry(f"{read.num_coords} points", expected)
    if read.empty or not read.valid:
        raise _bad_geometry(kind, f"valid: {'empty' if read.empty else read.valid_reason}")
    west, south, east, north = read.extent
    if not (DOMAIN[0] <= west and DOMAIN[1] <= south and east <= DOMAIN[2] and north <= DOMAIN[3]):
        raise _bad_geometry(kind, f"within {DOMAIN} in degrees, east before north")
    projected = read.num_coords + round(read.length / EDGE_DEGREES)
    if projected > LARGEST_OUTLINE:
        expected = f"at most {LARGEST_OUTLINE} points with one every {EDGE_DEGREES} degrees"
        raise _bad_geometry(f"{projected} points", expected)
    read.srid = CRS84.srid
    return read


def _bad_geometry(value: str, expected: str) -> InvalidParameter:
    return InvalidParameter("geometry", value, expected)


def _filters(layer: Layer, texts: dict[str, str], queryables: Iterable[str]) -> dict[str, Any]:
    asked = [layer.property(name) for name in queryables if name in texts]
    return {
        "boxes": _boxes(texts),
        "interval": interval(texts["datetime"]) if "datetime" in texts else None,
        "equals": {p.path: _value(p, texts[p.name]) for p in asked},
    }


def _whole(name: str, text: str, *, least: int = 0) -> int:
    if re.fullmatch(r"\d{1,25}", text, re.ASCII) and least <= int(text) <= LARGEST:
        return int(text)
    raise InvalidParameter(name, text, f"a whole number of at least {least}")


def _crs(name: str, uri: str) -> Crs:
    one_of(name, uri, SPOKEN)
    return SPOKEN[uri]


# Maps of the whole world ask for a little more than 180 degrees; this much is metres.
NEVER_DEGREES = 1000


def _boxes(texts: dict[str, str]) -> tuple[Box, ...]:
    crs = _crs("bbox-crs", texts["bbox-crs"]) if "bbox-crs" in texts else CRS84
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


def _value(property: Property, text: str) -> Any:
    """The text as a value of the property's type."""
    if property.values:
        return one_of(property.name, text, property.values)
    kind = property.type
    if isinstance(kind, IntegerField):
        return _whole(property.name, text)
    if isinstance(kind, DateField):
        return _day(property.name, text)
    if isinstance(kind, BooleanField):
        return parameters.TRUTHS[one_of(property.name, text, parameters.TRUTHS)]
    return text


def _day(name: str, text: str) -> date:
    try:
        if re.fullmatch(_DAY, text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidParameter(name, text, "a date such as 2018-12-01")
