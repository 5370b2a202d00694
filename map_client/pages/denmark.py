"""The whole country list by list: areas and residents by category, and the same per region."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client.areas import KIND_OF, Kind
from map_client.card import day
from map_client.drawings import years
from map_client.pages import denmark_moves, lists, plan_progress
from map_client.pages.areas import Row, everything
from map_client.pages.counted import residents
from map_client.pages.municipality import bars
from spatial.law import rules
from spatial.law.rules import DesignationCategory as Category
from spatial.layers import figures, progress
from spatial.layers.catalogue import DESIGNATIONS
from spatial.layers.figures import ListTotals, Sum
from spatial.models import DesignationList, Source, changes, completeness
from spatial.models.area import REGION_NAMES, REGION_OF
from spatial.models.completeness import CategoryCompleteness, ListCompleteness

COUNTRY = "0000"
MEMBERS: dict[str, tuple[str, ...]] = {COUNTRY: tuple(REGION_OF)} | {
    region: tuple(code for code, own in REGION_OF.items() if own == region)
    for region in REGION_NAMES
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One category of one list.

    `official` is the list's own count, nested; `strictest` that without those of a stricter
    category, both None while unknown. `named` and `residents` are of the strictest too.
    """

    category: Category
    many: str
    kind: Kind
    depth: int
    official: int | None
    source: Source | None
    strictest: int | None
    named: int
    residents: str
    rows: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One list. `law_changed`: it was made by another law than the one before."""

    day: str
    address: str
    law: str
    law_changed: bool
    lines: list[Line]


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region, or the country, on the latest list.

    `counts` are of named areas, by the words of the list, each with its rows. Of the areas with a
    plan `at_limit` have a target of 40 % at most, and of `reported` a share was told since.
    """

    name: str
    counts: list[tuple[int, str]]
    open: int
    residents: str
    plans: int
    at_limit: int
    reported: int
    spark: SafeString


@dataclass(frozen=True, kw_only=True)
class Known:
    """Everything the page and its file are made of, asked for once."""

    complete: list[ListCompleteness]
    totals: dict[str, list[ListTotals]]
    rows: list[Row]
    open: dict[str, list[years.Bar]]

    @property
    def latest(self) -> list[tuple[date, CategoryCompleteness]]:
        """The categories of the latest list, with its day."""
        return [(one.published_on, each) for one in self.complete[-1:] for each in one.categories]


def known() -> Known:
    complete = completeness.completeness()
    rows = everything(with_strips=False)
    through = changes.through_time(complete)
    of = {
        place: [row for row in rows if row.area.municipality_code in members]
        for place, members in MEMBERS.items()
    }
    return Known(
        complete=complete,
        totals=figures.of_places(MEMBERS, complete),
        rows=rows,
        open={place: bars(found, complete, through) for place, found in of.items()},
    )


def page() -> dict[str, Any]:
    """What denmark.html shows."""
    told = known()
    days = DesignationList.objects.in_bulk(field_name="published_on")
    at = lists.addresses(days)
    listed = list(_listed(told, days, at))
    official = [lists.bar(one) for one in told.complete]
    counted = {one.source.code: one.source for each in listed for one in each.lines if one.source}
    latest = told.complete[-1] if told.complete else None
    plans = progress.of_areas()
    return {
        "listed": list(reversed(listed)),
        "latest": listed[-1] if listed else None,
        "span": (told.complete[0].published_on, latest.published_on) if latest else None,
        "figure": years.stacked(
            official, title=_("Områder på hver liste, hvert i sin strengeste betegnelse")
        ),
        "shown_kinds": years.shown(official),
        "categories": [each.category for _on, each in told.latest],
        "regions": list(_regions(told, plans)),
        "moves": denmark_moves.moves(told.complete, at),
        "plans": plan_progress.part(plans, {row.area.pk: row for row in told.rows}),
        "page": {"numbers": {code: at for at, code in enumerate(counted, 1)}},
        "sources": list(counted.values()),
    }


def _listed(
    told: Known, days: Mapping[date, DesignationList], at: Mapping[date, str]
) -> Iterator[Listed]:
    before = ""
    totals = {one.list.published_on: one for one in told.totals[COUNTRY]}
    for complete in told.complete:
        on = complete.published_on
        law = rules.law_on(on)
        named = {each.category: each.strictest for each in totals[on].categories} if totals else {}
        strictest = dict(lists.bar(complete).parts)
        yield Listed(
            day=day(days[on]),
            address=at[on],
            law=law.title,
            law_changed=bool(before) and before != law.id,
            lines=[
                _line(each, on, strictest, named.get(each.category)) for each in complete.categories
            ],
        )
        before = law.id


def _line(
    each: CategoryCompleteness, on: date, strictest: Mapping[Category, int], named: Sum | None
) -> Line:
    return Line(
        category=each.category,
        many=completeness.MANY[each.category],
        kind=KIND_OF[each.category],
        depth=len(rules.nested(each.category, on)) - 1,
        official=each.official,
        source=each.source,
        strictest=strictest.get(each.category),
        named=named.areas if named else 0,
        residents=residents([named] if named else []),
        rows=rows_of(list_date=on.isoformat(), category=each.category.value),
    )


def rows_of(**filters: str) -> str:
    """Where the rows are that a number is counted from."""
    items = reverse("items", kwargs={"collection_id": DESIGNATIONS.id})
    return f"{items}?{urlencode({**filters, 'skipGeometry': 'true', 'f': 'html'})}"


def _regions(told: Known, plans: Sequence[progress.AreaProgress]) -> Iterator[Region]:
    """The regions in their order, and the country."""
    for place in (*REGION_NAMES, COUNTRY):
        name = _name(place)
        latest = told.totals[place][-1] if told.totals[place] else None
        of = {each.category: each.strictest for each in latest.categories} if latest else {}
        bars_here = told.open[place]
        planned = [one for one in plans if one.plan.area.municipality_code in MEMBERS[place]]
        targets = [one.progress.target_pct for one in planned]
        yield Region(
            name=name,
            counts=[
                (of[each.category].areas if each.category in of else 0, _rows_in(place, each, on))
                for on, each in told.latest
            ],
            open=bars_here[-1].open if bars_here else 0,
            residents=residents(of.values()),
            plans=len(planned),
            at_limit=sum(one is not None and one <= plan_progress.LIMIT_PCT for one in targets),
            reported=sum(one.reported for one in planned),
            spark=years.spark(
                bars_here, title=_("Områder på listerne, %(place)s") % {"place": name}
            )
            if bars_here
            else SafeString(""),
        )


def _name(place: str) -> str:
    return REGION_NAMES.get(place) or _("Danmark")


def _rows_in(place: str, each: CategoryCompleteness, on: date) -> str:
    here = {"list_date": on.isoformat(), "category": each.category.value}
    if place == COUNTRY:
        return rows_of(**here)
    codes = ", ".join(f"'{code}'" for code in MEMBERS[place])
    return rows_of(**here, filter=f"municipality_code IN ({codes})")


def _heads() -> list[str]:
    return [
        _("listens dato"),
        _("sted"),
        _("kode"),
        _("betegnelse"),
        _("områder ifølge listen (antal, med de strengere)"),
        _("områder ifølge listen (antal, strengeste)"),
        _("navngivne områder (antal, strengeste)"),
        _("navngivne områder (antal, med de strengere)"),
        _("beboere i de navngivne (personer, strengeste)"),
        _("områder uden kendt beboertal (antal)"),
        _("måske på listen (antal, i alt på stedet)"),
        _("kilder"),
    ]


def file() -> tuple[list[str], list[list[Any]]]:
    """The same as heads and lines: a list, a place and a category each. None is unknown."""
    told = known()
    titles = dict(Source.objects.values_list("code", "title"))
    return _heads(), [line for place in MEMBERS for line in _lines(place, told, titles)]


def _lines(place: str, told: Known, titles: Mapping[str, str]) -> Iterator[list[Any]]:
    totals = {one.list.published_on: one.categories for one in told.totals[place]}
    opened = dict(zip((one.published_on for one in told.complete), told.open[place], strict=True))
    for complete in told.complete:
        on = complete.published_on
        of = defaultdict(lambda: None, {each.category: each for each in totals.get(on, ())})
        strictest = dict(lists.bar(complete).parts)
        year_only = complete.date_precision == DesignationList.DatePrecision.YEAR
        for each in complete.categories:
            here, whole = of[each.category], place == COUNTRY
            sources = [*(here.counts_in.sources if here else ())]
            sources += [each.source.code] if whole and each.source else []
            yield [
                *(
                    on.year if year_only else on,
                    _name(place),
                    place,
                    each.category.value,
                ),
                *((each.official, strictest.get(each.category)) if whole else (None, None)),
                *((here.strictest.areas, here.counts_in.areas) if here else (0, 0)),
                here.strictest.residents if here and here.strictest.areas else None,
                here.strictest.residents_unknown if here else 0,
                opened[on].open,
                " | ".join(titles[code] for code in dict.fromkeys(sources)),
            ]
