"""Up to four areas side by side: what is asked for, and the table of what is known of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from map_client import words
from map_client.areas import Kind, danish, inside_points, kind_of, words_of
from map_client.card import day
from map_client.pages import compare_drawings, compare_plans, compare_years
from map_client.pages.compare_drawings import Standing
from map_client.pages.plan_words import cited
from map_client.pages.reasons import Reasons, Row, latest_with_figures, reasons
from map_client.pages.timeline import list_of
from spatial.law.rules import Indicator
from spatial.layers.plans import plan_story
from spatial.models import DesignationList, PublishedArea, Source
from spatial.models.judging import Judged, of_areas

MOST = 4


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for: slugs, each once, in its order."""

    slugs: tuple[str, ...]

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """The slugs in `?o=a,b` or `?o=a&o=b`; PostgreSQL has no text with a NUL in it."""
        parts = (part.strip() for value in query.getlist("o") for part in value.split(","))
        slugs = dict.fromkeys(part[:80] for part in parts if part and "\0" not in part)
        return cls(slugs=tuple(slugs))


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a line says of one area. `state` is met, unmet, unknown, or "" where none is asked."""

    text: str
    state: str = ""
    verdict: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table. `condition`: what the law asks, where it asks the same of all."""

    head: str
    cells: tuple[Cell, ...]
    unit: str = ""
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One area with all that the lines are made of.

    `then` is what the latest list that names it called it; `without` the address without it.
    """

    area: PublishedArea
    kind: Kind
    words: str
    then: str
    lists: Sequence[Judged]
    reasons: Reasons | None
    story: dict[str, Any]
    standing: Standing
    residents_list: str
    residents_source: Source | None
    without: str


def address(slugs: Iterable[str]) -> str:
    """The page's address with those areas."""
    asked = ",".join(slugs)
    return f"{reverse('page-compare')}?o={asked}" if asked else reverse("page-compare")


def page(query: QueryDict) -> dict[str, Any]:
    """What compare.html shows."""
    asked = Asked.of(query)
    rows = {row.slug: row for row in PublishedArea.objects.filter(slug__in=asked.slugs)}
    known = [slug for slug in asked.slugs if slug in rows]
    columns = _columns([rows[slug] for slug in known[:MOST]])
    sources = list({one.code: one for one in _cited(columns)}.values())
    groups = _groups(columns) if columns else []
    return {
        "columns": columns,
        "groups": groups,
        "unknown": [slug for slug in asked.slugs if slug not in rows][:MOST],
        "left_out": [rows[slug].name for slug in known[MOST:]],
        "most": MOST,
        "slugs": known[:MOST],
        "choices": _choices(known[:MOST]) if len(known) < MOST else [],
        "selects": range(max(1, 2 - len(known))),
        "lists_differ": len({_list(one) for one in columns if one.reasons}) > 1,
        "years": compare_years.years([one.lists for one in columns]),
        "drawings": compare_drawings.drawings([one.standing for one in columns]),
        "multiples": compare_years.multiples([(one.area.name, one.lists) for one in columns]),
        "client": _client(columns),
        "page": {"numbers": {one.code: at for at, one in enumerate(sources, 1)}},
        "sources": sources,
    }


def _choices(chosen: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By municipality, both in the Danish order of their names: the areas not chosen yet."""
    rows = PublishedArea.objects.exclude(slug__in=list(chosen)).order_by(
        danish("municipality_name"), danish("name")
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for slug, name, place, code in rows.values_list(
        "slug", "name", "municipality_name", "municipality_code"
    ):
        found.setdefault(place or code, []).append((slug, name or slug))
    return list(found.items())


def _columns(areas: Sequence[PublishedArea]) -> list[Column]:
    """The areas in the order asked for."""
    judged = of_areas([one.pk for one in areas]) if areas else {}
    days = DesignationList.objects.in_bulk(field_name="published_on")
    codes = [one.residents_source for one in areas if one.residents_source]
    sources = Source.objects.in_bulk(codes, field_name="code")
    standing = compare_drawings.standing(areas)
    slugs = [one.slug for one in areas]
    return [
        Column(
            area=area,
            kind=kind_of(area),
            words=words_of(area),
            then=words.called(area.category) if area.category and not area.current_category else "",
            lists=judged[area.pk],
            reasons=reasons(judged[area.pk]),
            story=plan_story(area.pk),
            standing=standing[area.pk],
            residents_list=day(days.get(area.residents_date)),
            residents_source=sources.get(area.residents_source),
            without=address(slug for slug in slugs if slug != area.slug),
        )
        for area in areas
    ]


def _cited(columns: Iterable[Column]) -> Iterator[Source]:
    for one in columns:
        if one.residents_source:
            yield one.residents_source
        of_list = latest_with_figures(one.lists)
        if of_list:
            yield from (row.source for row in of_list.values.values() if row.value is not None)
        yield from cited(one.story)


def _groups(columns: Sequence[Column]) -> list[Group]:
    return [
        Group(title=_("Nu"), lines=(_residents(columns),)),
        Group(
            title=_("Kriterierne"),
            lines=(_lists(columns), *(_criterion(each, columns) for each in Indicator)),
        ),
        Group(
            title=_("Udviklingsplanen"),
            lines=tuple(
                Line(head=head, cells=tuple(Cell(**vars(told)) for told in cells))
                for head, cells in compare_plans.lines([(one.story, one.lists) for one in columns])
            ),
        ),
        Group(title=_("Bygningerne"), lines=(_buildings(columns),)),
    ]


def _residents(columns: Iterable[Column]) -> Line:
    cells = [
        Cell(text=_("ukendt"), state="unknown")
        if one.area.residents is None
        else Cell(
            text=words.number(one.area.residents),
            notes=(_("opgjort til listen fra %(day)s") % {"day": one.residents_list},),
            sources=(one.residents_source,) if one.residents_source else (),
        )
        for one in columns
    ]
    return Line(head=_("Beboere, det seneste tal"), unit=_("personer"), cells=tuple(cells))


def _list(column: Column) -> str:
    one = latest_with_figures(column.lists)
    return words.capital(list_of(one)) if one else ""


def _lists(columns: Iterable[Column]) -> Line:
    """Whose figures the lines below hold, for lists and limits are not the same for all."""
    nothing = Cell(text=_("ingen tal er fundet"), state="unknown")
    cells = [
        Cell(text=_list(one), notes=_result(one)) if one.reasons else nothing for one in columns
    ]
    return Line(head=_("Tallene er fra"), cells=tuple(cells))


def _result(column: Column) -> tuple[str, ...]:
    return (column.reasons.result,) if column.reasons else ()


def _criterion(indicator: Indicator, columns: Sequence[Column]) -> Line:
    rows = [_row(indicator, one) for one in columns]
    asked = {row.condition for row in rows if row}
    alike = len(asked) == 1
    cells = [_cell(indicator, row, one) for row, one in zip(rows, columns, strict=True)]
    if not alike:
        cells = [
            replace(cell, notes=(_("grænse: %(limit)s") % {"limit": row.condition}, *cell.notes))
            if row
            else cell
            for cell, row in zip(cells, rows, strict=True)
        ]
    return Line(
        head=str(indicator.label),
        unit=words.unit_of(indicator),
        condition=asked.pop() if alike else "",
        cells=tuple(cells),
    )


def _row(indicator: Indicator, column: Column) -> Row | None:
    if column.reasons is None:
        return None
    rows = (*column.reasons.gates, *column.reasons.criteria)
    return next((row for row in rows if row.label == str(indicator.label)), None)


def _cell(indicator: Indicator, row: Row | None, column: Column) -> Cell:
    one = latest_with_figures(column.lists)
    value = one.values.get(indicator) if one else None
    known = value if value and value.value is not None else None
    state = "" if row is None else {True: "met", False: "unmet", None: "unknown"}[row.met]
    return Cell(
        text=words.figure(indicator, known.value if known else None),
        state=state if known or row else "unknown",
        verdict=row.state.lower() if row and known else "",
        notes=() if row or one is None else (_("ikke et krav til betegnelsen på den liste"),),
        sources=(known.source,) if known else (),
    )


def _buildings(columns: Iterable[Column]) -> Line:
    cells = []
    for one in columns:
        there = one.standing
        number = len(there.footprints)
        if not number:
            cells.append(Cell(text=_("ingen bygninger er kendt"), state="unknown"))
            continue
        counted = ngettext("%(number)s bygning", "%(number)s bygninger", number)
        notes = [", ".join(f"{words.number(many)} {state.lower()}" for state, many in there.states)]
        if there.schematic:
            notes = [_("Skematiske: de viser, hvordan kortet virker, ikke hvad der står der.")]
        cells.append(Cell(text=counted % {"number": words.number(number)}, notes=tuple(notes)))
    return Line(head=_("Bygninger i dag"), cells=tuple(cells))


def _client(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """What the live maps need of each area that has a place: degrees, east before north."""
    rows: QuerySet = inside_points(
        PublishedArea.objects.filter(pk__in=[c.area.pk for c in columns])
    )
    points = {row.pk: row.point for row in rows if row.point}
    boxes = {c.area.pk: c.area.geometry for c in columns if c.area.geometry}
    return [
        {
            "slug": one.area.slug,
            "name": one.area.name,
            "kind": one.kind.code,
            "category": one.kind.category,
            "point": [round(points[one.area.pk].x, 5), round(points[one.area.pk].y, 5)],
            "box": [round(s, 5) for s in boxes[one.area.pk].transform(4326, clone=True).extent],
        }
        for one in columns
        if one.area.pk in points and one.area.pk in boxes
    ]
