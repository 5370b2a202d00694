"""The API as an OpenAPI 3.0 document, written for the clients that read it.

QGIS takes the page size from `components.parameters.limit`; GDAL takes it from a `$ref` to
that parameter under the path of a collection's items, written out for each collection. Both
take a collection's property parameters as filters that the server knows. All is in the
document itself: nothing is fetched from elsewhere.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models.fields import BooleanField, DateField, IntegerField

from api import parameters
from spatial.layers.catalogue import AREAS, BUILDINGS, LAYERS
from spatial.layers.crs import SPOKEN
from spatial.layers.layer import Layer, Property
from spatial.layers.query import DEFAULT_LIMIT, MAXIMUM_LIMIT

Json = dict[str, Any]


def document(*, server: str, version: str) -> Json:
    """The whole document; `server` is the absolute URL of the landing page."""
    paths: Json = {
        "/": _get("landing", "The landing page"),
        "/conformance": _get("conformance", "What the API conforms to"),
        "/openapi": _get("openapi", "This document"),
        "/collections": _get("collections", "The collections"),
    }
    for layer in LAYERS:
        paths |= _of_layer(layer)
    several = _asked(parameters.OF_TILE_OF_SEVERAL)
    paths |= _tiles("/tiles/WebMercatorQuad", "tile", several) | _routes()
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Områdekortet",
            "description": "Denmark's designated social-housing areas, their buildings and "
            "municipalities: OGC API - Features, vector tiles and routes of their own.",
            "version": version,
            "license": {"name": "MIT, for the code; data have their own licences"},
            "contact": {"name": "Områdekortet", "url": server},
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"parameters": _shared(), "responses": _responses()},
    }


def _of_layer(layer: Layer) -> Json:
    at = f"/collections/{layer.id}"
    name = layer.id.replace("-", "_")
    made = {at: _get(f"{name}_collection", layer.title)}
    if layer.items:
        asked = _asked(parameters.of_items(layer), layer)
        made[f"{at}/items"] = _get(f"{name}_items", f"{layer.title}: items", asked, "features")
        asked = [_path("featureId"), *_asked(parameters.ITEM)]
        made[f"{at}/items/{{featureId}}"] = _get(
            f"{name}_item", f"{layer.title}: one item", asked, "feature"
        )
    asked = _asked(parameters.of_tile(layer), layer)
    made |= _tiles(f"{at}/tiles/WebMercatorQuad", f"{name}_tile", asked)
    return made


def _tiles(at: str, name: str, asked: list[Json]) -> Json:
    place = [_path(n, "integer") for n in ("tileMatrix", "tileRow", "tileCol")]
    return {
        f"{at}/tilejson": _get(f"{name}json", "TileJSON", asked),
        f"{at}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            name, "A vector tile", [*place, *asked], "tile"
        ),
    }


def _routes() -> Json:
    of_item = _asked(parameters.ITEM)
    of_buildings = _asked(parameters.BUILDINGS_WITHIN, BUILDINGS)
    of_areas = _asked(parameters.AREAS_OF_MUNICIPALITY, AREAS)
    of_all = _asked(parameters.MUNICIPALITIES)
    code, slug = _path("code"), _path("slug")
    buildings = "Its buildings: those of today unless datetime is given"
    made: dict[str, tuple[Any, ...]] = {
        "/municipalities": ("Municipalities with counts", of_all, "features"),
        "/municipalities/{code}": ("One municipality", [code, *of_item], "feature"),
        "/municipalities/{code}/areas": ("Its areas", [code, *of_areas], "features"),
        "/municipalities/{code}/buildings": (buildings, [code, *of_buildings], "features"),
        "/municipalities/{code}/summary": ("Counts and sums, list by list", [code], "table"),
        "/areas/{slug}": ("One area", [slug, *of_item], "feature"),
        "/areas/{slug}/buildings": (buildings, [slug, *of_buildings], "features"),
        "/areas/{slug}/history": ("List by list: figures, the law's verdict, plans", [slug]),
        "/areas/{slug}/nearby": (
            "Areas near it",
            [slug, *_asked(parameters.NEARBY)],
            "features",
        ),
        "/lists": ("The published lists, with counts",),
        "/lists/{list}": (
            "One list, by year or date: areas, and what it changed",
            [_path("list")],
        ),
        "/at": ("What is at a point", _asked(parameters.AT), "document"),
    }
    paths = {path: _get(path.strip("/").translate(_TO_NAME), *rest) for path, rest in made.items()}
    return paths | {"/areas/intersecting": _post_geometry()}


_TO_NAME = str.maketrans({"/": "_", "{": None, "}": None})


def _post_geometry() -> Json:
    geometry = {"type": "object", "required": ["type", "coordinates"]}
    return {
        "post": {
            "operationId": "areas_intersecting",
            "summary": "Areas, and shares of them, inside a polygon in CRS84",
            "parameters": _asked(parameters.ITEM),
            "requestBody": {
                "required": True,
                "content": {
                    media: {"schema": geometry}
                    for media in ("application/geo+json", "application/json")
                },
            },
            "responses": {
                "200": {"$ref": "#/components/responses/features"},
                "default": {"$ref": "#/components/responses/problem"},
            },
        }
    }


def _get(
    name: str, summary: str, parameters: list[Json] | None = None, answer: str = "document"
) -> Json:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters or [],
            "responses": {
                "200": {"$ref": f"#/components/responses/{answer}"},
                "default": {"$ref": "#/components/responses/problem"},
            },
        }
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/parameters/{name}"}


def _path(name: str, type: str = "string") -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": type}}


_OWN: dict[str, Json] = {
    "collections": {
        "required": True,
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "items": {"enum": [layer.id for layer in LAYERS]}},
    },
    "by": {"schema": {"enum": ["list", "geometry"], "default": "list"}},
    "geometry": {"schema": {"enum": ["full", "none"], "default": "full"}},
    "distance": {"description": "Metres", "schema": {"type": "number", "default": 1000}},
    "lon": {"required": True, "schema": {"type": "number"}},
    "lat": {"required": True, "schema": {"type": "number"}},
}


def _asked(names: Sequence[str], layer: Layer | None = None) -> list[Json]:
    """The parameters `names`: shared by many, our routes' own, or queryables of `layer`."""
    shared = _shared()
    return [
        _ref(name)
        if name in shared
        else {"name": name, "in": "query", **_OWN[name]}
        if name in _OWN or layer is None
        else _property(layer.property(name))
        for name in names
    ]


def _property(property: Property) -> Json:
    schema: Json = {"type": "string"}
    if isinstance(property.type, IntegerField):
        schema = {"type": "integer"}
    elif isinstance(property.type, DateField):
        schema["format"] = "date"
    elif isinstance(property.type, BooleanField):
        schema["enum"] = list(parameters.TRUTHS)  # GDAL reads filters of text and number only
    if property.values:
        schema["enum"] = list(property.values)
    return _query(property.name, property.title, schema)


def _query(name: str, description: str, schema: Json) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "required": False,
        "style": "form",
        "explode": False,
        "schema": schema,
    }


def _shared() -> Json:
    whole = {"type": "integer", "minimum": 0}
    limit = {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT}
    numbers = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    crs = {"type": "string", "format": "uri", "enum": list(SPOKEN)}
    made = [
        _query("limit", "The number of items of a page", limit),
        _query("offset", "The number of items to skip; `next` is faster", whole),
        _query("after", "Items after this id: what `next` links have", whole),
        _query("bbox", "A box, in the axis order of bbox-crs (CRS84)", numbers),
        _query("bbox-crs", "The CRS of bbox", crs),
        _query("crs", "The CRS of the answer", crs),
        _query("datetime", "A day, or two with / between", {"type": "string"}),
    ]
    return {one["name"]: one for one in made}


def _responses() -> Json:
    media = {
        "document": ["application/json", "text/html"],
        "table": ["application/json", "text/csv"],
        "feature": ["application/geo+json", "text/html"],
        "features": ["application/geo+json", "text/html"],
        "tile": ["application/vnd.mapbox-vector-tile"],
        "problem": ["application/problem+json"],
    }
    return {
        name: {
            "description": f"The {name}",
            "content": {one: {"schema": {"type": _type(one)}} for one in kinds},
        }
        for name, kinds in media.items()
    }


def _type(media: str) -> str:
    return "object" if media.endswith("json") else "string"
