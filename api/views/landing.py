"""The way in: OGC API - Features Part 1, 7.2 to 7.4."""

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params, release
from api.encode import openapi
from api.http import Html, Json, OpenApi, Resource

_FEATURES = "http://www.opengis.net/spec/ogcapi-features-"
_STYLES = "http://www.opengis.net/spec/ogcapi-styles-1/"
CONFORMS_TO = (
    f"{_FEATURES}1/1.0/conf/core",
    f"{_FEATURES}1/1.0/conf/oas30",
    f"{_FEATURES}1/1.0/conf/html",
    f"{_FEATURES}1/1.0/conf/geojson",
    f"{_FEATURES}2/1.0/conf/crs",
    # The draft of Styles: clients know its classes under both numbers.
    *(
        f"{_STYLES}{version}/conf/{name}"
        for version in ("1.0", "0.0")
        for name in ("core", "global-styles", "collection-styles", "mapbox-styles")
    ),
)


LEADS_TO = (
    "openapi",
    "conformance",
    "collections",
    "lists",
    "municipalities",
    "styles",
    "qgis-project",
)


class Landing(Resource):
    """GET /api"""

    template_name = "api/landing.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        self.shown = {"address": links.url(request, "landing")}
        at = {name: links.url(request, name) for name in LEADS_TO}
        return Response(
            {
                "title": "Områdekortet",
                "description": "Danmarks udpegede boligområder, liste for liste, med bygninger og "
                "kommuner. Lag til GIS, vektorfliser og svar om kommuner og områder.",
                "links": [
                    *links.self_and_alternate(request, links.JSON),
                    links.link(at["openapi"], "service-desc", links.OPENAPI, "API'et som OpenAPI"),
                    links.link(
                        f"{at['openapi']}?f=html", "service-doc", links.HTML, "API'et i ord"
                    ),
                    links.link(
                        at["conformance"], "conformance", links.JSON, "Overholdte standarder"
                    ),
                    links.link(at["collections"], "data", links.JSON, "Lagene"),
                    *(
                        links.link(at["styles"], rel, links.JSON, "Stilarter")
                        for rel in (links.OGC_STYLES, "styles")
                    ),
                    links.link(at["qgis-project"], "related", links.QGZ, "Projekt til QGIS"),
                    links.link(at["lists"], "related", links.JSON, "Listerne"),
                    links.link(at["municipalities"], "related", links.GEOJSON, "Kommunerne"),
                ],
            }
        )


class Conformance(Resource):
    """GET /api/conformance: exactly the classes that are met."""

    template_name = "api/conformance.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        return Response(
            {
                "links": links.self_and_alternate(request, links.JSON),
                "conformsTo": list(CONFORMS_TO),
            }
        )


class OpenApiDocument(Resource):
    """GET /api/openapi"""

    renderer_classes = [OpenApi, Json, Html]
    template_name = "api/openapi.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        document = openapi.document(server=links.url(request, "landing"), version=release.VERSION)
        asked = isinstance(request.accepted_renderer, OpenApi)
        return Response(document, content_type=links.OPENAPI if asked else None)
