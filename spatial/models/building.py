"""Building footprints. EPSG:25832, metres. Served without a join: it has millions of rows."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, Func, Q

from spatial.law.status import BuildingState
from spatial.models.area import SRID, HousingArea, code_is_known
from spatial.models.imports import source_field
from spatial.models.periods import dates_in_order


class Building(models.Model):
    """A footprint in one state. `source` and `local_id` name the building itself.

    `municipality_code` and `area` are those that its inside point lies in, set at import and
    again when outlines change. Periods of one building are kept apart by a unique first day:
    an exclusion constraint would cost more than all other checks on millions of rows.
    """

    local_id = models.CharField(
        "bygningens id", max_length=80, help_text="Id i BBR, ellers kildens eget."
    )
    geometry = models.MultiPolygonField(srid=SRID)
    inside_point = models.GeneratedField(
        expression=Func(F("geometry"), function="ST_PointOnSurface"),
        output_field=models.PointField(srid=SRID),
        db_persist=True,
    )
    floors = models.PositiveSmallIntegerField("etager", null=True)
    height_m = models.DecimalField(
        "højde", max_digits=6, decimal_places=2, null=True, help_text="Over terræn."
    )
    year_built = models.PositiveSmallIntegerField("byggeår", null=True)
    dwellings = models.PositiveSmallIntegerField("boliger", null=True)
    use_code = models.CharField(
        "anvendelse", max_length=10, null=True, help_text="BBR's anvendelseskode."
    )
    state = models.CharField(
        "tilstand", max_length=20, choices=BuildingState, default=BuildingState.EXISTING
    )
    from_plan = models.BooleanField(
        default=False, help_text="The state follows from a plan's measures, not from the source."
    )
    municipality_code = models.CharField("kommunekode", max_length=4, null=True)
    area = models.ForeignKey(
        HousingArea, on_delete=models.SET_NULL, null=True, verbose_name="boligområde"
    )
    valid_from = models.DateField("gælder fra", null=True, help_text="Tom: ikke kendt.")
    valid_to = models.DateField("gælder til", null=True, help_text="Sidste dag. Tom: stadig.")
    source = source_field()

    class Meta:
        indexes = [
            models.Index(fields=["municipality_code", "id"], name="building_municipality"),
            GistIndex(fields=["inside_point"], name="building_inside_point"),
            models.Index(
                fields=["source", "local_id"],
                condition=Q(from_plan=True),
                name="building_from_plan",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "local_id", "valid_from"],
                name="building_one_state_from_a_day",
                nulls_distinct=False,
            ),
            dates_in_order("building_dates"),
            code_is_known("municipality_code", "building_municipality_known"),
            models.CheckConstraint(
                condition=Q(geometry__isvalid=True), name="building_geometry_valid"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BuildingState.values), name="building_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_id} {self.state}"
