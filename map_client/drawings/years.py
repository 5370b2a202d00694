"""Areas on each list as stacked bars, with a break where the law changed. Numbers in, SVG out.

Coordinates are drawing units. Colours are attributes, since the page's policy allows no inline
styles; numbers are text, since Danish formatting would write commas into them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from map_client.areas import KIND_OF, KINDS, Kind
from map_client.drawings.palette import PALETTE
from spatial.law.rules import DesignationCategory as Category
from spatial.models.completeness import number_of

BAR, GAP, BREAK, HEIGHT, TOP, BOTTOM = 30, 10, 22, 170, 40, 24
INK, QUIET = PALETTE["text"]["ink"], PALETTE["text"]["secondary"]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One list: `parts` from the bottom, in its own words and each area once; `open` may have been
    on it, or not."""

    label: str
    law: str
    parts: tuple[tuple[Category, int], ...]
    open: int = 0

    @property
    def sure(self) -> int:
        return sum(number for _, number in self.parts)

    @property
    def words(self) -> str:
        known = [number_of(category, number) for category, number in self.parts if number]
        more = [f"{self.open} uvist"] if self.open else []
        return f"{self.label}: {', '.join([*known, *more]) or 'ingen'}"


def shown(bars: Sequence[Bar]) -> list[Kind]:
    """The kinds that the figure has, for its key."""
    there = {KIND_OF[category] for bar in bars for category, number in bar.parts if number}
    return [kind for kind in KINDS if kind in there]


def stacked(bars: Sequence[Bar], *, title: str) -> SafeString:
    """The figure; "" without bars."""
    if not bars:
        return mark_safe("")
    unit = HEIGHT / max(1, *(bar.sure + bar.open for bar in bars))
    drawn, x, law = [], 0, ""
    for bar in bars:
        if bar.law != law:
            x += BREAK if law else 0
            drawn.append(_law(x, bar.law, first=not law))
            law = bar.law
        drawn += _bar(x, bar, unit)
        x += BAR + GAP
    return format_html(
        '<svg class="years" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img"'
        ' aria-label="{2}"><g font-size="13" fill="{3}">{4}</g></svg>',
        *(x, TOP + HEIGHT + BOTTOM, f"{title}. {'. '.join(bar.words for bar in bars)}.", INK),
        mark_safe("".join(drawn)),  # noqa: S308  made here of escaped parts
    )


def _law(x: int, law: str, *, first: bool) -> str:
    edge = x - BREAK / 2 - GAP / 2
    line = f'<path d="M{edge:.0f} 0V{TOP + HEIGHT}" stroke="{QUIET}" stroke-dasharray="3 4"/>'
    words = format_html('<text x="{}" y="12" fill="{}">Reglerne fra {}</text>', x, QUIET, law)
    return ("" if first else line) + words


def _bar(x: int, bar: Bar, unit: float) -> Iterator[str]:
    bottom = TOP + HEIGHT
    top = float(bottom)
    for category, number in bar.parts:
        high = number * unit
        top -= high
        if number:
            # A hair of paper between the parts, so that they part without colour as well.
            yield (
                f'<rect x="{x}" y="{top + 1:.1f}" width="{BAR}" height="{max(high - 1, 1):.1f}"'
                f' fill="{KIND_OF[category].colour}"/>'
            )
    if bar.open:
        top -= bar.open * unit
        yield (
            f'<rect x="{x + 0.75}" y="{top + 1.5:.1f}" width="{BAR - 1.5}"'
            f' height="{bar.open * unit - 2:.1f}" fill="none" stroke="{QUIET}" stroke-width="1.5"'
            ' stroke-dasharray="3 3"/>'
        )
    number = f"{bar.sure}–{bar.sure + bar.open}" if bar.open else str(bar.sure)
    middle = x + BAR / 2
    yield f'<text x="{middle:.0f}" y="{top - 5:.1f}" text-anchor="middle">{number}</text>'
    yield f'<path d="M{x} {bottom}.5H{x + BAR}" stroke="{INK}"/>'
    yield format_html(
        '<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
        *(f"{middle:.0f}", bottom + 17, QUIET, bar.label),
    )


def spark(bars: Sequence[Bar], *, title: str) -> SafeString:
    """The same without words, as small as a line of text: sure areas filled, open ones outlined."""
    wide, high = 6, 22
    unit = high / max(3, *(bar.sure + bar.open for bar in bars))
    drawn = []
    for number, bar in enumerate(bars):
        x, sure = number * wide, bar.sure * unit
        if bar.sure:
            drawn.append(
                f'<rect x="{x}" y="{high - sure:.1f}" width="4" height="{sure:.1f}" fill="{INK}"/>'
            )
        if bar.open:
            drawn.append(
                f'<rect x="{x + 0.5}" y="{high - sure - bar.open * unit + 0.5:.1f}" width="3"'
                f' height="{max(bar.open * unit - 1, 0):.1f}" fill="none" stroke="{QUIET}"/>'
            )
    return format_html(
        '<svg class="spark" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img"'
        ' aria-label="{2}"><path d="M0 {1}H{0}" stroke="{3}"/>{4}</svg>',
        *(len(bars) * wide, high, f"{title}. {'. '.join(bar.words for bar in bars)}.", QUIET),
        mark_safe("".join(drawn)),  # noqa: S308  numbers and our own colours
    )
