"""Tile matrix sets and tilesets as OGC API - Tiles and OGC 17-083r4 describe them. Pure."""

from collections.abc import Sequence
from typing import Any

from django.db.models.fields import BooleanField, DateField, DecimalField, FloatField, IntegerField

from spatial.layers.crs import CRS84, WEB_MERCATOR
from spatial.layers.layer import Layer, Property
from spatial.layers.tiles import WORLD_M, Limits

Json = dict[str, Any]
Bbox = tuple[float, float, float, float]

ID = "WebMercatorQuad"
URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{ID}"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
_LAST = 24  # of the registered set; we make tiles of fewer
_PIXEL_M = 0.00028  # of a standard screen, by which a scale is reckoned
_TITLE = "Google Maps Compatible for the World"


def matrix_set_brief(links: Sequence[Json]) -> Json:
    """The only tile matrix set, as an entry of the list."""
    return {
        "id": ID,
        "title": _TITLE,
        "uri": URI,
        "crs": WEB_MERCATOR.uri,
        "links": list(links),
    }


def matrix_set(links: Sequence[Json]) -> Json:
    """The full definition: OGC 17-083r4, annex D.1, made from the size of the world."""
    return matrix_set_brief(links) | {
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [_matrix(zoom) for zoom in range(_LAST + 1)],
    }


def _matrix(zoom: int) -> Json:
    cell = WORLD_M / 256 / 2**zoom
    return {
        "id": str(zoom),
        "scaleDenominator": cell / _PIXEL_M,
        "cellSize": cell,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-WORLD_M / 2, WORLD_M / 2],
        "tileWidth": 256,
        "tileHeight": 256,
        "matrixWidth": 2**zoom,
        "matrixHeight": 2**zoom,
    }


def tileset_brief(title: str, links: Sequence[Json]) -> Json:
    """A tileset as an entry of a list."""
    return {
        "title": title,
        "dataType": "vector",
        "crs": WEB_MERCATOR.uri,
        "tileMatrixSetURI": URI,
        "links": list(links),
    }


def tileset(
    layers: Sequence[Layer],
    *,
    title: str,
    boxes: Sequence[Bbox | None],
    around: Bbox | None,
    limits: Sequence[Limits],
    attribution: str,
    licence: str,
    links: Sequence[Json],
) -> Json:
    """The metadata of one tileset: what is in its tiles, and where there can be any.

    `boxes` are the extents of `layers` in degrees, `around` the one around them all.
    """
    made = tileset_brief(title, links) | {
        "description": " ".join(layer.description for layer in layers)
        if len(layers) == 1
        else None,
        "attribution": attribution or None,
        "license": licence or None,
        "accessConstraints": "unclassified",
        "mediaTypes": ["application/vnd.mapbox-vector-tile"],
        "tileMatrixSetLimits": [_limits(one) for one in limits] or None,
        "boundingBox": _box(around),
        "layers": [_layer(one, box) for one, box in zip(layers, boxes, strict=True)],
    }
    return {name: value for name, value in made.items() if value is not None}


def _limits(one: Limits) -> Json:
    return {
        "tileMatrix": str(one.zoom),
        "minTileRow": one.first_row,
        "maxTileRow": one.last_row,
        "minTileCol": one.first_column,
        "maxTileCol": one.last_column,
    }


def _box(bbox: Bbox | None) -> Json | None:
    if bbox is None:
        return None
    west, south, east, north = bbox
    return {"lowerLeft": [west, south], "upperRight": [east, north], "crs": CRS84.uri}


def _layer(layer: Layer, bbox: Bbox | None) -> Json:
    made = {
        "id": layer.id,
        "title": layer.title,
        "description": layer.description,
        "dataType": "vector",
        "geometryDimension": None if layer.polygons_from else 2,  # points where it is small
        "minTileMatrix": str(layer.zooms[0]),
        "maxTileMatrix": str(layer.zooms[-1]),
        "boundingBox": _box(bbox),
        "propertiesSchema": {
            "type": "object",
            "properties": {p.name: _schema(p) for p in layer.in_tiles()},
        },
    }
    return {name: value for name, value in made.items() if value is not None}


def _schema(property: Property) -> Json:
    kind = "string"
    if isinstance(property.type, BooleanField):
        kind = "boolean"
    elif isinstance(property.type, IntegerField):
        kind = "integer"
    elif isinstance(property.type, FloatField | DecimalField):
        kind = "number"
    made = {
        "title": property.title,
        "description": property.description,
        "type": kind,
        "format": "date" if isinstance(property.type, DateField) else None,
        "enum": list(property.values),
        "x-ogc-unit": property.unit,
    }
    return {name: value for name, value in made.items() if value}
