"""Items: OGC API - Features Part 1, 7.15 and 7.16; Part 2, 6."""

import re

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.http import FlatGeobuf, GeoJson, Html, JsonAlias, JsonFg
from api.views.features import FeatureResource
from spatial.errors import UnknownItem, UnknownLayer
from spatial.layers import catalogue
from spatial.layers.layer import Layer


def layer_with_items(collection_id: str) -> Layer:
    """The layer; raises UnknownLayer, also for one that has tiles only."""
    layer = catalogue.layer(collection_id)
    if not layer.items:
        raise UnknownLayer(collection_id)
    return layer


class Items(FeatureResource):
    """GET /api/collections/{collectionId}/items"""

    renderer_classes = [GeoJson, JsonAlias, JsonFg, FlatGeobuf, Html]
    more = links.MORE_OF_ITEMS

    def get(self, request: Request, collection_id: str) -> Response:
        layer = layer_with_items(collection_id)
        return self.page(request, layer, params.items_query(layer, request.query_params))


class Item(FeatureResource):
    """GET /api/collections/{collectionId}/items/{featureId}"""

    renderer_classes = [GeoJson, JsonAlias, JsonFg, Html]
    template_name = "api/item.html"
    more = links.MORE_OF_ITEM

    def get(self, request: Request, collection_id: str, item_id: str) -> Response:
        layer = layer_with_items(collection_id)
        asked = params.item_query(layer, request.query_params)
        if not re.fullmatch(r"[0-9]{1,18}", item_id):
            raise UnknownItem(f"There is no item {item_id!r} in {layer.id}: its ids are numbers.")
        rows = layer.rows().filter(pk=int(item_id))
        return self.one(request, layer, rows, asked, name=item_id)
