"""The bars of the year rail: one small drawing for each year. Numbers in, SVG out.

Coordinates are drawing units, stretched to the width there is. Numbers are text, since Danish
formatting would write commas into attributes.
"""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from map_client.areas import KIND_OF
from map_client.drawings.palette import PALETTE
from map_client.drawings.years import Bar

WIDTH, HEIGHT = 10, 40
HATCHED = 12  # of the height, where there is nothing to count
INK = PALETTE["text"]["ink"]


def column(bar: Bar | None, *, most: int) -> SafeString:
    """The bar of one year, as high as `most` at the most; hatched where it has no numbers."""
    parts = bar.parts if bar else ()
    drawn = "".join(_parts(parts, HEIGHT / max(1, most))) if parts else _hatched()
    return format_html(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        *(WIDTH, HEIGHT, mark_safe(drawn)),  # noqa: S308  numbers and our own colours
    )


def _parts(parts: Sequence[tuple[str, int]], unit: float) -> list[str]:
    """Stacked from the bottom, the strictest category first."""
    drawn, top = [], float(HEIGHT)
    for category, number in parts:
        high = number * unit
        top -= high
        drawn.append(
            f'<path d="M0 {top:.1f}h{WIDTH}v{high:.1f}h-{WIDTH}z"'
            f' fill="{KIND_OF[category].colour}"/>'
        )
    return drawn


def _hatched() -> str:
    """Slanted lines; the stretching keeps their width."""
    lines = "".join(f"M{x} {HEIGHT}l7-{HATCHED}" for x in range(-6, WIDTH, 3))
    return f'<path d="{lines}" stroke="{INK}" vector-effect="non-scaling-stroke"/>'
