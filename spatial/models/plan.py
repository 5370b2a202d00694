"""Development plans (udviklingsplaner, § 168 a), their measures, and figures of measures."""

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spatial.law.status import MeasureKind
from spatial.models.area import SRID, HousingArea
from spatial.models.figures import not_less, one_of, percent, precision_field, precision_known
from spatial.models.history import tracked
from spatial.models.imports import source_field
from spatial.models.names import SLUG
from spatial.models.partial_dates import partial_date_field, partial_date_written


# Outside its model, where the constraint in Meta can name it.
class _PlanKind(models.TextChoices):
    PLAN = "udviklingsplan", "Udviklingsplan"
    REVISED = "revideret plan", "Revideret udviklingsplan"
    ADDENDUM = "allonge", "Allonge"


@tracked
class DevelopmentPlan(models.Model):
    """A plan as it was decided. It binds its area even after the area has left the list.

    An addendum changes what it names of the plan it `supersedes`; a revised plan takes its place.
    """

    Kind = _PlanKind

    code = models.SlugField("kode", max_length=90, unique=True, help_text="Som vollsmose-2019.")
    area = models.ForeignKey(
        HousingArea, on_delete=models.CASCADE, related_name="plans", verbose_name="boligområde"
    )
    kind = models.CharField("art", max_length=20, choices=Kind, default=Kind.PLAN)
    summary = models.CharField("i én linje", max_length=200)
    parties = models.CharField(
        "parter", max_length=200, blank=True, help_text="Boligorganisationer og kommune."
    )
    adopted_on = partial_date_field("vedtaget")
    approved_on = partial_date_field("godkendt")
    target_share_pct = models.DecimalField(
        "mål",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="Almene familieboliger i procent af alle boliger og omregnede enheder.",
    )
    dispensation = models.BooleanField(
        "dispensation", default=False, help_text="Ministeren har tilladt et højere mål end 40 %."
    )
    target_year = models.PositiveSmallIntegerField("målår", null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name="afløser eller ændrer",
    )
    note = models.TextField("note", blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "udviklingsplan", "udviklingsplaner"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=SLUG),
                name="plan_code_plain",
                violation_error_message="En plans kode er små bogstaver, tal og bindestreger.",
            ),
            one_of(
                "kind",
                _PlanKind.values,
                "plan_kind_known",
                "Plantypen findes ikke.",
            ),
            percent("target_share_pct", "plan_target_share"),
            partial_date_written("adopted_on", "plan_adopted_written"),
            partial_date_written("approved_on", "plan_approved_written"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="plan_not_after_itself",
                violation_error_message="En plan kan ikke afløse sig selv.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


@tracked
class PlanMeasure(models.Model):
    """One measure of a plan. Years inclusive; NULL where the source does not say."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField("tiltag", max_length=20, choices=MeasureKind)
    description = models.CharField("beskrivelse", max_length=300, blank=True)
    year_from = models.PositiveSmallIntegerField("fra år", null=True, blank=True)
    year_to = models.PositiveSmallIntegerField("til år", null=True, blank=True)
    place = models.CharField("sted", max_length=200, blank=True)
    geometry = models.MultiPolygonField(srid=SRID, null=True, blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "tiltag", "tiltag"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "description"],
                name="plan_measure_once",
                violation_error_message="Planen har allerede dette tiltag.",
            ),
            one_of(
                "kind",
                MeasureKind.values,
                "plan_measure_kind_known",
                "Tiltaget findes ikke.",
            ),
            not_less("year_to", "year_from", "plan_measure_years", "Sidste år er før det første."),
            models.CheckConstraint(
                condition=Q(geometry__isnull=True) | Q(geometry__isvalid=True),
                name="plan_measure_geometry_valid",
                violation_error_message="Omridset er ikke gyldigt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind} {self.description}"


class _FigureStatus(models.TextChoices):
    PLANNED = "planlagt", _("Planlagt")
    DONE = "udført", _("Udført")


@tracked
class MeasureFigure(models.Model):
    """Dwellings planned or done. Sources that disagree have a row each; later ones are added.

    `units` NULL and done: the measure was reported done without a number.
    """

    Status = _FigureStatus

    measure = models.ForeignKey(PlanMeasure, on_delete=models.CASCADE, related_name="figures")
    status = models.CharField("status", max_length=10, choices=Status)
    units = models.PositiveIntegerField("boliger", null=True, blank=True)
    units_most = models.PositiveIntegerField(
        "boliger, højst", null=True, blank=True, help_text="Kun hvor kilden giver et spænd."
    )
    precision = precision_field()
    as_of = partial_date_field("opgjort")
    remark = models.CharField("bemærkning", max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "tal om et tiltag", "tal om tiltag"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "status", "as_of", "source", "units"],
                name="measure_figure_once",
                nulls_distinct=False,
                violation_error_message="Tallet er der allerede.",
            ),
            one_of("status", _FigureStatus.values, "measure_figure_status", "Ukendt status."),
            models.CheckConstraint(
                condition=Q(units__isnull=True) | Q(units__gte=0),
                name="measure_figure_units",
                violation_error_message="Et antal boliger er ikke under 0.",
            ),
            models.CheckConstraint(
                condition=Q(units_most__isnull=True)
                | Q(units__isnull=False, units_most__gte=F("units")),
                name="measure_figure_range",
                violation_error_message="Spændets øvre grænse er under den nedre.",
            ),
            precision_known("measure_figure_precision"),
            partial_date_written("as_of", "measure_figure_as_of"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.status} {self.units}"
