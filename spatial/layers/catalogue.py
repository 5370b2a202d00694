"""Which layers are published: the one declarative place."""

from spatial import models
from spatial.errors import UnknownLayer
from spatial.law.rules import SUCCESSOR, UNIT_OF, Indicator
from spatial.layers.layer import Layer, Quantity, Source
from spatial.layers.symbology import BUILDINGS_FROM, CATEGORIES, PALETTE, Extrude, Fill, FillBy
from spatial.models.demonstration import Part
from spatial.models.imports import OPENSTREETMAP

OUTLINES_FROM: int = PALETTE["zoom"]["outlines"]  # areas: points below this zoom

_FORMER = {str(name): f"{name.capitalize()} på lister til 2020" for name in SUCCESSOR}
_RESIDENTS = Quantity(column="residents", unit=UNIT_OF[Indicator.RESIDENTS])
_SHARES = {one: unit for one, unit in UNIT_OF.items() if one is not Indicator.RESIDENTS}
_CRITERIA = ("met", "unknown", "needed")
_POINTS = "procentpoint"
_PRECISION = Quantity(column="precision_m", unit="meter")

AREAS = Layer(
    id="areas",
    title="Boligområder",
    keywords=("boligområder", "almene boliger", "almenboligloven § 61 a"),
    description="Boligområder, som en offentliggjort liste har nævnt, hvert i sin seneste "
    "tilstand: gældende omrids, seneste betegnelse med listens egne ord, seneste offentliggjorte "
    "antal beboere. boundary_method og precision_m siger, hvor nøjagtigt omridset er.",
    model=models.PublishedArea,
    published=(
        "slug",
        "name",
        "municipality_code",
        "municipality_name",
        "current_category",
        "category",
        "category_date",
        "first_listed",
        Quantity(column="lists", unit="lister"),
        _RESIDENTS,
        "residents_date",
        "residents_source",
        "plan",
        "boundary_method",
        _PRECISION,
        "source",
    ),
    queryables=(
        "slug",
        "name",
        "municipality_code",
        "municipality_name",
        "current_category",
        "category",
        "category_date",
        "first_listed",
        "lists",
        "residents",
        "boundary_method",
    ),
    zooms=range(15),
    polygons_from=OUTLINES_FROM,
    symbology=FillBy(
        field="current_category",
        labels={**_FORMER, "": "Ikke kendt på den seneste liste"},
        **CATEGORIES,
    ),
    label="name",
    label_from=OUTLINES_FROM,
    brief=(
        "current_category",
        "category",
        "category_date",
        "municipality_name",
        "residents",
        "residents_date",
        "boundary_method",
        "precision_m",
        "source",
    ),
    source_columns=("source", "residents_source"),
    demonstration=frozenset({Part.BOUNDARIES}),
)

DESIGNATIONS = Layer(
    id="designations",
    title="Betegnelser år for år",
    keywords=("boligområder", "almenboligloven § 61 a", "offentliggjorte lister"),
    description="Et område på én offentliggjort liste: den strengeste betegnelse med lovens ord "
    "det år, listens tal, lovens grænse for hvert og det omrids, der gjaldt dengang. Gælder fra "
    "listens dato til dagen før den næste liste. Et ukendt tal er null. computed_category er, hvad "
    "loven siger om tallene; listens egen betegnelse er category, og den rettes ikke.",
    model=models.PublishedDesignation,
    published=(
        "area",
        "name",
        "municipality_code",
        "municipality_name",
        "list_date",
        "list_date_precision",
        "category",
        "computed_category",
        "differs",
        *(Quantity(column=f"criteria_{one}", unit="kriterier") for one in _CRITERIA),
        Quantity(column="years_on_list", unit="lister"),
        _RESIDENTS,
        *(
            Quantity(column=f"{indicator.value}{part}", unit=unit)
            for indicator, of_value in _SHARES.items()
            for part, unit in (("", of_value), ("_limit", of_value), ("_margin", _POINTS))
        ),
        "boundary_method",
        _PRECISION,
        "source",
        "source_url",
        "valid_from",
        "valid_to",
    ),
    queryables=(
        "area",
        "name",
        "municipality_code",
        "municipality_name",
        "list_date",
        "category",
        "computed_category",
        "differs",
        "criteria_met",
        "years_on_list",
        *(indicator.value for indicator in UNIT_OF),
        *(f"{indicator.value}_margin" for indicator in _SHARES),
        "boundary_method",
    ),
    tile_properties=("area", "name", "list_date", "category", "residents", "boundary_method"),
    valid_time=("valid_from", "valid_to"),
    zooms=range(15),
    polygons_from=OUTLINES_FROM,
    symbology=FillBy(field="category", labels=_FORMER, **CATEGORIES),
    label="name",
    label_from=OUTLINES_FROM,
    brief=(
        "list_date",
        "category",
        "municipality_name",
        "residents",
        "criteria_met",
        "criteria_needed",
        "boundary_method",
        "source",
    ),
    shown=False,  # lists of many years lie above each other
    demonstration=frozenset({Part.LISTED_BOUNDARIES}),
)

BUILDINGS = Layer(
    id="buildings",
    title="Bygninger",
    keywords=("bygninger", "almene boliger"),
    topic="structure",
    description="Bygningers omrids, hvert i én tilstand. Kommunen og boligområdet (area_id, et "
    "id i areas) er dem, som et punkt inde i bygningen ligger i. Hvad kilden ikke siger, er null.",
    model=models.Building,
    published=(
        "local_id",
        Quantity(column="floors", unit="etager"),
        Quantity(column="height_m", unit="meter over terræn"),
        Quantity(column="year_built", unit="år"),
        Quantity(column="dwellings", unit="boliger"),
        "use_code",
        "state",
        "municipality_code",
        "area_id",
        "valid_from",
        "valid_to",
        "source",
    ),
    queryables=(
        *("local_id", "floors", "height_m", "year_built", "dwellings", "use_code", "state"),
        *("municipality_code", "area_id"),
    ),
    tile_properties=("state", "floors", "height_m", "year_built", "use_code", "area_id", "source"),
    valid_time=("valid_from", "valid_to"),
    zooms=range(BUILDINGS_FROM, 17),
    symbology=FillBy(field="state", colours=PALETTE["state"]),
    extrude=Extrude(height="height_m", floors="floors", flat=("demolished",)),
    brief=("state", "floors", "height_m", "year_built", "dwellings", "source"),
    demonstration=frozenset({Part.BUILDINGS}),
)

MUNICIPALITIES = Layer(
    id="municipalities",
    title="Kommuner",
    keywords=("kommuner", "administrative grænser"),
    topic="boundaries",
    description="Kommuner med firecifret kode, hver i den periode, den har bestået.",
    model=models.Municipality,
    published=("code", "name", "region_code", _PRECISION, "valid_from", "valid_to", "source"),
    queryables=("code", "name", "region_code"),
    tile_properties=("code", "name"),
    valid_time=("valid_from", "valid_to"),
    zooms=range(13),
    symbology=Fill(colour=PALETTE["ground"]["land"], outline=PALETTE["ground"]["border"]),
    label="name",
    label_from=7,
    brief=("code", "region_code", "valid_from", "precision_m", "source"),
    demonstration=frozenset({Part.MUNICIPALITIES}),
)

REGIONS = Layer(
    id="regions",
    title="Regioner",
    keywords=("regioner", "administrative grænser"),
    topic="boundaries",
    description="Regioner, sat sammen af deres kommuners omrids.",
    model=models.Region,
    published=("code", "name"),
    queryables=("code", "name"),
    zooms=range(11),
    symbology=Fill(colour=PALETTE["ground"]["land"], outline=PALETTE["ground"]["border"]),
    label="name",
    brief=("code",),
    shown=False,  # its outlines are those of municipalities
    made_from=MUNICIPALITIES,
    demonstration=frozenset({Part.MUNICIPALITIES}),
)

PLAN_MEASURES = Layer(
    id="plan-measures",
    title="Tiltag i udviklingsplaner",
    keywords=("udviklingsplaner", "almenboligloven § 168 a", "almene boliger"),
    topic="planningCadastre",
    description="Ét tiltag i en udviklingsplan (almenboliglovens § 168 a) med antal boliger efter "
    "planen og indberettet udført, og de år, planen nævner. Hvor kilderne er uenige, er "
    "units_planned tom, og det laveste og højeste tal står ved siden af. Uden geometri, hvor "
    "kilden ikke giver et sted.",
    model=models.PublishedPlanMeasure,
    published=(
        "area",
        "area_name",
        "municipality_code",
        "plan",
        "kind",
        "description",
        Quantity(column="units_planned", unit="boliger"),
        Quantity(column="units_planned_least", unit="boliger"),
        Quantity(column="units_planned_most", unit="boliger"),
        "units_planned_precision",
        Quantity(column="units_done", unit="boliger"),
        "done_date",
        Quantity(column="year_from", unit="år"),
        Quantity(column="year_to", unit="år"),
        Quantity(column="target_share_pct", unit="procent af alle boliger"),
        "source",
        "source_url",
        "valid_from",
        "valid_to",
    ),
    queryables=(
        *("area", "municipality_code", "plan", "kind", "year_from", "year_to"),
        *("units_planned", "units_done", "done_date", "target_share_pct"),
    ),
    valid_time=("valid_from", "valid_to"),
    zooms=range(9, 15),
    symbology=Fill(colour=PALETTE["state"]["planned_demolition"]),
    brief=("area_name", "kind", "units_planned", "units_done", "done_date", "source"),
)

LAND = Layer(
    id="land",
    title="Land",
    keywords=("kyst", "baggrundskort"),
    topic="imageryBaseMapsEarthCover",
    description="Baggrundskortets land, kun som vektorfliser.",
    model=models.Land,
    published=(),
    zooms=range(13),
    symbology=Fill(colour=PALETTE["ground"]["abroad"]),
    source=Source(
        title="@geo-maps/earth-lands-250m",
        publisher="OpenStreetMap contributors, simplified by geo-maps",
        licence=OPENSTREETMAP["licence"],
        url="https://www.openstreetmap.org/copyright",
        attribution=OPENSTREETMAP["attribution"],
    ),
    items=False,
)

LAYERS = (AREAS, DESIGNATIONS, BUILDINGS, MUNICIPALITIES, REGIONS, PLAN_MEASURES, LAND)
WITH_ITEMS: tuple[Layer, ...] = tuple(layer for layer in LAYERS if layer.items)
# From the ground up.
PAINTED = (LAND, REGIONS, MUNICIPALITIES, DESIGNATIONS, AREAS, PLAN_MEASURES, BUILDINGS)
_BY_ID = {layer.id: layer for layer in LAYERS}


def layer(id: str) -> Layer:
    """The layer `id`; raises UnknownLayer."""
    if id not in _BY_ID:
        raise UnknownLayer(id)
    return _BY_ID[id]
