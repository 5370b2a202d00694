"""Indicator values, one row per area, list and indicator."""

from django.db import models
from django.db.models import Q

from spatial.law.rules import Indicator
from spatial.models.area import HousingArea
from spatial.models.designation import DesignationList
from spatial.models.history import tracked
from spatial.models.imports import source_field


@tracked
class IndicatorValue(models.Model):
    """A figure as published; its unit is `UNIT_OF[indicator]`. Unknown is NULL, or no row."""

    area = models.ForeignKey(
        HousingArea, on_delete=models.CASCADE, related_name="values", verbose_name="boligområde"
    )
    list = models.ForeignKey(
        DesignationList,
        on_delete=models.CASCADE,
        to_field="published_on",
        db_column="list_date",
        related_name="values",
        verbose_name="liste",
    )
    indicator = models.CharField("indikator", max_length=20, choices=Indicator)
    value = models.DecimalField(
        "tal", max_digits=9, decimal_places=2, null=True, blank=True, help_text="Tomt: ukendt."
    )
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "tal", "tal"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "list", "indicator"],
                name="one_value_each",
                violation_error_message="Listen har allerede dette tal for området.",
            ),
            models.CheckConstraint(
                condition=Q(indicator__in=Indicator.values), name="indicator_known"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0)
                & (Q(value__lte=100) | Q(indicator__in=["residents", "income_pct"])),
                name="indicator_value_possible",
                violation_error_message="Et tal er ikke under 0, og en andel af beboerne er ikke "
                "over 100 procent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.list_id} {self.indicator} {self.value}"
