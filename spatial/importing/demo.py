"""The demonstration data set in fixtures/. Loads what is missing, overwrites nothing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection, transaction
from django.utils import timezone
from pyproj import Transformer

from spatial.importing import fixtures, municipalities, places, plan_facts, schematic
from spatial.importing.areas import FIRST_DAY
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin, Report, record, take_turn
from spatial.law.rules import DesignationCategory, Indicator
from spatial.models import (
    AreaBoundary,
    AreaName,
    BoundaryMethod,
    Building,
    Designation,
    DesignationList,
    HousingArea,
    IndicatorValue,
    ListCount,
    Municipality,
    Source,
    demonstration,
    judging,
)
from spatial.models.area import SRID
from spatial.models.imports import OPENSTREETMAP
from spatial.models.names import slug

# Inner borders: 95 % lie within 1.1-1.2 km of the official ones (fixtures/README.md).
MUNICIPALITIES_PRECISION_M = 1200
SOURCES = (
    {
        "code": demonstration.MUNICIPALITIES,
        "title": "Forenklede kommunegrænser til demonstration",
        "licence": OPENSTREETMAP["licence"],
        "attribution": f"{OPENSTREETMAP['attribution']}; municipal borders after "
        "react-denmark-map (MIT); placed with GeoNames (CC BY 4.0)",
        "reliability": "unverified",
    },
    {
        "code": demonstration.AREA_POINTS,
        "title": "Områdernes omtrentlige placering: egen viden, ikke efterprøvet "
        "(own knowledge, unverified)",
        "reliability": "unverified",
    },
    {
        "code": demonstration.SCHEMATIC,
        "title": "Skematiske bygninger: tegnet i rækker, står ikke for virkelige bygninger",
        "reliability": "schematic",
    },
)


def load() -> dict[str, int]:
    """Load what is missing, in one transaction. Gives how many rows of each part were added."""
    started = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn(cursor)
        sources = [Source(**one) for one in SOURCES + tuple(_fact_sources())]
        added = {"Sources": fixtures.add(Source, "code", sources)}
        added |= {"Municipalities": _load_municipalities()} | _load_facts() | plan_facts.load()
        added |= {"Approximate outlines": _load_boundaries(), "Schematic buildings": _load_blocks()}
        places.assign_buildings(cursor)
        if any(added.values()):
            judging.store()
            rows = len(fixtures.rows("lists"))
            record("demo", "fixtures", fixtures.checksum(), Report(read=rows, taken=rows), started)
    return added


def _fact_sources() -> Iterator[dict[str, str]]:
    for row in fixtures.rows("sources"):
        told = {name: row[name] for name in ("code", "url", "reliability")}
        yield told | {"title": row["text"]}


def _load_municipalities() -> int:
    """The outlines of all, while none is known."""
    if Municipality.objects.exists():
        return 0
    origin = Origin(code=demonstration.MUNICIPALITIES)
    delivery = municipalities.read(fixtures.FOLDER / "municipalities.geojson", Wishes())
    return municipalities.replace(delivery, origin, MUNICIPALITIES_PRECISION_M).taken


def _load_facts() -> dict[str, int]:
    """The areas, their names, the lists, who was on them, and the values."""
    rows, lists = (
        fixtures.rows("lists"),
        {one["year"]: one for one in fixtures.rows("designation_lists")},
    )
    codes = {row["area"]: row["municipality_code"].zfill(4) for row in rows}
    new = [HousingArea(slug=slug(name), municipality_code=code) for name, code in codes.items()]
    added = {"Areas": fixtures.add(HousingArea, "slug", new)}
    ids = dict(HousingArea.objects.values_list("slug", "id"))
    area = {name: ids[slug(name)] for name in codes}
    named = list(_names(rows, area))
    added["Names of areas"] = fixtures.add(AreaName, "area_id,name", named)
    made = [
        DesignationList(
            published_on=date.fromisoformat(one["published_on"]),
            **{name: one[name] for name in ("date_precision", "title", "note")},
        )
        for one in lists.values()
    ]
    added["Lists"] = fixtures.add(DesignationList, "published_on", made)
    day = {year: date.fromisoformat(one["published_on"]) for year, one in lists.items()}
    counts = list(_counts(day))
    added["Counts of the lists themselves"] = fixtures.add(ListCount, "list_id,category", counts)
    listed = [_designation(row, day[row["year"]], area[row["area"]]) for row in rows]
    added["Entries on lists"] = fixtures.add(Designation, "list_id,area_id", listed)
    values = [one for row in rows for one in _values(row, day[row["year"]], area[row["area"]])]
    added["Indicator values"] = fixtures.add(IndicatorValue, "area_id,list_id,indicator", values)
    return added


def _names(rows: list[dict[str, str]], area: dict[str, int]) -> Iterator[AreaName]:
    """Each area's official name, as the first list that has it says, and its other names."""
    first = {row["area"]: row for row in reversed(rows)}
    names = [(row["area"], name, AreaName.Kind.OFFICIAL, row) for name, row in first.items()]
    names += [
        (row["area"], row["name"], AreaName.Kind.ALIAS, row) for row in fixtures.rows("aliases")
    ]
    for listed, name, kind, row in names:
        yield AreaName(
            area_id=area[listed],
            name=name,
            kind=kind,
            valid_from=FIRST_DAY,
            source_id=row["source"],
        )


def _counts(day: dict[str, date]) -> Iterator[ListCount]:
    """How many areas each list itself has, in each of its categories."""
    for row in fixtures.rows("list_counts"):
        yield ListCount(
            list_id=day[row["year"]],
            category=row["category"],
            areas=int(row["areas"]),
            source_id=row["source"],
        )


def _designation(row: dict[str, str], day: date, area_id: int) -> Designation:
    off_list = row["category"].startswith("ikke ")
    return Designation(
        list_id=day,
        area_id=area_id,
        category=DesignationCategory.NOT_LISTED if off_list else row["category"],
        not_in=row["not_in"],
        remark=row["category"] if off_list else "",
        source_id=row["source"],
    )


def _values(row: dict[str, str], day: date, area_id: int) -> Iterator[IndicatorValue]:
    for indicator in Indicator.values:
        if row[indicator]:
            yield IndicatorValue(
                area_id=area_id,
                list_id=day,
                indicator=indicator,
                value=Decimal(row[indicator]),
                source_id=row["source"],
            )


def _load_boundaries() -> int:
    """A round outline at the approximate place of every area that has none."""
    to_storage = Transformer.from_crs(4326, SRID, always_xy=True)
    residents = dict(
        IndicatorValue.objects.filter(indicator=Indicator.RESIDENTS, value__isnull=False)
        .order_by("list_id")
        .values_list("area_id", "value")
    )
    ids = dict(HousingArea.objects.values_list("slug", "id"))
    bounded = set(AreaBoundary.objects.values_list("area_id", flat=True))
    new = []
    for point in fixtures.rows("area_points"):
        area_id = ids[slug(point["area"])]
        if area_id in bounded:
            continue
        east, north = to_storage.transform(float(point["lon"]), float(point["lat"]))
        known = residents.get(area_id)
        outline = schematic.round_outline(east, north, int(known) if known else None)
        new.append(
            AreaBoundary(
                area_id=area_id,
                geometry=_stored(outline),
                method=BoundaryMethod.APPROXIMATE,
                precision_m=int(point["uncertainty_m"]),
                valid_from=FIRST_DAY,
                source_id=point["source"],
            )
        )
    AreaBoundary.objects.bulk_create(new)
    return len(new)


def _stored(polygon: shapely.Polygon) -> GEOSGeometry:
    return GEOSGeometry(memoryview(shapely.to_wkb(shapely.multipolygons([polygon]))), srid=SRID)


def _load_blocks() -> int:
    """Schematic buildings in the approximate outlines, while no building is known."""
    if Building.objects.exists():
        return 0
    approximate = AreaBoundary.objects.filter(method=BoundaryMethod.APPROXIMATE)
    made = [
        Building(
            local_id=f"{boundary.area.slug}-{number}",
            geometry=_stored(block),
            source_id=demonstration.SCHEMATIC,
        )
        for boundary in approximate.select_related("area").order_by("area__slug")
        for number, block in enumerate(
            schematic.blocks(shapely.from_wkb(bytes(boundary.geometry.wkb))), 1
        )
    ]
    Building.objects.bulk_create(made, batch_size=2000)
    return len(made)
