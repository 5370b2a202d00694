"""Styles and their legends: OGC API - Styles Part 1 (draft 20-009)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import legend, maplibre, qgis, sprite, styles
from api.encode.styles import Style
from api.http import Html, Json, Resource
from spatial.errors import UnknownItem
from spatial.layers import catalogue, known


class MapboxStyle(Json):
    media_type = links.MAPBOX_STYLE
    format = "mapbox"


class Qml(Json):
    media_type = links.QML
    format = "qml"


class Svg(Json):
    media_type = links.SVG
    format = "svg"


class Png(Json):
    media_type = links.PNG
    format = "png"


def style_named(style_id: str) -> Style:
    """The style; raises UnknownItem."""
    if style_id not in styles.STYLES:
        raise UnknownItem(f"There is no style {style_id!r}.")
    return styles.STYLES[style_id]


def described(request: Request, style: Style, collection: str | None = None) -> dict[str, Any]:
    """A style in a list, with links to its encodings; of a collection's list, to its own."""
    at = (
        links.url(request, "collection-style", collection, style.id)
        if collection
        else links.url(request, "style", style.id)
    )
    forms = [("mapbox", links.MAPBOX_STYLE, "MapLibre og Mapbox")]
    if style.layer and style.layer.items:
        forms.append(("qml", links.QML, "QGIS"))
    made = [links.link(f"{at}?f={f}", "stylesheet", kind, title) for f, kind, title in forms]
    made.append(links.link(f"{at}?f=html", "alternate", links.HTML, "Som HTML"))
    for name, rel in (("metadata", "describedby"), ("legend", "legend")):
        address = links.url(request, f"style-{name}", style.id)
        made.append(links.link(address, rel, links.JSON, {"legend": "Signaturer"}.get(name)))
    svg = f"{links.url(request, 'style-legend', style.id)}?f=svg"
    made.append(links.link(svg, "preview", links.SVG, "Signaturer som billede"))
    return {"id": style.id, "title": style.title, "links": made}


class Styles(Resource):
    """GET /api/styles, and those of one collection at /api/collections/{collectionId}/styles"""

    template_name = "api/styles.html"

    def get(self, request: Request, collection_id: str | None = None) -> Response:
        params.nothing(request.query_params)
        shown = list(styles.STYLES.values())
        if collection_id is not None:
            shown = [style_named(catalogue.layer(collection_id).id)]
        return Response(
            {
                "default": shown[0].id,
                "styles": [described(request, one, collection_id) for one in shown],
                "links": links.self_and_alternate(request, links.JSON),
            }
        )


class OneStyle(Resource):
    """GET /api/styles/{styleId}, also as a style of a collection"""

    template_name = "api/style.html"

    def get_renderers(self) -> list[BaseRenderer]:
        style = styles.STYLES.get(self.kwargs["style_id"])
        has_qml = style is None or (style.layer is not None and style.layer.items)
        return [MapboxStyle(), Json(), *([Qml()] if has_qml else []), Html()]

    def get(
        self, request: Request, style_id: str, collection_id: str | None = None
    ) -> HttpResponse:
        params.nothing(request.query_params)
        style = style_named(style_id)
        if collection_id is not None and catalogue.layer(collection_id) != style.layer:
            raise UnknownItem(f"{collection_id} has no style {style_id!r}.")
        form = request.accepted_renderer.format
        if form == "html":
            self.shown = {"entries": legend.groups(style.layers), "style": style}
            made = described(request, style)
            made["links"].append(links.link(links.here(request, f="json"), "alternate", links.JSON))
            return Response(made)
        if form == "qml" and style.layer:
            return HttpResponse(qgis.qml(style.layer), content_type=f"{links.QML}; charset=utf-8")
        return Response(self._maplibre(request, style))

    def _maplibre(self, request: Request, style: Style) -> dict[str, Any]:
        notes = [known.attribution(layer, version=self.version) for layer in style.layers]
        at = maplibre.Addresses(
            sources={
                name: (_tilejson(request, layers), layers)
                for name, layers in styles.sources(style).items()
            },
            font=links.font(request),
            sprite=links.url(request, "styles") + "/sprite",
        )
        return maplibre.document(
            style.layers,
            name=style.title,
            attribution=" · ".join(dict.fromkeys(note for note in notes if note)),
            ground=style.layer is None,
            at=at,
        )


def _tilejson(request: Request, layers: Sequence[Any]) -> str:
    if len(layers) == 1:
        return links.url(request, "tilejson", layers[0].id)
    ids = ",".join(layer.id for layer in layers)
    return f"{links.url(request, 'tilejson-of-several')}?collections={ids}"


class StyleMetadata(Resource):
    """GET /api/styles/{styleId}/metadata"""

    renderer_classes = [Json]

    def get(self, request: Request, style_id: str) -> Response:
        params.nothing(request.query_params)
        style = style_named(style_id)
        sheets = [one for one in described(request, style)["links"] if one["rel"] == "stylesheet"]
        return Response(
            styles.metadata(
                style,
                sheets=sheets,
                collections={
                    layer.id: links.url(request, "collection", layer.id) for layer in style.layers
                },
                links=[links.link(links.here(request), "self", links.JSON)],
            )
        )


class Legend(Resource):
    """GET /api/styles/{styleId}/legend: what colours and shapes mean"""

    renderer_classes = [Json, Svg, Html]
    template_name = "api/legend.html"

    def get(self, request: Request, style_id: str) -> HttpResponse:
        params.nothing(request.query_params)
        style = style_named(style_id)
        if request.accepted_renderer.format == "svg":
            return HttpResponse(legend.svg(style.layers), content_type=links.SVG)
        self.shown = {"entries": legend.groups(style.layers), "style": style}
        made = links.self_and_alternate(request, links.JSON)
        made.append(links.link(links.here(request, f="svg"), "alternate", links.SVG, "Som SVG"))
        shown = [
            {"collection": layer.id, "title": layer.title, "entries": maplibre.legend(layer)}
            for layer in style.layers
        ]
        return Response({"id": style.id, "title": style.title, "layers": shown, "links": made})


class Sprite(Resource):
    """GET /api/styles/sprite.json and .png, and both as sprite@2x: the shapes of all styles"""

    def get_renderers(self) -> list[BaseRenderer]:
        return [Json() if self.kwargs["kind"] == "json" else Png()]

    def get(self, request: Request, kind: str, fine: str | None = None) -> HttpResponse:
        params.nothing(request.query_params)
        ratio = 2 if fine else 1
        if kind == "json":
            return Response(sprite.index(ratio))
        return HttpResponse(sprite.png(ratio), content_type=links.PNG)
