"""The API as an OpenAPI 3.0 document, written for the clients that read it.

QGIS takes the page size from `components.parameters.limit`; GDAL takes it from a `$ref` to
that parameter under the path of a collection's items, written out for each collection. Both
take a collection's property parameters as filters that the server knows. All is in the
document itself: nothing is fetched from elsewhere.
"""

from typing import Any

from api import parameters
from api.encode.components import Json, asked, responses, shared_parameters
from spatial.layers.catalogue import AREAS, BUILDINGS, LAYERS
from spatial.layers.layer import Layer


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
    several = asked(parameters.OF_TILE_OF_SEVERAL)
    paths |= _tiles("/tiles/WebMercatorQuad", "tile", several) | _routes()
    paths |= _styles()
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
        "components": {"parameters": shared_parameters(), "responses": responses()},
    }


def _of_layer(layer: Layer) -> Json:
    at = f"/collections/{layer.id}"
    name = layer.id.replace("-", "_")
    made = {at: _get(f"{name}_collection", layer.title)}
    if layer.items:
        given = asked(parameters.of_items(layer), layer)
        made[f"{at}/items"] = _get(f"{name}_items", f"{layer.title}: items", given, "features")
        given = [_path("featureId"), *asked(parameters.ITEM)]
        made[f"{at}/items/{{featureId}}"] = _get(
            f"{name}_item", f"{layer.title}: one item", given, "feature"
        )
    given = asked(parameters.of_tile(layer), layer)
    made |= _tiles(f"{at}/tiles/WebMercatorQuad", f"{name}_tile", given)
    made[f"{at}/styles"] = _get(f"{name}_styles", f"{layer.title}: styles")
    given = [_path("styleId")]
    made[f"{at}/styles/{{styleId}}"] = _get(f"{name}_style", "One style", given, "style")
    given = asked(parameters.QGIS)
    made[f"{at}.qlr"] = _get(f"{name}_qlr", f"{layer.title}: layer of QGIS", given, "qlr")
    return made


def _styles() -> Json:
    made: dict[str, tuple[Any, ...]] = {
        "/styles": ("The styles",),
        "/styles/{styleId}": ("One style", "style"),
        "/styles/{styleId}/metadata": ("What it is of",),
        "/styles/{styleId}/legend": ("What its colours and shapes mean", "legend"),
        "/styles/sprite.json": ("Where each shape is in the picture",),
        "/styles/sprite.png": ("The shapes of the styles", "picture"),
        "/styles/sprite@2x.json": ("The same of the finer picture",),
        "/styles/sprite@2x.png": ("The shapes, for fine screens", "picture"),
    }
    given = {path: [_path("styleId")] if "{" in path else [] for path in made}
    paths = {
        path: _get(path.strip("/").translate(_TO_NAME), summary, given[path], *answer)
        for path, (summary, *answer) in made.items()
    }
    project = asked(parameters.QGIS)
    paths["/qgis/omraadekortet.qgz"] = _get("qgis_project", "A project of QGIS", project, "qgz")
    return paths


def _tiles(at: str, name: str, given: list[Json]) -> Json:
    place = [_path(n, "integer") for n in ("tileMatrix", "tileRow", "tileCol")]
    return {
        f"{at}/tilejson": _get(f"{name}json", "TileJSON", given),
        f"{at}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            name, "A vector tile", [*place, *given], "tile"
        ),
    }


def _routes() -> Json:
    of_item = asked(parameters.ITEM)
    of_buildings = asked(parameters.BUILDINGS_WITHIN, BUILDINGS)
    of_areas = asked(parameters.AREAS_OF_MUNICIPALITY, AREAS)
    of_all = asked(parameters.MUNICIPALITIES)
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
            [slug, *asked(parameters.NEARBY)],
            "features",
        ),
        "/lists": ("The published lists, with counts",),
        "/lists/{list}": (
            "One list, by year or date: areas, and what it changed",
            [_path("list")],
        ),
        "/at": ("What is at a point", asked(parameters.AT), "document"),
    }
    paths = {path: _get(path.strip("/").translate(_TO_NAME), *rest) for path, rest in made.items()}
    return paths | {"/areas/intersecting": _post_geometry()}


_TO_NAME = str.maketrans({"/": "_", ".": "_", "@": "_", "{": None, "}": None})


def _post_geometry() -> Json:
    geometry = {"type": "object", "required": ["type", "coordinates"]}
    return {
        "post": {
            "operationId": "areas_intersecting",
            "summary": "Areas, and shares of them, inside a polygon in CRS84",
            "parameters": asked(parameters.ITEM),
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


def _path(name: str, type: str = "string") -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": type}}
