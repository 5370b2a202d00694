"""The table of all areas: rows, filters and order from the address, and the same as a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface
from django.contrib.gis.geos import Point
from django.db.models import Window
from django.db.models.functions import DenseRank
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from map_client import areas, quoted, words
from map_client.areas import KINDS, Kind, danish
from map_client.card import day
from map_client.pages.criteria import SHORT, Strip, strips
from map_client.words import Text
from spatial.law.rules import UNIT_OF
from spatial.law.rules import DesignationCategory as Category
from spatial.models import Designation, DesignationList, PublishedArea, Source

UP, DOWN = "op", "ned"
PLAN_WORDS = {"ja": _("Med plan"), "ukendt": _("Uden kendt plan")}


@dataclass(frozen=True, kw_only=True)
class Row:
    """An area as one line. `rank` is its place by municipality, `then` what the list that was
    asked for called it."""

    area: PublishedArea
    kind: Kind
    words: str
    search: str
    rank: int
    residents: str
    residents_list: str
    first_listed: str
    point: Point | None  # inside its outline, EPSG:25832
    strip: Strip | None
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """`value` is what rows are ordered by; None, unknown, comes last either way."""

    code: str
    head: Text
    value: Callable[[Row], Any]
    number: bool = False


COLUMNS = (
    # Rows are made in the order of their names, and sorting keeps it.
    Column(code="navn", head=_("Område"), value=lambda row: 0),
    Column(code="kommune", head=_("Kommune"), value=lambda row: row.rank),
    Column(code="betegnelse", head=_("Betegnelse"), value=lambda row: KINDS.index(row.kind)),
    Column(
        code="kriterier",
        head=_("Kriterier"),
        value=lambda row: row.strip.met if row.strip else None,
    ),
    Column(code="beboere", head=_("Beboere"), value=lambda row: row.area.residents, number=True),
    Column(code="foerst", head=_("Første liste"), value=lambda row: row.area.first_listed),
    Column(code="lister", head=_("Lister"), value=lambda row: row.area.lists, number=True),
    Column(code="plan", head=_("Plan"), value=lambda row: 0 if row.area.plan else None),
)
DEFAULT = "betegnelse"  # the law's order, and in it by name


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for. Unknown values have fallen back to everything."""

    shared: areas.Asked  # what the map page is asked too: search and designations
    municipality: str = ""
    year: int | None = None
    plan: str = ""
    sort: str = DEFAULT
    descending: bool = False

    @classmethod
    def of(
        cls, query: QueryDict, *, municipalities: Iterable[str], years: Iterable[int]
    ) -> "Asked":
        """The state in `?q=&kat=&kommune=&liste=&plan=&sort=&retning=`."""
        columns = {column.code for column in COLUMNS}
        year = {str(one): one for one in years}.get(query.get("liste", ""))
        return cls(
            shared=areas.Asked.of(query),
            municipality=_one_of(query.get("kommune", ""), municipalities),
            year=year,
            plan=_one_of(query.get("plan", ""), PLAN_WORDS),
            sort=_one_of(query.get("sort", ""), columns) or DEFAULT,
            descending=query.get("retning") == DOWN,
        )

    def holds(self, row: Row) -> bool:
        """Whether a row is among those asked for, apart from the search and the list."""
        return (
            row.kind.code in self.shared.kinds
            and self.municipality in ("", row.area.municipality_code)
            and self.plan in ("", "ja" if row.area.plan else "ukendt")
        )


def _one_of(value: str, known: Iterable[str]) -> str:
    return value if value in known else ""


def everything(*, of: str = "", with_strips: bool = True) -> list[Row]:
    """All areas, or those `of` a municipality's code, in the Danish order of their names."""
    lists = DesignationList.objects.in_bulk(field_name="published_on")
    here = PublishedArea.objects.defer("geometry")
    if of:
        here = here.filter(municipality_code=of)
    rows = areas.with_names(here).annotate(
        rank=Window(DenseRank(), order_by=danish("municipality_name").asc()),
        point=PointOnSurface("geometry"),
    )
    strip = strips([row.pk for row in rows]) if with_strips else {}
    return [
        Row(
            area=row,
            kind=areas.kind_of(row),
            words=areas.words_of(row),
            search=areas.search_of(row),
            rank=row.rank,
            residents="" if row.residents is None else words.number(row.residents),
            residents_list=day(lists.get(row.residents_date)),
            first_listed=day(lists.get(row.first_listed)),
            point=row.point,
            strip=strip.get(row.pk),
        )
        for row in rows
    ]


def chosen(rows: Iterable[Row], asked: Asked) -> list[Row]:
    """The rows asked for, in the order asked for."""
    found = [row for row in areas.found(rows, asked.shared) if asked.holds(row)]
    if asked.year is not None:
        found = _on_list(found, asked.year)
    return ordered(found, asked)


def ordered(rows: Sequence[Row], asked: Asked) -> list[Row]:
    value = next(column.value for column in COLUMNS if column.code == asked.sort)
    if asked.sort == "navn":
        return list(reversed(rows)) if asked.descending else list(rows)
    known = [row for row in rows if value(row) is not None]
    # reverse=True keeps equal rows as they were: by name, also when the values go down.
    return [
        *sorted(known, key=value, reverse=asked.descending),
        *(row for row in rows if value(row) is None),
    ]


def _on_list(rows: Iterable[Row], year: int) -> list[Row]:
    """Those that the lists of `year` name, with what these called them."""
    named = Designation.objects.filter(list__published_on__year=year)
    said = dict(
        named.exclude(category=Category.NOT_LISTED).order_by("list").values_list("area", "category")
    )
    return [
        replace(row, then=f"{words.capital(words.called(said[row.area.pk]))}, {year}")
        for row in rows
        if row.area.pk in said
    ]


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column's head: `order` is its aria-sort, `query` what its link adds to the address."""

    column: Column
    order: str
    sort: str | None
    direction: str | None


def heads(asked: Asked) -> list[Head]:
    """Each column with the order that a click on its head gives."""
    return [_head(column, asked) for column in COLUMNS]


def _head(column: Column, asked: Asked) -> Head:
    here = column.code == asked.sort
    return Head(
        column=column,
        order=("descending" if asked.descending else "ascending") if here else "none",
        sort=None if column.code == DEFAULT else column.code,
        direction=DOWN if here and not asked.descending else None,
    )


def page(query: QueryDict) -> dict[str, Any]:
    """What areas.html shows, and its file holds."""
    rows = everything()
    lists = DesignationList.objects.order_by("-published_on")
    places = sorted({(row.rank, row.area.municipality_code): row for row in rows}.items())
    years = list(dict.fromkeys(one.published_on.year for one in lists))
    asked = Asked.of(query, municipalities=[code for (rank, code), row in places], years=years)
    of_year = [one for one in lists if one.published_on.year == asked.year]
    return {
        "asked": asked,
        "rows": chosen(rows, asked),
        "total": len(rows),
        "legend": areas.counts(rows),
        "municipalities": [(code, row.area.municipality_name or code) for (_, code), row in places],
        "years": years,
        "plans": PLAN_WORDS,
        "heads": heads(asked),
        "notes": quoted.notes(of_year).values(),
        "latest_list": day(lists[0]) if lists else "",
    }


def sheet(rows: Iterable[Row]) -> tuple[list[str], list[list[Any]]]:
    """The rows as a file: heads with units, and a line per area. None is unknown."""
    titles = dict(Source.objects.values_list("code", "title"))
    by_year = DesignationList.objects.filter(date_precision=DesignationList.DatePrecision.YEAR)
    year_only = set(by_year.values_list("published_on", flat=True))
    heads = [
        *("område", "kortnavn", "kommunekode", "kommune", "betegnelse nu", "seneste betegnelse"),
        *("seneste betegnelse, listens dato", "betegnelse på den valgte liste"),
        *("beboere (personer)", "beboere, listens dato", "første listes dato", "antal lister"),
        *("udviklingsplan", "kriterier, listens dato"),
    ]
    for indicator, short in SHORT.items():
        heads += [f"{short.name} ({UNIT_OF[indicator]})", f"{short.name}, kriteriet er"]
    return [*heads, "kilder"], [_line(row, titles, year_only) for row in rows]


def _line(row: Row, titles: dict[str, str], year_only: set[date]) -> list[Any]:
    def listed(on: date | None) -> date | int | None:
        """The day of a list, or its year where the day is not known."""
        return on.year if on and on in year_only else on

    area, strip = row.area, row.strip
    cells = {cell.indicator: cell for cell in strip.cells} if strip else {}
    figures: list[Any] = []
    for indicator in SHORT:
        cell = cells.get(indicator)
        figures += [cell.value, cell.verdict] if cell else [None, None]
    sources = [titles.get(area.residents_source)]
    if strip:
        sources += [strip.designation.source.title]
        sources += [cell.source.title for cell in strip.cells if cell.source]
    return [
        *(area.name, area.slug, area.municipality_code, area.municipality_name),
        *(area.current_category, area.category, listed(area.category_date)),
        row.then,
        *(area.residents, listed(area.residents_date), listed(area.first_listed)),
        *(area.lists, area.plan),
        *(listed(strip.designation.list_id) if strip else None, *figures),
        " | ".join(dict.fromkeys(filter(None, sources))),
    ]
