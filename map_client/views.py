"""The pages. The address is the whole state, so every view can be linked to."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from map_client import areas, sheets, when
from map_client.card import card
from map_client.drawings.palette import PALETTE
from map_client.languages import absolute
from map_client.pages import area_file, plan_drawing
from map_client.pages import areas as areas_page
from map_client.pages import compare as compare_page
from map_client.pages import cutout as cutout_page
from map_client.pages import data as data_page
from map_client.pages import denmark as denmark_page
from map_client.pages import home as home_page
from map_client.pages import lists as lists_page
from map_client.pages import municipality as municipality_page
from map_client.pages.area import area_page
from map_client.pages.card_year import in_year
from map_client.pages.criteria import SHORT
from spatial.models import DesignationList, Municipality, PublishedArea
from spatial.models.completeness import completeness


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/?aar=&q=&kat=&sort=&valgt=`: list, map and card. `&del=kort` answers the card alone."""
    asked = areas.Asked.of(request.GET)
    history = when.history()
    year = history.year(asked.year)
    row = PublishedArea.objects.filter(slug=asked.chosen).first() if asked.chosen else None
    complete = completeness()
    chosen = {}
    if row:
        chosen = {"card": card(row, history, year), "in_year": in_year(row.pk, year, complete)}
    if request.GET.get("del") != "kort":
        shown = home_page.page(asked, history, year, complete)
        return render(request, "map_client/home.html", shown | chosen)
    if row is None:
        raise Http404(f"Intet område hedder {asked.chosen!r}.")
    return render(request, "map_client/parts/card.html", chosen)


@require_safe
def all_areas(request: HttpRequest) -> HttpResponse:
    """`/omraader/?q=&kat=&kommune=&liste=&plan=&sort=&retning=`; `&f=csv` is the same as a file."""
    if request.GET.get("f") == "csv":
        with sheets.in_danish():
            rows = areas_page.page(request.GET)["rows"]
            return sheets.sheet("omraader", *areas_page.sheet(rows))
    return _shown(request, "areas", areas_page.page(request.GET))


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """`/omraader/{slug}/?foer=&efter=`: everything known of one area; `?f=csv` is its lists.

    An unknown slug is a 404.
    """
    row = PublishedArea.objects.filter(slug=slug).first()
    if row is None:
        raise Http404(f"Intet område hedder {slug!r}.")
    if request.GET.get("f") == "csv":
        with sheets.in_danish():
            return sheets.sheet(slug, *area_file.file(row.pk))
    today = timezone.localdate()
    shown = area_page(row, address=absolute(request, request.path), today=today)
    return _shown(
        request, "area", {"page": shown, "seen": plan_drawing.compared(request.GET, today)}
    )


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
        with sheets.in_danish():
            return sheets.sheet(f"liste-{name}", *lists_page.file(row))
    return _shown(request, "list", lists_page.page(row))


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`/sammenlign/?o=slug,slug`: up to four areas; `o` may also be given once for each."""
    return _shown(request, "compare", compare_page.page(request.GET))


@csrf_exempt  # it changes nothing, and a cookie would keep the page out of caches
@require_http_methods(["GET", "HEAD", "POST"])
def cutout(request: HttpRequest) -> HttpResponse:
    """`/udsnit/?omrids=lon,lat;…`: what is inside; `&del=svar` the answer alone.

    A GeoJSON file that is posted as `fil` leads to the address of its outline.
    """
    if request.method == "POST":
        shown = cutout_page.of_upload(request.FILES.get("fil"))
        if "omrids" in shown:
            return redirect(f"{request.path}?{urlencode(shown)}", permanent=False)
    else:
        shown = cutout_page.page(request.GET)
    status = 400 if "refused" in shown else 200
    if request.GET.get("del") == "svar":
        return render(
            request, "map_client/parts/cutout.html", {"kinds": areas.KINDS} | shown, status=status
        )
    return _shown(request, "cutout", shown, status=status)


@require_safe
def denmark(request: HttpRequest) -> HttpResponse:
    """`/danmark/`: counts and sums list by list; `?f=csv` is them and the regions' as a file."""
    if request.GET.get("f") == "csv":
        with sheets.in_danish():
            return sheets.sheet("danmark", *denmark_page.file())
    return _shown(request, "denmark", denmark_page.page())


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """`/data/?lag=&format=&crs=&kommune=&liste=&dag=`: with `lag` also the file they lead to."""
    addresses = {
        "api": absolute(request, reverse("landing")),
        "wfs": absolute(request, reverse("wfs")),
    }
    return _shown(request, "data", addresses | data_page.page(request.GET))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """`/tilgaengelighed/`: what is done for everybody to use the pages, and what is not yet."""
    return _shown(request, "accessibility", {"email": settings.CONTACT_EMAIL})


def _shown(request: HttpRequest, name: str, shown: dict, status: int = 200) -> HttpResponse:
    symbols = {"kinds": areas.KINDS, "palette": PALETTE, "shorts": SHORT.values()}
    return render(request, f"map_client/{name}.html", symbols | shown, status=status)
