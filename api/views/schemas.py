"""What a layer's items hold, and what may be asked of them, as JSON Schema: OGC API - Features
Part 3, 6 (queryables), and Part 5."""

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import examples, schema
from api.http import Html, JsonAlias, JsonSchema, Resource
from api.views.items import layer_with_items
from spatial.layers.layer import Layer

# In one order on every page: the name of the route, what it tells, and of which relation it is.
RELATED = (
    ("schema", "Egenskaber", (f"{links.OGC}schema",)),
    ("queryables", "Filtre", (f"{links.OGC}queryables", "queryables")),
    ("sortables", "Sortering", (f"{links.OGC}sortables",)),
    ("schema-geojson", "Egenskaber, som GeoJSON skriver dem", ("describedby", "describedBy")),
)


def links_of(request: Request, layer: Layer) -> list[links.Link]:
    """From a collection to its schemas. GDAL knows queryables by the short relation alone, and
    before 3.8 the schema of GeoJSON by another case of its relation."""
    return [
        links.link(links.url(request, route, layer.id), rel, links.SCHEMA, title)
        for route, title, rels in RELATED
        for rel in rels
    ]


# The types of JSON and of GeoJSON in words.
_WORDS = {
    "boolean": "ja/nej",
    "integer": "helt tal",
    "number": "tal",
    "string": "tekst",
    "date": "dato",
    "MultiPolygon": "flade (MultiPolygon)",
}


def _row(layer: Layer, name: str, described: dict[str, Any]) -> dict[str, Any]:
    """One property for a page: name, title, type in words, unit, values, explanation."""
    property = {p.name: p for p in layer.properties}.get(name)
    kind = described.get("format") or described.get("type")
    return {
        "name": name,
        "title": described["title"],
        "type": _WORDS.get(str(kind), _WORDS.get(layer.geometry_type(), layer.geometry_type())),
        "unit": property.unit if property else None,
        "values": described.get("enum", ()),
        "explained": property.description if property else described.get("description"),
    }


class SchemaResource(Resource):
    """A schema; `describe` makes it of a layer and its own address."""

    renderer_classes = [JsonSchema, JsonAlias, Html]
    template_name = "api/schema.html"
    route: str
    explained: str
    describe: Callable[..., dict[str, Any]]

    def get(self, request: Request, collection_id: str) -> Response:
        params.nothing(request.query_params)
        layer = layer_with_items(collection_id)
        address = links.url(request, self.route, layer.id)
        document = type(self).describe(layer, address=address)
        if request.accepted_renderer.format == "html":
            self.shown = self._page(request, layer, document, address)
        return Response(document)

    @staticmethod
    def examples(layer: Layer) -> dict[str, dict[str, str]]:
        """What can be tried: as it is shown, and the parameters with which items are asked."""
        return {}

    def _page(
        self, request: Request, layer: Layer, document: dict[str, Any], address: str
    ) -> dict[str, Any]:
        titles = {route: title for route, title, _ in RELATED}
        return {
            "layer": layer,
            "heading": f"{layer.title}: {titles[self.route].lower()}",
            "explained": self.explained,
            "rows": [_row(layer, *one) for one in document["properties"].items()],
            "examples": [
                {"text": text, "href": links.url(request, "items", layer.id, **asked, f="html")}
                for text, asked in self.examples(layer).items()
            ],
            "links": links.self_and_alternate(request, links.SCHEMA, address),
            "functions": self.route == Queryables.route,
            "more": [
                links.link(links.url(request, route, layer.id, f="html"), "related", title=title)
                for route, title in titles.items()
                if route not in (self.route, GeoJsonSchema.route)
            ],
        }


class Schema(SchemaResource):
    """GET /api/collections/{collectionId}/schema"""

    route = "schema"
    explained = "Hvad hvert element i laget har. Hvad der ikke er kendt, er null i GeoJSON."
    describe = schema.returnables


class Queryables(SchemaResource):
    """GET /api/collections/{collectionId}/queryables"""

    route = "queryables"
    explained = (
        "Hvad elementerne kan filtreres på: som parametre i adressen, f.eks. ?navn=værdi, eller "
        "med parameteren filter i sproget CQL2, hvor betingelser kan forenes med AND, OR og NOT."
    )
    describe = schema.queryables

    @staticmethod
    def examples(layer: Layer) -> dict[str, dict[str, str]]:
        filters = [*examples.of_layer(layer).values(), examples.joined(layer)]
        return {text: {"filter": text} for text in filters}


class Sortables(SchemaResource):
    """GET /api/collections/{collectionId}/sortables"""

    route = "sortables"
    explained = (
        "Hvad elementerne kan sorteres efter: med parameteren sortby, hvor - foran et navn er "
        "faldende. Hvad der ikke er kendt, kommer sidst."
    )
    describe = schema.sortables

    @staticmethod
    def examples(layer: Layer) -> dict[str, dict[str, str]]:
        first, *_, id = (p.name for p in layer.sortables())
        orders = (first, f"-{first}", f"{first},-{id}")
        return {f"sortby={one}": {"sortby": one} for one in orders}


class GeoJsonSchema(SchemaResource):
    """GET /api/collections/{collectionId}/schema/geojson: of one feature, for GDAL."""

    renderer_classes = [JsonSchema, JsonAlias]
    route = "schema-geojson"
    explained = ""
    describe = schema.geojson
