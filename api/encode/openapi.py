"""The API as an OpenAPI 3.0 document, written for the clients that read it.

QGIS takes the page size from `components.parameters.limit`; GDAL takes it from a `$ref` to
that parameter under the path of a collection's items, written out for each collection. Both
take a collection's property parameters as filters that the server knows. All is in the
document itself: nothing is fetched from elsewhere.
"""

from typing import Any

from api import parameters
from api.encode import answers
from api.encode.components import Json, asked, forms, media, shared_parameters
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
    }
    for layer in LAYERS:
        paths |= _of_layer(layer)
    several = asked(parameters.OF_TILE_OF_SEVERAL)
    paths |= _tiles("/tiles/WebMercatorQuad", "tile", several) | _routes()
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
        return titles[rest[0]]
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
    given = asked(parameters.of_tile(layer), layer)
    made |= _tiles(f"{at}/tiles/WebMercatorQuad", f"{name}_tile", given)
    return made


_SCHEMAS = (
    ("schema", "what an item has", "schema"),
    ("schema/geojson", "the schema of an item in GeoJSON", "feature-schema"),
    ("queryables", "what items can be filtered by", "schema"),
    ("sortables", "what items can be sorted by", "schema"),
)


def _tiles(at: str, name: str, given: list[Json]) -> Json:
    place = [_path(n, "integer") for n in ("tileMatrix", "tileRow", "tileCol")]
    return {
        f"{at}/tilejson": _get(f"{name}json", "TileJSON", given, "json"),
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
        "/at": ("What is at a point", asked(parameters.AT), "json"),
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
    "tileMatrix": 8,
    "tileRow": 80,
    "tileCol": 135,
}


def _path(name: str, type: str = "string") -> Json:
    made = {"name": name, "in": "path", "required": True, "schema": {"type": type}}
    return made | ({"example": _EXAMPLES[name]} if name in _EXAMPLES else {})
