"""The sprite of MapLibre styles: every shape of the legends in its colour, as one PNG. Pure."""

import struct
import zlib
from typing import Any

import numpy
from numpy.typing import NDArray

from spatial.layers.catalogue import LAYERS
from spatial.layers.symbology import CASING_PX, PALETTE, SHAPES, Entry

SIDE = 18  # pixels of an icon at ratio 1, with the casing
_FINE = 4  # samples of a pixel along each side, for smooth edges

Pixels = NDArray[numpy.float64]


def icons() -> dict[str, Entry]:
    """The icons by name, sorted."""
    found = {e.icon: e for layer in LAYERS for e in layer.legend() if e.shape}
    return dict(sorted(found.items()))


def index(ratio: int) -> dict[str, Any]:
    """Where each icon is in the picture, in its pixels."""
    side = SIDE * ratio
    return {
        name: {"x": place * side, "y": 0, "width": side, "height": side, "pixelRatio": ratio}
        for place, name in enumerate(icons())
    }


def png(ratio: int) -> bytes:
    """The picture, all icons in a row, RGBA."""
    pixels = numpy.concatenate([_drawn(entry, ratio) for entry in icons().values()], axis=1)
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)  # 0: each row is unfiltered
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def _drawn(entry: Entry, ratio: int) -> NDArray[numpy.uint8]:
    """One icon; every sample is in the shape, in its rim or outside."""
    count = SIDE * ratio * _FINE
    along = (numpy.arange(count) + 0.5) / (ratio * _FINE) - SIDE / 2
    shape = SHAPES[str(entry.shape)]
    outside = _distance(shape, *numpy.meshgrid(along, along))
    rim, inner = PALETTE["ground"]["paper"], entry.colour
    if "ring" in shape:
        rim, inner = inner, rim
    samples = numpy.zeros((count, count, 4))
    samples[outside <= shape.get("ring", CASING_PX)] = _rgba(rim)
    samples[outside <= 0] = _rgba(inner)
    fine = samples.reshape(SIDE * ratio, _FINE, SIDE * ratio, _FINE, 4).mean(axis=(1, 3))
    opaque = numpy.maximum(fine[..., 3:], 1e-9) / 255
    fine[..., :3] = numpy.where(fine[..., 3:] > 0, fine[..., :3] / opaque, 0)
    pixels: NDArray[numpy.uint8] = numpy.round(fine).astype(numpy.uint8)
    return pixels


def _rgba(colour: str) -> tuple[int, int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue, 255


def _distance(shape: dict[str, Any], x: Pixels, y: Pixels) -> Pixels:
    """How far outside the shape each place is, pixels; negative inside. Polygons are convex."""
    if "radius" in shape:
        return numpy.hypot(x, y) - float(shape["radius"])
    points = numpy.array(shape["points"])
    furthest = numpy.full(x.shape, -numpy.inf)
    for (x1, y1), (x2, y2) in zip(points, numpy.roll(points, -1, axis=0), strict=True):
        length = numpy.hypot(x2 - x1, y2 - y1)
        # To the left of an edge, as y grows downwards and corners go clockwise.
        side = ((y2 - y1) * (x - x1) - (x2 - x1) * (y - y1)) / length
        furthest = numpy.maximum(furthest, side)
    return furthest
