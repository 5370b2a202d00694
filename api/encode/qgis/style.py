"""A layer's style as QGIS keeps one (QML): for its features, from the server or from a file."""

from html import escape
from typing import Any
from xml.etree import ElementTree

from django.db.models.fields import DateField

from api.encode.qgis import symbols, xml
from api.encode.qgis.xml import Element, colour, element, literal, options, quoted
from spatial.layers.layer import Layer, Property
from spatial.layers.symbology import Extrude, FillBy

_FAR = 100_000_000


def qml(layer: Layer) -> str:
    """The style of a layer of polygons that has the fields of `layer`'s items."""
    root = ElementTree.Element("qgis", version=xml.VERSION, styleCategories="AllStyleCategories")
    write(root, layer)
    element(root, "layerGeometryType", 2)
    return xml.text_of(root, "qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'")


def write(root: Element, layer: Layer) -> None:
    """The style as attributes and children of `root`, a QML's or a layer's."""
    own = {
        **scales(layer),
        "readOnly": 1,
        "labelsEnabled": int(bool(layer.label)),
        "simplifyDrawingHints": 1,
        "simplifyLocal": 1,
    }
    root.attrib |= {name: str(value) for name, value in own.items()}
    if layer.extrude:
        _upright(root, layer, layer.extrude)
    flags = element(root, "flags")
    for flag in ("Identifiable", "Removable", "Searchable"):
        element(flags, flag, 1)
    _time(root, layer)
    _renderer(root, layer)
    if layer.label:
        symbols.label_settings(element(root, "labeling", type="simple"), layer)
    element(root, "legend", type="default-vector", showLabelLegend=0)
    _fields(root, layer)
    element(root, "previewExpression", quoted(layer.label) if layer.label else "")
    element(root, "mapTip", tip(layer), enabled=1)


def scales(layer: Layer) -> dict[str, int]:
    """From which scale on the layer is shown, as attributes of its element."""
    first = layer.zooms[0]
    return {
        "hasScaleBasedVisibilityFlag": int(first > 0),
        "minScale": symbols.scale(first) if first else _FAR,
        "maxScale": 0,
    }


def _time(root: Element, layer: Layer) -> None:
    """Mode 2: from a field to a field; limits 1: both days are included."""
    first, last = layer.valid_time or ("", "")
    element(
        root,
        "temporal",
        enabled=bool(layer.valid_time),
        mode=2,
        limitMode=1,
        startField=first,
        endField=last,
        startExpression="",
        endExpression="",
        durationField="",
        durationUnit="min",
        fixedDuration=0,
        accumulate=0,
    )


def _renderer(root: Element, layer: Layer) -> None:
    by_value = layer.symbology if isinstance(layer.symbology, FillBy) else None
    order = _order(layer)
    made = element(
        root,
        "renderer-v2",
        type="categorizedSymbol" if by_value else "singleSymbol",
        symbollevels=0,
        forceraster=0,
        enableorderby=bool(order),
        referencescale=-1,
    )
    entries = layer.legend()
    if by_value:
        made.set("attr", by_value.field)
        categories = element(made, "categories")
        for number, entry in enumerate(entries):
            _category(categories, entry.values, symbol=number, label=entry.label, render="true")
    drawn = element(made, "symbols")
    for number, entry in enumerate(entries):
        symbols.entry_symbol(drawn, layer, entry, str(number))
    if order:
        clauses = element(made, "orderby")
        for expression in order:
            element(clauses, "orderByClause", expression, asc=1, nullsFirst=1)


def _order(layer: Layer) -> list[str]:
    """What is painted last, on top: what has a value, and of that what holds latest."""
    order = [quoted(layer.valid_time[0])] if layer.valid_time else []
    if isinstance(layer.symbology, FillBy) and "" in layer.symbology.labels:
        order.insert(0, f"{quoted(layer.symbology.field)} IS NOT NULL")
    return order


def _category(parent: Element, values: tuple[str, ...], **attributes: object) -> None:
    """One value, or several that look alike; "" is every value that no other category has."""
    if len(values) == 1:
        element(parent, "category", value=values[0], type="string", **attributes)
        return
    made = element(parent, "category", type="List", **attributes)
    for value in values:
        element(made, "val", value=value, type="string")


def _upright(root: Element, layer: Layer, told: Extrude) -> None:
    """Buildings that stand up in a 3D view: by their height, else by their floors."""
    made = element(root, "renderer-3d", type="vector", layer="")
    element(made, "vector-layer-3d-tiling", **{"zoom-levels-count": 3, "show-bounding-boxes": 0})
    symbol = element(made, "symbol", type="polygon", material_type="phong")
    element(
        symbol,
        "data",
        **{
            "extrusion-height": 0,
            "height": 0,
            "alt-binding": "centroid",
            "rendered-facade": 3,
            "alt-clamping": "terrain",
            "culling-mode": "no-culling",
            "add-back-faces": 0,
            "invert-normals": 0,
        },
    )
    material = element(
        symbol,
        "material",
        ambient="70,70,70,255",
        diffuse="178,178,178,255",
        specular="0,0,0,255",
        shininess=0,
    )
    options(element(material, "data-defined-properties"), xml.defined({"diffuse": _colours(layer)}))
    metres = f"coalesce({quoted(told.height)}, {told.storey_m:g} * {quoted(told.floors)}, 0)"
    if isinstance(layer.symbology, FillBy) and told.flat:
        flat = ", ".join(literal(value) for value in told.flat)
        metres = f"if({quoted(layer.symbology.field)} IN ({flat}), 0, {metres})"
    height = xml.defined({"extrusionHeight": metres})
    options(element(symbol, "data-defined-properties"), height)
    element(symbol, "edges", enabled=0, width=1, color="0,0,0,255")


def _colours(layer: Layer) -> str:
    """An expression: the colour of a feature."""
    entries = layer.legend()
    cases = [
        f"WHEN {symbols.value_of(layer, entry)} THEN {literal(colour(entry.colour))}"
        for entry in entries
        if entry.values
    ]
    others = literal(colour(entries[0].colour))
    return f"CASE {' '.join(cases)} ELSE {others} END" if cases else others


def _fields(root: Element, layer: Layer) -> None:
    """Danish headings with units, the words of values, their order; nothing can be edited."""
    configured, aliases = element(root, "fieldConfiguration"), element(root, "aliases")
    for name in ("id", "fid"):  # a file has one of these, the server's items have it outside
        field = element(configured, "field", name=name, configurationFlags="None")
        options(element(element(field, "editWidget", type="Hidden"), "config"), {})
    for number, one in enumerate(layer.properties):
        field = element(configured, "field", name=one.name, configurationFlags="None")
        kind, config = _widget(one)
        options(element(element(field, "editWidget", type=kind), "config"), config)
        element(aliases, "alias", field=one.name, index=number, name=one.label)
    table = element(root, "attributetableconfig", sortOrder=0, actionWidgetStyle="dropDown")
    columns = element(table, "columns")
    for name in ("id", "fid"):
        element(columns, "column", type="field", name=name, hidden=1, width=-1)
    for one in layer.properties:
        element(columns, "column", type="field", name=one.name, hidden=0, width=-1)
    element(root, "editorlayout", "generatedlayout")
    element(root, "featformsuppress", 0)
    editable = element(root, "editable")
    for one in layer.properties:
        element(editable, "field", name=one.name, editable=0)


def _widget(one: Property) -> tuple[str, dict[str, Any]]:
    if one.choices:
        return "ValueMap", {"map": [{label: value} for value, label in one.choices.items()]}
    if isinstance(one.type, DateField):
        shown = {"display_format": "dd-MM-yyyy", "field_format": "yyyy-MM-dd", "allow_null": True}
        return "DateTime", shown
    return "TextEdit", {"IsMultiline": False, "UseHtml": False}


def tip(layer: Layer) -> str:
    """What is told of the feature that is pointed at: HTML with expressions, its values escaped."""
    title = f"<h3>[% {_escaped(quoted(layer.label))} %]</h3>" if layer.label else ""
    told = [layer.property(name) for name in layer.brief]
    rows = [
        f"<tr><td>{escape(one.label)}&nbsp;</td><td>[% {_told(layer, one)} %]</td></tr>"
        for one in told
    ]
    return f"{title or f'<h3>{escape(layer.title)}</h3>'}<table>{''.join(rows)}</table>"


def _told(layer: Layer, one: Property) -> str:
    """The value in words; of NULL the legend's own, if it has any, else "ukendt"."""
    field, symbology = quoted(one.name), layer.symbology
    if one.choices:
        words = ", ".join(f"{literal(v)}, {literal(label)}" for v, label in one.choices.items())
        none = "ukendt"
        if isinstance(symbology, FillBy) and symbology.field == one.name:
            none = symbology.labels.get("", none)
        return _escaped(f"coalesce(map_get(map({words}), {field}), {field})", none)
    if isinstance(one.type, DateField):
        return _escaped(f"format_date({field}, 'dd-MM-yyyy')")
    return _escaped(field)


def _escaped(expression: str, none: str = "ukendt") -> str:
    signs = "map('&', '&amp;', '<', '&lt;', '>', '&gt;')"
    return f"replace(to_string(coalesce({expression}, {literal(none)})), {signs})"
