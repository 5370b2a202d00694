"""TileJSON 3.0: where tiles are, what is in them. Pure."""

from collections.abc import Sequence
from typing import Any

from django.db.models.fields import DecimalField, FloatField, IntegerField

from spatial.layers.layer import Layer, Property


def document(
    layers: Sequence[Layer],
    *,
    tiles: str,
    bounds: Sequence[float] | None,
    attribution: str,
) -> dict[str, Any]:
    """The TileJSON of one source. `tiles` is the address with {z}, {y}, {x}; `bounds` degrees."""
    made = {
        "tilejson": "3.0.0",
        "name": ", ".join(layer.title for layer in layers),
        "tiles": [tiles],
        "scheme": "xyz",
        "minzoom": min(layer.zooms[0] for layer in layers),
        "maxzoom": max(layer.zooms[-1] for layer in layers),
        "bounds": list(bounds) if bounds else None,
        "attribution": attribution or None,
        "vector_layers": [_vector_layer(layer) for layer in layers],
    }
    return {name: value for name, value in made.items() if value is not None}


def _vector_layer(layer: Layer) -> dict[str, Any]:
    return {
        "id": layer.id,
        "description": layer.description,
        "minzoom": layer.zooms[0],
        "maxzoom": layer.zooms[-1],
        "fields": {p.name: _kind(p) for p in layer.in_tiles()},
    }


def _kind(property: Property) -> str:
    number = isinstance(property.type, IntegerField | FloatField | DecimalField)
    kind = "Number" if number else "String"
    return f"{kind}, {property.unit}" if property.unit else kind
