"""Layers of QGIS with their addresses and styles: features from the API, and vector tiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from api.encode.qgis import style, symbols, xml
from api.encode.qgis.xml import Element, element
from spatial.layers.crs import WEB_MERCATOR, Crs
from spatial.layers.layer import Layer
from spatial.layers.query import DEFAULT_LIMIT
from spatial.layers.symbology import Entry

FEATURES, TILES = "OAPIF", "vectortile"
_POINT, _POLYGON = 0, 2
# QGIS's zooms are finer than MapLibre's: by one, as it counts tiles of 256 pixels, and by almost
# one more, as it takes the scale at the Equator for that of Denmark.
_FINER = 2


@dataclass(frozen=True, kw_only=True)
class Served:
    """Where layers are served: absolute addresses, and the words that must stand with each.

    `warnings` say which of a layer's data are for demonstration; "" is none.
    `crs` is what features are asked for in. QGIS before 3.28 knows no other than degrees and
    takes the CRS that the file says for theirs, so degrees alone are right in every release.
    """

    api: str
    tiles: Mapping[str, str]
    attribution: Mapping[str, str]
    warnings: Mapping[str, str]
    crs: Crs

    def described(self, layer: Layer) -> str:
        return " ".join(filter(None, (layer.description, self.warnings[layer.id])))


def layer_definition(layer: Layer, served: Served) -> str:
    """A .qlr: the layer's features, below them its vector tiles, which are not shown at first."""
    root = ElementTree.Element("qlr")
    top = element(root, "layer-tree-group", name="", checked="Qt::Checked", expanded=1)
    below = top
    if layer.items:
        below = element(
            top, "layer-tree-group", name=layer.title, checked="Qt::Checked", expanded=1
        )
        in_tree(below, layer, served, FEATURES, checked=True)
    in_tree(below, layer, served, TILES, checked=not layer.items)
    layers = element(root, "maplayers")
    if layer.items:
        features(layers, layer, served)
    vector_tiles(layers, layer, served)
    return xml.text_of(root, "qgis-layer-definition")


def layer_id(layer: Layer, provider: str) -> str:
    kind = "tiles" if provider == TILES else "features"
    return f"omraadekortet_{layer.id.replace('-', '_')}_{kind}"


def in_tree(parent: Element, layer: Layer, served: Served, provider: str, *, checked: bool) -> None:
    """The layer's place in the list of layers."""
    element(
        parent,
        "layer-tree-layer",
        id=layer_id(layer, provider),
        name=name_of(layer, provider),
        providerKey=provider,
        checked="Qt::Checked" if checked else "Qt::Unchecked",
        expanded=int(checked and len(layer.legend()) > 1),
        source=source(layer, served, provider),
    )


def name_of(layer: Layer, provider: str) -> str:
    return f"{layer.title} (vektorfliser)" if provider == TILES else layer.title


def source(layer: Layer, served: Served, provider: str) -> str:
    if provider == TILES:
        first, last = layer.zooms[0], layer.zooms[-1]
        return f"type=xyz&url={served.tiles[layer.id]}&zmin={first}&zmax={last}"
    parts = {
        "url": served.api,
        "typename": layer.id,
        "srsname": f"EPSG:{served.crs.srid}",
        "restrictToRequestBBOX": "1",
        "pagingEnabled": "true",
        "pageSize": str(DEFAULT_LIMIT),
    }
    return "".join(f" {name}='{value}'" for name, value in parts.items())


def features(parent: Element, layer: Layer, served: Served) -> None:
    """The layer of OGC API - Features: only what is in view is fetched."""
    made = element(parent, "maplayer", type="vector", geometry="Polygon", wkbType="MultiPolygon")
    _described(made, layer, served, FEATURES, served.crs)
    element(made, "provider", FEATURES, encoding="UTF-8")
    style.write(made, layer)


def vector_tiles(parent: Element, layer: Layer, served: Served) -> None:
    """The layer as vector tiles, with styles for each line of its legend.

    Below the first zoom of its tiles it is not shown: QGIS would fetch that zoom's tiles of all
    that is in view, thousands for the whole country.
    """
    made = element(parent, "maplayer", type="vector-tile", **style.scales(layer))
    _described(made, layer, served, TILES, WEB_MERCATOR)
    element(made, "provider")
    styles = element(element(made, "renderer", type="basic"), "styles")
    entries = layer.legend()[::-1]  # what has no value is painted first
    below = getattr(layer.symbology, "shapes_below", 0)
    last = below + _FINER - 1 if below else -1
    # A style of points draws inside outlines too.
    for entry in entries:
        drawn = _tile_style(styles, layer, entry.label, _POLYGON, entry)
        xml.symbol(element(drawn, "symbols"), "fill", [symbols.ground(layer, entry)])
    for entry in entries:
        if entry.shape:
            drawn = _tile_style(styles, layer, f"{entry.label}, form", _POINT, entry, last)
            symbols.marker(element(drawn, "symbols"), entry)
    if layer.label and layer.polygons_from:
        labels = element(element(made, "labeling", type="basic"), "styles")
        # Close by, each tile would name its part.
        symbols.label_settings(_tile_style(labels, layer, "Navne", _POLYGON, last=last), layer)


def _tile_style(
    parent: Element,
    layer: Layer,
    name: str,
    geometry: int,
    entry: Entry | None = None,
    last: int = -1,
) -> Element:
    """What is drawn of the features of `entry`, or of all, up to QGIS's zoom `last`; -1 is none."""
    return element(
        parent,
        "style",
        name=name,
        layer=layer.id,
        geometry=geometry,
        enabled=1,
        expression=symbols.value_of(layer, entry) if entry else "",
        **{"min-zoom": -1, "max-zoom": last},
    )


def _described(made: Element, layer: Layer, served: Served, provider: str, crs: Crs) -> None:
    """What is said of a layer beside its style."""
    attribution = served.attribution[layer.id]
    page = f"{served.api}/collections/{layer.id}"
    element(made, "id", layer_id(layer, provider))
    element(made, "datasource", source(layer, served, provider))
    element(made, "title", layer.title)
    element(made, "abstract", served.described(layer))
    words = element(made, "keywordList")
    for word in ("Områdekortet", layer.title):
        element(words, "value", word)
    element(made, "dataUrl", page, format="text/html")
    element(made, "attribution", attribution, href=page)
    element(made, "layername", name_of(layer, provider))
    reference_system(element(made, "srs"), crs)
    about = element(made, "resourceMetadata")
    element(about, "identifier", page)
    element(about, "language", "DAN")
    element(about, "type", "dataset")
    element(about, "title", layer.title)
    element(about, "abstract", served.described(layer))
    links = element(about, "links")
    element(links, "link", name="Om laget", type="WWW:LINK", url=page, mimeType="text/html")
    element(about, "rights", attribution)
    if layer.source:
        element(about, "license", layer.source.licence)
    reference_system(element(about, "crs"), crs)


def reference_system(parent: Element, crs: Crs) -> None:
    """A CRS by its authority's id. Without a positive `srsid` QGIS silently has none at all."""
    made = element(parent, "spatialrefsys")
    element(made, "srsid", 1)
    element(made, "srid", crs.srid)
    element(made, "authid", f"EPSG:{crs.srid}")
