"""Tilesets and their tile matrix set: OGC API - Tiles Part 1, 8 to 12."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import tilesets
from api.http import Resource
from api.views.tiles import around, asked_of
from spatial.layers import catalogue, known, tiles
from spatial.layers.layer import Layer

_SEVERAL = "Alle lag"


def vector_tilesets(request: Request, layer: Layer | None = None) -> links.Link:
    """The link to the list of a layer's tilesets, or of those of several layers."""
    address = links.url(request, "tilesets", layer.id) if layer else _list(request)
    title = f"{layer.title} (vektorfliser)" if layer else "Vektorfliser"
    return links.link(address, f"{tilesets.REL}tilesets-vector", links.JSON, title)


def _list(request: Request) -> str:
    return links.url(request, "tilesets-of-several")


def tiling_schemes(request: Request) -> links.Link:
    """The link to the tile matrix sets."""
    address = links.url(request, "tile-matrix-sets")
    return links.link(address, f"{tilesets.REL}tiling-schemes", links.JSON, "Fliseinddelinger")


def _scheme(request: Request) -> links.Link:
    address = links.url(request, "tile-matrix-set")
    return links.link(address, f"{tilesets.REL}tiling-scheme", links.JSON, tilesets.ID)


class TileMatrixSets(Resource):
    """GET /api/tileMatrixSets"""

    template_name = "api/tile_matrix_sets.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        at = links.url(request, "tile-matrix-set")
        one = tilesets.matrix_set_brief([links.link(at, "self", links.JSON, tilesets.ID)])
        made = links.self_and_alternate(request, links.JSON)
        return Response({"tileMatrixSets": [one], "links": made})


class TileMatrixSet(Resource):
    """GET /api/tileMatrixSets/WebMercatorQuad"""

    template_name = "api/tile_matrix_set.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        return Response(tilesets.matrix_set(links.self_and_alternate(request, links.JSON)))


class TileSets(Resource):
    """GET /api/collections/{collectionId}/tiles and GET /api/tiles"""

    template_name = "api/tilesets.html"

    def get(self, request: Request, collection_id: str | None = None) -> Response:
        params.nothing(request.query_params)
        layer = catalogue.layer(collection_id) if collection_id is not None else None
        if layer:
            at, title = links.url(request, "tileset", layer.id), layer.title
        else:
            at, title = links.url(request, "tileset-of-several"), _SEVERAL
        one = tilesets.tileset_brief(
            title, [links.link(at, "self", links.JSON, tilesets.ID), _scheme(request)]
        )
        self.shown = {"title": title, "layer": layer}
        made = links.self_and_alternate(request, links.JSON)
        return Response({"tilesets": [one], "links": made})


class TileSet(Resource):
    """GET .../tiles/WebMercatorQuad; its filters are those of its tiles."""

    template_name = "api/tileset.html"

    def get(self, request: Request, collection_id: str | None = None) -> Response:
        layers = list(asked_of(request, collection_id))
        boxes = [known.extent(layer, version=self.version).bbox for layer in layers]
        limits: tuple[tiles.Limits, ...] = ()
        if collection_id is not None and boxes[0]:
            limits = tiles.limits(layers[0].zooms, boxes[0])
        self.shown = {"layer": layers[0] if collection_id is not None else None}
        every = len(layers) == len(catalogue.LAYERS)
        document = tilesets.tileset(
            layers,
            title=_SEVERAL if every else ", ".join(layer.title for layer in layers),
            boxes=boxes,
            around=around(boxes),
            limits=limits,
            links=self._links(request),
            **self._credits(layers),
        )
        return Response(document)

    def _credits(self, layers: list[Layer]) -> dict[str, Any]:
        notes = [known.attribution(layer, version=self.version) for layer in layers]
        licences = [name for one in layers for name in known.licences(one, version=self.version)]
        return {
            "attribution": " · ".join(dict.fromkeys(note for note in notes if note)),
            "licence": ", ".join(dict.fromkeys(licences)),
        }

    def _links(self, request: Request) -> list[links.Link]:
        tile = links.link(links.tile_template(request), "item", links.MVT, "En flise")
        json = links.here(request, f=None).replace(request.path, f"{request.path}/tilejson", 1)
        return [
            *links.self_and_alternate(request, links.JSON),
            tile | {"templated": True},
            _scheme(request),
            links.link(json, "describedby", links.JSON, "TileJSON"),
        ]
