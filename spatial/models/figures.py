"""What the figures of plans, dwellings and shares have in common: how exact they are."""

from django.db import models
from django.db.models import F, Q


class Precision(models.TextChoices):
    EXACT = "præcis", "Præcis"
    ABOUT = "cirka", "Cirka"
    AT_LEAST = "mindst", "Mindst"
    AT_MOST = "højst", "Højst"


def precision_field() -> models.CharField:
    return models.CharField("præcision", max_length=6, choices=Precision, default=Precision.EXACT)


def one_of(field: str, values: list[str], name: str, message: str) -> models.CheckConstraint:
    """`field` is one of `values`."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}), name=name, violation_error_message=message
    )


def precision_known(name: str) -> models.CheckConstraint:
    return one_of(
        "precision", Precision.values, name, "Et tal er præcis, cirka, mindst eller højst."
    )


def percent(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (0, 100)}),
        name=name,
        violation_error_message="En andel er fra 0 til 100 procent.",
    )


def not_less(field: str, than: str, name: str, message: str) -> models.CheckConstraint:
    """`field`, where both are known, is at least `than`."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True})
        | Q(**{f"{than}__isnull": True})
        | Q(**{f"{field}__gte": F(than)}),
        name=name,
        violation_error_message=message,
    )
