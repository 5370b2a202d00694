"""A drawing of what lies inside an outline: areas by their kind, buildings in ink."""

from collections.abc import Iterable, Sequence

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from map_client.areas import Kind
from map_client.drawings.palette import PALETTE
from map_client.drawings.plans import HEIGHT, WIDTH, Footprint, Sheet, scale_bar


def cutout_plan(
    outline: Polygon,
    areas: Iterable[tuple[MultiPolygon, Kind]],
    footprints: Sequence[Footprint],
    *,
    title: str,
) -> SafeString:
    """The outline fills the sheet; what lies outside is cut off by the sheet alone.

    Coordinates are EPSG:25832, metres, east before north.
    """
    sheet = Sheet.showing([outline])
    ink, ground = PALETTE["text"]["ink"], PALETTE["ground"]
    shapes = format_html_join(
        "",
        '<path d="{}" fill="{}" fill-opacity="0.3" fill-rule="evenodd" stroke="{}"/>',
        ((sheet.path(shape), kind.colour, kind.colour) for shape, kind in areas),
    )
    buildings = "".join(sheet.path(each.geometry) for each in footprints)
    return format_html(
        '<svg class="plan" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<path d="M0 0H{0}V{1}H0Z" fill="{3}"/>{4}<path d="{5}" fill="{6}" fill-rule="evenodd"/>'
        '<path d="{7}" fill="none" stroke="{6}" stroke-width="3" stroke-dasharray="10 6"/>'
        "{8}</svg>",
        *(WIDTH, HEIGHT, title, ground["land"], shapes, mark_safe(buildings), ink),  # noqa: S308
        sheet.path(outline),
        scale_bar(sheet),
    )
