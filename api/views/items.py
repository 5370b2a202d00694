"""Items: OGC API - Features Part 1, 7.15 and 7.16; Part 2, 6."""

import re
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.http import FeatureCollection, GeoJson, Html, JsonAlias, Resource
from api.serializers import serializer_for
from spatial.errors import UnknownItem, UnknownLayer
from spatial.layers import catalogue, known, query
from spatial.layers.crs import Crs
from spatial.layers.layer import Layer


def layer_with_items(collection_id: str) -> Layer:
    """The layer; raises UnknownLayer for one that has tiles only."""
    layer = catalogue.layer(collection_id)
    if not layer.items:
        raise UnknownLayer(collection_id)
    return layer


class FeatureResource(Resource):
    """A resource of GeoJSON features, one or many."""

    renderer_classes = [GeoJson, JsonAlias, Html]
    template_name = "api/items.html"

    def page(
        self, request: Request, layer: Layer, asked: query.ItemsQuery, **context: Any
    ) -> Response:
        """One page of the features that match `asked`, with links to the next."""
        return self.collection(request, layer, asked, query.page(layer, asked), **context)

    def collection(
        self,
        request: Request,
        layer: Layer,
        asked: query.ItemsQuery,
        rows: QuerySet[Any],
        *,
        matched: int | None = None,
        **context: Any,
    ) -> Response:
        """The features of `rows`, which are the page of `asked`.

        `matched` is the number of all, where they are not those that `asked` says.
        """
        if request.accepted_renderer.format == "html":
            context["geometry"] = False  # a page shows the properties only
        found = serializer_for(layer)(rows, many=True, context={"asked": asked, **context}).data
        if matched is None:
            matched = self._matched(layer, asked, found)
        members = {
            "numberMatched": matched,
            "numberReturned": found.count,
            "timeStamp": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "links": self._links(request, layer, found),
        }
        self.shown = {"layer": layer}
        return in_crs(Response(FeatureCollection(features=found.text, members=members)), asked.crs)

    def _matched(self, layer: Layer, asked: query.ItemsQuery, found: query.Features) -> int:
        if not asked.offset and asked.after is None and not found.more:
            return found.count
        return known.count(layer, asked, version=self.version)

    def _links(self, request: Request, layer: Layer, found: query.Features) -> list[links.Link]:
        made = links.self_and_alternate(request, links.GEOJSON)
        if found.more:
            type = self._type(request)
            made.append(
                links.link(links.here(request, after=found.last, offset=None), "next", type)
            )
        about = links.url(request, "collection", layer.id)
        return [*made, links.link(about, "collection", links.JSON, layer.title)]

    def _type(self, request: Request) -> str:
        return links.HTML if request.accepted_renderer.format == "html" else links.GEOJSON

    def one(self, request: Request, layer: Layer, crs: Crs, **key: Any) -> Response:
        """The only feature whose columns equal `key`; raises UnknownItem."""
        row = layer.rows().filter(**key).annotate(shape=query.shape(layer, crs)).first()
        if row is None:
            wanted = ", ".join(str(value) for value in key.values())
            raise UnknownItem(f"There is no item {wanted!r} in {layer.id}.")
        collection = links.url(request, "collection", layer.id)
        feature = dict(serializer_for(layer)(row).data) | {
            "links": [
                *links.self_and_alternate(request, links.GEOJSON),
                links.link(collection, "collection", links.JSON, layer.title),
            ]
        }
        self.shown = {"layer": layer}
        return in_crs(Response(feature), crs)


def in_crs(answer: Response, crs: Crs) -> Response:
    answer["Content-Crs"] = f"<{crs.uri}>"
    return answer


class Items(FeatureResource):
    """GET /api/collections/{collectionId}/items"""

    def get(self, request: Request, collection_id: str) -> Response:
        layer = layer_with_items(collection_id)
        return self.page(request, layer, params.items_query(layer, request.query_params))


class Item(FeatureResource):
    """GET /api/collections/{collectionId}/items/{featureId}"""

    template_name = "api/item.html"

    def get(self, request: Request, collection_id: str, item_id: str) -> Response:
        layer = layer_with_items(collection_id)
        crs = params.item_crs(request.query_params)
        if not re.fullmatch(r"[0-9]{1,18}", item_id):
            raise UnknownItem(f"There is no item {item_id!r} in {layer.id}: its ids are numbers.")
        return self.one(request, layer, crs, pk=int(item_id))
