"""A municipality beside its region and the country, its plans, and its data as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from map_client import words
from map_client.areas import KIND_OF, Kind
from map_client.pages import plan_progress
from map_client.pages.areas import Row
from map_client.pages.compare import MOST, address
from map_client.pages.counted import at_least, residents
from spatial.law import rules
from spatial.layers import figures, progress
from spatial.layers.catalogue import AREAS, BUILDINGS, DESIGNATIONS
from spatial.layers.figures import ListTotals
from spatial.models import Municipality
from spatial.models.area import REGION_OF
from spatial.models.completeness import CategoryCompleteness, ListCompleteness

FORMATS = (("csv", "CSV"), ("xlsx", "Excel"), ("gpkg", "GeoPackage"))


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One category of the latest list, counted nested. `share` is of the country's, percent."""

    kind: Kind
    words: str
    depth: int
    counts: tuple[str, ...]
    share: str


@dataclass(frozen=True, kw_only=True)
class Beside:
    """`places` name the columns: the municipality, its region if it has one, the country."""

    places: tuple[str, ...]
    lines: list[Compared]
    residents: tuple[str, ...]
    plans: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Download:
    """One layer's rows of the municipality: each format with its address."""

    title: str
    files: list[tuple[str, str]]


def part(
    municipality: Municipality, rows: Sequence[Row], complete: Sequence[ListCompleteness]
) -> dict[str, Any]:
    """What municipality.html shows below the lists."""
    code = municipality.code
    plans = progress.of_areas()
    own = {row.area.pk: row for row in rows}
    return {
        "beside": _beside(municipality, complete, plans) if complete else None,
        "plans": plan_progress.part(plans, own),
        "dwellings": _dwellings(code),
        "compare": address(row.area.slug for row in rows[:MOST]) if len(rows) > 1 else "",
        "downloads": [
            Download(title=layer.title, files=_files(layer.id, code))
            for layer in (AREAS, DESIGNATIONS, BUILDINGS)
        ],
    }


def _beside(
    municipality: Municipality,
    complete: Sequence[ListCompleteness],
    plans: Sequence[progress.AreaProgress],
) -> Beside:
    places: dict[str, list[str]] = {municipality.name: [municipality.code]}
    if municipality.region:
        own = municipality.region.code
        places[municipality.region.name] = [code for code, of in REGION_OF.items() if of == own]
    country = _("Danmark")
    places[country] = list(REGION_OF)
    latest = {name: of[-1:] for name, of in figures.of_places(places, complete).items()}
    planned = [one.plan.area.municipality_code for one in plans]
    return Beside(
        places=tuple(places),
        lines=[_line(each, latest, country, complete[-1]) for each in complete[-1].categories],
        residents=tuple(
            residents([each.strictest for one in of for each in one.categories])
            for of in latest.values()
        ),
        plans=tuple(sum(code in members for code in planned) for members in places.values()),
    )


def _line(
    each: CategoryCompleteness,
    latest: dict[str, list[ListTotals]],
    country: str,
    complete: ListCompleteness,
) -> Compared:
    named = {
        name: next(
            (
                total.counts_in.areas
                for one in of
                for total in one.categories
                if total.category == each.category
            ),
            0,
        )
        for name, of in latest.items()
    }
    counts = {name: at_least(number, each) for name, number in named.items()}
    if each.official is not None:
        counts[country] = str(each.official)
    share = _("ukendt")
    if each.unnamed == 0 and each.official:
        own = next(iter(named.values()))
        share = words.percent(round(Decimal(100 * own) / each.official, 1))
    return Compared(
        kind=KIND_OF[each.category],
        words=words.capital(each.category),
        depth=len(rules.nested(each.category, complete.published_on)) - 1,
        counts=tuple(counts.values()),
        share=share,
    )


def _dwellings(code: str) -> str:
    """Dwellings in the municipality's buildings of today, of as many as tell."""
    told = figures.dwellings_in_buildings(code)
    if not told.known:
        return _("ukendt") if told.buildings else ""
    return _("%(dwellings)s i %(known)s af %(buildings)s bygninger") % {
        "dwellings": words.number(told.dwellings),
        "known": words.number(told.known),
        "buildings": words.number(told.buildings),
    }


def _files(layer: str, code: str) -> list[tuple[str, str]]:
    asked = urlencode({"municipality_code": code})
    return [
        (label, f"{reverse('download', args=[layer, name])}?{asked}") for name, label in FORMATS
    ]
