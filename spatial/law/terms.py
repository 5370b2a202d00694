"""The words of the statute, and the parts a rule is made of. Imports nothing of ours.

Values stored are the Danish statutory terms; code names are English. Imported through `rules`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class DesignationCategory(models.TextChoices):
    """What a published list calls an area. One row per area and list, the strictest only.

    The categories nest since 2018, see `rules.nested`, so counts of categories are never added.
    """

    TRANSFORMATION_AREA = "omdannelsesområde", _("Omdannelsesområde")
    HARD_GHETTO_AREA = "hårdt ghettoområde", _("Hårdt ghettoområde")
    PARALLEL_SOCIETY = "parallelsamfund", _("Parallelsamfund")
    GHETTO_AREA = "ghettoområde", _("Ghettoområde")
    VULNERABLE_AREA = "udsat boligområde", _("Udsat boligområde")
    PREVENTION_AREA = "forebyggelsesområde", _("Forebyggelsesområde")
    NOT_LISTED = "ikke på listen", _("Ikke på listen")


class Indicator(models.TextChoices):
    """A figure the lists are made from. Its unit is in UNIT_OF."""

    RESIDENTS = "residents", _("Beboere")
    OUTSIDE_WORK_AND_EDUCATION = (
        "unemployment_pct",
        _("18-64-årige uden tilknytning til arbejde eller uddannelse"),
    )
    CONVICTED = "crime_pct", _("Dømte på 18 år eller derover")
    BASIC_EDUCATION_ONLY = "education_pct", _("30-59-årige med kun grundskole")
    INCOME = "income_pct", _("Gennemsnitlig bruttoindkomst i forhold til regionen")
    NON_WESTERN = "nonwestern_pct", _("Ikkevestlige indvandrere og efterkommere")


UNIT_OF: dict[Indicator, str] = {
    Indicator.RESIDENTS: gettext_noop("personer"),
    Indicator.OUTSIDE_WORK_AND_EDUCATION: gettext_noop("procent af beboerne på 18-64 år"),
    Indicator.CONVICTED: gettext_noop("procent af beboerne på 18 år eller derover"),
    Indicator.BASIC_EDUCATION_ONLY: gettext_noop("procent af beboerne på 30-59 år"),
    Indicator.INCOME: gettext_noop("procent af regionens gennemsnit"),
    Indicator.NON_WESTERN: gettext_noop("procent af beboerne"),
}


class Compare(StrEnum):
    """How a value must stand to its limit for the criterion to be met."""

    ABOVE = "over"
    AT_LEAST = "mindst"
    BELOW = "under"


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Where a rule can be read: the act, the section within it, an address if it is known."""

    act: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A limit in the indicator's unit; the true one is within `value` ± `uncertainty`."""

    value: Decimal
    source: Reference
    uncertainty: Decimal = Decimal(0)

    @property
    def least(self) -> Decimal:
        return self.value - self.uncertainty

    @property
    def most(self) -> Decimal:
        return self.value + self.uncertainty


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One condition on one indicator.

    The limit is `limit`, or `times_national` times the national mean, which moves each year.
    `averaged_years` are those the value is a mean of; 1 is a count at one time.
    """

    indicator: Indicator
    compare: Compare
    limit: Decimal | None = None
    times_national: int | None = None
    averaged_years: int = 1
    paragraph: str


@dataclass(frozen=True, kw_only=True)
class CategoryRule:
    """When an area is in a category: all `gates`, and `needed` of the `criteria`.

    `within` is the wider category that every such area is in as well. `lasting` asks that the
    rule of `within` has held for as many lists in a row as `years_required` says.
    """

    category: DesignationCategory
    gates: tuple[Criterion, ...]
    criteria: tuple[Criterion, ...]
    needed: int
    within: DesignationCategory | None = None
    lasting: bool = False
    paragraph: str


@dataclass(frozen=True, kw_only=True)
class LawVersion:
    """The law for lists published from `valid_from` to `valid_to`, both inclusive.

    `rules` are in the order of the law, the strictest category first.
    """

    id: str
    title: str
    valid_from: date
    valid_to: date | None
    rules: tuple[CategoryRule, ...]
    reference: Reference
    note: str = ""

    def rule(self, category: DesignationCategory) -> CategoryRule | None:
        """The rule of `category`; None if this version has no such category."""
        return next((rule for rule in self.rules if rule.category == category), None)

    def shown_for(self, category: DesignationCategory | None) -> CategoryRule:
        """The rule whose limits an area's figures are shown with: its own, else the strictest."""
        own = self.rule(category) if category else None
        if own and own.category == DesignationCategory.PREVENTION_AREA:
            return own
        return self.rules[0]


@dataclass(frozen=True, kw_only=True)
class YearsRequired:
    """How many lists in a row a lasting category asks for; `least` < `most`: sources differ."""

    valid_from: date
    least: int
    most: int
    source: Reference
    note: str = ""
