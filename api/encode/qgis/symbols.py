"""What is drawn: symbols of a legend's entries, labels, scales."""

import math
from typing import Any

from api.encode.qgis import xml
from api.encode.qgis.xml import Element, colour, element
from spatial.layers.layer import Layer
from spatial.layers.symbology import PALETTE, Entry, Fill, FillBy

Part = tuple[str, dict[str, Any], dict[str, str]]

_INK, _SECONDARY = PALETTE["text"]["ink"], PALETTE["text"]["secondary"]
_PAPER, _LAND = PALETTE["ground"]["paper"], PALETTE["ground"]["land"]
# A shape's size in the palette is in pixels of 1/96 inch.
_MM = 25.4 / 96
_FONTS = ("Open Sans", "Noto Sans", "Arial", "Liberation Sans", "DejaVu Sans")  # QGIS brings one
_NAMES_OF_LARGE_TO: int = PALETTE["zoom"]["buildings"]  # closer they would lie on buildings
# QGIS has the same shapes under these names; `size` is in the palette's pixels.
_MARKERS = {"triangle": 13.0, "diamond": 14.0, "circle": 11.4, "square": 10.4, "ring": 10.0}
# Scale of zoom 0 of tiles of 512 pixels of 1/96 inch, at 56 degrees north.
_SCALE_OF_0 = 559_082_264 / 2 * math.cos(math.radians(56))


def scale(zoom: int) -> int:
    """The denominator of the scale at which `zoom` begins, rounded up to a plain number."""
    exact = _SCALE_OF_0 / 2**zoom
    step = 10.0 ** math.floor(math.log10(exact))
    return int(math.ceil(exact / step * 2) * step / 2)


def entry_symbol(parent: Element, layer: Layer, entry: Entry, name: str) -> Element:
    """The symbol of one line of the legend: the ground, and the shape where the layer has one."""
    part = ground(layer, entry)
    if not entry.shape:
        return xml.symbol(parent, "fill", [part], name=name)
    near, far = scale(layer.polygons_from), scale(getattr(layer.symbology, "shapes_below", 22))
    part[2]["enabled"] = f"coalesce(@map_scale, 0) <= {near}"
    once = {"point_on_surface": "1", "point_on_all_parts": "0"}
    centre = ("CentroidFill", once, {"enabled": f"coalesce(@map_scale, 1e9) > {far}"})
    made = xml.symbol(parent, "fill", [part, centre], name=name)
    marker(made[-1], entry, name=f"@{name}@1")
    return made


def ground(layer: Layer, entry: Entry) -> Part:
    """The outline and what is inside it."""
    symbology = layer.symbology
    edge, width, by_expression = entry.outline, 0.2, {}
    inside = colour(entry.colour)
    if entry.inside:
        edge, width, inside = entry.colour, 0.55, colour(entry.inside, 190)
    if isinstance(symbology, FillBy) and symbology.inside and symbology.shapes_below:
        by_expression["outlineColor"] = _edge_by_scale(layer, entry, symbology.shapes_below)
    if isinstance(symbology, FillBy) and symbology.dashed:
        name, value = symbology.dashed
        dashed = f"{xml.quoted(name)} = {xml.literal(value)}"
        by_expression["outlineStyle"] = f"if({dashed}, 'dash', 'solid')"
    properties = {
        "color": inside,
        "style": "solid",
        "outline_color": colour(edge or entry.colour),
        "outline_style": "solid" if edge else "no",
        "outline_width": str(width),
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }
    return "SimpleFill", properties, by_expression


def _edge_by_scale(layer: Layer, entry: Entry, below: int) -> str:
    """An expression: faint while the outline is no larger than its shape, of ink from `below`."""
    first = layer.polygons_from
    coloured = colour(entry.colour).rpartition(",")[0]
    zoom = f"log(2, {_SCALE_OF_0:.0f} / coalesce(@map_scale, 1))"  # a legend has no scale
    opacity = f"round(scale_linear({zoom}, {first}, {first + 2}, 64, 255))"
    near = f"coalesce(@map_scale, 1e9) <= {scale(below)}"
    return f"if({near}, '{colour(_INK)}', '{coloured},' || {opacity})"


def marker(parent: Element, entry: Entry, *, name: str = "0") -> Element:
    """The shape of an entry, in its colour, with a rim of paper; a ring is paper inside."""
    inner, rim = entry.colour, _PAPER
    shape = str(entry.shape)
    size, width = _MARKERS[shape] + 1, 1.0  # half of the rim lies over the shape
    if shape == "ring":
        inner, rim, size, width = rim, inner, _MARKERS[shape], 2.0
    properties = {
        "name": "circle" if shape == "ring" else shape,
        "color": colour(inner),
        "outline_color": colour(rim),
        "outline_style": "solid",
        "outline_width": f"{width * _MM:.3f}",
        "outline_width_unit": "MM",
        "joinstyle": "miter",
        "size": f"{size * _MM:.3f}",
        "size_unit": "MM",
    }
    return xml.symbol(parent, "marker", [("SimpleMarker", properties, {})], name=name)


def label_settings(parent: Element, layer: Layer) -> Element:
    """The name of each feature, as the map writes it: with a rim, never over another."""
    small = bool(layer.polygons_from)
    settings = element(parent, "settings", calloutType="simple")
    _text(settings, layer.label or "", ink=_INK if small else _SECONDARY, size=9 if small else 8)
    element(settings, "text-format", multilineAlign=3, wrapChar="", autoWrapLength=0)
    # 8 is outside the outline, 4 within it: names of small areas keep clear of their symbols.
    placed = {"placement": 8 if small else 4, "dist": 1.6 if small else 0, "distUnits": "MM"}
    placed |= {"centroidWhole": 1, "centroidInside": 1, "quadOffset": 4, "priority": 6}
    placed |= {"offsetType": 0, "fitInPolygonOnly": 0, "polygonPlacementFlags": 2}
    element(settings, "placement", layerType="PolygonGeometry", **placed)
    farthest = scale(layer.label_from)
    nearest = 0 if small else scale(_NAMES_OF_LARGE_TO)
    shown = {"drawLabels": 1, "scaleVisibility": 1, "scaleMin": nearest, "scaleMax": farthest}
    shown |= {"obstacle": int(small), "obstacleFactor": 2, "obstacleType": 1, "zIndex": int(small)}
    element(settings, "rendering", fontMinPixelSize=3, fontMaxPixelSize=10000, **shown)
    return settings


def _text(settings: Element, field: str, *, ink: str, size: int) -> None:
    style = text_style(settings, ink=ink, size=size)
    style.attrib |= {"fieldName": field, "isExpression": "0"}


def text_style(parent: Element, *, ink: str = _INK, size: int = 8) -> Element:
    """Letters of `size` points with a rim of land, readable on whatever lies below."""
    font = {"fontFamily": _FONTS[0], "fontSize": size, "fontSizeUnit": "Point", "fontWeight": 50}
    font |= {"namedStyle": "Regular", "textColor": colour(ink), "textOpacity": 1}
    font |= {"previewBkgrdColor": colour(_LAND), "multilineHeight": 1, "blendMode": 0}
    style = element(parent, "text-style", **font)
    families = element(style, "families")
    for family in _FONTS:
        element(families, "family", name=family)
    rim = {"bufferDraw": 1, "bufferSize": 0.7, "bufferSizeUnits": "MM", "bufferOpacity": 1}
    rim |= {"bufferColor": colour(_LAND), "bufferJoinStyle": 128, "bufferNoFill": 1}
    element(style, "text-buffer", bufferBlendMode=0, **rim)
    element(style, "background", shapeDraw=0)
    element(style, "shadow", shadowDraw=0)
    return style


def value_of(layer: Layer, entry: Entry) -> str:
    """An expression that is true of the features of an entry."""
    if isinstance(layer.symbology, Fill):
        return ""
    field = xml.quoted(layer.symbology.field)
    values = [xml.literal(value) for value in entry.values if value]
    named = f"{field} IN ({', '.join(values)})" if values else ""
    unknown = f"{field} IS NULL" if "" in entry.values else ""
    return " OR ".join(filter(None, (named, unknown)))
