"""The measures of a development plan in words: what is planned, what is done, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from map_client import quoted, words
from spatial.models import MeasureFigure, Precision, Source

Told = dict[str, Any]  # one of the dicts of spatial.layers.plans.plan_story
PRECISION: dict[str, words.Text] = {
    Precision.EXACT: "{amount}",
    Precision.ABOUT: gettext_lazy("ca. {amount}"),
    Precision.AT_LEAST: gettext_lazy("mindst {amount}"),
    Precision.AT_MOST: gettext_lazy("højst {amount}"),
}


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
    own = [quoted.of_source(told[key]) for key in ("description", "place") if told[key]]
    about = quoted.listed([*own, span] if span else own)
    return Measure(
        title=told["title"],
        about=about,
        planned=_planned(figures),
        done=_done(figures),
        differ=told["figures_differ"],
        figures=tuple(_figure(one) for one in figures)
        or (Figure(text=_("Uden tal"), source=source_of(told["source"])),),
    )


def _planned(figures: Sequence[Told]) -> str:
    """What is planned now: "24 eller 36 boliger, kilderne er uenige"."""
    amounts = list(dict.fromkeys(map(amount, _in_force(figures))))
    if not amounts:
        return _("antal ikke kendt")
    if len(amounts) > 1:
        said = _("{amounts} boliger, kilderne er uenige")
        return said.format(amounts=words.either(amounts))
    return dwellings(amounts[0])


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
        return _("meldt udført{when}").format(when=when)
    return f"{dwellings(amount(newest))}{when}"


def _figure(told: Told) -> Figure:
    how_many = _("uden antal") if told["units"] is None else dwellings(amount(told))
    when = f", {told['as_of']['text']}" if told["as_of"] else ""
    status = MeasureFigure.Status(told["status"]).label
    return Figure(
        text=quoted.remarked(f"{status}: {how_many}{when}", told["remark"]),
        source=source_of(told["source"]),
    )


def dwellings(amount: str) -> str:
    """ "mindst 24 boliger"."""
    return _("{amount} boliger").format(amount=amount)


def amount(told: Told) -> str:
    least, most = told["units"], told["units_most"]
    if least == 0 and not most:
        return pgettext("boliger", "ingen")
    span = f"{words.number(least)}–{words.number(most)}" if most else words.number(least)
    return about(span, told["precision"])


def about(amount: str, precision: str) -> str:
    """ "ca. 40 %", "mindst 24"."""
    return str(PRECISION[precision]).format(amount=amount)


def years(first: int | None, last: int | None) -> str:
    if first and last:
        return f"{first}" if first == last else f"{first}–{last}"
    if first:
        return _("fra {year}").format(year=first)
    return _("til {year}").format(year=last) if last else ""
