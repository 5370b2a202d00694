"""What the card says about one area: facts with their date and source, in plain Danish."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from map_client import words
from map_client.areas import UNLISTED, Kind, kind_of
from map_client.drawings import plans
from spatial.law import rules
from spatial.layers import query
from spatial.layers.catalogue import BUILDINGS
from spatial.models import (
    BoundaryMethod,
    Building,
    BuildingState,
    DesignationList,
    PublishedArea,
    Reliability,
    Source,
)

MOST_BUILDINGS = 2000  # drawn in a plan; the largest area known has some hundreds

METHOD_WORDS: dict[BoundaryMethod, words.Text] = {
    BoundaryMethod.CADASTRE: gettext_lazy("Følger matrikelkortet"),
    BoundaryMethod.SKETCH: gettext_lazy("Tegnet ind i hånden"),
    BoundaryMethod.APPROXIMATE: gettext_lazy("Omtrentligt, ikke områdets virkelige grænse"),
}
# Names that lists used until 2020: shown as the list's own words, never as today's.
WORDS_OF_THE_TIME = frozenset(rules.SUCCESSOR)


@dataclass(frozen=True, kw_only=True)
class Card:
    """An area's facts; None or "" where nothing is known, which the page says."""

    area: PublishedArea
    kind: Kind
    designation: str
    list_words: str
    residents: str
    residents_list: str
    residents_source: Source | None
    first_listed: str
    outline: str
    outline_source: Source | None
    plan: SafeString
    states: list[tuple[BuildingState, str, int]]
    buildings: int
    schematic: bool


def card(area: PublishedArea) -> Card:
    """Everything the card shows of `area`."""
    lists = {each.published_on: each for each in DesignationList.objects.all()}
    sources = Source.objects.in_bulk(
        [code for code in (area.residents_source, area.source) if code], field_name="code"
    )
    buildings = list(_standing(area)[:MOST_BUILDINGS])
    footprints = [plans.Footprint(geometry=b.geometry, state=b.state) for b in buildings]
    return Card(
        area=area,
        kind=kind_of(area),
        designation=_designation(area, lists),
        list_words=_list_words(area),
        residents="" if area.residents is None else words.number(area.residents),
        residents_list=day(lists.get(area.residents_date)),
        residents_source=sources.get(area.residents_source),
        first_listed=day(lists.get(area.first_listed)),
        outline=_outline(area),
        outline_source=sources.get(area.source),
        plan=_plan(area, footprints),
        states=plans.states(footprints),
        buildings=len(buildings),
        schematic=any(b.source.reliability == Reliability.SCHEMATIC for b in buildings),
    )


def day(published: DesignationList | None) -> str:
    """The day of a list in words, or its year when the day is not known. "" for None."""
    if published is None:
        return ""
    if published.date_precision == DesignationList.DatePrecision.YEAR:
        return str(published.published_on.year)
    return words.day(published.published_on)


def _standing(area: PublishedArea) -> QuerySet[Building]:
    """The area's buildings in their state of today; the demolished too, as memory."""
    return (
        Building.objects.filter(query.standing(BUILDINGS), area_id=area.pk)
        .select_related("source")
        .order_by("pk")
    )


def _designation(area: PublishedArea, lists: dict) -> str:
    """The latest known designation as a heading."""
    if area.category_date is None:
        return str(UNLISTED.label)
    when = day(lists.get(area.category_date))
    if area.current_category:
        called = area.get_current_category_display()
        return _("{category} på listen fra {day}").format(category=called, day=when)
    return _("Tidligere på en liste, senest på listen fra {day}").format(day=when)


def _list_words(area: PublishedArea) -> str:
    """What the latest list that names the area called it then, if the heading does not say."""
    if not area.category or area.current_category:
        return ""
    if area.category in WORDS_OF_THE_TIME:
        said = _("Listens betegnelse dengang: {category} ({year})")
    else:
        said = _("Betegnelse på listen: {category} ({year})")
    return said.format(category=words.called(area.category), year=area.category_date.year)


def _outline(area: PublishedArea) -> str:
    """How the outline was made and how far off it may be."""
    if not area.boundary_method:
        return ""
    method = METHOD_WORDS[BoundaryMethod(area.boundary_method)]
    if area.precision_m is None:
        return _("{method}. Usikkerheden er ukendt.").format(method=method)
    said = _("{method}. Det kan ligge op til {distance} forkert.")
    return said.format(method=method, distance=words.metres(area.precision_m))


def _plan(area: PublishedArea, footprints: list[plans.Footprint]) -> SafeString:
    title = ngettext(
        "Plan af {area}: {number} bygning", "Plan af {area}: {number} bygninger", len(footprints)
    )
    return plans.ground_plan(
        area.geometry,
        footprints,
        approximate=area.boundary_method == BoundaryMethod.APPROXIMATE,
        title=title.format(area=area.name, number=len(footprints)),
    )
