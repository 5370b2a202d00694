"""Vector tiles, and the TileJSON that says where they are. Row before column, as OGC has it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import tilejson
from api.http import Json, Mvt, Resource
from spatial.errors import UnknownTile
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
    /api/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=areas,buildings; 204 where all is empty.

    Outside the limits of one collection's tileset it is a 404, as the standard asks. Tiles of
    several have no limits: a map asks for all it shows, and would note an error for each.
    """

    renderer_classes = [Mvt]
    cache = A_MINUTE

    def get(
        self, request: Request, z: int, y: int, x: int, collection_id: str | None = None
    ) -> HttpResponse:
        asked = asked_of(request, collection_id)
        address = tiles.TileAddress(zoom=z, row=y, column=x)
        if collection_id is not None:
            self._check(catalogue.layer(collection_id), address)
        body = tiles.vector_tile(asked, address)
        return HttpResponse(body, status=200 if body else 204, content_type=links.MVT)

    def _check(self, layer: Layer, address: tiles.TileAddress) -> None:
        """Raises UnknownTile outside the limits that the tileset tells."""
        bbox = known.extent(layer, version=self.version).bbox
        if bbox and not any(one.hold(address) for one in tiles.limits(layer.zooms, bbox)):
            raise UnknownTile(
                f"Tile {address.zoom}/{address.row}/{address.column} is outside the limits of "
                f"{layer.id}: zoom {layer.zooms[0]} to {layer.zooms[-1]}, where its items lie."
            )


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
                tiles=links.tilejson_template(request),
                bounds=around(extents),
                attribution=" · ".join(dict.fromkeys(note for note in notes if note)),
            )
        )


def around(
    boxes: Iterable[tuple[float, float, float, float] | None],
) -> tuple[float, float, float, float] | None:
    """The box around those that there are."""
    boxes = [box for box in boxes if box]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
