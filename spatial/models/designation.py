"""The published lists and the areas on them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from spatial.law.rules import CATEGORIES_FROM, DesignationCategory
from spatial.models.area import HousingArea
from spatial.models.history import tracked
from spatial.models.imports import source_field


@tracked
class DesignationList(models.Model):
    """A published list. Others refer to it by its date."""

    class DatePrecision(models.TextChoices):
        DAY = "day", "Dag"
        YEAR = "year", "År"

    published_on = models.DateField("offentliggjort", unique=True)
    date_precision = models.CharField(
        "datoens præcision",
        max_length=4,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="year: the day is not known and `published_on` is the first of January.",
    )
    title = models.CharField("titel", max_length=120)
    note = models.TextField("note", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "liste", "lister"
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


@tracked
class Designation(models.Model):
    """An area on a list, in its strictest category; or known not to be on it (NOT_LISTED)."""

    list = models.ForeignKey(
        DesignationList,
        on_delete=models.CASCADE,
        to_field="published_on",
        db_column="list_date",
        related_name="designations",
        verbose_name="liste",
    )
    area = models.ForeignKey(
        HousingArea,
        on_delete=models.CASCADE,
        related_name="designations",
        verbose_name="boligområde",
    )
    category = models.CharField("betegnelse", max_length=30, choices=DesignationCategory)
    not_in = models.CharField(
        "kun ikke i",
        max_length=30,
        choices=DesignationCategory,
        blank=True,
        help_text="With NOT_LISTED: the source says no more than that the area is not in this "
        "category; it may be in a wider one. Empty: it is on no list.",
    )
    remark = models.CharField(
        "bemærkning", max_length=200, blank=True, help_text="The source's own words."
    )
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "betegnelse", "betegnelser"
        constraints = [
            models.UniqueConstraint(
                fields=["list", "area"],
                name="designation_once_per_list",
                violation_error_message="Listen har allerede området.",
            ),
            models.CheckConstraint(
                condition=_words_of_their_time(),
                name="designation_words_of_their_time",
                violation_error_message="Den betegnelse fandtes ikke i loven på listens dag.",
            ),
            models.CheckConstraint(
                condition=Q(not_in="") | Q(category=DesignationCategory.NOT_LISTED),
                name="designation_not_in_only_if_not_listed",
                violation_error_message="At området ikke er i en betegnelse, siges kun om et, "
                "der ikke er på listen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.list_id} {self.category}"


@tracked
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
        verbose_name="liste",
    )
    category = models.CharField("betegnelse", max_length=30, choices=DesignationCategory)
    areas = models.PositiveSmallIntegerField("områder")
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "listens eget antal", "listens egne antal"
        constraints = [
            models.UniqueConstraint(
                fields=["list", "category"],
                name="list_count_once_each",
                violation_error_message="Listen har allerede et antal for betegnelsen.",
            ),
            models.CheckConstraint(
                condition=_words_of_their_time() & ~Q(category=DesignationCategory.NOT_LISTED),
                name="list_count_words_of_their_time",
                violation_error_message="Den betegnelse fandtes ikke i loven på listens dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.category}: {self.areas}"
