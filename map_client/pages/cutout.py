"""What lies inside an outline that somebody drew: areas, buildings, and both as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.gis.geos import Polygon
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from map_client import words
from map_client.areas import Kind, kind_of
from map_client.drawings.cutout import cutout_plan
from map_client.drawings.plans import Footprint
from map_client.pages import outline
from spatial.layers import places
from spatial.models import BoundaryMethod, BuildingState, PublishedArea, Reliability

MOST_DRAWN = 3_000
# (code, its word, what else is asked for): the CSV is the one that a Danish Excel opens right.
FORMATS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("xlsx", "Excel", {}),
    ("csv", "CSV", {"dialect": "excel"}),
    ("gpkg", "GeoPackage", {}),
    ("geojson", "GeoJSON", {}),
)


@dataclass(frozen=True, kw_only=True)
class Inside:
    """An area that shares ground with the outline; `share` is of the area's own ground."""

    area: PublishedArea
    kind: Kind
    share: str
    hectares: str
    approximate: bool


@dataclass(frozen=True, kw_only=True)
class Buildings:
    """`states` are (label, number); `share` is the part of the outline that is built on."""

    number: int
    words: str
    states: tuple[tuple[str, str], ...]
    share: str
    dwellings: str
    schematic: bool


def page(given: QueryDict) -> dict[str, Any]:
    """What cutout.html shows for `?omrids=lon,lat;…`; `refused` says why there is no answer."""
    text = given.get("omrids", "").strip()
    if not text:
        return {}
    try:
        polygon = outline.read(text)
    except outline.Refused as reason:
        return {"refused": str(reason)}
    return answer(polygon)


def of_upload(file: UploadedFile | None) -> dict[str, str]:
    """`omrids` of a GeoJSON file, or `refused`: why it cannot be used."""
    try:
        if file is None:
            raise outline.Refused(_("Vælg en fil først."))
        return {"omrids": outline.written(outline.of_file(file.read(outline.LARGEST_FILE + 1)))}
    except outline.Refused as reason:
        return {"refused": str(reason)}


def answer(polygon: Polygon) -> dict[str, Any]:
    """Areas and buildings of today inside `polygon`, in degrees, with a drawing and files."""
    areas = list(places.inside(polygon))
    km2 = outline.square_km(polygon)
    buildings = places.buildings_inside(polygon)
    drawn = [
        Footprint(geometry=row.geometry, state=row.state)
        for row in buildings.order_by("pk").only("geometry", "state")[: MOST_DRAWN + 1]
    ]
    return {
        "omrids": outline.written(polygon),
        "size": _size(km2),
        "areas": [_inside(area) for area in areas],
        "buildings": _buildings(buildings, km2),
        "plan": cutout_plan(
            outline.projected(polygon),
            [(area.geometry, kind_of(area)) for area in areas],
            drawn if len(drawn) <= MOST_DRAWN else (),
            title=_("Det tegnede omrids med områder og bygninger"),
        ),
        "left_out": len(drawn) > MOST_DRAWN,
        "files": _files(outline.wkt(polygon), timezone.localdate()),
    }


def _size(km2: float) -> str:
    if km2 < 1:
        return f"{words.number(round(km2 * 100, 1), 1)}{words.SPACE}ha"
    return f"{words.number(round(km2, 1), 1)}{words.SPACE}km²"


def _inside(area: Any) -> Inside:
    return Inside(
        area=area,
        kind=kind_of(area),
        share=words.percent(area.share_pct),
        hectares=f"{words.number(round(area.inside_m2 / 10_000, 1), 1)}{words.SPACE}ha",
        approximate=area.boundary_method == BoundaryMethod.APPROXIMATE,
    )


def _buildings(rows: Any, km2: float) -> Buildings:
    told = {
        row["state"]: row
        for row in rows.order_by()
        .values("state")
        .annotate(
            number=Count("pk"),
            ground=Sum("inside_m2"),
            dwellings_known=Count("dwellings"),
            dwellings_sum=Sum("dwellings"),
        )
    }
    number = sum(row["number"] for row in told.values())
    standing = [row for state, row in told.items() if state != BuildingState.DEMOLISHED]
    ground = sum(row["ground"] for row in standing)
    return Buildings(
        number=number,
        words=ngettext("%(number)s bygning", "%(number)s bygninger", number)
        % {"number": words.number(number)},
        states=tuple(
            (str(state.label), words.number(told[state]["number"]))
            for state in BuildingState
            if state in told
        ),
        share=words.percent(round(100 * ground / (km2 * 1e6), 1)),
        dwellings=_dwellings(standing),
        schematic=rows.filter(source__reliability=Reliability.SCHEMATIC).exists(),
    )


def _dwellings(standing: Sequence[dict]) -> str:
    """The dwellings of the buildings that are known to have a number."""
    known = sum(row["dwellings_known"] for row in standing)
    number = sum(row["number"] for row in standing)
    if not known:
        return _("ukendt")
    total = words.number(sum(row["dwellings_sum"] or 0 for row in standing))
    if known == number:
        return total
    return _("%(total)s i de %(known)s bygninger, hvor tallet er kendt") % {
        "total": total,
        "known": words.number(known),
    }


def _files(wkt: str, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """(title, [(format, address)]) of what the outline cuts out of areas and of buildings."""
    question = {"filter": f"S_INTERSECTS(geometry,{wkt})"}
    of_today = question | {"datetime": today.isoformat()}
    return [
        (_("Områder"), _links("areas", question)),
        (_("Bygninger"), _links("buildings", of_today)),
    ]


def _links(layer: str, question: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (label, f"{reverse('download', args=[layer, code])}?{urlencode(question | more)}")
        for code, label, more in FORMATS
    ]
