"""Descriptions of the data for catalogues: DCAT-AP, ISO 19139, schema.org."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import dcat, iso19139, schema_org
from api.encode.described import Agent, Described, Way
from api.http import Json, Resource
from spatial.exporting.formats import FORMATS
from spatial.layers import catalogue, known
from spatial.layers.layer import Layer

FEATURES, TILES, WFS = "ogcapi-features-1/1.0", "ogcapi-tiles-1/1.0", "wfs/2.0"
ABOUT = (
    "Danmarks udpegede boligområder, liste for liste, med bygninger og kommuner. "
    "Lag til GIS, vektorfliser og svar om kommuner og områder."
)


class JsonLd(Json):
    media_type = links.JSON_LD
    format = "jsonld"


class Turtle(Json):
    media_type = links.TURTLE
    format = "ttl"


class IsoXml(Json):
    media_type = links.ISO_19139
    format = "xml"


class Xml(IsoXml):
    """The same under the plain type, for clients that only ask for that."""

    media_type = links.XML


def publisher() -> Agent:
    """Who publishes, as the settings tell."""
    return Agent(
        name=settings.PUBLISHER_NAME,
        url=settings.PUBLISHER_URL,
        contact=settings.CONTACT_NAME,
        email=settings.CONTACT_EMAIL,
    )


def described(request: Request, layer: Layer, version: str) -> Described:
    """What is known of a layer's data, and the ways to them."""
    return Described(
        layer=layer,
        url=links.url(request, "collection", layer.id),
        extent=known.extent(layer, version=version),
        sources=known.sources(layer, version=version),
        attribution=known.attribution(layer, version=version),
        demonstration=known.demonstration(layer, version=version),
        updated=known.updated(version),
        ways=list(_ways(request, layer)),
    )


def _ways(request: Request, layer: Layer) -> Iterator[Way]:
    if layer.items:
        yield Way(
            name="ogc-api",
            title=f"{layer.title}: OGC API - Features (GeoJSON)",
            url=links.url(request, "items", layer.id),
            media_type=links.GEOJSON,
            service=FEATURES,
        )
        yield Way(
            name="wfs",
            title=f"{layer.title}: WFS 2.0 (GML)",
            url=_wfs(request, "GetFeature", typeNames=f"lag:{layer.id}"),
            media_type="application/gml+xml",
            service=WFS,
        )
    yield Way(
        name="vektorfliser",
        title=f"{layer.title}: vektorfliser",
        url=links.url(request, "tileset", layer.id),
        media_type=links.MVT,
        service=TILES,
    )
    if layer.items:
        yield from _downloads(request, layer)


def _downloads(request: Request, layer: Layer) -> Iterator[Way]:
    for one in FORMATS:
        yield Way(
            name=one.code,
            title=f"{layer.title}: {one.title}",
            url=links.url(request, "download", layer.id, one.code),
            media_type=one.media_type,
            file=True,
        )


def _wfs(request: Request, operation: str, **more: str) -> str:
    asked = {"service": "WFS", "version": "2.0.0", "request": operation} | more
    return f"{links.url(request, 'wfs')}?{urlencode(asked)}"


def _services(request: Request) -> list[Way]:
    api, wfs = links.url(request, "landing"), links.url(request, "wfs")
    document, capabilities = links.url(request, "openapi"), _wfs(request, "GetCapabilities")
    told = (
        (FEATURES, "OGC API - Features", api, links.JSON, document),
        (TILES, "OGC API - Tiles", api, links.JSON, document),
        (WFS, "WFS 2.0", wfs, "application/xml", capabilities),
    )
    return [
        Way(name=name, title=title, url=url, media_type=media, about=about)
        for name, title, url, media, about in told
    ]


def of_all(request: Request) -> list[links.Link]:
    """Links to the description of everything, in each form."""
    address = links.url(request, "dcat")
    forms = ((one.format, one.media_type) for one in Dcat.renderer_classes)
    return [
        links.link(f"{address}?f={name}", "describedby", media, "DCAT-AP") for name, media in forms
    ]


class Dcat(Resource):
    """GET /api/dcat: all layers as a catalogue that others can harvest."""

    renderer_classes = [JsonLd, Turtle]

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        graph = dcat.catalogue(
            [described(request, layer, self.version) for layer in catalogue.LAYERS],
            url=links.url(request, "dcat"),
            home=links.url(request, "landing"),
            services=_services(request),
            publisher=publisher(),
            description=ABOUT,
            issued=known.issued(version=self.version),
        )
        form = "turtle" if request.accepted_renderer.format == "ttl" else "json-ld"
        return Response(graph.serialize(format=form, encoding="utf-8"))


class Metadata(Resource):
    """GET /api/collections/{collectionId}/metadata: the layer's record in ISO 19139."""

    renderer_classes = [IsoXml, Xml]

    def get(self, request: Request, collection_id: str) -> Response:
        params.nothing(request.query_params)
        one = described(request, catalogue.layer(collection_id), self.version)
        return Response(iso19139.document(one, publisher()))


def of_dataset(request: Request, layer: Layer, version: str) -> SafeString:
    """schema.org's Dataset as text that may stand in a script element."""
    return _embedded(schema_org.dataset(described(request, layer, version), publisher()))


def of_catalogue(request: Request, version: str) -> SafeString:
    """schema.org's DataCatalog as text that may stand in a script element."""
    layers = [described(request, layer, version) for layer in catalogue.LAYERS]
    address = links.url(request, "landing")
    return _embedded(schema_org.catalogue(layers, publisher(), address, ABOUT))


_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def _embedded(document: schema_org.Json) -> SafeString:
    """JSON in which no text can end the element it stands in."""
    return mark_safe(json.dumps(document, ensure_ascii=False).translate(_ESCAPED))  # noqa: S308
