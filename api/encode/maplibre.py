"""Layers as a style of MapLibre and of Mapbox, version 8. Pure.

https://maplibre.org/maplibre-style-spec/. All that a style asks for is ours: tiles, the font
of its labels and the sprite of its shapes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spatial.layers.layer import Layer
from spatial.layers.symbology import PALETTE, Entry, Extrude, Fill, FillBy

Json = dict[str, Any]

FONT = "Omraadekort"
DENMARK = {"center": [11.3, 56.1], "zoom": 6.3}
# Buildings stand up from the zoom at which one of three floors is a few pixels high.
UPRIGHT_FROM = 15


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Absolute addresses. `sources` has, by name, a TileJSON and the layers that it is of."""

    sources: Mapping[str, tuple[str, Sequence[Layer]]]
    font: str
    sprite: str

    def source_of(self, layer: Layer) -> str:
        return next(name for name, (_, layers) in self.sources.items() if layer in layers)


def document(
    layers: Sequence[Layer], *, name: str, attribution: str, ground: bool, at: Addresses
) -> Json:
    """The style of `layers`, which are in the order they are painted; `ground` paints the sea."""
    made: list[Json] = []
    if ground:
        paint = {"background-color": PALETTE["ground"]["sea"]}
        made.append({"id": "sea", "type": "background", "paint": paint})
    for part in (_fills, _edges, _upright, _shapes, _labels):
        for layer in layers:
            made += [_of_layer(layer, at, one) for one in part(layer)]
    return {
        "version": 8,
        "name": name,
        **DENMARK,
        "metadata": {
            "omraadekortet:attribution": attribution,
            "omraadekortet:legend": {layer.id: legend(layer) for layer in layers},
        },
        "font-faces": {FONT: [{"url": at.font}]},
        "sprite": at.sprite,
        "sources": {
            source: {"type": "vector", "url": url} for source, (url, _) in at.sources.items()
        },
        "layers": made,
    }


def legend(layer: Layer) -> list[Json]:
    """The layer's legend as it stands in a style's metadata and at /legend."""
    return [
        {
            "label": entry.label,
            "colour": entry.colour,
            "outline": entry.outline,
            "inside": entry.inside,
            "shape": entry.shape,
            "values": [value or None for value in entry.values],
        }
        for entry in layer.legend()
    ]


def _of_layer(layer: Layer, at: Addresses, one: Json) -> Json:
    if not layer.shown and "metadata" not in one:
        one["layout"] = {**one.get("layout", {}), "visibility": "none"}
    first = max(one.pop("minzoom", 0), layer.zooms[0])
    zooms = {"minzoom": first} if first else {}
    source = {"source": at.source_of(layer), "source-layer": layer.id}
    return {"id": one.pop("id"), "type": one.pop("type"), **source, **zooms, **one}


def _by_value(symbology: FillBy, looks: Sequence[tuple[Entry, str]]) -> list[Any]:
    """An expression: the look of a feature's value, of NULL where the legend has that."""
    value = ["coalesce", ["get", symbology.field], ""]
    others = next((look for entry, look in looks if "" in entry.values), looks[0][1])
    pairs = [part for entry, look in looks for part in ([*entry.values], look)]
    return ["match", value, *pairs, others]


def _colour(layer: Layer) -> Any:
    if isinstance(layer.symbology, Fill):
        return layer.symbology.colour
    return _by_value(layer.symbology, [(entry, entry.colour) for entry in layer.legend()])


def _fills(layer: Layer) -> Iterator[Json]:
    one: Json = {"id": layer.id, "type": "fill", "minzoom": layer.polygons_from}
    symbology = layer.symbology
    if isinstance(symbology, FillBy) and symbology.inside:
        yield one | {"paint": {"fill-color": symbology.inside, "fill-opacity": 0.75}}
        return
    yield one | {"paint": {"fill-color": _colour(layer)}}
    if isinstance(symbology, Fill) and symbology.outline:
        width = ["interpolate", ["linear"], ["zoom"], 6, 0.6, 12, 1.6]
        paint = {"line-color": symbology.outline, "line-width": width}
        yield {"id": f"{layer.id}-outline", "type": "line", "paint": paint}


def _edges(layer: Layer) -> Iterator[Json]:
    """Outlines in the colour of a value, over what is painted inside; dashed ones apart."""
    symbology = layer.symbology
    if not isinstance(symbology, FillBy) or not symbology.inside:
        return
    near, far = symbology.shapes_below, layer.polygons_from
    # Close by, what is inside has colours of its own, so the outline turns to ink.
    colour = ["step", ["zoom"], _colour(layer), near, PALETTE["text"]["ink"]]
    paint = {
        "line-color": colour if near else _colour(layer),
        "line-width": ["interpolate", ["linear"], ["zoom"], far, 1, 14, 2.5],
        # Faint while an outline is no larger than the shape on it.
        "line-opacity": ["interpolate", ["linear"], ["zoom"], far, 0.25, far + 2, 1],
    }
    one: Json = {"id": f"{layer.id}-outline", "type": "line", "minzoom": far, "paint": paint}
    if not symbology.dashed:
        yield one
        return
    name, value = symbology.dashed
    yield one | {"filter": ["!=", ["get", name], value]}
    yield one | {
        "id": f"{layer.id}-outline-dashed",
        "filter": ["==", ["get", name], value],
        "paint": paint | {"line-dasharray": [3, 2]},
    }


def _upright(layer: Layer) -> Iterator[Json]:
    """Heights that are known, and those that are estimated by floors and say so."""
    if not layer.extrude or not isinstance(layer.symbology, FillBy):
        return
    told = layer.extrude
    standing = ["!", ["in", ["get", layer.symbology.field], ["literal", list(told.flat)]]]
    for name, number, filters, opacity, note in _heights(told):
        yield {
            "id": f"{layer.id}-{name}",
            "type": "fill-extrusion",
            "minzoom": UPRIGHT_FROM,
            "metadata": {"omraadekortet:height": note},
            "filter": ["all", standing, *filters],
            "layout": {"visibility": "none"},  # shown on a map that is tilted
            "paint": {
                "fill-extrusion-color": _colour(layer),
                "fill-extrusion-height": number,
                "fill-extrusion-opacity": opacity,
            },
        }


def _heights(told: Extrude) -> Iterator[tuple[str, Any, list[Any], float, str]]:
    known, floors = ["has", told.height], ["has", told.floors]
    metres = ["to-number", ["get", told.height]]
    yield "3d", metres, [known], 0.9, "Højden er kildens."
    estimate = ["*", told.storey_m, ["to-number", ["get", told.floors]]]
    note = f"Højden er anslået: {told.storey_m:g} m for hver etage."
    yield "3d-estimated", estimate, [["!", known], floors], 0.55, note


def _shapes(layer: Layer) -> Iterator[Json]:
    """Shapes on the points of far zooms and, until outlines are large enough, on outlines."""
    symbology = layer.symbology
    if not isinstance(symbology, FillBy) or not symbology.shapes:
        return
    yield {
        "id": f"{layer.id}-shapes",
        "type": "symbol",
        "maxzoom": symbology.shapes_below or layer.polygons_from,
        "layout": {
            "icon-image": _by_value(symbology, [(e, e.icon) for e in layer.legend()]),
            "icon-size": ["interpolate", ["linear"], ["zoom"], 5, 0.75, 6.5, 1],
            "icon-allow-overlap": True,
            # What has no value is painted first, below the rest.
            "symbol-sort-key": ["case", ["==", ["get", symbology.field], None], 0, 1],
        },
    }


def _labels(layer: Layer) -> Iterator[Json]:
    """Names of small features: large ones lie in several tiles, and each would name them."""
    if not layer.label or not layer.polygons_from:
        return
    yield {
        "id": f"{layer.id}-names",
        "type": "symbol",
        "minzoom": max(layer.label_from, layer.polygons_from),
        "layout": {
            "text-field": ["coalesce", ["get", layer.label], ""],
            "text-font": [FONT],
            "text-size": ["interpolate", ["linear"], ["zoom"], layer.polygons_from, 12, 14, 15],
            "text-variable-anchor": ["left", "right", "top", "bottom"],
            "text-radial-offset": 1,
            "text-justify": "auto",
        },
        "paint": {
            "text-color": PALETTE["text"]["ink"],
            "text-halo-color": PALETTE["ground"]["land"],
            "text-halo-width": 1.8,
        },
    }
