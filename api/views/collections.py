"""The collections: OGC API - Features Part 1, 7.13 and 7.14."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import collection
from api.encode.described import LICENCE_URLS
from api.http import Resource
from api.views import metadata, schemas
from api.views.tilesets import vector_tilesets
from spatial.layers import catalogue, known, query
from spatial.layers.crs import SPOKEN, STORAGE
from spatial.layers.layer import Layer


def described(request: Request, layer: Layer, version: str) -> dict[str, Any]:
    """The document of one collection, with its links."""
    return collection.document(
        layer,
        extent=known.extent(layer, version=version),
        sources=known.sources(layer, version=version),
        attribution=known.attribution(layer, version=version),
        demonstration=known.demonstration(layer, version=version),
        licences=known.licences(layer, version=version),
        count=known.count(layer, query.ItemsQuery(), version=version) if layer.items else None,
        links=_links(request, layer, version),
    )


def _links(request: Request, layer: Layer, version: str) -> list[links.Link]:
    at = links.url(request, "collection", layer.id)
    made = links.self_and_alternate(request, links.JSON, at)
    if layer.items:
        items = links.url(request, "items", layer.id)
        made += [
            links.link(items, "items", links.GEOJSON, f"{layer.title} (GeoJSON)"),
            *(
                links.link(f"{items}?f={form}", "items", media, f"{layer.title} ({name})")
                for form, media, name in links.MORE_OF_ITEMS
            ),
            links.link(f"{items}?f=html", "items", links.HTML, f"{layer.title} (HTML)"),
            *schemas.links_of(request, layer),
        ]
        made += links.downloads(request, layer)
    made.append(vector_tilesets(request, layer))
    record = links.url(request, "metadata", layer.id)
    made.append(links.link(record, "describedby", links.ISO_19139, "ISO 19139"))
    made += [
        links.link(LICENCE_URLS[name], "license", links.HTML, name)
        for name in known.licences(layer, version=version)
        if name in LICENCE_URLS
    ]
    made += _styles(request, layer)
    tiles = links.url(request, "tilejson", layer.id)
    made.append(links.link(tiles, "tilejson", links.JSON, "Vector tiles (TileJSON)"))
    return made


def _styles(request: Request, layer: Layer) -> list[links.Link]:
    styles = links.url(request, "collection-styles", layer.id)
    sheet = links.url(request, "collection-style", layer.id, layer.id)
    made = [
        links.link(styles, rel, links.JSON, "Stilarter") for rel in (links.OGC_STYLES, "styles")
    ]
    made.append(links.link(f"{sheet}?f=mapbox", "stylesheet", links.MAPBOX_STYLE, "MapLibre"))
    if layer.items:
        made.append(links.link(f"{sheet}?f=qml", "stylesheet", links.QML, "QGIS"))
    definition = links.url(request, "layer-definition", layer.id)
    for crs, words in (("", ""), (f"?crs={STORAGE.uri}", " i EPSG:25832, QGIS 3.28 og nyere")):
        title = f"Lag til QGIS{words}"
        made.append(links.link(f"{definition}{crs}", "related", links.QLR, title))
    return made


class Collections(Resource):
    """GET /api/collections: those of features. GDAL and QGIS ask each of them for items."""

    template_name = "api/collections.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        return Response(
            {
                "links": links.self_and_alternate(request, links.JSON),
                "crs": list(SPOKEN),
                "collections": [
                    described(request, layer, self.version) for layer in catalogue.WITH_ITEMS
                ],
            }
        )


class Collection(Resource):
    """GET /api/collections/{collectionId}"""

    template_name = "api/collection.html"

    def get(self, request: Request, collection_id: str) -> Response:
        params.nothing(request.query_params)
        layer = catalogue.layer(collection_id)
        if request.accepted_renderer.format == "html":
            self.shown = {"linked_data": metadata.of_dataset(request, layer, self.version)}
        return Response(described(request, layer, self.version))
