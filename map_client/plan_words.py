"""An area's development plan in words: what it contains, how far it is, what follows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from map_client import charts, words
from spatial.models import MeasureFigure, Source

Told = dict[str, Any]  # one of the dicts of spatial.layers.plans.plan_story
_PRECISION = {"præcis": "", "cirka": "ca. ", "mindst": "mindst ", "højst": "højst "}
_STATUS = {"udgangspunkt": "Udgangspunkt", "faktisk": "Faktisk", "planlagt": "Planlagt"}
_SHARE = {"udgangspunkt": "Udgangspunkt", "indberettet": "Indberettet", "ventet": "Ventet"}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure as a line of text, and where it is from."""

    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of the share of family dwellings."""

    label: str
    amount: str
    bar: SafeString
    source: Source | None


@dataclass(frozen=True, kw_only=True)
class Measure:
    title: str
    about: str
    planned: str
    done: str
    differ: bool
    figures: tuple[Figure, ...]


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


def plan_part(story: Told) -> PlanPart:
    """`story` as spatial.layers.plans tells it."""
    return PlanPart(
        plans=tuple(map(_plan, story["plans"])),
        bars=tuple(_bars(story)),
        pace=_pace(story["progress"]),
        shares=tuple(map(_share, story["shares"])),
        dwellings=tuple(map(_dwellings, story["dwellings"])),
        steps=tuple(_steps(story)) if story["plans"] else (),
        holistic=tuple(map(_holistic, story["holistic_plans"])),
    )


def _source(told: Told) -> Source:
    return Source(**told)


def _plan(told: Told) -> Plan:
    return Plan(
        heading=words.capital(told["kind"]),
        summary=told["summary"],
        facts=tuple(_facts(told)),
        note=told["note"] or "",
        source=_source(told["source"]),
        measures=tuple(map(_measure, told["measures"])),
    )


def _facts(told: Told) -> Iterator[str]:
    target, year = told["target_share_pct"], told["target_year"]
    if target is not None:
        until = f" i {year}" if year else ""
        yield f"Almene familieboliger skal udgøre højst {_percent(target)} af boligerne{until}."
    elif told["kind"] != "allonge":
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


def _measure(told: Told) -> Measure:
    figures = told["figures"]
    years = _years(told["year_from"], told["year_to"])
    about = ", ".join(filter(None, [told["description"], told["place"], years]))
    return Measure(
        title=told["title"],
        about=about,
        planned=_planned(figures),
        done=_done(figures),
        differ=told["figures_differ"],
        figures=tuple(_figure(one) for one in figures)
        or (Figure(text="Uden tal", source=_source(told["source"])),),
    )


def _planned(figures: Sequence[Told]) -> str:
    """What is planned now: "24 eller 36 boliger, kilderne er uenige"."""
    amounts = list(dict.fromkeys(map(_amount, _in_force(figures))))
    if not amounts:
        return "antal ikke kendt"
    return f"{words.joined(amounts, 'eller')} boliger" + (
        ", kilderne er uenige" if len(amounts) > 1 else ""
    )


def _in_force(figures: Sequence[Told]) -> list[Told]:
    """The newest planned figures, those within their date, and the undated."""
    planned = [
        one
        for one in figures
        if one["status"] == MeasureFigure.Status.PLANNED and one["units"] is not None
    ]
    newest = max((one["as_of"]["date"] for one in planned if one["as_of"]), default="")
    return [
        one for one in planned if one["as_of"] is None or newest.startswith(one["as_of"]["date"])
    ]


def _done(figures: Sequence[Told]) -> str:
    """The newest report of what is done; "" where none is known."""
    done = [one for one in figures if one["status"] == MeasureFigure.Status.DONE]
    if not done:
        return ""
    newest = max(done, key=lambda one: one["as_of"]["date"] if one["as_of"] else "")
    when = f" ({newest['as_of']['text']})" if newest["as_of"] else ""
    if newest["units"] is None:
        return f"meldt udført{when}"
    return f"{_amount(newest)} boliger{when}"


def _figure(told: Told) -> Figure:
    amount = "uden antal" if told["units"] is None else f"{_amount(told)} boliger"
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    remark = f". {told['remark']}" if told["remark"] else ""
    return Figure(
        text=f"{words.capital(told['status'])}: {amount}{when}{remark}",
        source=_source(told["source"]),
    )


def _amount(told: Told) -> str:
    least, most = told["units"], told["units_most"]
    span = f"{words.number(least)}–{words.number(most)}" if most else words.number(least)
    return f"{_PRECISION[told['precision']]}{span}"


def _years(first: int | None, last: int | None) -> str:
    if first and last:
        return f"{first}" if first == last else f"{first}–{last}"
    return f"fra {first}" if first else f"til {last}" if last else ""


def _percent(value: float) -> str:
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return f"{words.number(exact, 0 if whole else 1)}{words.SPACE}%"


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
            yield Bar(
                label=f"{label}{when}{made}",
                amount=_percent(share["pct"]),
                bar=charts.share_bar(share["pct"], target),
                source=_source_of(share, story["shares"]),
            )
    if target is not None:
        yield Bar(
            label=f"Mål{f' i {told['target_year']}' if told['target_year'] else ''}",
            amount=f"højst {_percent(target)}",
            bar=charts.share_bar(target, None, aim=True),
            source=next(
                (
                    _source(plan["source"])
                    for plan in story["plans"]
                    if plan["target_share_pct"] == target
                ),
                None,
            ),
        )


def _source_of(share: Told, shares: Iterable[Told]) -> Source | None:
    same = (
        one for one in shares if one["pct"] == share["pct"] and one["as_of"] == share["as_of"]
    )
    return next((_source(one["source"]) for one in same), None)


def _pace(told: Told) -> str:
    """How fast the share moves, and how fast it would have to."""
    moved, needed = told["moved_per_year"], told["needed_per_year"]
    said = []
    if moved is not None:
        said.append(f"Andelen er {_moved(moved)} mellem de to senest daterede tal.")
    if needed is not None and needed < 0:
        said.append(f"Målet kræver, at den falder {_points(needed)} om året.")
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
    label = _SHARE.get(told["status"], "Mål")
    amount = f"{_PRECISION[told['precision']]}{_percent(told['pct'])}"
    return Figure(text=f"{label}{when}: {amount}{remark}", source=_source(told["source"]))


def _dwellings(told: Told) -> Figure:
    part = f" ({told['part']})" if told["part"] else ""
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    remark = f". {told['remark']}" if told["remark"] else ""
    amount = f"{_PRECISION[told['precision']]}{words.number(told['count'])}"
    status = _STATUS[told["status"]].lower()
    return Figure(
        text=f"{told['title']}{part}: {amount}, {status}{when}{remark}",
        source=_source(told["source"]),
    )


def _steps(story: Told) -> Iterator[Step]:
    happened = [step for plan in story["plans"] for step in plan["steps"]]
    for step in story["steps"]:
        events = [one for one in happened if one["step"] == step["step"]]
        yield Step(
            title=step["title"],
            text=step["text"],
            verified=step["verified"],
            events=tuple(
                Figure(
                    text=f"{words.capital(one['happened_on']['text'])}: {one['text']}"
                    if one["happened_on"]
                    else one["text"],
                    source=_source(one["source"]),
                )
                for one in events
            ),
        )


def _holistic(told: Told) -> Figure:
    years = _years(told["year_from"], told["year_to"])
    grant = told["grant_dkk"]
    support = f"støtte {words.number(Decimal(str(grant)))}{words.SPACE}kr." if grant else ""
    about = ", ".join(filter(None, [told["organisation"], years, told["stage"], support]))
    note = f". {told['note']}" if told["note"] else ""
    return Figure(
        text=f"{told['title']}{f': {about}' if about else ''}{note}",
        source=_source(told["source"]),
    )
