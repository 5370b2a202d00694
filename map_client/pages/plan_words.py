"""An area's development plan in words: what it contains, how far it is, what follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from map_client import quoted, words
from map_client.drawings import charts
from map_client.pages.plan_measures import (
    Figure,
    Measure,
    Told,
    about,
    measure,
    source_of,
    years,
)
from spatial.models import DevelopmentPlan, DwellingStock, FamilyShare, Source
from spatial.models import Step as StepKind


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of the share of family dwellings."""

    label: str
    amount: str
    bar: SafeString
    source: Source | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the nine steps, with what is known to have happened."""

    title: str
    text: str
    verified: bool
    events: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    heading: str
    summary: str
    facts: tuple[str, ...]
    note: str
    source: Source
    measures: tuple[Measure, ...]


@dataclass(frozen=True, kw_only=True)
class PlanPart:
    """The section on plans. Without plans all but `holistic` and `dwellings` is empty."""

    plans: tuple[Plan, ...]
    bars: tuple[Bar, ...]
    pace: str
    shares: tuple[Figure, ...]
    dwellings: tuple[Figure, ...]
    steps: tuple[Step, ...]
    holistic: tuple[Figure, ...]


def plan_part(story: Told, designated: Figure | None) -> PlanPart:
    """`story` as spatial.layers.plans tells it, and what set off the duty to plan."""
    return PlanPart(
        plans=tuple(_plan(one, story["plans"][0]) for one in story["plans"]),
        bars=tuple(_bars(story)),
        pace=_pace(story["progress"]),
        shares=tuple(map(_share, story["shares"])),
        dwellings=tuple(map(_dwellings, story["dwellings"])),
        steps=tuple(_steps(story, designated)) if story["plans"] else (),
        holistic=tuple(map(_holistic, story["holistic_plans"])),
    )


def cited(told: Any) -> Iterator[Source]:
    """Every source in a story, or a part of it."""
    if isinstance(told, dict):
        if told.get("source"):
            yield source_of(told["source"])
        told = list(told.values())
    if isinstance(told, list):
        for part in told:
            yield from cited(part)


def _plan(told: Told, newest: Told) -> Plan:
    changed = newest["kind"] == DevelopmentPlan.Kind.ADDENDUM
    return Plan(
        heading=_("Planen, som allongen ændrer") if changed else _("Den tidligere plan"),
        summary=told["summary"],
        facts=tuple(_facts(told)),
        note=told["note"] or "",
        source=source_of(told["source"]),
        measures=tuple(map(measure, told["measures"])),
    )


def _facts(told: Told) -> Iterator[str]:
    target, year = told["target_share_pct"], told["target_year"]
    if target is not None:
        said = _("Almene familieboliger skal udgøre højst {share} af boligerne.")
        if year:
            said = _("Almene familieboliger skal udgøre højst {share} af boligerne i {year}.")
        yield said.format(share=words.percent(target), year=year)
    elif told["kind"] == DevelopmentPlan.Kind.REVISED:
        yield _("Den reviderede plan nævner ikke selv et mål for andelen af familieboliger.")
    elif told["kind"] != DevelopmentPlan.Kind.ADDENDUM:
        yield _("Planens mål for andelen af familieboliger er ikke kendt.")
    if told["dispensation"]:
        limit = words.percent(40)
        said = _("Ministeren har givet dispensation fra kravet om højst {limit}.")
        yield said.format(limit=limit)
    days = [
        said.format(day=told[key]["text"])
        for said, key in ((_("vedtaget {day}"), "adopted_on"), (_("godkendt {day}"), "approved_on"))
        if told[key]
    ]
    if days:
        yield f"{words.capital(words.joined(days))}."
    if told["parties"]:
        yield quoted.sentence(_("Parter: {parties}."), parties=quoted.of_source(told["parties"]))


def _bars(story: Told) -> Iterator[Bar]:
    """Baseline, latest and target, if any of them is known."""
    told = story["progress"]
    target = told["target_pct"]
    baseline, latest = told["baseline"], told["latest"]
    if latest == baseline:
        latest = None
    for label, share in ((_("Udgangspunkt"), baseline), (_("Senest kendt"), latest)):
        if share:
            when = share["as_of"]["text"] if share["as_of"] else ""
            made = _("beregnet af boligtallene") if share["computed"] else ""
            told_by = _told_by(share, story["shares"])
            amount = words.percent(share["pct"])
            yield Bar(
                label=", ".join(filter(None, [label, when, made])),
                amount=about(amount, told_by["precision"]) if told_by else amount,
                bar=charts.share_bar(share["pct"], target),
                source=source_of(told_by["source"]) if told_by else None,
            )
    if target is not None:
        label = _("Mål i {year}") if told["target_year"] else _("Mål")
        yield Bar(
            label=label.format(year=told["target_year"]),
            amount=_("højst {amount}").format(amount=words.percent(target)),
            bar=charts.share_bar(target, None, aim=True),
            source=_source_of_target(target, story["plans"]),
        )


def _source_of_target(target: float, plans: Iterable[Told]) -> Source | None:
    same = (one for one in plans if one["target_share_pct"] == target)
    return next((source_of(one["source"]) for one in same), None)


def _told_by(share: Told, shares: Iterable[Told]) -> Told | None:
    """The share as its source tells it; None of one that was computed."""
    same = (one for one in shares if one["pct"] == share["pct"] and one["as_of"] == share["as_of"])
    return next(same, None)


def _pace(told: Told) -> str:
    """How fast the share moves, and how fast it would have to."""
    moved, needed = told["moved_per_year"], told["needed_per_year"]
    said = []
    if moved is not None:
        said.append(_moved(moved))
    if needed is not None and needed < 0:
        said.append(_needed(told, needed))
    elif needed is not None:
        said.append(_("Målet er nået."))
    if not said and told["target_pct"] is not None:
        said.append(
            _(
                "Hvor hurtigt andelen ændrer sig, kan ikke siges: der er ikke fundet daterede tal "
                "nok."
            )
        )
    return " ".join(said)


def _needed(told: Told, rate: float) -> str:
    known = told["latest"] or told["baseline"]
    since = known["as_of"]["text"] if known and known["as_of"] else ""
    until = told["target_year"]
    said = _("Målet kræver, at den falder {points} om året.")
    if since and until:
        said = _("Målet kræver, at den falder {points} om året, regnet fra {since} til {until}.")
    elif since:
        said = _("Målet kræver, at den falder {points} om året, regnet fra {since}.")
    elif until:
        said = _("Målet kræver, at den falder {points} om året, regnet til {until}.")
    return said.format(points=words.points(rate), since=since, until=until)


def _moved(rate: float) -> str:
    said = _("Andelen er steget {points} om året fra det første til det seneste daterede tal.")
    if not rate:
        said = _("Andelen er uændret fra det første til det seneste daterede tal.")
    elif rate < 0:
        said = _("Andelen er faldet {points} om året fra det første til det seneste daterede tal.")
    return said.format(points=words.points(rate))


def _share(told: Told) -> Figure:
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    label = FamilyShare.Status(told["status"]).label
    amount = about(words.percent(told["pct"]), told["precision"])
    return Figure(
        text=quoted.remarked(f"{label}{when}: {amount}", told["remark"]),
        source=source_of(told["source"]),
    )


def _dwellings(told: Told) -> Figure:
    part = quoted.sentence(" ({})", quoted.of_source(told["part"])) if told["part"] else ""
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    status = str(DwellingStock.Status(told["status"]).label).lower()
    amount = about(words.number(told["count"]), told["precision"])
    text = quoted.sentence("{}{}: {}, {}{}", told["title"], part, amount, status, when)
    return Figure(text=quoted.remarked(text, told["remark"]), source=source_of(told["source"]))


def _steps(story: Told, designated: Figure | None) -> Iterator[Step]:
    happened = [step for plan in story["plans"] for step in plan["steps"]]
    for step in story["steps"]:
        events = [one for one in happened if one["step"] == step["step"]]
        yield Step(
            title=step["title"],
            text=step["text"],
            verified=step["verified"],
            events=(
                *([designated] if designated and step["step"] == StepKind.DESIGNATION else []),
                *map(_event, events),
            ),
        )


def _event(told: Told) -> Figure:
    when, text = told["happened_on"], quoted.of_source(told["text"])
    if when:
        text = quoted.sentence("{}: {}", words.capital(when["text"]), text)
    return Figure(text=text, source=source_of(told["source"]))


def _holistic(told: Told) -> Figure:
    title, organisation, stage = (
        quoted.of_source(told[key] or "") for key in ("title", "organisation", "stage")
    )
    grant, support = told["grant_dkk"], ""
    if grant:
        support = _("støtte {number} kr.").format(number=words.number(Decimal(str(grant))))
    span = years(told["year_from"], told["year_to"])
    more = list(filter(None, [organisation, span, stage, support]))
    text = quoted.sentence("{}: {}", title, quoted.listed(more)) if more else title
    return Figure(text=quoted.remarked(text, told["note"]), source=source_of(told["source"]))
