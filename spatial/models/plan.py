"""Development plans (udviklingsplaner, § 168 a) and their dated measures."""

from django.contrib.gis.db import models
from django.db.models import Q

from spatial.models.area import SRID, HousingArea
from spatial.models.imports import source_field


class DevelopmentPlan(models.Model):
    """A plan binds its area even after the area has left the list."""

    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="plans")
    summary = models.CharField(max_length=200, help_text="The plan in one line.")
    approved_on = models.DateField(null=True)
    target_share_pct = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        help_text="Share of family dwellings to be reached, percent of all dwellings.",
    )
    target_year = models.PositiveSmallIntegerField(null=True)
    source = source_field()

    def __str__(self) -> str:
        return f"{self.area}: {self.summary}"


class PlanMeasure(models.Model):
    """One measure of a plan. Years inclusive; NULL where the source does not say."""

    class Kind(models.TextChoices):
        DEMOLITION = "nedrivning", "Nedrivning"
        SALE = "salg", "Salg"
        RELABELLING = "ommærkning", "Ommærkning"
        NEW_BUILD = "nybyggeri", "Nybyggeri"

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=20, choices=Kind)
    units = models.PositiveIntegerField(null=True, help_text="Dwellings.")
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    geometry = models.MultiPolygonField(srid=SRID, null=True)
    source = source_field()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["nedrivning", "salg", "ommærkning", "nybyggeri"]),
                name="plan_measure_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(year_to__isnull=True) | Q(year_to__gte=models.F("year_from")),
                name="plan_measure_years",
            ),
            models.CheckConstraint(
                condition=Q(geometry__isnull=True) | Q(geometry__isvalid=True),
                name="plan_measure_geometry_valid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind}"
