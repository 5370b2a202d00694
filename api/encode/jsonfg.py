"""What a JSON-FG document says of its features (OGC 21-045r1). Pure."""

from typing import Any

from spatial.layers.crs import Crs
from spatial.layers.layer import Layer

_SPEC = "http://www.opengis.net/spec/json-fg-1/1.0/conf/"
CONFORMS_TO = (f"{_SPEC}core", f"{_SPEC}types-schemas")


def head(layer: Layer, crs: Crs, *, schema: str) -> dict[str, Any]:
    """The members of a root object, collection or feature; `schema` is the address of its own."""
    return {
        "conformsTo": list(CONFORMS_TO),
        "featureType": layer.id,
        "featureSchema": schema,
        "coordRefSys": crs.uri,
    }
