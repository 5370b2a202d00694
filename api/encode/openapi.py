"""The API as an OpenAPI 3.0 document, written for the clients that read it.

QGIS takes the page size from `components.parameters.limit`; GDAL takes it from a `$ref` to
that parameter under the path of a collection's items, written out for each collection. Both
take a collection's property parameters as filters that the server knows. All is in the
document itself: nothing is fetched from elsewhere.
"""

from typing import Any

from django.db.models.fields import DateField, IntegerField

from spatial.layers.catalogue import LAYERS
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
    paths |= _tiles_of_several() | _routes()
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
    own = [_property(layer.property(name)) for name in layer.queryables]
    filters = [_ref(n) for n in ("bbox", "bbox-crs", "datetime")] + own
    if layer.items:
        paging = [_ref(n) for n in ("limit", "offset", "after", "crs")]
        made[f"{at}/items"] = _get(
            f"{name}_items", f"{layer.title}: items", [*paging, *filters], "features"
        )
        made[f"{at}/items/{{featureId}}"] = _get(
            f"{name}_item", f"{layer.title}: one item", [_path("featureId"), _ref("crs")], "feature"
        )
    made |= _tiles(f"{at}/tiles/WebMercatorQuad", f"{name}_tile", filters)
    return made


def _tiles_of_several() -> Json:
    collections = {
        "name": "collections",
        "in": "query",
        "required": True,
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "items": {"enum": [layer.id for layer in LAYERS]}},
    }
    shared = [collections, *(_ref(n) for n in ("bbox", "bbox-crs", "datetime"))]
    return _tiles("/tiles/WebMercatorQuad", "tile", shared)


def _tiles(at: str, name: str, filters: list[Json]) -> Json:
    place = [_path(n, "integer") for n in ("tileMatrix", "tileRow", "tileCol")]
    return {
        f"{at}/tilejson": _get(f"{name}json", "TileJSON", filters),
        f"{at}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            name, "A vector tile", [*place, *filters], "tile"
        ),
    }


def _routes() -> Json:
    code, slug = _path("code"), _path("slug")
    paging = [_ref(n) for n in ("limit", "offset", "after", "crs")]
    by = {"name": "by", "in": "query", "schema": {"enum": ["list", "geometry"]}}
    made = {
        "/municipalities": ("Municipalities with counts", [_geometry(), _ref("crs")], "features"),
        "/municipalities/{code}": ("One municipality", [code, _ref("crs")], "feature"),
        "/municipalities/{code}/areas": ("Its areas", [code, by, *paging], "features"),
        "/municipalities/{code}/buildings": ("Its buildings", [code, *paging], "features"),
        "/municipalities/{code}/summary": ("Counts and sums", [code], "document"),
        "/areas/{slug}": ("One area", [slug, _ref("crs")], "feature"),
        "/areas/{slug}/buildings": ("Its buildings", [slug, *paging], "features"),
        "/areas/{slug}/history": ("Its lists, year by year", [slug], "document"),
        "/areas/{slug}/nearby": ("Areas near it", [slug, _number("distance"), *paging], "features"),
        "/at": ("What is at a point", [_number("lon"), _number("lat")], "document"),
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


def _number(name: str) -> Json:
    return {"name": name, "in": "query", "schema": {"type": "number"}}


def _geometry() -> Json:
    schema = {"enum": ["full", "none"], "default": "full"}
    return {"name": "geometry", "in": "query", "schema": schema}


def _property(property: Property) -> Json:
    schema: Json = {"type": "string"}
    if isinstance(property.type, IntegerField):
        schema = {"type": "integer"}
    elif isinstance(property.type, DateField):
        schema["format"] = "date"
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
