"""Charts as SVG text: numbers in, markup out. Pure.

Colours and sizes are attributes, since the page's policy allows no inline styles; a decimal mark in
an attribute is a dot, whatever the language of the page.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from map_client.drawings.palette import PALETTE

WIDTH, HEIGHT = 440, 208
LEFT, RIGHT, TOP, BOTTOM = 50, 10, 12, 30
INK, SECONDARY = PALETTE["text"]["ink"], PALETTE["text"]["secondary"]
LINE, PAPER, FIELD = (PALETTE["ground"][name] for name in ("border", "paper", "sea"))


@dataclass(frozen=True, kw_only=True)
class Point:
    """One list. `limit` is that year's; `above`: the criterion is met over it, else under it.

    `new`: the figure or its limit does not mean what it did on the list before.
    """

    year: int
    value: Decimal | None
    limit: Decimal | None
    met: bool | None
    above: bool = True
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Years and values to drawing units."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def slot(self) -> float:
        """The width of one year."""
        return (WIDTH - LEFT - RIGHT) / (self.last - self.first + 1)

    def x(self, year: float) -> float:
        """The middle of a year."""
        return LEFT + (year - self.first + 0.5) * self.slot

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def ticks(self) -> Iterator[Decimal]:
        for number in range(int((self.high - self.low) / self.step) + 1):
            yield self.low + number * self.step


def frame(points: Sequence[Point]) -> Frame:
    """A frame that holds every value and limit, with three to six round ticks."""
    known = [each for one in points for each in (one.value, one.limit) if each is not None]
    least, most = (min(known), max(known)) if known else (Decimal(0), Decimal(1))
    room = max(most - least, abs(most) * Decimal("0.05"), Decimal("0.1"))
    step = _round_step(room * Decimal("1.2") / 4)
    low = max(((least - room / 10) / step).to_integral_value("ROUND_FLOOR") * step, Decimal(0))
    high = ((most + room / 10) / step).to_integral_value("ROUND_CEILING") * step
    years = [one.year for one in points]
    return Frame(first=min(years), last=max(years), low=low, high=high, step=step)


def _round_step(rough: Decimal) -> Decimal:
    """The smallest of 1, 2, 5 times a power of ten that is no less than `rough`."""
    power = Decimal(1).scaleb(math.floor(rough.log10()))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough)


def line_chart(points: Sequence[Point], *, title: str, within: Frame | None = None) -> SafeString:
    """Values list by list against the limit of each. "" if no value is known.

    `within` is the frame that charts beside each other share; else the chart has its own.

    The field is the side of the limit on which the criterion is met. A filled point is met, an
    open one is not; a square is one of which that is not known. Lines end where a year is not
    known, and where the figure or the rule became another.
    """
    if all(one.value is None for one in points):
        return mark_safe("")
    within = within or frame(points)
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" font-size="13" '
        'fill="{}">{}{}{}{}{}</svg>',
        *(WIDTH, HEIGHT, title, SECONDARY),
        _fields(within, points),
        _axes(within, points),
        _limits(within, points),
        _values(within, points),
        _dots(within, points),
    )


def _fields(within: Frame, points: Sequence[Point]) -> SafeString:
    """For each run of lists the side of their limits on which the criterion is met."""
    shapes = []
    for run in _runs(points):
        edge = TOP if run[0].above else HEIGHT - BOTTOM
        start, end = within.x(run[0].year - 0.5), within.x(run[-1].year + 0.5)
        shapes.append(f"M{start:.1f} {edge}{_stairs(within, run)}L{end:.1f} {edge}Z")
    return format_html_join("", '<path d="{}" fill="{}"/>', [(shape, FIELD) for shape in shapes])


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Lists after one another whose limits are known."""
    grouped = groupby(points, key=lambda one: (one.limit is not None, one.above))
    return [list(run) for (known, _), run in grouped if known]


def _stairs(within: Frame, run: Sequence[Point]) -> str:
    return "".join(
        f"L{within.x(end):.1f} {within.y(one.limit or Decimal(0)):.1f}"
        for one in run
        for end in (one.year - 0.5, one.year + 0.5)
    )


def _axes(within: Frame, points: Sequence[Point]) -> SafeString:
    decimals = max(-int(within.step.as_tuple().exponent), 0) if within.step < 1 else 0
    ticks = [
        (f"{within.y(one):.1f}", number_format(one, decimals, force_grouping=True))
        for one in within.ticks()
    ]
    lines = format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="{}" stroke-width=".6"/><text x="{}" y="{}" dy="4.5" '
        'text-anchor="end">{}</text>',
        [(LEFT, y, WIDTH - RIGHT, LINE, LEFT - 7, y, text) for y, text in ticks],
    )
    years = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        [(f"{within.x(year):.1f}", HEIGHT - 9, year) for year in _labelled(points)],
    )
    marks = format_html_join(
        "",
        '<path d="M{} {}V{}" stroke="{}" stroke-dasharray="1.5 3.5"/>',
        [
            (f"{within.x(one.year - 0.5):.1f}", TOP, HEIGHT - BOTTOM, INK)
            for one in points[1:]
            if one.new
        ],
    )
    return format_html("{}{}{}", lines, years, marks)


def _labelled(points: Sequence[Point]) -> list[int]:
    """The first year, the last, and those between in which something became new."""
    new = [one.year for one in points if one.new]
    ends = [points[0].year, points[-1].year]
    return sorted({*ends, *(year for year in new if all(abs(year - end) > 1 for end in ends))})


def _limits(within: Frame, points: Sequence[Point]) -> SafeString:
    """One stepped line for each run of lists whose limit is known."""
    return format_html_join(
        "",
        '<path d="M{}" fill="none" stroke="{}" stroke-width="1.6" stroke-dasharray="6 3"/>',
        [(_stairs(within, run)[1:], INK) for run in _runs(points)],
    )


def _values(within: Frame, points: Sequence[Point]) -> SafeString:
    joined = [
        (before, one)
        for before, one in pairwise(points)
        if before.value is not None and one.value is not None and not one.new
    ]
    return format_html_join(
        "",
        '<path d="M{} {}L{} {}" stroke="{}" stroke-width="2.4" stroke-linecap="round"/>',
        [
            (*_at(within, before), *_at(within, one), PALETTE["text"]["link"])
            for before, one in joined
        ],
    )


def _at(within: Frame, one: Point) -> tuple[str, str]:
    return f"{within.x(one.year):.1f}", f"{within.y(one.value or Decimal(0)):.1f}"


def _dots(within: Frame, points: Sequence[Point]) -> SafeString:
    colour = PALETTE["text"]["link"]
    drawn = []
    for one in points:
        if one.value is None:
            continue
        x, y = _at(within, one)
        shape = "M{0} {1}m-3.5-3.5h7v7h-7Z" if one.met is None else _CIRCLE
        fill = PAPER if one.met is False else colour
        drawn.append((shape.format(x, y), fill, colour))
    return format_html_join("", '<path d="{}" fill="{}" stroke="{}" stroke-width="1.8"/>', drawn)


_CIRCLE = "M{0} {1}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z"


def bullet(value: Decimal, limit: Decimal, *, met: bool | None) -> SafeString:
    """A bar of one value and a tick at its limit, which is in the middle if the value allows it."""
    full = max(limit * 2, value * Decimal("1.05"))
    bar, tick = (f"{float(each / full) * 200:.1f}" for each in (value, limit))
    return format_html(
        '<svg class="bullet" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="M0 3H200V13H0Z" fill="{}"/><path d="M0 3H{}V13H0Z" fill="{}"/>'
        '<path d="M{} 0V16" stroke="{}" stroke-width="5"/><path d="M{} 0V16" stroke="{}" '
        'stroke-width="2"/></svg>',
        *(PALETTE["ground"]["land"], bar, INK if met else LINE, tick, PAPER, tick, INK),
    )


def share_bar(percent: float, target: float | None, *, aim: bool = False) -> SafeString:
    """A share from 0 to 100 as a bar, with a tick at the target; the aim itself is an outline."""
    wide = f"{percent * 4:.1f}"
    if aim:
        bar = format_html(
            '<path d="M1 1H{}V21H1Z" fill="none" stroke="{}" stroke-width="2" '
            'stroke-dasharray="6 4"/>',
            *(wide, INK),
        )
    else:
        bar = format_html('<path d="M0 0H{}V22H0Z" fill="{}"/>', wide, INK)
    tick = mark_safe("")
    if target is not None:
        tick = format_html(
            '<path d="M{0} 0V22" stroke="{1}" stroke-width="6"/><path d="M{0} 0V22" '
            'stroke="{2}" stroke-width="2"/>',
            *(f"{target * 4:.1f}", PAPER, INK),
        )
    return format_html(
        '<svg class="share" viewBox="0 0 400 22" preserveAspectRatio="none" aria-hidden="true">'
        '<path d="M0 0H400V22H0Z" fill="{}"/>{}{}</svg>',
        *(PALETTE["ground"]["land"], bar, tick),
    )
