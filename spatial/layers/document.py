"""docs/layers.md: the catalogue as a person reads it. Pure."""

from collections.abc import Iterator, Sequence

from spatial.layers.crs import SPOKEN, STORAGE
from spatial.layers.layer import Layer, Property


def markdown(layers: Sequence[Layer]) -> str:
    """The whole document."""
    return "\n".join(_lines(layers)) + "\n"


def _lines(layers: Sequence[Layer]) -> Iterator[str]:
    yield "# Layers"
    yield ""
    yield "Made from `spatial/layers/catalogue.py` by `./dev manage document_layers`."
    yield ""
    yield f"Stored in {STORAGE.uri}. Answers may be had in:"
    yield ""
    yield from (f"- {uri}" for uri in SPOKEN)
    for layer in layers:
        yield from _layer(layer)


def _layer(layer: Layer) -> Iterator[str]:
    yield ""
    yield f"## {layer.id}: {layer.title}"
    yield ""
    yield layer.description
    yield ""
    items = f"`/api/collections/{layer.id}/items`" if layer.items else "none, tiles only"
    yield f"- Items: {items}"
    yield f"- Tiles: zoom {layer.zooms[0]} to {layer.zooms[-1]}{_points(layer)}"
    if layer.valid_time:
        first, last = layer.valid_time
        yield f"- Time: `{first}` to `{last}`, both days included, null is open"
    if layer.source:
        yield f"- Source: {', '.join(_source(layer))}"
    elif layer.made_from:
        yield f"- Source: those of `{layer.made_from.id}`, from which it is made"
    else:
        columns = " and ".join(f"`{column}`" for column in layer.source_columns)
        yield f"- Source: each item's, in {columns}; the collection lists them"
    if layer.properties:
        yield ""
        yield "| property | title | unit | may be asked for | meaning |"
        yield "|---|---|---|---|---|"
        yield from (_row(layer, one) for one in layer.properties)


def _points(layer: Layer) -> str:
    return f"; points below zoom {layer.polygons_from}" if layer.polygons_from else ""


def _source(layer: Layer) -> Iterator[str]:
    if layer.source:
        parts = (layer.source.title, layer.source.publisher, layer.source.licence)
        yield from (part for part in parts if part)


def _row(layer: Layer, one: Property) -> str:
    asked = "yes" if one.name in layer.queryables else ""
    cells = (f"`{one.name}`", one.title, one.unit or "", asked, one.description)
    return "| " + " | ".join(cells) + " |"
