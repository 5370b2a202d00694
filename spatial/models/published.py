"""Flat rows that layers publish: one unmanaged model per SQL view in spatial/sql/."""

from django.contrib.gis.db import models

from spatial.law.rules import DesignationCategory
from spatial.law.status import MeasureKind
from spatial.models.area import SRID, BoundaryMethod
from spatial.models.figures import Precision

# The views leave out the entries that say an area is not on a list.
LISTED = [
    (value, label)
    for value, label in DesignationCategory.choices
    if value != DesignationCategory.NOT_LISTED
]


def _share(of: str) -> models.DecimalField:
    return models.DecimalField(of, max_digits=9, decimal_places=2)


def _limit(of: str) -> models.DecimalField:
    return models.DecimalField(
        f"{of}, grænse", max_digits=9, decimal_places=4, help_text="Tom: ikke kendt for listen."
    )


def _margin(of: str) -> models.DecimalField:
    return models.DecimalField(
        f"{of}, afstand til grænsen",
        max_digits=9,
        decimal_places=4,
        help_text="Tallet minus grænsen.",
    )


class PublishedDesignation(models.Model):
    """An area on one published list, with the boundary then in force."""

    area = models.CharField("område", max_length=80, help_text="Områdets kortnavn, slug i areas.")
    name = models.CharField("navn", max_length=120)
    municipality_code = models.CharField("kommunekode", max_length=4)
    municipality_name = models.CharField("kommune", max_length=60)
    list_date = models.DateField("listens dato")
    list_date_precision = models.CharField("datoens præcision", max_length=4)
    category = models.CharField("betegnelse", max_length=30, choices=LISTED)
    computed_category = models.CharField(
        "betegnelse efter tallene",
        max_length=30,
        choices=DesignationCategory,
        help_text="Hvad loven siger om listens tal. Tom: kan ikke afgøres.",
    )
    differs = models.BooleanField(
        "afviger", help_text="Tallene udelukker listens betegnelse: et fund, ikke en rettelse."
    )
    criteria_met = models.IntegerField(
        "opfyldte kriterier", help_text="Af dem, hvis tal er kendt. Tom: ingen er kendt."
    )
    criteria_unknown = models.IntegerField("kriterier uden kendt tal eller grænse")
    criteria_needed = models.IntegerField("kriterier, der skal opfyldes")
    years_on_list = models.IntegerField(
        "år i træk på listen",
        help_text="Lister i træk til og med denne. Tom: en tidligere er ikke kendt.",
    )
    residents = models.IntegerField("beboere")
    unemployment_pct = _share("uden arbejde og uddannelse")
    unemployment_pct_limit = _limit("uden arbejde og uddannelse")
    unemployment_pct_margin = _margin("uden arbejde og uddannelse")
    crime_pct = _share("dømte")
    crime_pct_limit = _limit("dømte")
    crime_pct_margin = _margin("dømte")
    education_pct = _share("kun grundskole")
    education_pct_limit = _limit("kun grundskole")
    education_pct_margin = _margin("kun grundskole")
    income_pct = _share("indkomst")
    income_pct_limit = _limit("indkomst")
    income_pct_margin = _margin("indkomst")
    nonwestern_pct = _share("ikkevestlig baggrund")
    nonwestern_pct_limit = _limit("ikkevestlig baggrund")
    nonwestern_pct_margin = _margin("ikkevestlig baggrund")
    boundary_method = models.CharField("afgrænsning", max_length=12, choices=BoundaryMethod)
    precision_m = models.IntegerField("usikkerhed")
    source = models.CharField("kilde", max_length=80)
    source_url = models.TextField("kildens adresse")
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til", help_text="Sidste dag. Tom: stadig.")
    geometry = models.MultiPolygonField(srid=SRID)

    class Meta:
        managed = False
        db_table = "published_designation"

    def __str__(self) -> str:
        return f"{self.name} {self.list_date}"


class PublishedArea(models.Model):
    """A housing area in its latest state."""

    slug = models.CharField("kortnavn", max_length=80)
    name = models.CharField("navn", max_length=120)
    municipality_code = models.CharField("kommunekode", max_length=4)
    municipality_name = models.CharField("kommune", max_length=60)
    current_category = models.CharField(
        "betegnelse nu",
        max_length=30,
        choices=LISTED,
        help_text="På den seneste liste. Tom: ikke kendt på den.",
    )
    category = models.CharField(
        "seneste betegnelse",
        max_length=30,
        choices=LISTED,
        help_text="På den seneste liste, der nævner området, med den listes ord.",
    )
    category_date = models.DateField("seneste betegnelses dato")
    first_listed = models.DateField("første liste")
    lists = models.IntegerField("antal lister")
    residents = models.IntegerField("beboere", help_text="Det seneste offentliggjorte tal.")
    residents_date = models.DateField("beboere, listens dato")
    residents_source = models.CharField("beboere, kilde", max_length=80)
    plan = models.CharField("udviklingsplan", max_length=200)
    boundary_method = models.CharField("afgrænsning", max_length=12, choices=BoundaryMethod)
    precision_m = models.IntegerField("usikkerhed")
    source = models.CharField("afgrænsningens kilde", max_length=80)
    geometry = models.MultiPolygonField(srid=SRID)

    class Meta:
        managed = False
        db_table = "published_area"

    def __str__(self) -> str:
        return self.name


class PublishedPlanMeasure(models.Model):
    """One measure of a development plan; at its place, else NULL."""

    area = models.CharField("område", max_length=80, help_text="Områdets kortnavn, slug i areas.")
    area_name = models.CharField("områdets navn", max_length=120)
    municipality_code = models.CharField("kommunekode", max_length=4)
    plan = models.CharField("plan", max_length=90, help_text="Planens kode.")
    kind = models.CharField("tiltag", max_length=20, choices=MeasureKind)
    description = models.CharField("beskrivelse", max_length=300)
    units_planned = models.IntegerField(
        "planlagte boliger", help_text="Tom: ikke kendt, eller kilderne er uenige."
    )
    units_planned_least = models.IntegerField(
        "planlagte boliger, mindst", help_text="Det laveste af de gældende tal."
    )
    units_planned_most = models.IntegerField(
        "planlagte boliger, højst", help_text="Det højeste af de gældende tal."
    )
    units_planned_precision = models.CharField("tallets præcision", max_length=6, choices=Precision)
    units_done = models.IntegerField(
        "udførte boliger", help_text="Det senest indberettede. Tom: ikke kendt."
    )
    done_date = models.CharField(
        "opgjort", max_length=10, help_text="Så præcist som kilden: 2022, 2022-06 eller 2022-06-01."
    )
    year_from = models.IntegerField("fra år")
    year_to = models.IntegerField("til år")
    target_share_pct = models.DecimalField(
        "planens mål for familieboliger", max_digits=4, decimal_places=1
    )
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til")
    source = models.CharField("kilde", max_length=80)
    source_url = models.TextField("kildens adresse")
    geometry = models.MultiPolygonField(srid=SRID)

    class Meta:
        managed = False
        db_table = "published_plan_measure"

    def __str__(self) -> str:
        return f"{self.area} {self.kind}"
