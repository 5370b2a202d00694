"""The dwellings of an area by kind, and the share of them that are social family dwellings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spatial.law.shares import DwellingKind
from spatial.models.area import HousingArea
from spatial.models.figures import one_of, percent, precision_field, precision_known
from spatial.models.history import tracked
from spatial.models.imports import source_field
from spatial.models.partial_dates import partial_date_field, partial_date_written


# Outside its model, where the constraint in Meta can name it.
class _StockStatus(models.TextChoices):
    BASELINE = "udgangspunkt", _("Udgangspunkt")
    ACTUAL = "faktisk", _("Faktisk")
    PLANNED = "planlagt", _("Planlagt")


@tracked
class DwellingStock(models.Model):
    """How many dwellings of a kind an area has, had or is to have."""

    Status = _StockStatus

    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="dwellings")
    kind = models.CharField("boligtype", max_length=20, choices=DwellingKind)
    count = models.PositiveIntegerField("boliger")
    precision = precision_field()
    status = models.CharField("status", max_length=12, choices=Status)
    as_of = partial_date_field("opgjort")
    part = models.CharField(
        "del af området", max_length=100, blank=True, help_text="Tom: hele området."
    )
    remark = models.CharField("bemærkning", max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "boliger af en type", "boliger efter type"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "status", "as_of", "part", "source"],
                name="dwelling_stock_once",
                nulls_distinct=False,
                violation_error_message="Tallet er der allerede.",
            ),
            one_of("kind", DwellingKind.values, "dwelling_kind_known", "Boligtypen findes ikke."),
            one_of(
                "status",
                _StockStatus.values,
                "dwelling_status_known",
                "Ukendt status.",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=0),
                name="dwelling_count",
                violation_error_message="Et antal boliger er ikke under 0.",
            ),
            precision_known("dwelling_precision"),
            partial_date_written("as_of", "dwelling_as_of"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.kind} {self.count}"


class _ShareStatus(models.TextChoices):
    BASELINE = "udgangspunkt", _("Udgangspunkt")
    REPORTED = "indberettet", _("Indberettet")
    EXPECTED = "ventet", _("Ventet")
    TARGET = "mål", _("Mål")


@tracked
class FamilyShare(models.Model):
    """Social family dwellings in percent of all dwellings and equivalents, as a source says it."""

    Status = _ShareStatus

    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="shares")
    status = models.CharField("status", max_length=12, choices=Status)
    pct = models.DecimalField("andel", max_digits=4, decimal_places=1, help_text="Procent.")
    precision = precision_field()
    as_of = partial_date_field("opgjort")
    remark = models.CharField("bemærkning", max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "andel familieboliger", "andele familieboliger"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "status", "as_of", "source"],
                name="family_share_once",
                nulls_distinct=False,
                violation_error_message="Andelen er der allerede.",
            ),
            one_of(
                "status",
                _ShareStatus.values,
                "family_share_status_known",
                "Ukendt status.",
            ),
            percent("pct", "family_share_pct"),
            precision_known("family_share_precision"),
            partial_date_written("as_of", "family_share_as_of"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.status} {self.pct} %"
