"""Development plans of many areas against 2030: what is known of each, and what may be summed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client import words
from map_client.areas import KINDS, Kind
from map_client.drawings import charts
from map_client.pages.areas import Row
from map_client.pages.plan_measures import about
from spatial import partial_date
from spatial.law.shares import TARGET_YEAR
from spatial.layers.progress import AreaProgress, DwellingSum, summed
from spatial.models import DwellingStock, Source

LIMIT_PCT = Decimal(40)  # § 168 a; a minister may allow more


@dataclass(frozen=True, kw_only=True)
class Line:
    """One area's plan. `share` is the latest that is known, and `share_when` when it was so."""

    slug: str
    name: str
    municipality: str
    kind: Kind
    adopted: str
    approved: str
    share: str
    share_when: str
    target: str
    target_year: str
    dispensation: bool
    bar: SafeString
    before: str
    after: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Of how many a fact is known."""

    what: str
    known: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Dwellings:
    """The family dwellings of the areas of one designation now."""

    kind: Kind
    areas: int
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class PlanProgress:
    """`at_limit` and `above` count plans by target; `reported` those with a share since."""

    lines: list[Line]
    facts: list[Fact]
    dwellings: list[Dwellings]
    before: str
    after: str
    at_limit: int
    above: int
    no_target: int
    reported: int
    year: int


def part(found: Sequence[AreaProgress], rows: Mapping[int, Row]) -> PlanProgress:
    """What is shown of areas with plans, by name. `rows` hold them by area, in Danish order."""
    order = {area: place for place, area in enumerate(rows)}
    there = sorted((one for one in found if one.area_id in order), key=lambda o: order[o.area_id])
    targets = [one.progress.target_pct for one in there]
    return PlanProgress(
        lines=[_line(one, rows[one.area_id]) for one in there],
        facts=_facts(there),
        dwellings=_dwellings(there, rows),
        before=amount(summed(one.family_before for one in there)),
        after=amount(summed(one.family_after for one in there)),
        at_limit=sum(one is not None and one <= LIMIT_PCT for one in targets),
        above=sum(one is not None and one > LIMIT_PCT for one in targets),
        no_target=sum(one is None for one in targets),
        reported=sum(one.reported for one in there),
        year=TARGET_YEAR,
    )


def _line(one: AreaProgress, row: Row) -> Line:
    told = one.progress
    share = told.latest or told.baseline
    figure = words.percent(share.pct) if share else ""
    target = told.target_pct
    return Line(
        slug=row.area.slug,
        name=row.area.name or row.area.slug,
        municipality=row.area.municipality_name or row.area.municipality_code,
        kind=row.kind,
        adopted=_date(one.plan.adopted_on),
        approved=_date(one.plan.approved_on),
        share=about(figure, one.told.precision) if one.told else figure,
        share_when=_when(one),
        target=words.percent(target) if target is not None else "",
        target_year=str(told.target_year or ""),
        dispensation=one.dispensation,
        bar=charts.share_bar(float(share.pct), float(target) if target is not None else None)
        if share
        else SafeString(""),
        before=_count(one.family_before),
        after=_count(one.family_after),
        source=one.plan.source,
    )


def _date(text: str | None) -> str:
    return partial_date.in_words(text) if text else ""


def _when(one: AreaProgress) -> str:
    """The date of the share that is shown, and that it is no newer than the plan's start."""
    share = one.progress.latest or one.progress.baseline
    if share is None:
        return ""
    when = partial_date.in_words(share.as_of) if share.as_of else _("uden dato")
    if one.reported or share.computed:
        return when
    return _("%(when)s, planens udgangspunkt") % {"when": when}


def _count(stock: DwellingStock | None) -> str:
    if stock is None:
        return ""
    return about(words.number(stock.count), stock.precision)


def _facts(found: Sequence[AreaProgress]) -> list[Fact]:
    asked: Iterable[tuple[str, Callable[[AreaProgress], object]]] = (
        (_("Plan: hvornår den er vedtaget"), lambda one: one.plan.adopted_on),
        (_("Plan: hvornår den er godkendt"), lambda one: one.plan.approved_on),
        (_("Plan: målet for andelen"), lambda one: one.progress.target_pct is not None),
        (_("Plan: andelen ved udgangspunktet"), lambda one: one.progress.baseline),
        (_("Plan: en andel indberettet siden"), lambda one: one.reported),
        (_("Plan: familieboliger ved udgangspunktet"), lambda one: one.family_before),
        (_("Plan: familieboliger, når planen er ført ud"), lambda one: one.family_after),
    )
    facts = [
        Fact(what=what, known=sum(bool(knows(one)) for one in found), of=len(found))
        for what, knows in asked
    ]
    measures = sum(one.measures for one in found)
    planned = sum(one.measures_planned for one in found)
    done = sum(one.measures_done for one in found)
    return [
        *facts,
        Fact(what=_("Tiltag: et planlagt antal boliger"), known=planned, of=measures),
        Fact(what=_("Tiltag: en melding om, at noget er udført"), known=done, of=measures),
    ]


def _dwellings(found: Sequence[AreaProgress], rows: Mapping[int, Row]) -> list[Dwellings]:
    """By designation now. No two kinds share an area, so that these may be added up."""
    made = []
    for kind in KINDS:
        of_kind = [one for one in found if rows[one.area_id].kind == kind]
        if of_kind:
            made.append(
                Dwellings(
                    kind=kind,
                    areas=len(of_kind),
                    before=amount(summed(one.family_before for one in of_kind)),
                    after=amount(summed(one.family_after for one in of_kind)),
                )
            )
    return made


def amount(of: DwellingSum) -> str:
    """ "ca. 9.000 i 11 af 17 områder"; "ukendt" where none is known."""
    if of.dwellings is None:
        return _("ukendt")
    return _("%(number)s i %(known)s af %(areas)s områder") % {
        "number": about(words.number(of.dwellings), of.precision),
        "known": of.known,
        "areas": of.areas,
    }
