"""Inclusive periods of validity, and the constraints that keep them from overlapping."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value


def dates_in_order(name: str) -> models.CheckConstraint:
    """`valid_to` (last day, NULL = still) is not before `valid_from` (first day)."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message="Sidste dag er før den første.",
    )


def no_overlap(*same: str, name: str, condition: Q | None = None) -> ExclusionConstraint:
    """At most one row on any day for equal values of the fields `same`."""
    days = Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange")
    return ExclusionConstraint(
        name=name,
        expressions=[(days, "&&"), *((field, "=") for field in same)],
        condition=condition,
        violation_error_message="Perioden overlapper en, der allerede er der.",
    )
