"""What is told of a layer's files, outside them and inside. Pure."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from api.encode.collection import DEMONSTRATION
from spatial.exporting.about import About, SourceNote
from spatial.exporting.formats import FORMATS, Format
from spatial.layers.layer import Layer
from spatial.layers.layer import Source as OwnSource
from spatial.models import Source
from spatial.models.demonstration import Part


def file_name(layer: Layer, format: Format, day: date) -> str:
    """Such as omraadekortet-areas-2026-11-25.gpkg."""
    kind = "" if format.extension == format.code else f"-{format.code}"
    return f"omraadekortet-{layer.id}-{day}{kind}.{format.extension}"


def about(
    layer: Layer,
    *,
    version: str,
    made_on: date,
    address: str,
    attribution: str,
    sources: Sequence[Source | OwnSource],
    demonstration: Sequence[Part],
) -> About:
    """What a file says of itself."""
    names = [field.name for field in dataclasses.fields(SourceNote)]
    return About(
        version=version,
        made_on=made_on,
        address=address,
        attribution=attribution,
        sources=tuple(
            SourceNote(**{name: getattr(row, name) for name in names}) for row in sources
        ),
        warnings=_warnings(demonstration),
    )


def _warnings(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(DEMONSTRATION[part] for part in parts))


def document(
    layer: Layer,
    *,
    count: int,
    attribution: str,
    demonstration: Sequence[Part],
    address: Callable[[str], str],
    links: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """The formats of a layer; `address` is where the file of a format is."""
    made = [
        {
            "rel": "enclosure",
            "href": address(one.code),
            "type": one.media_type,
            "title": f"{layer.title} ({one.title})",
        }
        for one in FORMATS
    ]
    return {
        "id": layer.id,
        "title": f"{layer.title}: filer",
        "description": " ".join([layer.description, *_warnings(demonstration)]),
        "attribution": attribution or None,
        "numberMatched": count,
        "formats": [_format(one, link) for one, link in zip(FORMATS, made, strict=True)],
        "links": [*links, *made],
    }


def _format(one: Format, link: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": one.code,
        "title": one.title,
        "description": one.good_for,
        "type": one.media_type,
        "href": link["href"],
    }
    if one.most_rows is not None:
        made["maximumRows"] = one.most_rows
    if one.options:
        made["parameters"] = {name: list(choices) for name, choices in one.options}
    return made
