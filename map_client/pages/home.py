"""The first page: the list of areas, the map beside it and the card of the area that is chosen."""

from django.db.models import Max, Min

from map_client import areas, quoted
from map_client.card import Card, day
from map_client.drawings import overview
from map_client.drawings.palette import PALETTE
from spatial.models import DesignationList, Municipality


def page(asked: areas.Asked, chosen: Card | None) -> dict:
    """What home.html shows."""
    everything = areas.everything()
    found = areas.found(everything, asked)
    shown = [area for area in found if area.kind.code in asked.kinds]
    latest = DesignationList.objects.order_by("-published_on").first()
    return {
        "asked": asked,
        "card": chosen,
        "total": len(everything),
        "everything": everything,
        "shown": shown,
        "shown_slugs": {area.slug for area in shown},
        "legend": areas.counts(found),
        "kinds": areas.KINDS,
        "unlisted": areas.UNLISTED,
        "some_unlisted": any(area.kind == areas.UNLISTED for area in everything),
        "latest_list": day(latest),
        "latest_note": quoted.notes([latest])[latest.published_on] if latest else "",
        "years": DesignationList.objects.aggregate(
            first=Min("published_on__year"), last=Max("published_on__year")
        ),
        "palette": PALETTE,
        "overview": drawing(everything),
        "client": for_client(everything),
    }


def placed(everything: list[areas.Listed]) -> list[tuple[areas.Listed, list[tuple[int, int]]]]:
    """The areas that have a place, each with its symbol's shifts."""
    there = [area for area in everything if area.point]
    shifts = overview.shifts(tuple(area.point for area in there))
    return list(zip(there, shifts, strict=True))


def drawing(everything: list[areas.Listed]) -> dict:
    """The SVG map: outlines, and every area's symbol, the strictest kinds on top."""
    step = overview.STEPS.index(int(overview.ZOOM))
    symbols = []
    for area, shifts in reversed(placed(everything)):
        x, y = overview.pixels(*area.point)
        dx, dy = shifts[step]
        # Text, since Danish formatting would write a comma into the attribute.
        symbols.append((area, f"{x + dx:.1f}", f"{y + dy:.1f}"))
    width, height = (f"{side:.0f}" for side in overview.SIZE)
    return {
        "width": width,
        "height": height,
        "outlines": overview.outlines(),
        "fineness": f"{1 / overview.FINENESS}",
        "symbols": symbols,
    }


def for_client(everything: list[areas.Listed]) -> dict:
    """The list as data, for search and filter without another request."""
    shifts = {area.slug: each for area, each in placed(everything)}
    return {
        "bounds": overview.BOUNDS,
        "steps": overview.STEPS,
        "kinds": [{"code": k.code, "category": k.category} for k in areas.KINDS],
        "areas": [
            {
                "slug": area.slug,
                "name": area.name,
                "kind": area.kind.code,
                "search": area.search,
                "point": area.point,
                "box": area.box,
                "shifts": shifts.get(area.slug),
            }
            for area in everything
        ],
        "places": places(),
    }


def places() -> list[tuple[str, float, float]]:
    """Municipalities' names and inside points (degrees, east first), as labels."""
    rows = areas.inside_points(Municipality.objects.filter(valid_to__isnull=True)).order_by("code")
    return [(row.name, round(row.point.x, 3), round(row.point.y, 3)) for row in rows]
