"""The municipalities: those with areas over time, and one with its map, areas and years."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.gis.geos import Polygon
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from map_client import words
from map_client.areas import KIND_OF, KINDS, danish
from map_client.card import day
from map_client.drawings import overview, plans, years
from map_client.pages import municipality_beside
from map_client.pages.areas import Row, everything
from map_client.pages.counted import at_least, residents
from map_client.pages.lists import addresses
from spatial.law import rules
from spatial.law.rules import DesignationCategory as Category
from spatial.layers import figures, places
from spatial.models import (
    BuildingState,
    DesignationList,
    Municipality,
    Reliability,
    Source,
    changes,
    completeness,
)
from spatial.models.area import SRID
from spatial.models.completeness import ListCompleteness
from spatial.models.names import slug
from spatial.models.place import Place

SYMBOL = 1.5  # scale of a symbol, which is some 12 drawing units at 1


@dataclass(frozen=True, kw_only=True)
class Line:
    """A municipality in the table: `now` are counts nested, by the words of the latest list."""

    code: str
    name: str
    now: tuple[str, ...]
    ever: int
    spark: SafeString

    @property
    def address(self) -> str:
        return address(self.code, self.name)


def address(code: str, name: str) -> str:
    return reverse("page-municipality", kwargs={"code": code, "name": slug(name)})


def index() -> dict[str, Any]:
    """What municipalities.html shows."""
    rows = everything(with_strips=False)
    lists = list(DesignationList.objects.order_by("published_on"))
    complete = completeness.completeness()
    through = changes.through_time(complete)
    categories = [each.category for each in complete[-1].categories] if complete else []
    of: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.rank):
        of[row.area.municipality_code].append(row)
    there = list(places.municipalities().defer("geometry").order_by(danish("name")))
    return {
        "words": [(word, KIND_OF[word]) for word in categories],
        "lines": [
            _line(code, found, complete, through)
            for code, found in of.items()
            if any(row.area.category_date for row in found)
        ],
        "others": [
            (one.name, address(one.code, one.name))
            for one in there
            if not any(row.area.category_date for row in of.get(one.code, ()))
        ],
        "span": f"{lists[0].published_on.year}–{lists[-1].published_on.year}" if lists else "",
        "latest_list": day(lists[-1]) if lists else "",
        "note": completeness.notes(lists[-1:]).get(lists[-1].published_on) if lists else "",
    }


def _line(
    code: str,
    found: Sequence[Row],
    complete: Sequence[ListCompleteness],
    through: Mapping[int, Mapping[date, Place]],
) -> Line:
    name = found[0].area.municipality_name or code
    now: Counter[Category] = Counter()
    for row in found:
        if row.area.current_category:
            current = Category(row.area.current_category)
            now.update(rules.nested(current, row.area.category_date))
    return Line(
        code=code,
        name=name,
        now=tuple(at_least(now[each.category], each) for each in complete[-1].categories),
        ever=sum(bool(row.area.category_date) for row in found),
        spark=years.spark(bars(found, complete, through), title=f"Områder på listerne, {name}"),
    )


def bars(
    found: Iterable[Row],
    complete: Iterable[ListCompleteness],
    through: Mapping[int, Mapping[date, Place]],
) -> list[years.Bar]:
    """On each list, how many areas by strictest category, and how many that it may hold too.

    Those are no more than the list has unnamed areas.
    """
    there = [through[row.area.pk] for row in found if row.area.pk in through]
    made = []
    for one in complete:
        on = [place[one.published_on] for place in there]
        sure = Counter(place.category for place in on if place.category and place.on_list)
        unsettled = sum(place.category is None for place in on)
        outermost = [each.unnamed for each in one.categories if each.within is None]
        most = unsettled if None in outermost else sum(max(0, each or 0) for each in outermost)
        made.append(
            years.Bar(
                label=str(one.published_on.year),
                law=rules.law_on(one.published_on).id,
                parts=tuple((each, sure[each]) for each in Category if sure[each]),
                open=min(unsettled, most),
            )
        )
    return made


def page(municipality: Municipality) -> dict[str, Any]:
    """What municipality.html shows of one."""
    code = municipality.code
    rows = sorted(everything(of=code), key=lambda row: KINDS.index(row.kind))
    lists = list(DesignationList.objects.order_by("published_on"))
    complete = completeness.completeness()
    through = changes.through_time(complete, [row.area.pk for row in rows])
    per_list = bars(rows, complete, through) if rows else []
    return {
        "municipality": municipality,
        "rows": rows,
        "ever": sum(bool(row.area.category_date) for row in rows),
        "now": sum(bool(row.area.current_category) for row in rows),
        "latest_list": day(lists[-1]) if lists else "",
        "map": drawing(municipality, rows),
        "figure": years.stacked(per_list, title=f"Områder på hver liste, {municipality.name}"),
        "shown_kinds": years.shown(per_list),
        "some_open": any(bar.open for bar in per_list),
        "years": _years(code, lists, per_list, complete) if rows else [],
        "buildings": _buildings(code),
        **municipality_beside.part(municipality, rows, complete),
    }


@dataclass(frozen=True, kw_only=True)
class Year:
    """One list as it stands for a municipality."""

    list: str
    address: str
    areas: str
    open: int
    residents: str


def _years(
    code: str,
    lists: Sequence[DesignationList],
    per_list: Iterable[years.Bar],
    complete: Sequence[ListCompleteness],
) -> list[Year]:
    at = addresses(one.published_on for one in lists)
    totals = {each.list: each.categories for each in figures.by_list(code, complete)}
    return [
        Year(
            list=day(one),
            address=at[one.published_on],
            areas=_areas(totals.get(one, ())) or ("ingen kendt" if bar.open else "ingen"),
            open=bar.open,
            residents=residents([each.strictest for each in totals.get(one, ())]),
        )
        for one, bar in zip(lists, per_list, strict=True)
    ]


def _areas(categories: Iterable[figures.CategoryTotal]) -> str:
    """Each area once, in its strictest category."""
    return ", ".join(
        completeness.number_of(each.category, each.strictest.areas)
        for each in categories
        if each.strictest.areas
    )


@dataclass(frozen=True, kw_only=True)
class Buildings:
    """Buildings as they stand today: each state that occurs with its number."""

    states: list[tuple[str, str]]
    schematic: bool


def _buildings(code: str) -> Buildings:
    rows = figures.buildings_by_state(code)
    number: Counter[str] = Counter()
    for row in rows:
        number[row["state"]] += row["buildings"]
    made_up = Source.objects.filter(reliability=Reliability.SCHEMATIC)
    return Buildings(
        states=[
            (state.label, words.number(number[state])) for state in BuildingState if number[state]
        ],
        schematic=made_up.filter(code__in={row["source"] for row in rows}).exists(),
    )


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Outlines as path data, and a transform for each area's symbol."""

    path: str
    neighbours: str
    symbols: list[tuple[Row, str]]


def drawing(municipality: Municipality, rows: Sequence[Row]) -> Drawing:
    """The municipality with a symbol at each area that has a place, none over another."""
    sheet = plans.Sheet.showing([municipality.geometry])
    points = {row.area.pk: row.point for row in rows if row.point}
    there = [row for row in rows if row.area.pk in points]
    at = [
        ((p.x - sheet.west) * sheet.scale, (sheet.north - p.y) * sheet.scale)
        for p in points.values()
    ]
    shifts = overview.moved_apart([(x / SYMBOL, y / SYMBOL) for x, y in at])
    return Drawing(
        path=_path(sheet, municipality),
        neighbours="".join(_path(sheet, each) for each in _beside(sheet, municipality)),
        symbols=[
            (row, f"translate({x + dx * SYMBOL:.1f} {y + dy * SYMBOL:.1f}) scale({SYMBOL})")
            for row, (x, y), (dx, dy) in reversed(list(zip(there, at, shifts, strict=True)))
        ],
    )


def _path(sheet: plans.Sheet, municipality: Municipality) -> str:
    """The outline, no finer than a drawing unit."""
    return sheet.path(municipality.geometry.simplify(1 / sheet.scale, preserve_topology=True))


def _beside(sheet: plans.Sheet, municipality: Municipality) -> QuerySet[Municipality]:
    """What else of the country lies on the sheet: without it the neighbours would be sea."""
    east = sheet.west + plans.WIDTH / sheet.scale
    south = sheet.north - plans.HEIGHT / sheet.scale
    window = Polygon.from_bbox((sheet.west, south, east, sheet.north))
    window.srid = SRID
    now = Municipality.objects.filter(valid_to__isnull=True, geometry__bboverlaps=window)
    return now.exclude(pk=municipality.pk).order_by("code")
