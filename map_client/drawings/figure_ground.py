"""Figure-ground plans in black, from the paths that PostGIS writes. One unit is one metre.

Numbers are put into attributes as text with a dot: Danish formatting would write a comma.
"""

from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from map_client import words
from map_client.drawings.palette import PALETTE
from map_client.drawings.plans import BAR_LENGTHS_M
from spatial.layers.grounds import Box, Ground

INK, LAND, PAPER = PALETTE["text"]["ink"], PALETTE["ground"]["land"], PALETTE["ground"]["paper"]
DOCUMENT_PX = 720  # the longer side of a drawing that stands alone, where nobody says a size


def document(ground: Ground, *, name: str, day: date, today: date) -> SafeString:
    """The plan as an SVG document of its own, with what one must know to read it.

    Below the drawing: the day, "Skematisk" where it is so, a scale bar, and north. The sources
    are in `desc`.
    """
    box, unit = _sheet(ground.box)
    strip = 13 * unit
    wide, high = box.east - box.west, box.south - box.north + strip
    longer = DOCUMENT_PX / max(wide, high)
    parts = (_title(name, day), _description(ground, day, today), _hatching(unit))
    drawing = (_area(ground, unit), _legend(ground, box, unit, day))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{} {} {} {}" width="{}" height="{}"'
        ' role="img" aria-labelledby="title desc" font-family="sans-serif">'
        '{}<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>{}</svg>\n',
        *(_n(box.west), _n(box.north), _n(wide), _n(high)),
        *(f"{wide * longer:.0f}", f"{high * longer:.0f}", _joined(parts)),
        *(_n(box.west), _n(box.north), _n(wide), _n(high), LAND, _joined(drawing)),
    )


def thumbnail(ground: Ground, *, metres_per_em: float) -> SafeString:
    """The plan inside a page, bare: the page says what it is. Its scale is the font size's.

    Those planned to be demolished are black as the others: they stand. The demolished are left
    out.
    """
    box = ground.box
    wide, high = box.east - box.west, box.south - box.north
    return format_html(
        '<svg viewBox="{} {} {} {}" width="{}em" height="{}em" aria-hidden="true">'
        '<path d="{}" fill="{}" fill-rule="evenodd"{}/>'
        '<path d="{}" fill="{}" fill-rule="evenodd"/></svg>',
        *(f"{side:.0f}" for side in (box.west, box.north, wide, high)),
        *(f"{wide / metres_per_em:.2f}", f"{high / metres_per_em:.2f}"),
        *(ground.outline, LAND, _line(approximate=ground.approximate)),
        *(ground.standing + ground.planned, INK),
    )


def bar(metres: int, *, metres_per_em: float) -> SafeString:
    """The scale bar of a page of thumbnails."""
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 10" width="{1}em" height="8" aria-hidden="true"'
        ' preserveAspectRatio="none"><path d="M0 0V10M0 9H{0}M{0} 0V10" fill="none" stroke="{2}"'
        ' stroke-width="2" vector-effect="non-scaling-stroke"/></svg>',
        *(metres, f"{metres / metres_per_em:.2f}", INK),
    )


def _sheet(box: Box) -> tuple[Box, float]:
    """The box with a margin, no narrower than its legend, and the unit its signs are drawn in."""
    wide, high = box.east - box.west, box.south - box.north
    unit = max(wide, high) / 100
    sides = max(0.0, 0.8 * high - wide) / 2 + 4 * unit
    return Box(
        west=box.west - sides,
        north=box.north - 4 * unit,
        east=box.east + sides,
        south=box.south + 4 * unit,
    ), unit


def _title(name: str, day: date) -> SafeString:
    said = _("Grundplan af %(name)s, %(day)s") % {"name": name, "day": words.day(day)}
    return format_html('<title id="title">{}</title>', said)


def _description(ground: Ground, day: date, today: date) -> SafeString:
    """In words what the drawing shows, how far it can be believed, and where it comes from."""
    said = [_("Bygninger er sorte, områdets omrids er en tynd streg, nord er op.")]
    if ground.planned:
        said.append(_("Skraverede bygninger er planlagt nedrevet."))
    if ground.demolished:
        said.append(_("Stiplede bygninger er nedrevet."))
    if ground.schematic:
        said.append(_("Bygningerne er skematiske og står ikke for virkelige bygninger."))
    elif not ground.buildings and not ground.demolished:
        said.append(_("Ingen bygninger er kendt i området på den dag."))
    if ground.approximate:
        said.append(_("Omridset er omtrentligt, ikke områdets virkelige grænse, og stiplet."))
    if day > today:
        said.append(_("Dagen ligger i fremtiden: tegningen viser, hvad der er besluttet i dag."))
    if ground.credits:
        said.append(_("Kilder: %(sources)s.") % {"sources": "; ".join(ground.credits)})
    return format_html('<desc id="desc">{}</desc>', " ".join(said))


def _hatching(unit: float) -> SafeString:
    size = 1.6 * unit
    return format_html(
        '<defs><pattern id="planned" width="{0}" height="{0}" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><path d="M0 0V{0}" stroke="{1}" stroke-width="{0}"/>'
        "</pattern></defs>",
        *(_n(size), INK),
    )


def _area(ground: Ground, unit: float) -> SafeString:
    """The outline, the buildings that stand, and on them those that are to go or have gone."""
    line = f' stroke="{INK}" vector-effect="non-scaling-stroke"'
    looks = (
        (ground.standing, f'fill="{INK}"'),
        (ground.planned, f'fill="url(#planned)"{line}'),
        (ground.demolished, f'fill="none" stroke-dasharray="4 3"{line}'),
    )
    return format_html(
        '<path d="{}" fill="{}" fill-rule="evenodd"{}/>{}',
        *(ground.outline, PAPER, _line(approximate=ground.approximate)),
        format_html_join(
            "",
            '<path d="{}" fill-rule="evenodd" {}/>',
            ((path, mark_safe(look)) for path, look in looks if path),  # noqa: S308
        ),
    )


def _line(*, approximate: bool) -> SafeString:
    """How an outline is drawn: one pixel at any scale, dashed where it is approximate."""
    dashes = ' stroke-dasharray="6 4"' if approximate else ""
    return mark_safe(f' stroke="{INK}" vector-effect="non-scaling-stroke"{dashes}')  # noqa: S308


def _legend(ground: Ground, box: Box, unit: float, day: date) -> SafeString:
    left, right = box.west + 4 * unit, box.east - 5 * unit
    metres = bar_length((box.east - box.west) / 3)
    parts = {
        "ink": INK,
        "size": _n(3.6 * unit),
        "left": _n(left),
        "words": _n(box.south + 3 * unit),
        "day": words.day(day),
        "skematisk": _schematic(ground),
        "bar": f"M{_n(left)} {_n(box.south + 5 * unit)}v{_n(1.4 * unit)}h{metres}"
        f"v{_n(-1.4 * unit)}",
        "metres": metres,
        "under": _n(box.south + 10.6 * unit),
        "right": _n(right),
        "arrow": f"M{_n(right)} {_n(box.south - unit)}l{_n(1.8 * unit)} {_n(6 * unit)}"
        f"l{_n(-1.8 * unit)} {_n(-1.4 * unit)}l{_n(-1.8 * unit)} {_n(1.4 * unit)}z",
    }
    return format_html(
        '<g fill="{ink}" font-size="{size}"><text x="{left}" y="{words}">{day}{skematisk}</text>'
        '<path d="{bar}" fill="none" stroke="{ink}" vector-effect="non-scaling-stroke"'
        ' stroke-width="1.5"/><text x="{left}" y="{under}">{metres} m</text>'
        '<path d="{arrow}"/><text x="{right}" y="{under}" text-anchor="middle">N</text></g>',
        **parts,
    )


def _schematic(ground: Ground) -> SafeString:
    if not is_schematic(ground):
        return mark_safe("")
    return format_html(' · <tspan font-weight="bold">{}</tspan>', _("Demonstration, skematisk"))


def is_schematic(ground: Ground) -> bool:
    """Whether the drawing stands for something unknown, in its buildings or its outline."""
    return ground.schematic or ground.approximate


def bar_length(most: float) -> int:
    """The longest round length, metres, of `most` at most."""
    return max((metres for metres in BAR_LENGTHS_M if metres <= most), default=BAR_LENGTHS_M[0])


def _n(value: float) -> str:
    return f"{value:.1f}"


def _joined(parts: tuple[SafeString, ...]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
