"""What the card says about one area: facts with their date and source, in plain Danish."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from map_client import areas, when, words
from map_client.areas import FORMER, Kind
from map_client.drawings import plans
from spatial.law import rules
from spatial.law.rules import Indicator
from spatial.layers import query
from spatial.models import (
    AreaBoundary,
    BoundaryMethod,
    Building,
    BuildingState,
    DesignationList,
    IndicatorValue,
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


def card(
    area: PublishedArea, history: when.History | None = None, year: when.Year | None = None
) -> Card:
    """Everything the card shows of `area`: in a year, or its latest state and today's buildings."""
    history = history or when.history()
    at = year or history.newest
    said = history.said(area.pk, at)
    lists = DesignationList.objects.in_bulk(field_name="published_on")
    residents = _residents(area, at)
    outline = _outline_in(area, year)
    buildings = list(_standing(area, year.midsummer if year else query.today())[:MOST_BUILDINGS])
    footprints = [plans.Footprint(geometry=b.geometry, state=b.state) for b in buildings]
    return Card(
        area=area,
        kind=areas.kind_in(said, at),
        designation=_designation(said, at, lists),
        list_words=_list_words(said, at),
        residents=words.number(residents.value) if residents else "",
        residents_list=day(lists.get(residents.list_id)) if residents else "",
        residents_source=residents.source if residents else None,
        first_listed=day(lists.get(area.first_listed)),
        outline=_outline(outline),
        outline_source=outline.source if outline else None,
        plan=_plan(area.name, outline, footprints),
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


def _residents(area: PublishedArea, year: when.Year) -> IndicatorValue | None:
    """The newest number of residents up to a year's list."""
    if year.list is None:
        return None
    known = IndicatorValue.objects.filter(
        area=area.pk,
        indicator=Indicator.RESIDENTS,
        value__isnull=False,
        list__lte=year.list.published_on,
    )
    return known.select_related("source").order_by("-list").first()


def _outline_in(area: PublishedArea, year: when.Year | None) -> AreaBoundary | None:
    """The outline in force on the day of a year's list; the newest where none was."""
    outlines = AreaBoundary.objects.filter(area=area.pk).select_related("source")
    newest = outlines.order_by("-valid_from").first()
    if year is None or year.list is None:
        return newest
    on = year.list.published_on
    interval = query.Interval(first=on, last=on)
    then = outlines.filter(query.valid_during(("valid_from", "valid_to"), interval))
    return then.first() or newest


def _standing(area: PublishedArea, on: query.Interval) -> QuerySet[Building]:
    """The area's buildings in their state of one day; the demolished too, as memory."""
    return (
        Building.objects.filter(query.valid_during(("valid_from", "valid_to"), on), area=area.pk)
        .select_related("source")
        .order_by("pk")
    )


def _designation(said: areas.Said, year: when.Year, lists: dict) -> str:
    """The designation in a year as a heading."""
    if said is None:
        return areas.unlisted(year)
    on, entry = said
    given = {"word": areas.called(entry.category), "day": day(lists.get(on))}
    if areas.kind_in(said, year) is FORMER:
        return _("Tidligere på en liste, senest på listen fra %(day)s") % given
    return _("%(word)s på listen fra %(day)s") % given


def _list_words(said: areas.Said, year: when.Year) -> str:
    """What the latest list that names the area called it then, if the heading does not say."""
    if said is None:
        return ""
    on, entry = said
    former = areas.kind_in(said, year) is FORMER
    given = {"word": words.called(entry.category), "year": on.year}
    if entry.category in rules.SUCCESSOR and not former:
        successor = words.called(rules.SUCCESSOR[entry.category])
        return _("Listens eget ord; siden 2021 %(word)s.") % {"word": successor}
    if entry.category in rules.SUCCESSOR:
        return _("Listens betegnelse dengang: %(word)s (%(year)s)") % given
    return _("Betegnelse på listen: %(word)s (%(year)s)") % given if former else ""


def _outline(outline: AreaBoundary | None) -> str:
    """How the outline was made and how far off it may be."""
    if outline is None:
        return ""
    method = METHOD_WORDS[BoundaryMethod(outline.method)]
    if outline.precision_m is None:
        return _("{method}. Usikkerheden er ukendt.").format(method=method)
    said = _("{method}. Det kan ligge op til {distance} forkert.")
    return said.format(method=method, distance=words.metres(outline.precision_m))


def _plan(name: str, outline: AreaBoundary | None, footprints: list[plans.Footprint]) -> SafeString:
    title = ngettext(
        "Plan af {area}: {number} bygning", "Plan af {area}: {number} bygninger", len(footprints)
    )
    return plans.ground_plan(
        outline.geometry if outline else None,
        footprints,
        approximate=outline is not None and outline.method == BoundaryMethod.APPROXIMATE,
        title=title.format(area=name, number=len(footprints)),
    )
