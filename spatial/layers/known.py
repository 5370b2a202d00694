"""What is known of a layer's data until the next import: counts, extents, sources.

Kept in the cache under the version of the data, so that nothing here is ever out of date.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from django.contrib.gis.db.models import Extent as Box2D
from django.contrib.gis.geos import MultiPoint, Point
from django.core.cache import cache
from django.db.models import Case, Max, Min, Q, Value, When

from spatial.layers import query
from spatial.layers.crs import STORAGE
from spatial.layers.layer import Layer, Source
from spatial.models import ImportRun, demonstration_parts
from spatial.models import Source as SourceRow
from spatial.models.demonstration import Part

Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class Extent:
    """`bbox`: west, south, east, north in degrees, None for no geometry; days, None is open."""

    bbox: tuple[float, float, float, float] | None
    first: date | None
    last: date | None


def version() -> str:
    """The version of the data: the newest import's number and when it ended, "" before the first.

    The time tells two databases apart whose imports have come to the same number.
    """
    newest = ImportRun.objects.order_by("-id").values_list("id", "finished_at").first()
    return f"{newest[0]}-{newest[1].timestamp():.6f}" if newest else ""


def updated(version: str) -> datetime | None:
    """When the data were last changed: the end of the import that `version` names."""
    moment = version.partition("-")[2]
    return datetime.fromtimestamp(float(moment), tz=UTC) if moment else None


def issued(*, version: str) -> datetime | None:
    """When data were first published here."""
    imports = ImportRun.objects.order_by("id").values_list("finished_at", flat=True)
    return _kept("issued", version, imports.first)


def count(layer: Layer, asked: query.ItemsQuery, *, version: str) -> int:
    """How many items match `asked`, whatever page it is of."""
    question = repr(asked.unpaged()).encode()
    key = f"count:{layer.id}:{hashlib.sha256(question).hexdigest()}"
    return _kept(key, version, lambda: query.matching(layer, asked).order_by().count())


def extent(layer: Layer, *, version: str) -> Extent:
    """Where and when the layer's items are."""
    return _kept(f"extent:{layer.id}", version, lambda: _extent(layer))


def beginnings(layer: Layer, *, version: str) -> tuple[date, date] | None:
    """The first and the last of the days on which something of the layer began to hold."""
    return _kept(f"beginnings:{layer.id}", version, lambda: _beginnings(layer))


def sources(layer: Layer, *, version: str) -> tuple[SourceRow | Source, ...]:
    """The sources that the layer's rows name, or the one it has itself."""
    return _kept(f"sources:{layer.id}", version, lambda: _sources(layer))


def attribution(layer: Layer, *, version: str) -> str:
    """The words that must stand wherever the layer is shown."""
    rows = sources(layer, version=version)
    return " · ".join(dict.fromkeys(row.attribution for row in rows if row.attribution))


def licences(layer: Layer, *, version: str) -> tuple[str, ...]:
    """The licences that the layer's sources name, each once."""
    rows = sources(layer, version=version)
    return tuple(dict.fromkeys(row.licence for row in rows if row.licence))


def demonstration(layer: Layer, *, version: str) -> tuple[Part, ...]:
    """The parts of the layer that hold demonstration data, sorted."""
    parts = _kept("demonstration", version, demonstration_parts)
    return tuple(sorted(layer.demonstration & set(parts)))


def _kept(key: str, version: str, answer: Callable[[], Answer]) -> Answer:
    kept = cache.get_or_set(f"{key}:{version}", answer, timeout=None)
    return cast(Answer, kept)


def _extent(layer: Layer) -> Extent:
    wanted: dict[str, Any] = {"box": Box2D(layer.geometry)}
    if layer.valid_time:
        first, last = layer.valid_time
        wanted |= {
            "first": Min(first),
            "last": Max(last),
            "first_open": Max(_as_number(first)),
            "last_open": Max(_as_number(last)),
        }
    found = layer.rows().aggregate(**wanted)
    return Extent(
        bbox=_degrees(found["box"]),
        first=None if found.get("first_open") else found.get("first"),
        last=None if found.get("last_open") else found.get("last"),
    )


def _beginnings(layer: Layer) -> tuple[date, date] | None:
    first, _ = layer.valid_time or ("", "")
    found = layer.rows().aggregate(first=Min(first), last=Max(first)) if first else {}
    return (found["first"], found["last"]) if found.get("first") else None


def _as_number(path: str) -> Case:
    return Case(When(Q(**{f"{path}__isnull": True}), then=Value(1)), default=Value(0))


def _degrees(
    box: tuple[float, float, float, float] | None,
) -> tuple[float, float, float, float] | None:
    """The box in degrees round one in storage metres: its edges are curves there."""
    if box is None:
        return None
    west, south, east, north = box
    steps = [number / 50 for number in range(51)]
    edge = [(west + (east - west) * s, y) for s in steps for y in (south, north)]
    edge += [(x, south + (north - south) * s) for s in steps for x in (west, east)]
    points = MultiPoint([Point(*p) for p in edge], srid=STORAGE.srid)
    points.transform(4326)
    west, south, east, north = (round(value, 6) for value in points.extent)
    return west, south, east, north


def _sources(layer: Layer) -> tuple[SourceRow | Source, ...]:
    if layer.source:
        return (layer.source,)
    layer = layer.made_from or layer
    codes: set[str] = set()
    for column in layer.source_columns:
        path = layer.property(column).path
        codes |= set(layer.rows().order_by().values_list(path, flat=True).distinct())
    return tuple(SourceRow.objects.filter(code__in=codes - {None}).order_by("code"))
