"""The API as an OpenAPI 3.0 document, written for the clients that read it.

QGIS takes the page size from `components.parameters.limit`; GDAL takes it from a `$ref` to
that parameter under the path of a collection's items, written out for each collection. Both
take a collection's property parameters as filters that the server knows. All is in the
document itself: nothing is fetched from elsewhere.
"""

from typing import Any

from api import links, parameters
from api.encode import answers
from api.encode.components import (
    Json,
    asked,
    file_responses,
    forms,
    media,
    options,
    shared_parameters,
)
from spatial.exporting.formats import FORMATS
from spatial.layers.catalogue import AREAS, BUILDINGS, LAYERS, WITH_ITEMS
from spatial.layers.layer import Layer


def document(*, server: str, version: str) -> Json:
    """The whole document; `server` is the absolute URL of the landing page."""
    paths: Json = {
        "/": _get("landing", "The landing page", None, "landing"),
        "/conformance": _get("conformance", "What the API conforms to", None, "conformance"),
        "/openapi": _get("openapi", "This document", None, "openapi"),
        "/functions": _get("functions", "What a filter may call", None, "functions"),
        "/collections": _get("collections", "The collections", None, "collections"),
        "/dcat": _get("dcat", "The data as a DCAT-AP catalogue", None, "catalogue"),
        "/tileMatrixSets": _get("getTileMatrixSetsList", "The tile matrix sets"),
        "/tileMatrixSets/WebMercatorQuad": _get("getTileMatrixSet", "The tile matrix set"),
    }
    for layer in LAYERS:
        paths |= _of_layer(layer)
    several = asked(parameters.OF_TILE_OF_SEVERAL)
    paths |= _tiles("/tiles", "all.dataset", several) | _styles() | _routes()
    for path, methods in paths.items():
        for operation in methods.values():
            operation["tags"] = [_tag(path)]
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
        "tags": [{"name": name} for name in dict.fromkeys(map(_tag, paths))],
        "paths": paths,
        "components": {
            "parameters": shared_parameters() | forms(),
            "responses": answers.responses(media()),
            "schemas": answers.schemas(WITH_ITEMS),
        },
    }


def _tag(path: str) -> str:
    """Under what an operation stands: the title of its layer, or the first word of its path."""
    first, *rest = path.strip("/").split("/")
    titles = {layer.id: layer.title for layer in LAYERS}
    if first == "collections" and rest:
        return titles[rest[0].removesuffix(".qlr")]
    return first if rest or first in _GROUPS else "API"


_GROUPS = ("municipalities", "areas", "lists", "at")


def _of_layer(layer: Layer) -> Json:
    at = f"/collections/{layer.id}"
    name = layer.id.replace("-", "_")
    made = {at: _get(f"{name}_collection", layer.title, None, "collection")}
    if layer.items:
        given = asked(parameters.of_items(layer), layer)
        made[f"{at}/items"] = _get(f"{name}_items", f"{layer.title}: items", given, "items", layer)
        given = [_path("featureId"), *asked(parameters.ITEM_OF_LAYER)]
        made[f"{at}/items/{{featureId}}"] = _get(
            f"{name}_item", f"{layer.title}: one item", given, "item", layer
        )
        made |= {
            f"{at}/{path}": _get(
                f"{name}_{path.replace('/', '_')}", f"{layer.title}: {told}", None, answer
            )
            for path, told, answer in _SCHEMAS
        }
        made |= _downloads(at, name, layer)
    made[f"{at}/metadata"] = _get(f"{name}_metadata", f"{layer.title}: ISO 19139", None, "record")
    made[f"{at}/styles"] = _get(f"{name}_styles", f"{layer.title}: styles")
    given = [{**_path("styleId"), "example": layer.id}]
    answer = "style" if layer.items else "style-for-maplibre"
    made[f"{at}/styles/{{styleId}}"] = _get(f"{name}_style", "One style", given, answer)
    given = asked(parameters.QGIS)
    made[f"{at}.qlr"] = _get(f"{name}_qlr", f"{layer.title}: layer of QGIS", given, "qlr")
    given = asked(parameters.of_tile(layer), layer)
    zoom = next(zoom for zoom in _TILE_OF if zoom in layer.zooms)
    made |= _tiles(f"{at}/tiles", f"{name}.collection", given, zoom)
    return made


_SCHEMAS = (
    ("schema", "what an item has", "schema"),
    ("schema/geojson", "the schema of an item in GeoJSON", "feature-schema"),
    ("queryables", "what items can be filtered by", "schema"),
    ("sortables", "what items can be sorted by", "schema"),
)


def _downloads(at: str, name: str, layer: Layer) -> Json:
    given = asked(parameters.of_downloads(layer), layer)
    made = {f"{at}/downloads": _get(f"{name}_downloads", f"{layer.title}: files", given)}
    for one in FORMATS:
        given = [*asked(parameters.of_downloads(layer), layer), *options(one)]
        summary = f"{layer.title} ({one.title})"
        operation = _get(f"{name}_download_{one.code}", summary, given, "file")
        operation["get"]["responses"] |= file_responses(one)
        made[f"{at}/downloads/{one.code}"] = operation
    return made


def _styles() -> Json:
    made: dict[str, tuple[Any, ...]] = {
        "/styles": ("The styles",),
        "/styles/{styleId}": ("One style", "style"),
        "/styles/{styleId}/metadata": ("What it is of", "json"),
        "/styles/{styleId}/legend": ("What its colours and shapes mean", "legend"),
        "/styles/sprite.json": ("Where each shape is in the picture", "json"),
        "/styles/sprite.png": ("The shapes of the styles", "picture"),
        "/styles/sprite@2x.json": ("The same of the finer picture", "json"),
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


# Row and column of the example's place, in a zoom for what is large and one for what is small.
_TILE_OF = {3: (2, 4), 13: (2574, 4333)}


def _tiles(at: str, name: str, given: list[Json], zoom: int = 3) -> Json:
    """The paths below `at`; the ends of their ids are those of OGC API - Tiles, table 11."""
    place = [_path(n, "integer") for n in ("tileMatrix", "tileRow", "tileCol")]
    for one, number in zip(place, (zoom, *_TILE_OF[zoom]), strict=True):
        one["example"] = number
    tileset = f"{at}/WebMercatorQuad"
    return {
        at: _get(f"{name}.vector.getTileSetsList", "The tilesets"),
        tileset: _get(f"{name}.vector.getTileSet", "A tileset", given),
        f"{tileset}/tilejson": _get(f"{name}.tilejson", "TileJSON", given, "json"),
        f"{tileset}{links.TILE}": _get(
            f"{name}.vector.getTile", "A vector tile", [*place, *given], "tile"
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
        "/areas/{slug}/history": (
            "List by list: figures, the law's verdict, plans",
            [slug],
            "json",
        ),
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
        "/downloads/{key}": ("How far a file has come", [_path("key")], "json"),
        "/at": ("What is at a point", asked(parameters.AT), "json"),
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
            "parameters": [*asked(parameters.ITEM), _ref("parameters", "f-posted")],
            "requestBody": {
                "required": True,
                "content": {
                    media: {"schema": geometry}
                    for media in ("application/geo+json", "application/json")
                },
            },
            "responses": {
                "200": _ref("responses", "posted"),
                "413": _ref("responses", "problem"),
                "415": _ref("responses", "problem"),
                **_problems(),
            },
        }
    }


def _get(
    name: str,
    summary: str,
    parameters: list[Json] | None = None,
    answer: str = "document",
    layer: Layer | None = None,
) -> Json:
    """One operation. Its answer is one of `media`: of a layer's own features, if it is given."""
    told = answers.of(answer, media()[answer], layer) if layer else _ref("responses", answer)
    form = [_ref("parameters", f"f-{answer}")] if f"f-{answer}" in forms() else []
    nothing = {"204": {"description": "There is nothing in it"}} if answer == "tile" else {}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*(parameters or []), *form],
            "responses": {"200": told, **nothing, **_problems()},
        }
    }


def _problems() -> Json:
    """What may be answered in place of what was asked for, and that nothing is new."""
    made: Json = {"304": {"description": "What the client has is the newest"}}
    return made | {status: _ref("responses", status) for status in answers.PROBLEMS}


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


# With which a path can be tried.
_EXAMPLES: Json = {
    "code": "0101",
    "slug": "vollsmose",
    "list": "2018",
    "styleId": "areas",
}


def _path(name: str, type: str = "string") -> Json:
    made = {"name": name, "in": "path", "required": True, "schema": {"type": type}}
    return made | ({"example": _EXAMPLES[name]} if name in _EXAMPLES else {})
