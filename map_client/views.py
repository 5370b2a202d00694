"""The pages. The address is the whole state, so every view can be linked to."""

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from map_client import areas, areas_page, criteria, lists_page, municipality_page, overview, sheets
from map_client.area_page import area_page
from map_client.card import Card, card, day
from map_client.palette import PALETTE
from spatial.models import DesignationList, Municipality, PublishedArea
from spatial.models.completeness import notes


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/?q=&kat=&valgt=`: list, map and card. `&del=kort` answers the card alone."""
    asked = areas.Asked.of(request.GET)
    row = PublishedArea.objects.filter(slug=asked.chosen).first() if asked.chosen else None
    chosen = card(row) if row else None
    if request.GET.get("del") != "kort":
        return render(request, "map_client/home.html", page(asked, chosen))
    if chosen is None:
        raise Http404(f"Intet område hedder {asked.chosen!r}.")
    return render(request, "map_client/parts/card.html", {"card": chosen})


@require_safe
def all_areas(request: HttpRequest) -> HttpResponse:
    """`/omraader/?q=&kat=&kommune=&liste=&plan=&sort=&retning=`; `&f=csv` is the same as a file."""
    shown = areas_page.page(request.GET)
    if request.GET.get("f") == "csv":
        return sheets.sheet("omraader", *areas_page.sheet(shown["rows"]))
    return _shown(request, "areas", shown)


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """`/omraader/{slug}/`: everything known of one area. An unknown slug is a 404."""
    row = PublishedArea.objects.filter(slug=slug).first()
    if row is None:
        raise Http404(f"Intet område hedder {slug!r}.")
    address = f"{settings.PUBLIC_BASE_URL.rstrip('/')}{request.path}"
    if not settings.PUBLIC_BASE_URL:
        address = request.build_absolute_uri(request.path)
    shown = area_page(row, address=address, today=timezone.localdate())
    return _shown(request, "area", {"page": shown})


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """`/kommuner/`"""
    return _shown(request, "municipalities", municipality_page.index())


@require_safe
def municipality(request: HttpRequest, code: str, name: str = "") -> HttpResponse:
    """`/kommuner/{code}-{slug}/`; another slug leads to the right one."""
    row = Municipality.objects.select_related("region").filter(code=code, valid_to=None).first()
    if row is None:
        raise Http404(f"Ingen kommune har koden {code}.")
    address = municipality_page.address(code, row.name)
    if request.path != address:
        return redirect(address, permanent=True)
    return _shown(request, "municipality", municipality_page.page(row))


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """`/lister/`"""
    return _shown(request, "lists", lists_page.index())


@require_safe
def one_list(request: HttpRequest, when: str) -> HttpResponse:
    """`/lister/{year}/` or `/lister/{date}/`, `?f=csv` is its file; of two in a year the newest."""
    there = DesignationList.objects.order_by("-published_on")
    row = lists_page.named(when, there)
    if row is None:
        years = sorted({one.published_on.year for one in there})
        return _shown(request, "no_list", {"when": when, "years": years}, status=404)
    if request.GET.get("f") == "csv":
        name = lists_page.names(one.published_on for one in there)[row.published_on]
        return sheets.sheet(f"liste-{name}", *lists_page.file(row))
    return _shown(request, "list", lists_page.page(row))


def _shown(request: HttpRequest, name: str, shown: dict, status: int = 200) -> HttpResponse:
    symbols = {"kinds": areas.KINDS, "palette": PALETTE, "shorts": criteria.SHORT.values()}
    return render(request, f"map_client/{name}.html", symbols | shown, status=status)


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
        "latest_note": notes([latest])[latest.published_on] if latest else "",
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
