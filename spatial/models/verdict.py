"""Verdicts as rows, for the views that layers are made of.

Derived, never edited: `judging.store` writes them anew from the figures and the rules after each
migration, import and edit.
"""

from django.db import models

from spatial.law.rules import DesignationCategory, Indicator
from spatial.models.designation import Designation


class DesignationVerdict(models.Model):
    """What the law says of one designation. Its `category` is NULL where it cannot be decided."""

    designation = models.OneToOneField(
        Designation, on_delete=models.CASCADE, primary_key=True, related_name="verdict"
    )
    category = models.CharField(max_length=30, choices=DesignationCategory, null=True)  # noqa: DJ001  unknown
    criteria_met = models.PositiveSmallIntegerField(
        null=True, help_text="Of those that are known; NULL where none is."
    )
    criteria_unknown = models.PositiveSmallIntegerField()
    criteria_needed = models.PositiveSmallIntegerField()
    years_on_list = models.PositiveSmallIntegerField(
        null=True, help_text="Lists in a row, this one included. NULL: one before is not known."
    )
    contradicted = models.BooleanField(
        "tallene siger andet", help_text="The figures rule out what the list says."
    )

    def __str__(self) -> str:
        return f"{self.designation_id}: {self.category}"


class CriterionResult(models.Model):
    """One figure against its limit, both in the indicator's unit; `margin` is value - limit."""

    designation = models.ForeignKey(
        Designation, on_delete=models.CASCADE, related_name="criterion_results"
    )
    indicator = models.CharField(max_length=20, choices=Indicator)
    limit = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    margin = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    met = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["designation", "indicator"], name="criterion_result_once_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.designation_id} {self.indicator}: {self.met}"
