"""How layers look, in words of our own: what a colour and a shape mean, never how a program
writes it. Encoders make MapLibre and QGIS styles, legends and sprites of them."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

PALETTE: dict[str, Any] = json.loads((Path(__file__).parent / "palette.json").read_text("utf-8"))
BUILDINGS_FROM: int = PALETTE["zoom"]["buildings"]
# "på ingen liste" is a look of the map's own list; no row has it.
_LOOKS = {name: look for name, look in PALETTE["category"].items() if name != "på ingen liste"}
# How areas look by their category, whatever layer they are in: arguments of FillBy.
CATEGORIES: dict[str, Any] = {
    "colours": {name: look["colour"] for name, look in _LOOKS.items()},
    "shapes": {name: look["shape"] for name, look in _LOOKS.items()},
    "inside": PALETTE["ground"]["paper"],
    "dashed": ("boundary_method", "approximate"),
    "shapes_below": BUILDINGS_FROM,
}


@dataclass(frozen=True, kw_only=True)
class Fill:
    """One colour for all features."""

    colour: str
    outline: str | None = None


@dataclass(frozen=True, kw_only=True)
class FillBy:
    """A colour, and for points a shape, by the value of a property; "" stands for NULL.

    With `inside` the colour is that of the outline only, round that ground. `labels` are words
    for values in place of the model's own, and for "" if it is to be shown. An outline is dashed
    where the property `dashed[0]` has the value `dashed[1]`. Shapes are drawn on outlines too,
    below the zoom `shapes_below`.
    """

    field: str
    colours: Mapping[str, str]
    shapes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    inside: str | None = None
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)
    dashed: tuple[str, str] | None = None
    shapes_below: int = 0


@dataclass(frozen=True, kw_only=True)
class Extrude:
    """How high features stand: a property in metres, else `storey_m` for each of its floors.

    Those of the `flat` values of the layer's field of colours stand no more.
    """

    height: str
    floors: str
    storey_m: float = 3
    flat: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a legend: the values that have this look, "" for NULL; none: all features."""

    label: str
    colour: str
    values: tuple[str, ...] = ()
    shape: str | None = None
    inside: str | None = None
    outline: str | None = None

    @property
    def icon(self) -> str:
        """The name of the shape in its colour."""
        return f"{self.shape}-{self.colour.removeprefix('#').lower()}"


def entries(symbology: Fill | FillBy, title: str, choices: Mapping[str, str]) -> tuple[Entry, ...]:
    """The legend: an entry for each look, in the order of `choices`, the unknown at the end.

    Values that look alike are one entry, named by the first of them and, in brackets, the rest.
    """
    if isinstance(symbology, Fill):
        return (Entry(label=title, colour=symbology.colour, outline=symbology.outline),)
    names = {**choices, **symbology.labels}
    shown = [value for value in names if value in symbology.colours]
    alike = groupby(shown, lambda value: (symbology.colours[value], symbology.shapes.get(value)))
    return tuple(
        Entry(
            label=_joined([names[value] for value in values]),
            colour=colour,
            values=values,
            shape=shape,
            inside=symbology.inside,
        )
        for (colour, shape), group in alike
        for values in [tuple(group)]
    )


def _joined(labels: list[str]) -> str:
    first, *others = labels
    rest = ", ".join(label[:1].lower() + label[1:] for label in others)
    return f"{first} ({rest})" if rest else first


def contradictions(symbology: FillBy, choices: Mapping[str, str]) -> Iterator[str]:
    """What does not fit the values that the property can have."""
    coloured, shapes = symbology.colours.keys(), symbology.shapes
    if choices:
        yield from (f"{one!r} has no colour" for one in choices.keys() - coloured)
        yield from (f"{one!r} is no value to colour" for one in coloured - choices.keys() - {""})
    for one in sorted((shapes.keys() | symbology.labels.keys()) - coloured):
        yield f"{one!r} has a shape or a label and no colour"
    yield from (f"{one!r} is no shape" for one in sorted({*shapes.values()} - SHAPES.keys()))


SHAPES: dict[str, dict[str, Any]] = PALETTE["shape"]
CASING_PX = 1  # of paper, round each shape but the ring


def outline_path(shape: str) -> str:
    """The `d` of an SVG path round (0, 0); units are pixels."""
    drawn = SHAPES[shape]
    if "radius" in drawn:
        r = drawn["radius"]
        return f"M-{r:g} 0a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0-{2 * r:g} 0Z"
    (x, y), *rest = drawn["points"]
    return f"M{x:g} {y:g} " + " ".join(f"{x:g} {y:g}" for x, y in rest) + "Z"


def is_ring(shape: str) -> bool:
    """Whether the colour is that of a ring round paper."""
    return "ring" in SHAPES[shape]
