"""A layer as JSON Schema 2020-12: what is returned, what may be asked. Pure.

Sources: OGC API - Features Part 5 / Common Part 3 (23-058r2), Part 3 (19-079r2, queryables).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models.fields import BooleanField, DateField, DecimalField, FloatField, IntegerField

from spatial.layers.layer import Layer, Property

Json = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID: Json = {"title": "id", "description": "Nummer i laget.", "type": "integer"}

# The type of a field's values in JSON; all others are texts.
_TYPES: tuple[tuple[type, Json], ...] = (
    (BooleanField, {"type": "boolean"}),
    (IntegerField, {"type": "integer"}),
    (DecimalField, {"type": "number"}),
    (FloatField, {"type": "number"}),
    (DateField, {"type": "string", "format": "date"}),
)


def returnables(layer: Layer, *, address: str) -> Json:
    """The properties of an item, with the id and the geometry.

    Each has one type, the only form that QGIS reads: an item of which a value is not known is
    one without that property, which GeoJSON writes as null.
    """
    properties: dict[str, Json] = {
        "id": {**_ID, "x-ogc-role": "id"},
        layer.geometry: {
            "title": "omrids",
            "format": f"geometry-{layer.geometry_type().lower()}",
            "x-ogc-role": "primary-geometry",
        },
        **{p.name: {**of_property(p), **_role(layer, p)} for p in layer.properties},
    }
    for number, one in enumerate(properties.values(), start=1):
        one |= {"readOnly": True, "x-ogc-propertySeq": number}
    return _object(layer.title, address, properties, description=layer.description)


def queryables(layer: Layer, *, address: str) -> Json:
    """What may be filtered. The geometry is a reference, by which QGIS knows it as one."""
    outline = {
        "title": "omrids",
        "$ref": f"https://geojson.org/schema/{layer.geometry_type()}.json",
    }
    return _object(f"{layer.title}: filtre", address, {layer.geometry: outline, **_asked(layer)})


def sortables(layer: Layer, *, address: str) -> Json:
    """What may be sorted by."""
    properties = {p.name: of_property(p) for p in layer.sortables()} | {"id": _ID}
    return _object(f"{layer.title}: sortering", address, properties)


def geojson(layer: Layer, *, address: str) -> Json:
    """An item as the GeoJSON feature that it is written as, null values and all.

    GDAL takes the types of its fields from here. It knows one type for each, and follows a
    reference from the document's root; the members of `properties` are a resource of their own,
    within which the same reference also allows null.
    """
    kinds = {p.name: _kind(p) for p in layer.properties}
    plain = {name: of_kind for kind in kinds.values() for name, of_kind in kind.items()}
    own = {
        p.name: {"$ref": f"#/$defs/{next(iter(kinds[p.name]))}", **_words(p), **_enum(p, None)}
        for p in layer.properties
    }
    return {
        **_object(layer.title, address, {}, description=layer.description),
        "required": ["type", "id", "geometry", "properties"],
        "additionalProperties": True,
        "$defs": plain,
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": _ID,
            "geometry": {
                "type": ["object", "null"],
                "required": ["type", "coordinates"],
                "properties": {
                    "type": {"type": "string", "enum": [layer.geometry_type()]},
                    "coordinates": {"type": "array"},
                },
            },
            "properties": {
                "$id": f"{address}/properties",
                "type": "object",
                "additionalProperties": False,
                "$defs": {name: _or_null(kind) for name, kind in plain.items()},
                "properties": own,
            },
        },
    }


def of_property(property: Property) -> Json:
    """One property: type, words, unit in words, and values where they are few and known."""
    kind = next(iter(_kind(property).values()))
    return {**_words(property), **kind, **_unit(property), **_enum(property)}


def _kind(property: Property) -> Json:
    """The type, under the name by which it is referred to."""
    for known, kind in _TYPES:
        if isinstance(property.type, known):
            return {str(kind.get("format") or kind["type"]): kind}
    return {"string": {"type": "string"}}


def _or_null(kind: Json) -> Json:
    return {**kind, "type": [kind["type"], "null"]}


def _words(property: Property) -> Json:
    """The description names the unit too, since QGIS shows it and no `x-ogc-unit`."""
    unit = f"Enhed: {property.unit}." if property.unit else ""
    description = " ".join(one for one in (property.description, unit) if one)
    return {"title": property.title, **({"description": description} if description else {})}


def _unit(property: Property) -> Json:
    return {"x-ogc-unit": property.unit, "x-ogc-unitLang": "da"} if property.unit else {}


def _enum(property: Property, *more: None) -> Json:
    return {"enum": [*property.values, *more]} if property.values else {}


def _role(layer: Layer, property: Property) -> Json:
    ends = ("primary-interval-start", "primary-interval-end")
    roles = dict(zip(layer.valid_time or (), ends, strict=False))
    return {"x-ogc-role": roles[property.name]} if property.name in roles else {}


def _asked(layer: Layer) -> Json:
    names: Iterable[str] = layer.queryables
    return {name: of_property(layer.property(name)) for name in names}


def _object(title: str, address: str, properties: Json, *, description: str = "") -> Json:
    return {
        "$schema": _DIALECT,
        "$id": address,
        "title": title,
        **({"description": description} if description else {}),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
