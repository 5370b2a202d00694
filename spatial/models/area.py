"""Regions, municipalities and housing areas. Geometry is EPSG:25832, metres, east before north."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import Q

from spatial.models.history import tracked
from spatial.models.imports import source_field
from spatial.models.names import SLUG
from spatial.models.periods import dates_in_order, no_overlap

SRID = 25832

REGION_NAMES = {
    "1081": "Region Nordjylland",
    "1082": "Region Midtjylland",
    "1083": "Region Syddanmark",
    "1084": "Region Hovedstaden",
    "1085": "Region Sjælland",
}

# Codes in force since 1 January 2007. 0411 Christiansø belongs to no municipality or region.
# Source: Danmarks Statistik's division into municipalities and regions.
_CODES_IN_REGION = {
    "1084": "0101 0147 0151 0153 0155 0157 0159 0161 0163 0165 0167 0169 0173 0175 0183 0185 "
    "0187 0190 0201 0210 0217 0219 0223 0230 0240 0250 0260 0270 0400",
    "1085": "0253 0259 0265 0269 0306 0316 0320 0326 0329 0330 0336 0340 0350 0360 0370 0376 0390",
    "1083": "0410 0420 0430 0440 0450 0461 0479 0480 0482 0492 0510 0530 0540 0550 0561 0563 "
    "0573 0575 0580 0607 0621 0630",
    "1082": "0615 0657 0661 0665 0671 0706 0707 0710 0727 0730 0740 0741 0746 0751 0756 0760 "
    "0766 0779 0791",
    "1081": "0773 0787 0810 0813 0820 0825 0840 0846 0849 0851 0860",
}
REGION_OF: dict[str, str | None] = {
    code: region for region, codes in _CODES_IN_REGION.items() for code in codes.split()
} | {"0411": None}


def code_is_known(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": sorted(REGION_OF)}), name=name)


class BoundaryMethod(models.TextChoices):
    """How an outline came about, best first."""

    CADASTRE = "cadastre", "Matrikel"
    SKETCH = "sketch", "Indtegnet"
    APPROXIMATE = "approximate", "Omtrentlig"


class Region(models.Model):
    """A region; its outline is the union of its municipalities, made when they are imported."""

    code = models.CharField("kode", max_length=4, unique=True)
    name = models.CharField("navn", max_length=60)
    geometry = models.MultiPolygonField(srid=SRID, null=True)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality in one period; `code` has four digits, "0101"."""

    code = models.CharField("kode", max_length=4)
    name = models.CharField("navn", max_length=60)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        to_field="code",
        db_column="region_code",
        null=True,
        related_name="municipalities",
        verbose_name="region",
    )
    geometry = models.MultiPolygonField(srid=SRID)
    precision_m = models.PositiveIntegerField(
        "usikkerhed", null=True, help_text="Så langt kan omridset ligge fra det rigtige."
    )
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField(
        "gælder til", null=True, blank=True, help_text="Sidste dag. Tom: stadig."
    )
    source = source_field()

    class Meta:
        constraints = [
            code_is_known("code", "municipality_code_known"),
            dates_in_order("municipality_dates"),
            no_overlap("code", name="municipality_no_overlap"),
            models.CheckConstraint(
                condition=Q(geometry__isvalid=True), name="municipality_geometry_valid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@tracked
class HousingArea(models.Model):
    """A housing area's identity: kept through renames and boundary changes."""

    slug = models.SlugField(
        "kortnavn", max_length=80, unique=True, help_text="ASCII: ae, oe, aa for æ, ø, å."
    )
    municipality_code = models.CharField(
        "kommunekode",
        max_length=4,
        db_index=True,
        help_text="As the published list names it, not by geometry.",
    )

    class Meta:
        verbose_name, verbose_name_plural = "boligområde", "boligområder"
        constraints = [
            code_is_known("municipality_code", "area_municipality_known"),
            models.CheckConstraint(condition=Q(slug__regex=SLUG), name="area_slug_plain"),
        ]

    def __str__(self) -> str:
        return self.slug


@tracked
class AreaName(models.Model):
    """A name of an area in a period. One official name on any day."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", "Officielt navn"
        ALIAS = "alias", "Andet navn"
        FORMER = "former", "Tidligere navn"

    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("navn", max_length=120)
    kind = models.CharField("art", max_length=10, choices=Kind)
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til", null=True, blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "navn", "navne"
        constraints = [
            dates_in_order("area_name_dates"),
            no_overlap("area", name="area_name_one_official", condition=Q(kind="official")),
            models.CheckConstraint(
                condition=Q(kind__in=["official", "alias", "former"]), name="area_name_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class AreaBoundary(models.Model):
    """An area's outline in a period, with how it was made and how far off it may be."""

    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="boundaries")
    geometry = models.MultiPolygonField(srid=SRID)
    method = models.CharField(max_length=12, choices=BoundaryMethod)
    precision_m = models.PositiveIntegerField(
        null=True, help_text="How far the outline may lie from the real one, metres."
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = source_field()

    class Meta:
        constraints = [
            dates_in_order("area_boundary_dates"),
            no_overlap("area", name="area_boundary_no_overlap"),
            models.CheckConstraint(
                condition=Q(geometry__isvalid=True), name="area_boundary_geometry_valid"
            ),
            models.CheckConstraint(
                condition=Q(method__in=BoundaryMethod.values), name="area_boundary_method_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.method} {self.valid_from}"


class Land(models.Model):
    """A piece of land of the base map."""

    geometry = models.PolygonField(srid=SRID, spatial_index=False)

    class Meta:
        indexes = [GistIndex(fields=["geometry"], name="land_geometry")]

    def __str__(self) -> str:
        return f"land {self.pk}"
