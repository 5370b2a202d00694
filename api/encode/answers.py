"""What the paths of the OpenAPI document answer: forms, and schemas of what is JSON."""

from typing import Any

from api import links
from api.encode import schema
from spatial.layers.layer import Layer

Json = dict[str, Any]

# The forms that `f` chooses between, by media type.
FORMATS = {
    links.JSON: "json",
    links.GEOJSON: "json",
    links.SCHEMA: "json",
    links.OPENAPI: "json",
    links.HTML: "html",
    links.CSV: "csv",
    links.JSON_LD: "jsonld",
    links.TURTLE: "ttl",
    links.ISO_19139: "xml",
    links.XML: "xml",
    links.MVT: "mvt",
    links.MAPBOX_STYLE: "mapbox",
    links.QML: "qml",
    links.SVG: "svg",
    links.PNG: "png",
    links.QLR: "qlr",
    links.QGZ: "qgz",
    **{media: form for form, media, _ in links.MORE_OF_ITEMS},
}
BINARY = {links.MVT, links.FLATGEOBUF, links.PNG, links.QGZ}
# What the server may answer in place of what was asked for.
PROBLEMS = {
    "400": "A parameter cannot be used: `parameter` names it",
    "404": "There is no such thing",
    "406": "There is no such form",
    "412": "If-Match names another state",
    "500": "The server made an error",
    "503": "The database does not answer, or not in time",
}


def of(name: str, kinds: list[str], layer: Layer | None = None) -> Json:
    """The answer `name` in each of its media types; of a layer's features where one is given."""
    return {
        "description": f"The {name}",
        "content": {media: {"schema": _schema(name, media, layer)} for media in kinds},
    }


def _schema(name: str, media: str, layer: Layer | None) -> Json:
    if media in BINARY:
        return {"type": "string", "format": "binary"}
    if "json" not in media:
        return {"type": "string"}
    if layer:
        return _ref(f"{layer.id}-{name}")
    name = _ALIKE.get(name, name)
    return _ref(name) if name in _GENERAL else {"type": "object"}


# Answers that differ in their forms alone.
_ALIKE = {"item": "feature", "items": "features", "posted": "features", "feature-schema": "schema"}


def schemas(layers: tuple[Layer, ...]) -> Json:
    """Every schema that answers refer to."""
    made = dict(_GENERAL)
    for layer in layers:
        feature = _with(
            _GENERAL["feature"],
            properties={
                "type": "object",
                "properties": {p.name: _or_null(schema.of_property(p)) for p in layer.properties},
            },
        )
        features = {"type": "array", "items": _ref(f"{layer.id}-item")}
        made[f"{layer.id}-item"] = feature
        made[f"{layer.id}-items"] = _with(_GENERAL["features"], features=features)
    return made


def responses(media: dict[str, list[str]]) -> Json:
    made = {name: of(name, kinds) for name, kinds in media.items()}
    for status, words in PROBLEMS.items():
        made[status] = {**made["problem"], "description": words}
    return made


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(kind: Json) -> Json:
    """As OpenAPI 3.0 writes it: null must be among the values too, where these are listed."""
    values = {"enum": [*kind["enum"], None]} if "enum" in kind else {}
    return {**kind, **values, "nullable": True}


def _object(required: str, **properties: Json) -> Json:
    needed = {"required": required.split()} if required else {}
    return {"type": "object", **needed, "properties": properties}


def _word(word: str) -> Json:
    return {"type": "string", "enum": [word]}


def _with(one: Json, **properties: Json) -> Json:
    return {**one, "properties": {**one["properties"], **properties}}


_TEXT: Json = {"type": "string"}
_WHOLE: Json = {"type": "integer", "minimum": 0}
_LINKS: Json = {"type": "array", "items": _ref("link")}
_GEOMETRY: Json = {"type": "object", "nullable": True, "required": ["type", "coordinates"]}
_EXTENT = _object(
    "",
    spatial=_object("bbox", bbox={"type": "array", "minItems": 1, "items": {"type": "array"}}),
    temporal=_object("interval", interval={"type": "array", "minItems": 1}),
)
# The types that functions of a filter take and give (Features Part 3, 8.3).
_KINDS: Json = {
    "type": "array",
    "items": {
        "type": "string",
        "enum": ["string", "number", "integer", "datetime", "geometry", "boolean"],
    },
}
_GENERAL: Json = {
    "catalogue": {"type": "array", "items": {"type": "object"}},
    "link": _object("href rel", href=_TEXT, rel=_TEXT, type=_TEXT, title=_TEXT),
    "problem": _object("title status detail", title=_TEXT, status=_WHOLE, detail=_TEXT),
    "landing": _object("title links", title=_TEXT, description=_TEXT, links=_LINKS),
    "conformance": _object("conformsTo", conformsTo={"type": "array", "items": _TEXT}),
    "functions": _object(
        "functions",
        links=_LINKS,
        functions={
            "type": "array",
            "items": _object(
                "name returns",
                name=_TEXT,
                description=_TEXT,
                arguments={"type": "array", "items": _object("type", type=_KINDS)},
                returns=_KINDS,
            ),
        },
    ),
    "collection": _object(
        "id title links",
        id=_TEXT,
        title=_TEXT,
        description=_TEXT,
        extent=_EXTENT,
        itemCount=_WHOLE,
        crs={"type": "array", "items": _TEXT},
        storageCrs=_TEXT,
        defaultSortOrder={"type": "array", "items": _TEXT},
        keywords={"type": "array", "items": _TEXT},
        license=_TEXT,
        links=_LINKS,
    ),
    "collections": _object(
        "collections links",
        collections={"type": "array", "items": _ref("collection")},
        links=_LINKS,
    ),
    "schema": _object("type properties", type=_word("object"), properties={"type": "object"}),
    "openapi": _object("openapi info paths", openapi=_TEXT),
    "feature": _object(
        "type id geometry properties",
        type=_word("Feature"),
        id=_WHOLE,
        geometry=_GEOMETRY,
        properties={"type": "object"},
        links=_LINKS,
    ),
    "features": _object(
        "type features numberMatched numberReturned links",
        type=_word("FeatureCollection"),
        features={"type": "array", "items": _ref("feature")},
        numberMatched=_WHOLE,
        numberReturned=_WHOLE,
        links=_LINKS,
    ),
}
