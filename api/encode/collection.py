"""A layer as the standard describes a collection. Pure."""

from collections.abc import Sequence
from typing import Any

from spatial.layers.crs import CRS84, SPOKEN, STORAGE
from spatial.layers.known import Extent
from spatial.layers.layer import Layer
from spatial.layers.layer import Source as OwnSource
from spatial.models import Source
from spatial.models.demonstration import Part

_CIRCLES = (
    "Omrids med boundary_method=approximate er cirkler om et omtrentligt sted, til demonstration, "
    "se precision_m. De er ikke områdernes grænser."
)

# What a part of the data being for demonstration means, in words.
DEMONSTRATION = {
    Part.MUNICIPALITIES: "Kommunernes omrids er forenklede, til demonstration.",
    Part.BOUNDARIES: _CIRCLES,
    Part.LISTED_BOUNDARIES: _CIRCLES,
    Part.BUILDINGS: "Bygninger med source=schematic er tegnet, ikke opmålt, til demonstration: "
    "sådanne bygninger står der ikke.",
}


def document(
    layer: Layer,
    *,
    extent: Extent,
    sources: Sequence[Source | OwnSource],
    attribution: str,
    demonstration: Sequence[Part],
    licences: Sequence[str],
    count: int | None,
    links: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """The collection resource (OGC API - Features Part 1, 7.14; Part 2, 6.2)."""
    made: dict[str, Any] = {
        "id": layer.id,
        "title": layer.title,
        "description": description(layer, demonstration),
        "keywords": list(layer.keywords) or None,
        "attribution": attribution or None,
        "license": ", ".join(licences) or None,
        "extent": _extent(layer, extent),
        "links": list(links),
        "demonstration": bool(demonstration),
        "properties": {p.name: _property(p) for p in layer.properties},
        "sources": _sources(sources),
    }
    if layer.items:
        made |= {"itemType": "feature", "itemCount": count}
        made |= {"crs": [*SPOKEN], "storageCrs": STORAGE.uri}
        made["defaultSortOrder"] = ["id"]  # Features Part 8 (draft)
    return {name: value for name, value in made.items() if value is not None}


def description(layer: Layer, demonstration: Sequence[Part]) -> str:
    """What the layer is, and what of it is for demonstration only."""
    return " ".join([layer.description, *(DEMONSTRATION[part] for part in demonstration)])


_OF_SOURCE = ("code", "title", "publisher", "licence", "attribution", "url", "reliability")


def _extent(layer: Layer, extent: Extent) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    if extent.bbox:
        made["spatial"] = {"bbox": [list(extent.bbox)], "crs": CRS84.uri}
    if layer.valid_time:
        days = (extent.first, extent.last)
        made["temporal"] = {
            "interval": [[f"{day}T00:00:00Z" if day else None for day in days]],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        }
    return made or None


def _property(property: Any) -> dict[str, Any]:
    made = {
        "title": property.title,
        "description": property.description,
        "unit": property.unit,
        "values": list(property.values),
    }
    return {name: value for name, value in made.items() if value}


def _sources(rows: Sequence[Source | OwnSource]) -> list[dict[str, Any]]:
    made = [{name: getattr(row, name, "") for name in _OF_SOURCE} for row in rows]
    return [{name: value for name, value in one.items() if value} for one in made]
