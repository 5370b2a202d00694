"""The way in: OGC API - Features Part 1, 7.2 to 7.4."""

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params, release
from api.encode import guide, jsonfg, openapi
from api.http import Html, Json, OpenApi, Resource
from api.views import metadata
from api.views.tilesets import tiling_schemes, vector_tilesets

_TILES = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/"
_FEATURES = "http://www.opengis.net/spec/ogcapi-features-"
# As published, Common Part 3; QGIS looks for the name that it had as a draft, Features Part 5.
_SCHEMAS = ("schemas", "advanced-property-roles", "returnables-and-receivables", "sortables")
_SCHEMAS_AS_A_DRAFT = ("schemas", "core-roles-features", "returnables-and-receivables", "sortables")
_STYLES = "http://www.opengis.net/spec/ogcapi-styles-1/"
_CQL2 = (
    "cql2-text",
    "cql2-json",
    "basic-cql2",
    "advanced-comparison-operators",
    "case-insensitive-comparison",
    "accent-insensitive-comparison",
    "basic-spatial-functions",
    "basic-spatial-operators",  # as QGIS before 4 looks for it
    "basic-spatial-functions-plus",
    "spatial-functions",
    "temporal-functions",
    "array-functions",
    "property-property",
    "functions",
    "arithmetic",
)
_SORTING = ("sortables", "sorting", "features-sorting")
CONFORMS_TO = (
    f"{_FEATURES}1/1.0/conf/core",
    f"{_FEATURES}1/1.0/conf/oas30",
    f"{_FEATURES}1/1.0/conf/html",
    f"{_FEATURES}1/1.0/conf/geojson",
    f"{_FEATURES}2/1.0/conf/crs",
    f"{_FEATURES}3/1.0/conf/queryables",
    f"{_FEATURES}3/1.0/conf/queryables-query-parameters",
    f"{_FEATURES}3/1.0/conf/filter",
    f"{_FEATURES}3/1.0/conf/features-filter",
    *(f"http://www.opengis.net/spec/cql2/1.0/conf/{name}" for name in _CQL2),
    *(f"{_FEATURES}8/1.0/conf/{name}" for name in _SORTING),
    *(f"http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/{name}" for name in _SCHEMAS),
    *(f"{_FEATURES}5/1.0/conf/{name}" for name in _SCHEMAS_AS_A_DRAFT),
    f"{_FEATURES}6/1.0/conf/properties",
    f"{_FEATURES}6/1.0/conf/properties-features",
    *jsonfg.CONFORMS_TO,
    f"{_TILES}core",
    f"{_TILES}tileset",
    f"{_TILES}tilesets-list",
    f"{_TILES}dataset-tilesets",
    f"{_TILES}geodata-tilesets",
    f"{_TILES}collections-selection",
    f"{_TILES}mvt",
    f"{_TILES}oas30",
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
    "functions",
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
        self.shown = {"address": links.url(request, "landing"), "wfs": links.url(request, "wfs")}
        if request.accepted_renderer.format == "html":
            self.shown |= {"linked_data": metadata.of_catalogue(request, self.version)}
        at = {name: links.url(request, name) for name in LEADS_TO}
        return Response(
            {
                "title": "Områdekortet",
                "description": metadata.ABOUT,
                "links": [
                    *links.self_and_alternate(request, links.JSON),
                    links.link(at["openapi"], "service-desc", links.OPENAPI, "API'et som OpenAPI"),
                    links.link(
                        f"{at['openapi']}?f=html", "service-doc", links.HTML, "API'et i ord"
                    ),
                    links.link(
                        at["conformance"], "conformance", links.JSON, "Overholdte standarder"
                    ),
                    links.link(
                        at["functions"], f"{links.OGC}functions", links.JSON, "Funktioner i filtre"
                    ),
                    links.link(at["collections"], "data", links.JSON, "Lagene"),
                    vector_tilesets(request),
                    tiling_schemes(request),
                    *metadata.of_all(request),
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
        if request.accepted_renderer.format == "html":
            self.shown = {"groups": guide.groups(document)}
        asked = isinstance(request.accepted_renderer, OpenApi)
        return Response(document, content_type=links.OPENAPI if asked else None)
