"""An area's development plan in words: what it contains, how far it is, what follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from map_client import words
from map_client.drawings import charts
from map_client.pages.plan_measures import (
    PRECISION,
    Figure,
    Measure,
    Told,
    measure,
    source_of,
    years,
)
from spatial.models import DevelopmentPlan, FamilyShare, Source
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
        heading="Planen, som allongen ændrer" if changed else "Den tidligere plan",
        summary=told["summary"],
        facts=tuple(_facts(told)),
        note=told["note"] or "",
        source=source_of(told["source"]),
        measures=tuple(map(measure, told["measures"])),
    )


def _facts(told: Told) -> Iterator[str]:
    target, year = told["target_share_pct"], told["target_year"]
    if target is not None:
        until = f" i {year}" if year else ""
        yield f"Almene familieboliger skal udgøre højst {_percent(target)} af boligerne{until}."
    elif told["kind"] == DevelopmentPlan.Kind.REVISED:
        yield "Den reviderede plan nævner ikke selv et mål for andelen af familieboliger."
    elif told["kind"] != DevelopmentPlan.Kind.ADDENDUM:
        yield "Planens mål for andelen af familieboliger er ikke kendt."
    if told["dispensation"]:
        yield "Ministeren har givet dispensation fra kravet om højst 40 %."
    days = [
        f"{word} {told[key]['text']}"
        for word, key in (("vedtaget", "adopted_on"), ("godkendt", "approved_on"))
        if told[key]
    ]
    if days:
        yield f"{words.capital(words.joined(days))}."
    if told["parties"]:
        yield f"Parter: {told['parties']}."


def _percent(value: float) -> str:
    return words.percent(value)


def _bars(story: Told) -> Iterator[Bar]:
    """Baseline, latest and target, if any of them is known."""
    told = story["progress"]
    target = told["target_pct"]
    baseline, latest = told["baseline"], told["latest"]
    if latest == baseline:
        latest = None
    for label, share in (("Udgangspunkt", baseline), ("Senest kendt", latest)):
        if share:
            when = f", {share['as_of']['text']}" if share["as_of"] else ""
            made = ", beregnet af boligtallene" if share["computed"] else ""
            told_by = _told_by(share, story["shares"])
            about = PRECISION[told_by["precision"]] if told_by else ""
            yield Bar(
                label=f"{label}{when}{made}",
                amount=f"{about}{_percent(share['pct'])}",
                bar=charts.share_bar(share["pct"], target),
                source=source_of(told_by["source"]) if told_by else None,
            )
    if target is not None:
        year = f" i {told['target_year']}" if told["target_year"] else ""
        yield Bar(
            label=f"Mål{year}",
            amount=f"højst {_percent(target)}",
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
        said.append(f"Andelen er {_moved(moved)} fra det første til det seneste daterede tal.")
    if needed is not None and needed < 0:
        known = told["latest"] or told["baseline"]
        since = f" fra {known['as_of']['text']}" if known and known["as_of"] else ""
        until = f" til {told['target_year']}" if told["target_year"] else ""
        said.append(f"Målet kræver, at den falder {_points(needed)} om året, regnet{since}{until}.")
    elif needed is not None:
        said.append("Målet er nået.")
    if not said and told["target_pct"] is not None:
        said.append(
            "Hvor hurtigt andelen ændrer sig, kan ikke siges: der er ikke fundet daterede tal nok."
        )
    return " ".join(said)


def _moved(rate: float) -> str:
    if not rate:
        return "uændret"
    return f"{'faldet' if rate < 0 else 'steget'} {_points(rate)} om året"


def _points(rate: float) -> str:
    return f"{words.number(abs(Decimal(str(rate))), 1)}{words.SPACE}procentpoint"


def _share(told: Told) -> Figure:
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    remark = f". {told['remark']}" if told["remark"] else ""
    label = FamilyShare.Status(told["status"]).label
    amount = f"{PRECISION[told['precision']]}{_percent(told['pct'])}"
    return Figure(text=f"{label}{when}: {amount}{remark}", source=source_of(told["source"]))


def _dwellings(told: Told) -> Figure:
    part = f" ({told['part']})" if told["part"] else ""
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    remark = f". {told['remark']}" if told["remark"] else ""
    amount = f"{PRECISION[told['precision']]}{words.number(told['count'])}"
    return Figure(
        text=f"{told['title']}{part}: {amount}, {told['status']}{when}{remark}",
        source=source_of(told["source"]),
    )


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
    when = told["happened_on"]
    text = f"{words.capital(when['text'])}: {told['text']}" if when else told["text"]
    return Figure(text=text, source=source_of(told["source"]))


def _holistic(told: Told) -> Figure:
    span = years(told["year_from"], told["year_to"])
    grant = told["grant_dkk"]
    support = f"støtte {words.number(Decimal(str(grant)))}{words.SPACE}kr." if grant else ""
    about = ", ".join(filter(None, [told["organisation"], span, told["stage"], support]))
    note = f". {told['note']}" if told["note"] else ""
    return Figure(
        text=f"{told['title']}{f': {about}' if about else ''}{note}",
        source=source_of(told["source"]),
    )
