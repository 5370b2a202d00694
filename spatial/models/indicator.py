"""Indicator values, one row per area, list and indicator."""

from django.db import models
from django.db.models import Q

from spatial.law.rules import Indicator
from spatial.models.area import HousingArea
from spatial.models.designation import DesignationList
from spatial.models.imports import source_field


class IndicatorValue(models.Model):
    """A figure as published; its unit is `UNIT_OF[indicator]`. Unknown is NULL, or no row."""

    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="values")
    list = models.ForeignKey(
        DesignationList,
        on_delete=models.CASCADE,
        to_field="published_on",
        db_column="list_date",
        related_name="values",
    )
    indicator = models.CharField(max_length=20, choices=Indicator)
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    source = source_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "list", "indicator"], name="one_value_each"),
            models.CheckConstraint(
                condition=Q(indicator__in=Indicator.values), name="indicator_known"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0)
                & (Q(value__lte=100) | Q(indicator__in=["residents", "income_pct"])),
                name="indicator_value_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.list_id} {self.indicator} {self.value}"
