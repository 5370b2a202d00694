"""The areas as the map page lists them: symbol, words, search."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from django.contrib.gis.db.models.functions import Envelope, PointOnSurface, Transform
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Collate, DenseRank
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from map_client import when, words
from map_client.drawings.palette import PALETTE
from map_client.words import Text
from spatial.law import rules
from spatial.law.rules import DesignationCategory as Category
from spatial.layers.symbology import outline_path
from spatial.models import AreaName, PublishedArea
from spatial.models.names import DANISH_ORDER, folded

NONE_CHOSEN = "ingen"  # ?kat=ingen: every box is unticked
SORTS = ("navn", "kommune")  # and "", the law's order


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One symbol of the map. `code` is its word in the URL, `category` its key in the palette."""

    code: str
    category: str
    label: Text = field(compare=False)

    @property
    def colour(self) -> str:
        return PALETTE["category"][self.category]["colour"]

    @property
    def shape(self) -> str:
        return PALETTE["category"][self.category]["shape"]

    @property
    def path(self) -> str:
        return outline_path(self.shape)


# The legal order, strictest first. A list of 2018-2020 has the same symbols as its successors.
KINDS = (
    Kind(code="omdannelse", category="omdannelsesområde", label=gettext_lazy("Omdannelsesområde")),
    Kind(code="parallel", category="parallelsamfund", label=gettext_lazy("Parallelsamfund")),
    Kind(code="udsat", category="udsat boligområde", label=gettext_lazy("Udsat boligområde")),
    Kind(
        code="forebyggelse",
        category="forebyggelsesområde",
        label=gettext_lazy("Forebyggelsesområde"),
    ),
    Kind(code="tidligere", category="", label=gettext_lazy("Tidligere på en liste")),
    Kind(code="ingenliste", category="på ingen liste", label=gettext_lazy("På ingen kendt liste")),
)
FORMER, UNLISTED = KINDS[-2:]
_BY_CATEGORY = {kind.category: kind for kind in KINDS}
KIND_OF = _BY_CATEGORY | {
    former.value: _BY_CATEGORY[now.value] for former, now in rules.SUCCESSOR.items()
}


# What a list said of an area, and the day of the list; None: no list has named it yet.
Said = tuple[date, when.Entry] | None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One row of the list, as it is in one year.

    `point` and `box` are degrees, east before north; None: no outline.
    """

    pk: int
    slug: str
    name: str
    municipality: str
    rank: int  # its municipality's place in the Danish order
    kind: Kind
    words: str
    search: str
    point: tuple[float, float] | None
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for. Unknown values have fallen back to "everything"."""

    q: str = ""
    kinds: frozenset[str] = field(default_factory=lambda: frozenset(k.code for k in KINDS))
    chosen: str = ""
    year: str = ""  # as it was written: when.History knows the years
    sort: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """The state in `?aar=&q=&kat=a,b&sort=&valgt=`; a form sends `kat` once for each box."""
        words = {code for value in query.getlist("kat") for code in value.split(",")}
        known = frozenset(kind.code for kind in KINDS)
        kinds = words & known or (frozenset() if NONE_CHOSEN in words else known)
        chosen = query.get("valgt", "")
        return cls(
            q=" ".join(query.get("q", "").split())[:80],
            kinds=kinds,
            chosen="" if "\0" in chosen else chosen,  # PostgreSQL has no such character
            year=query.get("aar", ""),
            sort=query.get("sort", "") if query.get("sort") in SORTS else "",
        )


def kind_of(area: PublishedArea) -> Kind:
    """The symbol: by the latest list, else whether any list that is known has named the area."""
    if area.current_category:
        return KIND_OF[area.current_category]
    return FORMER if area.category_date else UNLISTED


def words_of(area: PublishedArea) -> str:
    """The designation in words and its year. Names of lists before 2021 stay in the card."""
    if area.current_category:
        return f"{area.get_current_category_display()}, {area.category_date.year}"
    if area.category_date:
        said = _("Tidligere på en liste, senest {year}")
        return said.format(year=area.category_date.year)
    return str(UNLISTED.label)


def everything(
    history: when.History | None = None, year: when.Year | None = None, *, sort: str = ""
) -> list[Listed]:
    """All areas as they were in `year`, by default that of the latest list, in an order of SORTS:
    by default those on its list first, in the law's order, then by name."""
    history = history or when.history()
    year = year or history.newest
    rows = with_names(inside_points(PublishedArea.objects)).annotate(
        box=Transform(Envelope("geometry"), 4326),
        rank=Window(DenseRank(), order_by=danish("municipality_name").asc()),
    )
    listed = [_listed(row, history, year) for row in rows]
    if sort == "navn":
        return listed
    return sorted(listed, key=lambda one: one.rank if sort else KINDS.index(one.kind))


def kind_in(said: Said, year: when.Year) -> Kind:
    """The symbol in a year, by what the latest list up to it said of the area."""
    if said is None:
        return UNLISTED
    day, entry = said
    now = year.list is not None and day == year.list.published_on
    return KIND_OF[entry.category.value] if now else FORMER


def called(category: Category) -> str:
    """A list's word for an area. One that no list has any more stands in quotes, as the list's."""
    word = capfirst(words.called(category))
    return f"“{word}”" if category in rules.SUCCESSOR else word


def words_in(said: Said, year: when.Year) -> str:
    """The designation in a year in words, with the year of the list it is from."""
    if said is None:
        return unlisted(year)
    day, entry = said
    if kind_in(said, year) is FORMER:
        return _("Tidligere på en liste, senest %(year)s") % {"year": day.year}
    return f"{called(entry.category)}, {day.year}"


def with_names(rows: QuerySet) -> QuerySet:
    """`rows` in the Danish order of their names, with `names`: every name each has or had."""
    names = AreaName.objects.filter(area=OuterRef("pk")).order_by().values("area")
    named = rows.annotate(names=Subquery(names.annotate(all=ArrayAgg("name")).values("all")))
    return named.order_by(danish("name"))


def danish(column: str) -> Collate:
    """The Danish order of a column, whatever the database's own order is."""
    return Collate(F(column), DANISH_ORDER)


def inside_points(rows: QuerySet) -> QuerySet:
    """`rows` with `point` (degrees, east first) in place of their geometry."""
    return rows.defer("geometry").annotate(point=Transform(PointOnSurface("geometry"), 4326))


def unlisted(year: when.Year) -> str:
    """What is said of an area that no list up to a year names; a later one may."""
    if not year.later:
        return UNLISTED.label
    return _("På ingen kendt liste til og med %(year)s") % {"year": year.number}


def _listed(row: PublishedArea, history: when.History, year: when.Year) -> Listed:
    said = history.said(row.pk, year)
    return Listed(
        pk=row.pk,
        slug=row.slug,
        name=row.name or row.slug,
        municipality=row.municipality_name or row.municipality_code,
        rank=row.rank,
        kind=kind_in(said, year),
        words=words_in(said, year),
        search=search_of(row),
        point=(round(row.point.x, 5), round(row.point.y, 5)) if row.point else None,
        box=tuple(round(side, 5) for side in row.box.extent) if row.box else None,
    )


def search_of(row: PublishedArea) -> str:
    """What is searched in: every name of the area and its municipality, in plain letters."""
    names = getattr(row, "names", None) or []
    return folded(" ".join([*names, row.municipality_name or "", row.slug]))


class Searched(Protocol):
    """Anything with the words it is found by."""

    @property
    def search(self) -> str: ...


Found = TypeVar("Found", bound=Searched)


def found(areas: Iterable[Found], asked: Asked) -> list[Found]:
    """Those of `areas` that hold every word searched for, of whatever kind."""
    words = folded(asked.q).split()
    return [area for area in areas if all(word in area.search for word in words)]


def counts(areas: Iterable[Listed]) -> list[tuple[Kind, int]]:
    """Every kind with its number of areas. Each area counts once, in its strictest."""
    number = Counter(area.kind for area in areas)
    return [(kind, number[kind]) for kind in KINDS]
