"""What does not fit together in the data, and what is missing. A report, not a verdict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from spatial.law.rules import Indicator
from spatial.models import AreaBoundary, DesignationList, HousingArea
from spatial.models.completeness import CategoryCompleteness, ListCompleteness, completeness
from spatial.models.membership import largest_share_municipality

EXPLAINED = (
    "Categories nest as published: an area counts in its own category and in each one it lies "
    "within, so counts are never added. `official` is how many areas the list itself has, and "
    "`official from` says how well that is known and by which source; `named` are known here, "
    "`derived` of them by reckoning from other lists, not from this one. Under each indicator "
    "stands for how many of the named its value is known."
)


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
class Finding:
    """A table of the report. `explained` says how to read it, to who did not ask for it."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    explained: str = ""


def findings() -> Iterator[Finding]:
    """The whole report."""
    yield Finding(
        title="Areas whose outline lies mostly in another municipality than the lists name",
        heads=("area", "listed", "by geometry", "share"),
        rows=[(d.slug, d.listed, d.by_geometry, f"{d.share:.2f}") for d in disagreements()],
    )
    yield Finding(
        title="Areas without an outline",
        heads=("area",),
        rows=[(one.slug,) for one in without_boundary()],
    )
    lists = completeness()
    yield Finding(
        title="Categories of the lists",
        heads=("list", "category", "official", "named", "derived", "unnamed")
        + (*Indicator.values, "official from"),
        rows=[_category(_day(one), each) for one in lists for each in one.categories],
        explained=EXPLAINED,
    )
    yield Finding(
        title="Lists with areas of which not one figure is known",
        heads=("list", "areas", "which"),
        rows=[
            (_day(one), f"{len(one.without_values)}", "; ".join(one.without_values))
            for one in lists
            if one.without_values
        ],
    )


def _day(one: ListCompleteness) -> str:
    """The list's day, or its year where no more is known."""
    known = one.date_precision == DesignationList.DatePrecision.DAY
    return f"{one.published_on}" if known else f"{one.published_on.year}"


def _category(day: str, one: CategoryCompleteness) -> tuple[str, ...]:
    counts = (one.official, one.named, one.derived, one.unnamed)
    return (
        day,
        f"{'of which ' if one.within else ''}{one.category}",
        *("unknown" if count is None else f"{count}" for count in counts),
        *(f"{known}" for known in one.known.values()),
        f"{one.source.reliability}: {one.source.code}" if one.source else "",
    )


def markdown(report: Iterable[Finding]) -> str:
    """The report as a document, without its empty tables."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Iterable[Finding]) -> Iterator[str]:
    yield "# What is missing, list by list"
    yield ""
    yield "Made by `./dev manage check_data --markdown FILE` from the data then loaded."
    for one in report:
        yield from ("", f"## {one.title}: {len(one.rows) or 'none'}")
        if one.explained:
            yield from ("", one.explained)
        if one.rows:
            yield from ("", _row(one.heads), "|---" * len(one.heads) + "|")
            yield from map(_row, one.rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
