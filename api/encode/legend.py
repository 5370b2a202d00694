"""Legends drawn as SVG, from the palette's own shapes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from spatial.layers.layer import Layer
from spatial.layers.symbology import PALETTE, Entry, is_ring, outline_path

_ROW, _LEFT, _TEXT_AT, _SIZE = 22, 20, 38, 14
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, kw_only=True)
class Sign:
    """An entry as it is drawn round (0, 0), pixels: an SVG path and how it is painted."""

    label: str
    path: str
    fill: str
    stroke: str
    width: float


def groups(layers: Sequence[Layer]) -> list[tuple[Layer, list[Sign]]]:
    """The layers, the uppermost first, each with its signs."""
    return [(layer, [_sign(entry) for entry in layer.legend()]) for layer in reversed(layers)]


def _sign(entry: Entry) -> Sign:
    paper = PALETTE["ground"]["paper"]
    if entry.shape and is_ring(entry.shape):
        fill, stroke, width, path = paper, entry.colour, 4.0, outline_path(entry.shape)
    elif entry.shape:
        fill, stroke, width, path = entry.colour, paper, 2.0, outline_path(entry.shape)
    else:
        path = "M-8 -5.5H8V5.5H-8Z"
        fill, stroke, width = entry.colour, entry.outline or entry.colour, 1.0
    return Sign(label=entry.label, path=path, fill=fill, stroke=stroke, width=width)


def svg(layers: Sequence[Layer]) -> bytes:
    """The legend as a picture; its words are text in it."""
    shown = groups(layers)
    titles = len(shown) > 1
    rows = sum(len(signs) + titles for _, signs in shown)
    longest = max(len(sign.label) for _, signs in shown for sign in signs)
    width, height = _TEXT_AT + 12 + int(longest * 7.6), rows * _ROW + 16
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "font-family": "sans-serif",
            "font-size": str(_SIZE),
            "fill": PALETTE["text"]["ink"],
        },
    )
    ElementTree.SubElement(root, "title").text = "Signaturer"
    ground = {"width": "100%", "height": "100%", "fill": PALETTE["ground"]["land"]}
    ElementTree.SubElement(root, "rect", ground)
    y = 8 + _ROW / 2
    for layer, signs in shown:
        if titles:
            _text(root, 12, y, layer.title, {"font-weight": "bold"})
            y += _ROW
        for sign in signs:
            _draw(root, sign, y)
            _text(root, _TEXT_AT, y, sign.label, {})
            y += _ROW
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _draw(root: ElementTree.Element, sign: Sign, y: float) -> None:
    painted = {
        "d": sign.path,
        "transform": f"translate({_LEFT} {y:g})",
        "fill": sign.fill,
        "stroke": sign.stroke,
        "stroke-width": f"{sign.width:g}",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    }
    ElementTree.SubElement(root, "path", painted)


def _text(root: ElementTree.Element, x: int, y: float, text: str, more: dict[str, str]) -> None:
    placed = {"x": str(x), "y": f"{y:g}", "dominant-baseline": "central", **more}
    ElementTree.SubElement(root, "text", placed).text = text
