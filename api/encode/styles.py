"""Which styles there are: one of each layer, and one of the whole map. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spatial.layers.catalogue import LAYERS, PAINTED
from spatial.layers.layer import Layer

WHOLE = "omraadekortet"


@dataclass(frozen=True, kw_only=True)
class Style:
    """`layers` are in the order they are painted; `layer` is the one, if it is one layer's."""

    id: str
    title: str
    description: str
    layers: tuple[Layer, ...]
    layer: Layer | None = None


_ALL = Style(
    id=WHOLE,
    title="Hele kortet",
    description="Alle lag i den rækkefølge, de males. Lag, der dækker hinanden, er skjult først.",
    layers=PAINTED,
)
STYLES: dict[str, Style] = {
    _ALL.id: _ALL,
    **{
        layer.id: Style(
            id=layer.id,
            title=layer.title,
            description=layer.description,
            layers=(layer,),
            layer=layer,
        )
        for layer in LAYERS
    },
}


def sources(style: Style) -> dict[str, tuple[Layer, ...]]:
    """Names of tile sources, each with its layers: hidden ones apart, so that none are fetched."""
    if style.layer:
        return {style.layer.id: (style.layer,)}
    hidden = {layer.id: (layer,) for layer in style.layers if not layer.shown}
    return {WHOLE: tuple(layer for layer in style.layers if layer.shown), **hidden}


def metadata(
    style: Style,
    *,
    sheets: Sequence[Mapping[str, Any]],
    collections: Mapping[str, str],
    links: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What is said of a style: its encodings, and the data it is of."""
    return {
        "id": style.id,
        "title": style.title,
        "description": style.description,
        "scope": "style",
        "stylesheets": [
            {"title": sheet["title"], "native": False, "link": dict(sheet)} for sheet in sheets
        ],
        "layers": [
            {
                "id": layer.id,
                "title": layer.title,
                "type": "polygon",
                "attributes": [{"id": p.name, "title": p.title} for p in layer.in_tiles()],
                "sampleData": {
                    "href": collections[layer.id],
                    "rel": "start",
                    "type": "application/json",
                },
            }
            for layer in style.layers
        ],
        "links": [dict(one) for one in links],
    }
