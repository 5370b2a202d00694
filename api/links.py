"""Every outgoing URL and every link object."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from rest_framework.request import Request

from spatial.exporting.formats import FORMATS
from spatial.layers.layer import Layer

JSON = "application/json"
GEOJSON = "application/geo+json"
JSONFG = "application/fg+json"
FLATGEOBUF = "application/flatgeobuf"
SCHEMA = "application/schema+json"
HTML = "text/html"
CSV = "text/csv"
XML = "application/xml"
ISO_19139 = "application/vnd.iso.19139+xml"
JSON_LD = "application/ld+json"
TURTLE = "text/turtle"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
MVT = "application/vnd.mapbox-vector-tile"
MAPBOX_STYLE = "application/vnd.mapbox.style+json"
QML = "application/x-qgis-layer-settings"
QLR = "application/x-qgis-layer-definition"
QGZ = "application/x-qgis-project-container"
SVG = "image/svg+xml"
PNG = "image/png"

OGC_STYLES = "http://www.opengis.net/def/rel/ogc/1.0/styles"

OGC = "http://www.opengis.net/def/rel/ogc/1.0/"

# Forms of items beside GeoJSON and HTML: `f`, media type, name.
Form = tuple[str, str, str]
MORE_OF_ITEM: tuple[Form, ...] = (("jsonfg", JSONFG, "JSON-FG"),)
MORE_OF_ITEMS: tuple[Form, ...] = (*MORE_OF_ITEM, ("fgb", FLATGEOBUF, "FlatGeobuf"))

Link = dict[str, Any]


def root(request: HttpRequest | Request) -> str:
    """Scheme and host of our links, without a slash: the setting wins over the request."""
    public = urlsplit(settings.PUBLIC_BASE_URL)
    if public.netloc:
        return f"{public.scheme}://{public.netloc}"  # its path is put before ours by api/proxies.py
    return request.build_absolute_uri("/").rstrip("/")


def url(request: HttpRequest | Request, name: str, *args: object, **query: object) -> str:
    """The absolute URL of the route `name`; query names may have `_` for `-`."""
    address = root(request) + reverse(name, args=args)
    text = urlencode({key.replace("_", "-"): value for key, value in query.items()})
    return f"{address}?{text}" if text else address


def page_of_list(request: Request, year: int) -> str:
    """The page for everybody that tells what `year`'s list says."""
    return root(request) + reverse("page-list", args=[year])


def link(href: str, rel: str, type: str | None = None, title: str | None = None) -> Link:
    members = {"href": href, "rel": rel, "type": type, "title": title}
    return {name: value for name, value in members.items() if value is not None}


def header(found: Iterable[Link]) -> str:
    """Links as the header `Link` has them."""
    return ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"' for one in found)


def here(request: Request, **changed: object) -> str:
    """The request's own URL with some parameters set, or left out where None."""
    query = request.query_params.dict() | changed
    text = urlencode({name: value for name, value in query.items() if value is not None})
    address = root(request) + request.path
    return f"{address}?{text}" if text else address


# This is the one place where the order of row and column is written.
TILE = "/{tileMatrix}/{tileRow}/{tileCol}"
_AS_TILEJSON = {"{tileMatrix}": "{z}", "{tileRow}": "{y}", "{tileCol}": "{x}"}


def tile_template(request: Request) -> str:
    """The address of tiles, with the variables of OGC API - Tiles and the request's own filters."""
    address = f"{root(request)}{request.path.removesuffix('/tilejson')}{TILE}"
    filters = {name: value for name, value in request.query_params.items() if name != "f"}
    return f"{address}?{urlencode(filters, safe=',')}" if filters else address


def tilejson_template(request: Request) -> str:
    """The same with the variables of TileJSON: {z}, {y} and {x}."""
    return _as_tilejson(tile_template(request))


def tiles_of(request: Request, collection: str) -> str:
    """The address of a collection's tiles, as `tilejson_template` writes it."""
    return _as_tilejson(url(request, "tileset", collection) + TILE)


def _as_tilejson(address: str) -> str:
    for ours, theirs in _AS_TILEJSON.items():
        address = address.replace(ours, theirs, 1)
    return address


def font(request: Request) -> str:
    """The font of the labels of maps."""
    return root(request) + static("client/schibsted.woff2")


def self_and_alternate(
    request: Request, type: str, at: str | None = None, more: Iterable[Form] = ()
) -> list[Link]:
    """Links to this resource as it is answered now, and to its other representations.

    `type` is that of the JSON representation, `more` are those beside it and HTML; `at` is the
    address where it is not the request's.
    """
    forms = [
        ("json", type, "GeoJSON" if type == GEOJSON else "JSON"),
        *more,
        ("html", HTML, "HTML"),
    ]
    now = request.accepted_renderer.format
    return [
        link(
            f"{at}?f={name}" if at else here(request, f=name),
            "self" if name == now else "alternate",
            media,
            f"Som {title}",
        )
        for name, media, title in forms
    ]


def downloads(request: Request, layer: Layer) -> list[Link]:
    """Links to the layer's files, and to the page that explains them.

    Without `length`: a file is made when it is asked for.
    """
    all = url(request, "downloads", layer.id)
    made = [link(all, "related", JSON, f"{layer.title} som filer")]
    for one in FORMATS:
        address = url(request, "download", layer.id, one.code)
        made.append(link(address, "enclosure", one.media_type, f"{layer.title} ({one.title})"))
    return made


def type_now(request: Request, json_type: str) -> str:
    """The media type of this answer; that of GeoJSON also where it is asked for as JSON."""
    now = request.accepted_renderer
    return json_type if now.format == "json" else str(now.media_type)


def related(
    request: Request, route: str, key: str, parts: Iterable[tuple[str, str, str]]
) -> list[Link]:
    """Links to the parts of what `key` names: (name in the route, media type, title) of each."""
    return [
        link(url(request, f"{route}-{name}", key), "related", media, title)
        for name, media, title in parts
    ]
