"""Columns for dates that are known to the year, season, month or day: see spatial/partial_date."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from spatial import partial_date


def partial_date_valid(value: str) -> None:
    try:
        partial_date.checked(value)
    except ValueError as error:
        raise ValidationError("%(value)s er ikke en dato.", params={"value": value}) from error


def partial_date_field(name: str) -> models.CharField:
    """NULL is unknown. In words where it is shown: partial_date.in_words."""
    return models.CharField(
        name,
        max_length=partial_date.LONGEST,
        null=True,
        blank=True,
        validators=[partial_date_valid],
        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
    )


def partial_date_written(field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__regex": partial_date.PATTERN}),
        name=name,
        violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller "
        "2019-06-01.",
    )
