"""Vector tiles: the SQL of the same QuerySet as items, inside ST_AsMVT."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface, Transform
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet, Value

from spatial.errors import UnknownTile
from spatial.layers import crs, query
from spatial.layers.functions import AsMVTGeom, Simplify, TileEnvelope
from spatial.layers.layer import Layer

MAXIMUM_ZOOM = 22
EXTENT = 4096
BUFFER = 64
WORLD_M = 2 * 20_037_508.342789244
# From this zoom outlines are drawn as they are stored.
UNSIMPLIFIED_FROM = 14


@dataclass(frozen=True, kw_only=True)
class TileAddress:
    """A tile of WebMercatorQuad: row 0 is north, column 0 west."""

    zoom: int
    row: int
    column: int

    def __post_init__(self) -> None:
        if self.zoom > MAXIMUM_ZOOM:
            raise UnknownTile(f"tileMatrix {self.zoom} is beyond {MAXIMUM_ZOOM}, the last.")
        for name, number in (("tileRow", self.row), ("tileCol", self.column)):
            if not 0 <= number < 2**self.zoom:
                raise UnknownTile(
                    f"{name} {number} is not within 0 and {2**self.zoom - 1}"
                    f" of tileMatrix {self.zoom}."
                )

    def box(self) -> query.Box:
        """The tile with its buffer, in degrees."""
        side = WORLD_M / 2**self.zoom
        margin = side * BUFFER / EXTENT
        west, north = self.column * side - WORLD_M / 2, WORLD_M / 2 - self.row * side
        left, bottom = crs.mercator_to_degrees(west - margin, north - side - margin)
        right, top = crs.mercator_to_degrees(west + side + margin, north + margin)
        return query.Box(west=left, south=bottom, east=right, north=top)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The rows and columns of one zoom between which there can be anything, all inclusive."""

    zoom: int
    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def hold(self, address: TileAddress) -> bool:
        return (
            self.zoom == address.zoom
            and self.first_row <= address.row <= self.last_row
            and self.first_column <= address.column <= self.last_column
        )


def limits(zooms: range, bbox: tuple[float, float, float, float]) -> tuple[Limits, ...]:
    """The limits of each zoom for what lies in `bbox` (west, south, east, north, degrees)."""
    west, south, east, north = bbox
    return tuple(
        Limits(
            zoom=zoom,
            first_row=_row(north + _ROUNDED, zoom),
            last_row=_row(south - _ROUNDED, zoom),
            first_column=_column(west - _ROUNDED, zoom),
            last_column=_column(east + _ROUNDED, zoom),
        )
        for zoom in zooms
    )


_ROUNDED = 1e-6  # degrees, to which extents are


def _column(longitude: float, zoom: int) -> int:
    return _within(int((longitude + 180) / 360 * 2**zoom), zoom)


def _row(latitude: float, zoom: int) -> int:
    within = max(min(latitude, 85.05), -85.05)
    share = (1 - asinh(tan(radians(within))) / pi) / 2
    return _within(int(share * 2**zoom), zoom)


def _within(number: int, zoom: int) -> int:
    last: int = 2**zoom - 1
    return min(max(number, 0), last)


def vector_tile(questions: Mapping[Layer, query.ItemsQuery], address: TileAddress) -> bytes:
    """One tile with a layer for each of `questions`, named by its id; b"" if all are empty.

    A layer's first zoom is kept to; beyond its last the tile is made all the same, since in a
    tile of several layers the client cannot enlarge one of them alone.
    """
    parts, params = [], []
    for layer, asked in questions.items():
        if address.zoom < layer.zooms[0]:
            continue
        try:
            sql, given = _rows(layer, asked, address).query.sql_with_params()
        except EmptyResultSet:  # a number that the column cannot hold: no row has it
            continue
        parts.append(f"(SELECT ST_AsMVT(t, %s, {EXTENT}, 'tile_geometry', 'pk') FROM ({sql}) AS t)")  # noqa: S608
        params += [layer.id, *given]
    if not parts:
        return b""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " || ".join(parts), params)
        return bytes(cursor.fetchone()[0])


def _rows(layer: Layer, asked: query.ItemsQuery, address: TileAddress) -> QuerySet[Any]:
    overlaps = {f"{layer.geometry}__bboverlaps": query.to_storage(address.box())}
    bounds = TileEnvelope(Value(address.zoom), Value(address.column), Value(address.row))
    shape = AsMVTGeom(
        Transform(_simplified(layer, address.zoom), 3857),
        bounds,
        Value(EXTENT),
        Value(BUFFER),
        Value(True),
    )
    rows: QuerySet[Any] = query.matching(layer, asked).order_by().filter(**overlaps)
    # A field's own name gives that name in SQL; any other column name is an annotation.
    own = [p.name for p in layer.in_tiles() if p.name in (p.field.name, p.field.attname)]
    other = {p.name: F(p.path) for p in layer.in_tiles() if p.name not in own}
    rows = rows.annotate(tile_geometry=shape, **other)
    return rows.values("tile_geometry", "pk", *own, *other)


def _simplified(layer: Layer, zoom: int) -> Any:
    """The inside point where outlines are too small to see; else no finer than can be seen.

    The tolerance is a quarter of a pixel of 256 to the tile, in metres at 56 degrees north.
    """
    if zoom < layer.polygons_from:
        return PointOnSurface(layer.geometry)
    if zoom >= UNSIMPLIFIED_FROM:
        return F(layer.geometry)
    return Simplify(F(layer.geometry), Value(WORLD_M / 256 / 2**zoom * 0.56 / 4))
