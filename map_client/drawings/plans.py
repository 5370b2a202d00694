"""Drawings as SVG text: a figure-ground plan of one area. Geometry in, markup out.

Coordinates are EPSG:25832, metres, east before north; SVG's y runs down, so north is negated.
Colours are attributes, since the page's policy allows no inline styles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from map_client.drawings.palette import PALETTE
from spatial.models import BuildingState

WIDTH, HEIGHT, MARGIN = 640, 440, 24
BAR_LENGTHS_M = (10, 25, 50, 100, 250, 500, 1000, 2500)


@dataclass(frozen=True, kw_only=True)
class Footprint:
    geometry: MultiPolygon
    state: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Metres to drawing units: `scale` units a metre from the north-west corner."""

    west: float
    north: float
    scale: float

    @classmethod
    def showing(cls, geometries: Sequence[GEOSGeometry], scale: float | None = None) -> "Sheet":
        """The sheet on which all of `geometries` lie, in the middle. Needs at least one.

        A `scale`, units a metre, is kept whether they fill the sheet or not.
        """
        extents = [geometry.extent for geometry in geometries]
        west, south = (min(extent[i] for extent in extents) for i in (0, 1))
        east, north = (max(extent[i] for extent in extents) for i in (2, 3))
        wide, high = max(east - west, 1), max(north - south, 1)
        scale = scale or min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
        return cls(
            west=west - (WIDTH / scale - wide) / 2,
            north=north + (HEIGHT / scale - high) / 2,
            scale=scale,
        )

    def path(self, geometry: MultiPolygon | Polygon) -> str:
        """The `d` of `geometry`, one decimal; holes are rings too (evenodd)."""
        polygons = geometry if isinstance(geometry, MultiPolygon) else [geometry]
        return "".join(self._ring(ring.coords) for polygon in polygons for ring in polygon)

    def _ring(self, coords: Iterable[tuple[float, ...]]) -> str:
        # A dot as decimal mark: Danish formatting would write a comma into the attribute.
        points = [
            f"{(x - self.west) * self.scale:.1f} {(self.north - y) * self.scale:.1f}"
            for x, y, *_ in coords
        ]
        return f"M{'L'.join(points[:-1])}Z"


def ground_plan(
    outline: MultiPolygon | None,
    footprints: Sequence[Footprint],
    *,
    approximate: bool,
    title: str,
    scale: float | None = None,
) -> SafeString:
    """A figure-ground plan: footprints by state inside the outline, with a scale bar.

    An approximate outline is dashed, as on the map. It fills the sheet, unless a `scale` is given
    that drawings beside each other share. "" when there is nothing to draw.
    """
    shapes = [*([outline] if outline else []), *(each.geometry for each in footprints)]
    if not shapes:
        return mark_safe("")
    sheet = Sheet.showing(shapes, scale)
    return format_html(
        '<svg class="plan" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<rect width="{}" height="{}" fill="{}"/>{}{}{}</svg>',
        *(WIDTH, HEIGHT, title, WIDTH, HEIGHT, PALETTE["ground"]["land"]),
        _outline(sheet, outline, approximate) if outline else "",
        mark_safe("".join(_footprints(sheet, *each) for each in _by_state(footprints))),  # noqa: S308
        _scale_bar(sheet),
    )


def _by_state(footprints: Sequence[Footprint]) -> list[tuple[str, list[Footprint]]]:
    return [
        (state, same)
        for state in BuildingState.values
        if (same := [each for each in footprints if each.state == state])
    ]


def _outline(sheet: Sheet, outline: MultiPolygon, approximate: bool) -> SafeString:
    dashes = mark_safe(' stroke-dasharray="9 7"') if approximate else ""
    return format_html(
        '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="2.5"{}/>',
        *(sheet.path(outline), PALETTE["ground"]["paper"], PALETTE["text"]["ink"], dashes),
    )


def _footprints(sheet: Sheet, state: str, footprints: Iterable[Footprint]) -> SafeString:
    """Filled footprints of one state; the demolished are empty dashed outlines."""
    paths = [f'<path d="{sheet.path(each.geometry)}"/>' for each in footprints]
    dashed = 'fill="none" stroke="{}" stroke-dasharray="5 4" stroke-width="2"'
    look = dashed if state == BuildingState.DEMOLISHED else 'fill="{}" fill-rule="evenodd"'
    return format_html(
        "<g " + look + ">{}</g>",
        PALETTE["state"][state],
        mark_safe("".join(paths)),  # noqa: S308
    )


def _scale_bar(sheet: Sheet) -> SafeString:
    """The longest round length below a quarter of the sheet."""
    fitting = [metres for metres in BAR_LENGTHS_M if metres * sheet.scale <= WIDTH / 4]
    metres = fitting[-1] if fitting else BAR_LENGTHS_M[0]
    end = MARGIN + metres * sheet.scale
    return format_html(
        '<path d="M{0} {2}v6H{1}v-6" fill="none" stroke="{3}" stroke-width="2"/>'
        '<text x="{0}" y="{4}" font-size="20" fill="{3}">{5} m</text>',
        *(MARGIN, f"{end:.1f}", HEIGHT - 22, PALETTE["text"]["ink"], HEIGHT - 30, metres),
    )


def states(footprints: Sequence[Footprint]) -> list[tuple[BuildingState, str, int]]:
    """The plan's key: each state that occurs, its colour and its number of buildings."""
    return [
        (BuildingState(state), PALETTE["state"][state], len(same))
        for state, same in _by_state(footprints)
    ]
