"""What the page of one area shows: ready words and drawings, each figure with its source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from map_client import words
from map_client.areas import Kind, danish, inside_points, kind_of, words_of
from map_client.card import Card, card, day
from map_client.drawings import overview
from map_client.pages import municipality
from map_client.pages.plan_measures import Figure
from map_client.pages.plan_words import PlanPart, cited, plan_part
from map_client.pages.reasons import Reasons, reasons
from map_client.pages.timeline import (
    Period,
    key,
    list_of,
    lists_of,
    official_words,
    periods,
    years_of,
)
from map_client.pages.trends import Trend, trends
from spatial.law import rules
from spatial.layers.plans import plan_story
from spatial.models import PublishedArea, Source
from spatial.models.judging import Judged, of_area


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the area is on the small map; text, since Danish formatting would write a comma."""

    outline: str
    width: str
    height: str
    x: str
    y: str


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Another area of the municipality."""

    slug: str
    name: str
    kind: Kind
    words: str


@dataclass(frozen=True, kw_only=True)
class AreaPage:
    area: PublishedArea
    card: Card
    lead: tuple[str, ...]
    place: Place | None
    municipality_path: str
    municipality_words: str
    periods: list[Period]
    key: list[tuple[Kind, str]]
    some_off: bool
    some_unknown: bool
    official: list[tuple[str, str]]
    reasons: Reasons | None
    trends: list[Trend]
    plan: PlanPart
    plan_asked: bool
    neighbours: list[Neighbour]
    sources: list[Source]
    numbers: dict[str, int]
    citation: str


def area_page(area: PublishedArea, *, address: str, today: date) -> AreaPage:
    """Everything the page of `area` shows. `address` is the page's own, for the citation."""
    lists = of_area(area.pk)
    facts = card(area)
    story = plan_story(area.pk)
    sources = list(_cited(lists, facts, story))
    of_laws = periods(lists)
    return AreaPage(
        area=area,
        card=facts,
        lead=tuple(_lead(area, lists)),
        place=_place(area),
        municipality_words=words.municipality(area.municipality_name or ""),
        municipality_path=municipality.address(
            area.municipality_code, area.municipality_name or ""
        ),
        periods=of_laws,
        key=key(of_laws),
        some_off=any(one.on_list is False for one in lists),
        some_unknown=any(one.on_list is None for one in lists),
        official=official_words(lists),
        reasons=reasons(lists),
        trends=trends(lists),
        plan=plan_part(story, _designated(lists)),
        plan_asked=any(map(_asked_for_a_plan, lists)),
        neighbours=_neighbours(area),
        sources=sources,
        numbers={source.code: number for number, source in enumerate(sources, start=1)},
        citation=_citation(area, lists, address, today),
    )


def _cited(lists: Sequence[Judged], facts: Card, story: dict[str, Any]) -> Iterable[Source]:
    """Every source on the page once: of the lists in their order, then of the plans."""
    of_lists = [
        source
        for one in lists
        for source in (
            *([one.designation.source] if one.designation else []),
            *(row.source for row in one.values.values() if row.value is not None),
        )
    ]
    more = [each for each in (facts.residents_source, facts.outline_source) if each]
    return {source.code: source for source in (*of_lists, *cited(story), *more)}.values()


def _lead(area: PublishedArea, lists: Sequence[Judged]) -> Iterator[str]:
    """In plain words: what it is called, since when, on how many lists."""
    on = [one for one in lists if one.on_list]
    if not on:
        said = _("Ingen af de lister, der kendes her, nævner {area}.")
        yield said.format(area=area.name)
        return
    last, newer = on[-1], lists[lists.index(on[-1]) + 1 :]
    if newer:
        said = _("{area} stod senest på {list}.")
        yield said.format(area=area.name, list=list_of(last))
        yield from _since(newer)
    elif last.official:
        said = _("{area} er {category} på den seneste liste, fra {day}.")
        called = words.WITH_ARTICLE[last.official]
        yield said.format(area=area.name, category=called, day=day(last.list))
        if inside := rules.nested(last.official, last.list.published_on)[1:]:
            wider = words.joined(words.WITH_ARTICLE[each] for each in inside)
            yield _("Det er dermed også {categories}.").format(categories=wider)
    yield _how_many(lists, on)


def _since(newer: Sequence[Judged]) -> Iterator[str]:
    """What newer lists say of an area that was on an older one."""
    off = [one for one in newer if one.on_list is False]
    unknown = [one for one in newer if one.on_list is None]
    if off:
        yield _("Det stod ikke på {lists}.").format(lists=_these(off))
    if unknown:
        yield _("Om {lists} nævner det, vides ikke.").format(lists=_these(unknown))


def _these(lists: Sequence[Judged]) -> str:
    if len(lists) == 1:
        return list_of(lists[0])
    apart = lists[-1].list.published_on.year - lists[0].list.published_on.year + 1 > len(lists)
    years = words.joined(str(one.list.published_on.year) for one in lists)
    return lists_of(years if apart else years_of(lists))


def _how_many(lists: Sequence[Judged], on: Sequence[Judged]) -> str:
    said = _("Det har stået på {on} af {all} lister, først på {list}")
    if len(on) == len(lists):
        said = ngettext(
            "Det har stået på den ene liste, der kendes, {list}",
            "Det har stået på alle {all} lister, først på {list}",
            len(lists),
        )
    said = said.format(on=len(on), all=len(lists), list=list_of(on[0]))
    years = on[-1].years_on_list.number
    if on[-1] is lists[-1] and years and 1 < years < len(on):
        now = _("{lists}, og nu på {number} i træk")
        said = now.format(lists=said, number=words.small(years))
    before = [one for one in lists[: lists.index(on[-1])] if one.on_list is None]
    if not before:
        return f"{said}."
    unknown = _("Om {lists} nævner det, vides ikke.").format(lists=_these(before))
    return f"{said}. {unknown}"


def _designated(lists: Sequence[Judged]) -> Figure | None:
    """The first list on which the law asked a plan of the area."""
    for one in lists:
        if one.designation and one.official and _asked_for_a_plan(one):
            text = _("{day}: {category} på listen.").format(
                day=words.capital(day(one.list)), category=words.called(one.official)
            )
            return Figure(text=text, source=one.designation.source)
    return None


def _asked_for_a_plan(one: Judged) -> bool:
    return rules.asks_for_a_plan(one.official, one.list.published_on)


def _place(area: PublishedArea) -> Place | None:
    row = inside_points(PublishedArea.objects.filter(pk=area.pk)).first()
    outline = overview.locator()
    if row is None or row.point is None or not outline:
        return None
    unit = overview.LOCATOR_PX
    x, y = (f"{each / unit:.1f}" for each in overview.pixels(row.point.x, row.point.y))
    width, height = (f"{side / unit:.0f}" for side in overview.SIZE)
    return Place(outline=outline, width=width, height=height, x=x, y=y)


def _neighbours(area: PublishedArea) -> list[Neighbour]:
    rows = (
        PublishedArea.objects.filter(municipality_code=area.municipality_code)
        .exclude(pk=area.pk)
        .defer("geometry")
        .order_by(danish("name"))
    )
    return [
        Neighbour(slug=row.slug, name=row.name, kind=kind_of(row), words=words_of(row))
        for row in rows
    ]


def _citation(area: PublishedArea, lists: Sequence[Judged], address: str, today: date) -> str:
    place = f", {area.municipality_name}" if area.municipality_name else ""
    said = _("Områdekortet: {place}. {address} (set {day}).")
    if lists:
        said = _("Områdekortet: {place}. Lister {years}. {address} (set {day}).")
    return said.format(
        place=f"{area.name}{place}",
        years=years_of(lists) if lists else "",
        address=address,
        day=words.day(today).replace(words.SPACE, " "),
    )
