"""What the paths of the OpenAPI document refer to: parameters and forms of answers."""

from collections.abc import Sequence
from typing import Any

from django.db.models.fields import BooleanField, DateField, DecimalField, IntegerField

from api import links, parameters
from api.encode.answers import FORMATS
from api.encode.examples import OF_EVERY_LAYER
from spatial.exporting.formats import Format
from spatial.layers import cql2
from spatial.layers.catalogue import LAYERS
from spatial.layers.crs import CRS84, DOMAIN, SPOKEN
from spatial.layers.layer import Layer, Property
from spatial.layers.query import DEFAULT_LIMIT, MAXIMUM_LIMIT

Json = dict[str, Any]


def _within(least: int, most: int) -> Json:
    """A number of degrees within the domain; `least` and `most` are places in it."""
    return {"type": "number", "minimum": DOMAIN[least], "maximum": DOMAIN[most]}


_OWN: dict[str, Json] = {
    "collections": {
        "required": False,
        "description": f"Ids or addresses of collections: {', '.join(one.id for one in LAYERS)}",
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "items": {"type": "string"}},
        "example": "areas",
    },
    "by": {"schema": {"enum": ["list", "geometry"], "default": "list"}},
    "geometry": {"schema": {"enum": ["full", "none"], "default": "full"}},
    "distance": {"description": "Metres", "schema": {"type": "number", "default": 1000}},
    "lon": {"required": True, "schema": _within(0, 2), "example": 10.432},
    "lat": {"required": True, "schema": _within(1, 3), "example": 55.4085},
}


_OF_FORMATS = {
    "dialect": "rfc4180 has commas and decimal points; excel semicolons and decimal commas",
    "geometry": "A point inside as two columns, the whole as WKT, or none",
}


def options(format: Format) -> list[Json]:
    """The parameters that a format has beside the filters."""
    return [
        _query(name, _OF_FORMATS[name], {"type": "string", "enum": list(all), "default": all[0]})
        for name, all in format.options
    ]


def file_responses(format: Format) -> Json:
    """The answers of a file: whole, in part, to be asked for again."""
    schema = {"type": "string"} if format.text else {"type": "string", "format": "binary"}
    if format.media_type == links.GEOJSON:
        schema = {"type": "object"}
    content = {format.media_type: {"schema": schema}}
    return {
        "200": {"description": "The file", "content": content},
        "202": {"description": "It is being made: Location says where to ask (Prefer)"},
        "206": {"description": "The part that Range asked for", "content": content},
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/parameters/{name}"}


def asked(names: Sequence[str], layer: Layer | None = None) -> list[Json]:
    """The parameters `names`: shared by many, our routes' own, or queryables of `layer`."""
    shared = shared_parameters()
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
    elif isinstance(property.type, DecimalField):
        schema = {"type": "number"}
    elif isinstance(property.type, DateField):
        schema["format"] = "date"
    elif isinstance(property.type, BooleanField):
        schema["enum"] = list(parameters.TRUTHS)  # GDAL reads filters of text and number only
    if property.values:
        schema["enum"] = list(property.values)
    return _query(property.name, property.title, schema)


def _query(name: str, description: str, schema: Json, example: str = "") -> Json:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "required": False,
        "style": "form",
        "explode": False,
        "schema": schema,
        **({"example": example} if example else {}),
    }


_FILTER = "A condition in CQL2 over the queryables; the other filters must hold too"


def shared_parameters() -> Json:
    whole, text = {"type": "integer", "minimum": 0}, {"type": "string"}
    limit = {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT}
    sizes = [{"minItems": count, "maxItems": count} for count in (4, 6)]
    numbers = {"type": "array", "items": {"type": "number"}, "oneOf": sizes}
    crs = {"type": "string", "format": "uri", "enum": list(SPOKEN)}
    language = {"type": "string", "enum": [*cql2.LANGUAGES], "default": "cql2-text"}
    keys = {"type": "string", "pattern": r"^[+-]?[^+\-\s].*$"}
    sort = {"type": "array", "minItems": 1, "items": keys}
    names = {"type": "array", "items": {"type": "string"}}
    truth = {"type": "string", "enum": list(parameters.TRUTHS), "default": "false"}
    result = {"type": "string", "enum": list(parameters.RESULT_TYPES), "default": "results"}
    made = [
        _query("limit", "The number of items of a page", limit),
        _query("offset", "The number of items to skip; `next` is faster", whole),
        _query("after", "Items after this one: what `next` links have", text),
        _query("sortby", "Sortables with commas between, - before each that descends", sort, "-id"),
        _query("filter", _FILTER, text | {"maxLength": cql2.LARGEST_TEXT}, OF_EVERY_LAYER),
        _query("filter-lang", "The language of filter", language),
        _query("filter-crs", "The CRS of geometries in filter", crs | {"default": CRS84.uri}),
        _query("bbox", "A box, in the axis order of bbox-crs (CRS84)", numbers),
        _query("bbox-crs", "The CRS of bbox", crs),
        _query("crs", "The CRS of the answer", crs),
        _query("datetime", "A day, or two with / between", text),
        _query("properties", "The properties that are wanted, by name; see the schema", names),
        _query("skipGeometry", "Whether to leave the geometry out", truth),
        _query("resultType", "hits: the number of items that match, and no items", result),
    ]
    return {one["name"]: one for one in made}


def media() -> dict[str, list[str]]:
    """The forms in which each kind of answer comes, the first by default."""
    json, geojson, html = links.JSON, links.GEOJSON, links.HTML
    jsonfg, flatgeobuf = (kind for _, kind, _ in links.MORE_OF_ITEMS)
    return {
        "document": [json, html],
        "json": [json],
        "table": [json, links.CSV],
        "feature": [geojson, json, html],
        "features": [geojson, json, html],
        "item": [geojson, json, jsonfg, html],
        "items": [geojson, json, jsonfg, flatgeobuf, html],
        "landing": [json, html],
        "conformance": [json, html],
        "functions": [json, html],
        "openapi": [links.OPENAPI, json, html],
        "collections": [json, html],
        "collection": [json, html],
        "schema": [links.SCHEMA, json, html],
        "feature-schema": [links.SCHEMA, json],
        "posted": [geojson, json],
        "catalogue": [links.JSON_LD, links.TURTLE],
        "record": [links.ISO_19139, links.XML],
        "tile": [links.MVT],
        "style": [links.MAPBOX_STYLE, json, links.QML, html],
        "style-for-maplibre": [links.MAPBOX_STYLE, json, html],
        "legend": [json, links.SVG, html],
        "picture": [links.PNG],
        "qlr": [links.QLR],
        "qgz": [links.QGZ],
        "file": ["application/octet-stream"],  # of each download its own
        "problem": ["application/problem+json"],
    }


def forms() -> dict[str, Json]:
    """`f` of each kind of answer that has several forms."""
    made = {}
    for name, kinds in media().items():
        known = list(dict.fromkeys(FORMATS[kind] for kind in kinds if kind in FORMATS))
        if known:
            schema = {"type": "string", "enum": known}
            made[f"f-{name}"] = _query("f", "The form of the answer, in place of Accept", schema)
    return made
