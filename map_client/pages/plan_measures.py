"""The measures of a development plan in words: what is planned, what is done, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from map_client import words
from spatial.models import MeasureFigure, Source

Told = dict[str, Any]  # one of the dicts of spatial.layers.plans.plan_story
PRECISION = {"præcis": "", "cirka": "ca. ", "mindst": "mindst ", "højst": "højst "}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure as a line of text, and where it is from."""

    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Measure:
    title: str
    about: str
    planned: str
    done: str
    differ: bool
    figures: tuple[Figure, ...]


def source_of(told: Told) -> Source:
    return Source(**told)


def measure(told: Told) -> Measure:
    figures = told["figures"]
    span = years(told["year_from"], told["year_to"])
    if str(told["year_from"]) in (told["description"] or ""):
        span = ""  # the description has said so
    about = ", ".join(filter(None, [told["description"], told["place"], span]))
    return Measure(
        title=told["title"],
        about=about,
        planned=_planned(figures),
        done=_done(figures),
        differ=told["figures_differ"],
        figures=tuple(_figure(one) for one in figures)
        or (Figure(text="Uden tal", source=source_of(told["source"])),),
    )


def _planned(figures: Sequence[Told]) -> str:
    """What is planned now: "24 eller 36 boliger, kilderne er uenige"."""
    amounts = list(dict.fromkeys(map(amount, _in_force(figures))))
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
    return f"{amount(newest)} boliger{when}"


def _figure(told: Told) -> Figure:
    how_many = "uden antal" if told["units"] is None else f"{amount(told)} boliger"
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    remark = f". {told['remark']}" if told["remark"] else ""
    return Figure(
        text=f"{words.capital(told['status'])}: {how_many}{when}{remark}",
        source=source_of(told["source"]),
    )


def amount(told: Told) -> str:
    least, most = told["units"], told["units_most"]
    if least == 0 and not most:
        return "ingen"
    span = f"{words.number(least)}–{words.number(most)}" if most else words.number(least)
    return f"{PRECISION[told['precision']]}{span}"


def years(first: int | None, last: int | None) -> str:
    if first and last:
        return f"{first}" if first == last else f"{first}–{last}"
    return f"fra {first}" if first else f"til {last}" if last else ""
