"""QGIS's XML: elements, its typed options, symbols, and documents of equal bytes."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

Element = ElementTree.Element
# Documents say that they are of the oldest release that reads them whole.
VERSION = "3.22.0"


def element(parent: Element, tag: str, text: object = None, /, **attributes: object) -> Element:
    """A new child; a final `_` in the name of an attribute stands for nothing."""
    named = {key.removesuffix("_"): _text(value) for key, value in attributes.items()}
    made = ElementTree.SubElement(parent, tag, named)
    if text is not None:
        made.text = _text(text)
    return made


def options(parent: Element, values: Mapping[str, Any], name: str | None = None) -> Element:
    """A QVariantMap: maps, lists, texts, numbers and truths, each with its type."""
    made = element(parent, "Option", type="Map", **({"name": name} if name else {}))
    for key, value in values.items():
        _option(made, value, key)
    return made


def _option(parent: Element, value: Any, name: str | None = None) -> None:
    named = {"name": name} if name is not None else {}
    if isinstance(value, Mapping):
        options(parent, value, name)
    elif isinstance(value, list):
        made = element(parent, "Option", type="List", **named)
        for one in value:
            _option(made, one)
    else:
        kinds = {bool: "bool", int: "int", float: "double"}
        kind = kinds.get(type(value), "QString")
        text = str(value).lower() if isinstance(value, bool) else _text(value)
        element(parent, "Option", type=kind, value=text, **named)


def defined(expressions: Mapping[str, str]) -> dict[str, Any]:
    """A collection of properties whose values are expressions of QGIS."""
    made = {
        name: {"active": True, "expression": expression, "type": 3}
        for name, expression in expressions.items()
    }
    return {"name": "", "properties": made, "type": "collection"}


def symbol(
    parent: Element,
    kind: str,
    parts: Sequence["tuple[str, dict[str, Any], dict[str, str]]"],
    *,
    name: str = "0",
) -> Element:
    """A symbol of layers: (class, properties, properties by expression) of each."""
    made = element(parent, "symbol", type=kind, name=name, alpha=1, clip_to_extent=1, force_rhr=0)
    for drawn_by, properties, expressions in parts:
        layer = element(made, "layer", enabled=1, locked=0, class_=drawn_by, pass_=0)
        options(layer, properties)
        by_expression = element(layer, "data_defined_properties")
        options(by_expression, defined(expressions))
    return made


def colour(hexadecimal: str, alpha: int = 255) -> str:
    """#RRGGBB as QGIS writes colours."""
    red, green, blue = bytes.fromhex(hexadecimal.removeprefix("#"))
    return f"{red},{green},{blue},{alpha}"


def quoted(name: str) -> str:
    """A field in an expression."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text in an expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def text_of(root: Element, doctype: str) -> str:
    """The document; its elements are indented, so that people can read what they downloaded."""
    ElementTree.indent(root, " ")
    return f"<!DOCTYPE {doctype}>\n" + ElementTree.tostring(root, encoding="unicode") + "\n"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)
