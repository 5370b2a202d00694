"""The project of QGIS (.qgz): all layers in groups, with their styles, in EPSG:25832."""

import io
import textwrap
import zipfile
from datetime import date
from xml.etree import ElementTree

from api.encode.qgis import layers, symbols, xml
from api.encode.qgis.layers import FEATURES, TILES, Served
from api.encode.qgis.xml import Element, element
from spatial.layers.catalogue import LAND, MUNICIPALITIES, PAINTED, REGIONS
from spatial.layers.crs import STORAGE
from spatial.layers.symbology import PALETTE

TITLE = "Områdekortet"
NAME = "omraadekortet"
ABSTRACT = (
    "Danmarks udpegede boligområder, liste for liste, med bygninger og kommuner. Objekterne er til "
    "at arbejde med, vektorfliserne til at se på."
)
# Denmark with Bornholm, EPSG:25832, metres: west, south, east, north.
DENMARK = (430_000, 6_040_000, 900_000, 6_410_000)
Days = tuple[date, date] | None
_BOTTOM_RIGHT, _LINE = 3, 90  # QGIS's number of the corner; letters that fit a small window
# The first day that a zip can tell.
_NO_DAY = (1980, 1, 1, 0, 0, 0)

_GROUND = (MUNICIPALITIES, REGIONS, LAND)
_TOP_DOWN = tuple(reversed(PAINTED))
_WORK = tuple(layer for layer in _TOP_DOWN if layer not in _GROUND)


def project(served: Served, days: Days) -> bytes:
    """The .qgz: a zip that holds a .qgs. Equal layers, addresses and days give equal bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        name = zipfile.ZipInfo(f"{NAME}.qgs", date_time=_NO_DAY)
        name.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(name, document(served, days))
    return written.getvalue()


def document(served: Served, days: Days) -> str:
    """The .qgs. `days` are the first and the last that the temporal controller runs over."""
    root = ElementTree.Element("qgis", version=xml.VERSION, projectname=TITLE)
    element(root, "homePath", path="")
    element(root, "title", TITLE)
    layers.reference_system(element(root, "projectCrs"), STORAGE)
    _tree(root, served)
    _canvas(root)
    made = element(root, "projectlayers")
    for layer in _TOP_DOWN:
        if layer.items:
            layers.features(made, layer, served)
        layers.vector_tiles(made, layer, served)
    _properties(root, served)
    _about(root, served)
    _view(root, days)
    return xml.text_of(root, "qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'")


def _tree(root: Element, served: Served) -> None:
    """Three groups. A layer is in the tree once in each form, and shown in one of them at most."""
    tree = element(root, "layer-tree-group")
    work = _group(tree, "Til at arbejde med")
    for layer in _WORK:
        layers.in_tree(work, layer, served, FEATURES, checked=layer.shown)
    look = _group(tree, "Til at se på (vektorfliser)", checked=False)
    for layer in _TOP_DOWN:
        if layer != LAND:
            layers.in_tree(look, layer, served, TILES, checked=layer.shown)
    ground = _group(tree, "Baggrund")
    for layer in _GROUND:
        provider = FEATURES if layer.items else TILES
        layers.in_tree(ground, layer, served, provider, checked=layer.shown)


def _group(tree: Element, name: str, *, checked: bool = True) -> Element:
    shown = "Qt::Checked" if checked else "Qt::Unchecked"
    return element(tree, "layer-tree-group", name=name, checked=shown, expanded=int(checked))


def _canvas(root: Element) -> None:
    canvas = element(root, "mapcanvas", name="theMapCanvas", annotationsVisible=1)
    element(canvas, "units", "meters")
    extent = element(canvas, "extent")
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), DENMARK, strict=True):
        element(extent, name, value)
    element(canvas, "rotation", 0)
    layers.reference_system(element(canvas, "destinationsrs"), STORAGE)


def _properties(root: Element, served: Served) -> None:
    """The sea around the land, what must be said on the map, measurements in metres."""
    made = element(root, "properties")
    gui = element(made, "Gui")
    sea = bytes.fromhex(PALETTE["ground"]["sea"].removeprefix("#"))
    for part, value in zip(("Red", "Green", "Blue"), sea, strict=True):
        element(gui, f"CanvasColor{part}Part", value, type="int")
    units = element(made, "Measurement")
    element(units, "DistanceUnits", "meters", type="QString")
    element(units, "AreaUnits", "m2", type="QString")
    ellipsoid = element(made, "Measure")
    element(ellipsoid, "Ellipsoid", "EPSG:7019", type="QString")
    element(element(made, "SpatialRefSys"), "ProjectionsEnabled", 1, type="int")
    element(element(made, "Paths"), "Absolute", "false", type="bool")
    said = element(made, "CopyrightLabel")
    element(said, "Enabled", "true", type="bool")
    element(said, "Label", words_on_the_map(served), type="QString")
    font = ElementTree.tostring(symbols.text_style(ElementTree.Element("font")), "unicode")
    element(said, "Font", font, type="QString")
    for name, value in {"Placement": _BOTTOM_RIGHT, "MarginH": 2, "MarginV": 1}.items():
        element(said, name, value, type="int")


def words_on_the_map(served: Served) -> str:
    """Which data are for demonstration, and whom the data come from: as lines of a label."""
    shown = [layer.title for layer in _TOP_DOWN if served.warnings[layer.id]]
    told = f"Demonstrationsdata: {', '.join(shown)}. Se lagenes beskrivelse." if shown else ""
    owed = {words for words in served.attribution.values() if words}
    made = [one for one in sorted(owed) if not any(one in more for more in owed - {one})]
    lines = filter(None, (told, *made))
    return "\n".join(part for line in lines for part in textwrap.wrap(line, _LINE))


def _about(root: Element, served: Served) -> None:
    about = element(root, "projectMetadata")
    element(about, "identifier", served.api)
    element(about, "language", "DAN")
    element(about, "type", "dataset")
    element(about, "title", TITLE)
    element(about, "abstract", ABSTRACT)
    links = element(about, "links")
    element(links, "link", name=TITLE, type="WWW:LINK", url=served.api, mimeType="text/html")
    for words in dict.fromkeys(filter(None, served.attribution.values())):
        element(about, "rights", words)
    element(about, "author", TITLE)


def _view(root: Element, days: Days) -> None:
    """What is seen first, and the steps of the temporal controller: a year."""
    view = element(root, "ProjectViewSettings", UseProjectScales=0, rotation=0)
    sides = dict(zip(("xmin", "ymin", "xmax", "ymax"), DENMARK, strict=True))
    layers.reference_system(element(view, "DefaultViewExtent", **sides), STORAGE)
    steps = element(
        root,
        "ProjectTimeSettings",
        timeStep=1,
        timeStepUnit="y",
        frameRate=1,
        cumulativeTemporalRange=0,
    )
    if days:
        between = element(steps, "TemporalRange")
        for name, day in zip(("start", "end"), days, strict=True):
            element(between, name, f"{day}T00:00:00Z")
