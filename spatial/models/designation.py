"""The published lists and the areas on them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from spatial.law.rules import CATEGORIES_FROM, DesignationCategory
from spatial.models.area import HousingArea
from spatial.models.imports import source_field


class DesignationList(models.Model):
    """A published list. Others refer to it by its date."""

    class DatePrecision(models.TextChoices):
        DAY = "day", "Dag"
        YEAR = "year", "År"

    published_on = models.DateField(unique=True)
    date_precision = models.CharField(
        max_length=4,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="year: the day is not known and `published_on` is the first of January.",
    )
    title = models.CharField(max_length=120)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(date_precision__in=["day", "year"]), name="list_precision_known"
            )
        ]

    def __str__(self) -> str:
        return self.title


def _words_of_their_time() -> Q:
    """Each list may only use the words the law had then."""
    starts = sorted(CATEGORIES_FROM)
    allowed = Q(category=DesignationCategory.NOT_LISTED)
    for start, next_start in zip(starts, [*starts[1:], None], strict=True):
        words = Q(category__in=sorted(CATEGORIES_FROM[start]), list__gte=start)
        if next_start:
            words &= Q(list__lte=next_start - timedelta(days=1))
        allowed |= words
    return allowed


class Designation(models.Model):
    """An area on a list, in its strictest category; or known not to be on it (NOT_LISTED)."""

    list = models.ForeignKey(
        DesignationList,
        on_delete=models.CASCADE,
        to_field="published_on",
        db_column="list_date",
        related_name="designations",
    )
    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="designations")
    category = models.CharField(max_length=30, choices=DesignationCategory)
    remark = models.CharField(max_length=200, blank=True, help_text="The source's own words.")
    source = source_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "area"], name="designation_once_per_list"),
            models.CheckConstraint(
                condition=_words_of_their_time(), name="designation_words_of_their_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.list_id} {self.category}"


class ListCount(models.Model):
    """How many areas a list itself has in a category, nested as published.

    The 43 udsatte boligområder of 2018 include the 29 ghettoområder, which include the 15
    hårde: counts of categories are never added.
    """

    list = models.ForeignKey(
        DesignationList,
        on_delete=models.CASCADE,
        to_field="published_on",
        db_column="list_date",
        related_name="counts",
    )
    category = models.CharField(max_length=30, choices=DesignationCategory)
    areas = models.PositiveSmallIntegerField()
    source = source_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "category"], name="list_count_once_each"),
            models.CheckConstraint(
                condition=_words_of_their_time() & ~Q(category=DesignationCategory.NOT_LISTED),
                name="list_count_words_of_their_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.category}: {self.areas}"
