"""Vector tiles, and the TileJSON that says where they are. Row before column, as OGC has it."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import tilejson
from api.http import Json, Mvt, Resource
from spatial.layers import catalogue, known, query, tiles
from spatial.layers.layer import Layer

# An import shows after a minute at the latest; until then a map asks nobody.
A_MINUTE: dict[str, Any] = {"public": True, "max_age": 60}


def asked_of(request: Request, collection_id: str | None) -> dict[Layer, query.ItemsQuery]:
    """The layers of the tile, those of `collections` or one alone, and what is asked of each."""
    if collection_id is not None:
        return params.tile_query(catalogue.layer(collection_id), request.query_params)
    return params.tile_queries(request.query_params)


class Tile(Resource):
    """GET /api/collections/{collectionId}/tiles/WebMercatorQuad/{z}/{y}/{x}, and several at
    /api/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=areas,buildings; 204 where all is empty."""

    renderer_classes = [Mvt]
    cache = A_MINUTE

    def get(
        self, request: Request, z: int, y: int, x: int, collection_id: str | None = None
    ) -> HttpResponse:
        asked = asked_of(request, collection_id)
        body = tiles.vector_tile(asked, tiles.TileAddress(zoom=z, row=y, column=x))
        return HttpResponse(body, status=200 if body else 204, content_type=links.MVT)


class TileJson(Resource):
    """GET .../tiles/WebMercatorQuad/tilejson; its filters are those of its tiles."""

    renderer_classes = [Json]

    def get(self, request: Request, collection_id: str | None = None) -> Response:
        layers = list(asked_of(request, collection_id))  # refuses what its tiles would refuse
        extents = [known.extent(layer, version=self.version).bbox for layer in layers]
        notes = [known.attribution(layer, version=self.version) for layer in layers]
        return Response(
            tilejson.document(
                layers,
                tiles=links.tile_template(request),
                bounds=_around([box for box in extents if box]),
                attribution=" · ".join(dict.fromkeys(note for note in notes if note)),
            )
        )


def _around(boxes: list[tuple[float, float, float, float]]) -> list[float] | None:
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return [min(west), min(south), max(east), max(north)]
