"""What does not fit together in the data, and what is missing. A report, not a verdict."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from spatial.law.rules import DesignationCategory, Indicator
from spatial.models import AreaBoundary, Designation, DesignationList, HousingArea, IndicatorValue
from spatial.models.membership import largest_share_municipality


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """An area that the lists put in one municipality and its outline in another."""

    slug: str
    listed: str
    by_geometry: str
    share: float


def disagreements() -> Iterator[Disagreement]:
    """Areas whose municipality by list differs from the one that holds most of the outline."""
    shares = largest_share_municipality()
    for area in HousingArea.objects.filter(pk__in=shares).order_by("slug"):
        largest = shares[area.pk]
        if largest.code != area.municipality_code:
            yield Disagreement(
                slug=area.slug,
                listed=area.municipality_code,
                by_geometry=largest.code,
                share=largest.share,
            )


def without_boundary() -> QuerySet[HousingArea]:
    """Areas that have no outline in any period."""
    bounded = AreaBoundary.objects.filter(area=OuterRef("pk"))
    return HousingArea.objects.filter(~Exists(bounded)).order_by("slug")


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """How many areas a list names, and for how many of them each indicator is known."""

    published_on: date
    areas: int
    known: dict[str, int]


def completeness() -> Iterator[Completeness]:
    """List by list, oldest first."""
    on_a_list = Designation.objects.exclude(category=DesignationCategory.NOT_LISTED)
    areas = Counter(on_a_list.values_list("list_id", flat=True))
    listed = on_a_list.filter(list=OuterRef("list"), area=OuterRef("area"))
    values = IndicatorValue.objects.filter(Exists(listed), value__isnull=False)
    known = Counter(values.values_list("list_id", "indicator"))
    for day in DesignationList.objects.order_by("published_on").values_list(
        "published_on", flat=True
    ):
        counts = {indicator: known[day, indicator] for indicator in Indicator.values}
        yield Completeness(published_on=day, areas=areas[day], known=counts)
