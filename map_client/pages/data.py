"""The page of data: what the layers are, and one of them, or a part of it, as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models.functions import Collate
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from map_client import words
from map_client.card import day
from spatial.errors import TooManyRows
from spatial.exporting.formats import BY_CODE, FORMATS, Format
from spatial.layers import catalogue, known, query
from spatial.layers.crs import CRS84, ETRS89, UTM32, WEB_MERCATOR, WGS84, Crs
from spatial.layers.layer import Layer
from spatial.models import DesignationList, Municipality
from spatial.models.names import DANISH_ORDER

FOR_EXCEL = "csv-excel"  # the same format in its other dialect
CRS_WORDS: Mapping[Crs, words.Text] = {
    CRS84: gettext_lazy("GPS-koordinater (WGS 84)"),
    UTM32: gettext_lazy("Danmarks kortprojektion (EPSG:25832)"),
    ETRS89: gettext_lazy("Grader i ETRS89 (EPSG:4258)"),
    WGS84: gettext_lazy("Grader, nord før øst i tekst (EPSG:4326)"),
    WEB_MERCATOR: gettext_lazy("Webkort (EPSG:3857)"),
}
_CRS_OF = {str(one.srid) if one != CRS84 else "": one for one in CRS_WORDS}
_MANY_SOURCES = 3
# Each layer's title and the first sentence of its description, which the catalogue has in Danish.
LAYER_WORDS: Mapping[str, tuple[words.Text, words.Text]] = {
    "areas": (
        gettext_lazy("Boligområder"),
        gettext_lazy(
            "Boligområder, som en offentliggjort liste har nævnt, hvert i sin seneste "
            "tilstand: gældende omrids, seneste betegnelse med listens egne ord, seneste "
            "offentliggjorte antal beboere."
        ),
    ),
    "designations": (
        gettext_lazy("Betegnelser år for år"),
        gettext_lazy(
            "Et område på én offentliggjort liste: den strengeste betegnelse med lovens ord "
            "det år, listens tal, lovens grænse for hvert og det omrids, der gjaldt dengang."
        ),
    ),
    "buildings": (
        gettext_lazy("Bygninger"),
        gettext_lazy("Bygningers omrids, hvert i én tilstand."),
    ),
    "municipalities": (
        gettext_lazy("Kommuner"),
        gettext_lazy("Kommuner med firecifret kode, hver i den periode, den har bestået."),
    ),
    "regions": (
        gettext_lazy("Regioner"),
        gettext_lazy("Regioner, sat sammen af deres kommuners omrids."),
    ),
    "plan-measures": (
        gettext_lazy("Tiltag i udviklingsplaner"),
        gettext_lazy(
            "Ét tiltag i en udviklingsplan (almenboliglovens § 168 a) med antal boliger efter"
            " planen og indberettet udført, og de år, planen nævner."
        ),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option of a field."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class LayerNote:
    """A layer as the page tells of it; `sources` is empty where they are too many to name."""

    id: str
    title: str
    sentence: str
    rows: str
    licences: str
    credit: str
    sources: list[Any]
    sources_number: int
    demonstration: str
    formats: list[tuple[str, str]]


def title_of(layer: Layer) -> str:
    """A layer's title in the language of the page."""
    return str(LAYER_WORDS[layer.id][0]) if layer.id in LAYER_WORDS else layer.title


def page(given: QueryDict) -> dict[str, Any]:
    """What data.html shows for `?lag=&format=&crs=&kommune=&liste=&dag=`."""
    version = known.version()
    layers = {layer.id: layer for layer in catalogue.WITH_ITEMS}
    lists = {one.published_on.isoformat(): day(one) for one in _lists()}
    chosen = layers.get(given.get("lag", ""))
    fields = [
        _field("lag", _("Lag"), {id: title_of(layer) for id, layer in layers.items()}, given),
        _field("format", _("Format"), _formats(), given),
        _field("crs", _("Koordinater"), {c: CRS_WORDS[o] for c, o in _CRS_OF.items()}, given),
        _field("kommune", _("Kommune"), {"": _("Hele landet")} | _municipalities(), given),
        _field("liste", _("På listen"), {"": _("Alle år")} | lists, given),
    ]
    return {
        "fields": fields,
        "unused": _unused(fields, given),
        "day": given.get("dag", ""),
        "file": _file(chosen, given, version) if chosen else None,
        "layers": [_note(layer, version) for layer in layers.values()],
        "formats": [(one.title, _(one.good_for)) for one in FORMATS],
    }


def _field(
    name: str, label: str, of: Mapping[str, words.Text], given: QueryDict
) -> tuple[str, str, list[Choice]]:
    """A field: its name, its label and its options."""
    asked = given.get(name, "")
    return name, label, [Choice(value=v, label=str(w), chosen=v == asked) for v, w in of.items()]


def _unused(fields: list[tuple[str, str, list[Choice]]], given: QueryDict) -> list[str]:
    """A sentence for each value of the address that is none of the page's: nothing is silent."""
    unknown = _("“{text}” findes ikke under {field}: det er ikke brugt.")
    told = [
        unknown.format(text=given[name][:40], field=label)
        for name, label, choices in fields
        if given.get(name) and not any(choice.chosen for choice in choices)
    ]
    if given.get("dag") and not _day(given["dag"]):
        said = _("“{text}” er ikke en dag: den er ikke brugt.")
        told.append(said.format(text=given["dag"][:40]))
    return told


def _formats() -> dict[str, str]:
    made = {}
    for one in FORMATS:
        made[one.code] = one.title
        if one.code == "csv":
            made[FOR_EXCEL] = _("CSV til dansk Excel")
    return made


def _municipalities() -> dict[str, str]:
    rows = Municipality.objects.filter(valid_to=None)
    in_order = rows.order_by(Collate("name", DANISH_ORDER)).values_list("code", "name")
    return dict(in_order)


def _lists() -> Any:
    return DesignationList.objects.order_by("-published_on")


@dataclass(frozen=True, kw_only=True)
class File:
    """The file that is asked for; `refused` says why there is none."""

    title: str
    format: str
    address: str
    good_for: str
    rows: str
    what: list[str]
    notes: list[str]
    refused: str


def _file(layer: Layer, given: QueryDict, version: str) -> File:
    wanted = given.get("format", "")
    code = "csv" if wanted == FOR_EXCEL else wanted if wanted in BY_CODE else FORMATS[0].code
    format = BY_CODE[code]
    crs = _CRS_OF.get(given.get("crs", ""), CRS84)
    filters, asked, what, notes = _filters(layer, given)
    parameters = dict(filters)
    if crs != CRS84:
        parameters["crs"] = crs.uri
    if wanted == FOR_EXCEL:
        parameters["dialect"] = "excel"
    count = known.count(layer, asked, version=version)
    rows = ngettext("{number} række", "{number} rækker", count)
    address = reverse("download", args=[layer.id, code])
    text = urlencode(parameters, safe=":/")
    return File(
        title=title_of(layer),
        format=_formats().get(wanted, format.title),
        address=f"{address}?{text}" if text else address,
        good_for=_(format.good_for),
        rows=rows.format(number=words.number(count)),
        what=[*what, str(CRS_WORDS[crs])],
        notes=notes,
        refused=_refused(format, count),
    )


def _refused(format: Format, count: int) -> str:
    try:
        format.check(count)
    except TooManyRows:
        said = _("{format} kan højst rumme {most} rækker. Vælg en kommune, CSV eller GeoPackage.")
        return said.format(format=format.title, most=words.number(format.most_rows or 0))
    return ""


def _filters(
    layer: Layer, given: QueryDict
) -> tuple[dict[str, str], query.ItemsQuery, list[str], list[str]]:
    """The parameters of the download, the same as a query, what they are in words, and notes."""
    what, notes = [], []
    parameters: dict[str, str] = {}
    equals: dict[str, Any] = {}
    interval = None
    code, places = given.get("kommune", ""), _municipalities()
    column = _municipality_column(layer)
    if code in places and column:
        parameters[column] = equals[layer.property(column).path] = code
        what.append(words.municipality(places[code]))
    elif code in places:
        said = _("{layer} kan ikke afgrænses til en kommune: filen har hele landet.")
        notes.append(said.format(layer=title_of(layer)))
    on = _day(given.get("dag", "")) or _list_day(given.get("liste", ""))
    if on and "list_date" in layer.queryables and not _day(given.get("dag", "")):
        parameters["list_date"], equals["list_date"] = on.isoformat(), on
        what.append(_("listen fra {day}").format(day=on.year))
    elif on and layer.valid_time:
        parameters["datetime"] = on.isoformat()
        interval = query.Interval(first=on, last=on)
        what.append(_("som det var {day}").format(day=words.day(on)))
    elif on:
        said = _("{layer} har ingen tid: filen har den seneste tilstand.")
        notes.append(said.format(layer=title_of(layer)))
    if given.get("dag") and _list_day(given.get("liste", "")):
        notes.append(_("Både en liste og en dag er valgt: dagen er brugt, listen er ikke."))
    return parameters, query.ItemsQuery(equals=equals, interval=interval), what, notes


def _municipality_column(layer: Layer) -> str:
    if layer is catalogue.MUNICIPALITIES:
        return "code"
    return "municipality_code" if "municipality_code" in layer.queryables else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _list_day(text: str) -> date | None:
    on = _day(text)
    return on if on and DesignationList.objects.filter(published_on=on).exists() else None


def _note(layer: Layer, version: str) -> LayerNote:
    rows = known.sources(layer, version=version)
    parts = known.demonstration(layer, version=version)
    licences = known.licences(layer, version=version)
    return LayerNote(
        id=layer.id,
        title=title_of(layer),
        sentence=str(LAYER_WORDS[layer.id][1]) if layer.id in LAYER_WORDS else layer.description,
        rows=words.number(known.count(layer, query.ItemsQuery(), version=version)),
        licences=words.joined(licences) if licences else _("ukendt"),
        credit=known.attribution(layer, version=version),
        sources=[*rows] if len(rows) <= _MANY_SOURCES else [],
        sources_number=len(rows),
        demonstration=words.demonstration(parts),
        formats=[(one.title, reverse("download", args=[layer.id, one.code])) for one in FORMATS],
    )
