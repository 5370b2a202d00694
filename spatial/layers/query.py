"""From a question to the text of features. A query is a value, then a QuerySet, then text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.gis.db.models.functions import AsGeoJSON, Transform
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.fields import TextField
from django.db.models.functions import Coalesce
from django.utils import timezone

from spatial.layers import cql2, order
from spatial.layers.crs import CRS84, DOMAIN, EDGE_DEGREES, STORAGE, Crs, outline
from spatial.layers.functions import FlipCoordinates, Joined, Json, Segmentize
from spatial.layers.layer import Layer

# What texts are put together from.
Parts = list[str | Combinable]

DEFAULT_LIMIT = 1_000
MAXIMUM_LIMIT = 10_000


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box, east before north, in degrees (EPSG:4326) or in storage metres (EPSG:25832)."""

    west: float
    south: float
    east: float
    north: float
    srid: int = 4326


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Days, both inclusive; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True)
class ItemsQuery:
    """What may be asked of a layer's items, checked when it is made (see api/params.py).

    `equals` is by ORM path, `boxes` are alternatives (two where one would cross 180 degrees),
    `after` is the row behind which a keyset page starts: its values of the keys of `sort`, then
    its id. `within` is the route's own condition. `properties` names those that are answered,
    None is all; without `geometry` it is null; `hits` asks for the count alone.
    """

    crs: Crs = CRS84
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    sort: tuple[order.Key, ...] = ()
    after: tuple[Any, ...] | None = None
    boxes: tuple[Box, ...] = ()
    interval: Interval | None = None
    equals: Mapping[str, Any] = field(default_factory=dict)
    filter: cql2.Filter | None = None
    within: Mapping[str, Any] = field(default_factory=dict)
    properties: tuple[str, ...] | None = None
    geometry: bool = True
    hits: bool = False

    def unpaged(self) -> "ItemsQuery":
        """The same question without place in the sequence: what a count depends on."""
        paged = replace(self, limit=DEFAULT_LIMIT, offset=0, sort=(), after=None)
        return replace(paged, crs=CRS84, properties=None, geometry=True, hits=False)


@dataclass(frozen=True, kw_only=True)
class Features:
    """The text of GeoJSON features, separated by commas; how many; where the last one stands
    (see `order.columns`); whether more follow."""

    text: str
    count: int
    last: tuple[Any, ...] | None
    more: bool


def matching(layer: Layer, query: ItemsQuery) -> QuerySet[Any]:
    """Rows of `layer` that satisfy `query`, in its order, not yet cut to a page.

    The box is compared in the storage CRS, so that the spatial index is used.
    Source: OGC API - Features Part 1, 7.15.3 (bbox), 7.15.4 (datetime), 7.15.5 (properties);
    Part 3, 8 (filter).
    """
    rows = layer.rows().filter(**query.within).filter(**query.equals)
    if query.boxes:
        inside = Q()
        for box in query.boxes:
            inside |= Q(**{f"{layer.geometry}__intersects": to_storage(box)})
        rows = rows.filter(inside)
    if query.interval and layer.valid_time:
        rows = rows.filter(valid_during(layer.valid_time, query.interval))
    if query.filter:
        rows = rows.filter(cql2.condition(layer, query.filter))
    return rows.order_by(*order.ordering(query.sort))


def valid_during(valid_time: tuple[str, str], interval: Interval) -> Q:
    """Rows whose period shares a day with `interval`; a NULL day is open."""
    first, last = valid_time
    shared = Q()
    if interval.first:
        shared &= Q(**{f"{last}__gte": interval.first}) | Q(**{f"{last}__isnull": True})
    if interval.last:
        shared &= Q(**{f"{first}__lte": interval.last}) | Q(**{f"{first}__isnull": True})
    return shared


def today() -> Interval:
    """This one day, in Denmark."""
    day = timezone.localdate()
    return Interval(first=day, last=day)


def standing(layer: Layer) -> Q:
    """Rows of `layer` as it stands today; all of them where it has no time."""
    return valid_during(layer.valid_time, today()) if layer.valid_time else Q()


def to_storage(box: Box) -> Combinable | GEOSGeometry:
    """`box` as a geometry in EPSG:25832, metres.

    Edges given in degrees are curves there: the corners alone misplace a box round Denmark by
    up to 6 km, so they are densified first. A box in metres has straight edges already.
    """
    if box.srid == STORAGE.srid:
        return _outline(box)
    west, south, east, north = DOMAIN
    within = replace(
        box,
        west=min(max(box.west, west), east),
        south=min(max(box.south, south), north),
        east=max(min(box.east, east), west),
        north=max(min(box.north, north), south),
    )
    return Transform(Segmentize(Value(_outline(within)), EDGE_DEGREES), STORAGE.srid)


def _outline(box: Box) -> GEOSGeometry:
    made = outline(box.west, box.south, box.east, box.north)
    made.srid = box.srid
    return made


def page(layer: Layer, query: ItemsQuery) -> QuerySet[Any]:
    """The rows of one page, and the next one if there is any: see `features`.

    With an offset the page is cut in a subquery of ids, since PostgreSQL would also format
    the rows it skips (1,376 ms in place of 95 for a page in the middle of 2 million).
    """
    rows = matching(layer, query)
    if query.after is not None:
        rows = rows.filter(order.behind(query.sort, query.after))
    if query.offset:
        ids = rows.values("pk")[query.offset : query.offset + query.limit + 1]
        return layer.rows().filter(pk__in=ids).order_by(*order.ordering(query.sort))
    return rows[: query.limit + 1]


def in_crs(geometry: Any, target: Crs) -> Any:
    """A stored geometry in `target`, east before north whatever the CRS: as files have it."""
    return geometry if target.srid == STORAGE.srid else Transform(geometry, target.srid)


def shape(layer: Layer, target: Crs) -> AsGeoJSON:
    """The geometry as GeoJSON text in `target`, in its axis order and with its digits."""
    geometry = in_crs(F(layer.geometry), target)
    if target.north_first:
        geometry = FlipCoordinates(geometry)
    return AsGeoJSON(geometry, precision=target.digits)


def feature(layer: Layer, asked: ItemsQuery, *, annotations: Iterable[str] = ()) -> Joined:
    """The text of one GeoJSON feature, as an expression over a row of `layer`.

    `annotations` are names of the row's annotations to be added to the properties.
    """
    geometry = written_shape(layer, asked.crs) if asked.geometry else "null"
    start: Parts = ['{"type":"Feature","id":', Json("pk"), ',"geometry":', geometry]
    return Joined(*start, *written_properties(layer, asked, annotations), "}")


def written_properties(layer: Layer, asked: ItemsQuery, annotations: Iterable[str] = ()) -> Parts:
    """The text of the member `properties`, after a comma, with those that are asked for."""
    columns = {p.name: p.path for p in layer.only(asked.properties)}
    parts: Parts = [',"properties":{']
    for number, (name, path) in enumerate([*columns.items(), *((n, n) for n in annotations)]):
        parts += [f'{"," if number else ""}"{name}":', Json(path)]
    return [*parts, "}"]


def written_shape(layer: Layer, target: Crs) -> Combinable:
    """`shape`, with null written out."""
    return Coalesce(shape(layer, target), Value("null"), output_field=TextField())


def features(
    rows: QuerySet[Any], text: Joined, *, limit: int, sort: Sequence[order.Key] = ()
) -> Features:
    """The first `limit` features of `rows`, which are in the order of `sort`, each written by
    PostGIS as `text`."""
    columns = order.columns(sort)
    found = list(rows.annotate(feature_text=text).values_list("feature_text", *columns))
    kept = found[:limit]
    return Features(
        text=",".join(row[0] for row in kept),
        count=len(kept),
        last=kept[-1][1:] if kept else None,
        more=len(found) > limit,
    )
