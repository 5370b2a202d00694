"""Files that QGIS opens: a layer with its style, and a project of all layers."""

from django.http import HttpResponse
from rest_framework.request import Request

from api import links, parameters, params
from api.encode import qgis
from api.encode.collection import DEMONSTRATION
from api.http import Json, Resource
from spatial.layers import catalogue, known
from spatial.layers.layer import Layer


class Qlr(Json):
    media_type = links.QLR
    format = "qlr"


class Qgz(Json):
    media_type = links.QGZ
    format = "qgz"


def served(request: Request, version: str) -> qgis.Served:
    """Where the layers are, in the CRS that is asked for."""
    return qgis.Served(
        api=links.url(request, "landing"),
        tiles={layer.id: links.tiles_of(request, layer.id) for layer in catalogue.LAYERS},
        attribution={
            layer.id: known.attribution(layer, version=version) for layer in catalogue.LAYERS
        },
        warnings={layer.id: _warnings(layer, version) for layer in catalogue.LAYERS},
        crs=params.feature_query(request.query_params, known=parameters.QGIS).crs,
    )


def _warnings(layer: Layer, version: str) -> str:
    return " ".join(DEMONSTRATION[part] for part in known.demonstration(layer, version=version))


def _file(body: str | bytes, type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=type, headers=headers)


class LayerDefinition(Resource):
    """GET /api/collections/{collectionId}.qlr"""

    renderer_classes = [Qlr]

    def get(self, request: Request, collection_id: str) -> HttpResponse:
        layer = catalogue.layer(collection_id)
        body = qgis.layer_definition(layer, served(request, self.version))
        return _file(body, links.QLR, f"{layer.id}.qlr")


class Project(Resource):
    """GET /api/qgis/omraadekortet.qgz"""

    renderer_classes = [Qgz]

    def get(self, request: Request) -> HttpResponse:
        days = known.beginnings(catalogue.DESIGNATIONS, version=self.version)
        body = qgis.project(served(request, self.version), days)
        return _file(body, links.QGZ, "omraadekortet.qgz")
