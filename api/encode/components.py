"""What the paths of the OpenAPI document refer to: parameters and answers."""

from collections.abc import Sequence
from typing import Any

from django.db.models.fields import BooleanField, DateField, IntegerField

from api import links, parameters
from spatial.layers.catalogue import LAYERS
from spatial.layers.crs import SPOKEN
from spatial.layers.layer import Layer, Property
from spatial.layers.query import DEFAULT_LIMIT, MAXIMUM_LIMIT

Json = dict[str, Any]

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


def shared_parameters() -> Json:
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


def responses() -> Json:
    media = {
        "document": ["application/json", "text/html"],
        "table": ["application/json", "text/csv"],
        "feature": ["application/geo+json", "text/html"],
        "features": ["application/geo+json", "text/html"],
        "style": [links.MAPBOX_STYLE, links.JSON, links.QML, links.HTML],
        "legend": [links.JSON, links.SVG, links.HTML],
        "picture": [links.PNG],
        "qlr": [links.QLR],
        "qgz": [links.QGZ],
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
