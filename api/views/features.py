"""Answers that are GeoJSON features, one or many: what OGC's items and our own routes share."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api import links
from api.http import FeatureCollection, GeoJson, Html, JsonAlias, Resource
from api.serializers import serializer_for
from spatial.errors import UnknownItem
from spatial.layers import known, query
from spatial.layers.crs import Crs
from spatial.layers.layer import Layer


class FeatureResource(Resource):
    """GeoJSON features of a layer, in a CRS that Content-Crs names."""

    renderer_classes = [GeoJson, JsonAlias, Html]
    template_name = "api/items.html"

    def page(self, request: Request, layer: Layer, asked: query.ItemsQuery) -> Response:
        """One page of the items that match `asked`, with a link to the next."""
        found = self.written(request, layer, asked, query.page(layer, asked))
        if asked.offset or asked.after is not None or found.more:
            matched = known.count(layer, asked, version=self.version)
        else:
            matched = found.count
        return self.collection(request, layer, asked, found, matched)

    def all(
        self,
        request: Request,
        layer: Layer,
        rows: QuerySet[Any],
        crs: Crs,
        *,
        annotations: Sequence[str] = (),
        geometry: bool = True,
    ) -> Response:
        """All of `rows`, which are few, with `annotations` among their properties."""
        asked = query.ItemsQuery(crs=crs, limit=query.MAXIMUM_LIMIT)
        found = self.written(
            request, layer, asked, rows, annotations=annotations, geometry=geometry
        )
        answer = self.collection(request, layer, asked, found, found.count)
        self.shown = {**self.shown, "annotations": annotations}
        return answer

    def written(
        self,
        request: Request,
        layer: Layer,
        asked: query.ItemsQuery,
        rows: QuerySet[Any],
        *,
        annotations: Sequence[str] = (),
        geometry: bool = True,
    ) -> query.Features:
        """The rows as PostGIS writes them. A page shows properties only: no geometry for it."""
        context = {
            "asked": asked,
            "annotations": tuple(annotations),
            "geometry": geometry and request.accepted_renderer.format != "html",
        }
        features: query.Features = serializer_for(layer)(rows, many=True, context=context).data
        return features

    def collection(
        self,
        request: Request,
        layer: Layer,
        asked: query.ItemsQuery,
        found: query.Features,
        matched: int,
    ) -> Response:
        made = links.self_and_alternate(request, links.GEOJSON)
        following = self._next(request, found)
        made += [following] if following else []
        made += [_to_collection(request, layer), _to_licences(request, layer)]
        members = {
            "numberMatched": matched,
            "numberReturned": found.count,
            "links": made,
        }
        self.shown = {"layer": layer}
        answer = _in_crs(FeatureCollection(features=found.text, members=members), asked.crs)
        if following:
            answer["Link"] = f'<{following["href"]}>; rel="next"; type="{following["type"]}"'
        return answer

    def _next(self, request: Request, found: query.Features) -> links.Link | None:
        if not found.more:
            return None
        address = links.here(request, after=found.last, offset=None)
        return links.link(address, "next", links.type_now(request, links.GEOJSON))

    def one(
        self,
        request: Request,
        layer: Layer,
        rows: QuerySet[Any],
        crs: Crs,
        *,
        name: str,
        annotations: Sequence[str] = (),
        more_links: Iterable[links.Link] = (),
    ) -> Response:
        """The only feature of `rows`; raises UnknownItem, which calls it `name`."""
        row = rows.annotate(shape=query.shape(layer, crs)).first()
        if row is None:
            raise UnknownItem(f"There is no item {name!r} in {layer.id}.")
        feature = dict(serializer_for(layer)(row).data)
        feature["properties"] |= {one: getattr(row, one) for one in annotations}
        feature["links"] = [
            *links.self_and_alternate(request, links.GEOJSON),
            _to_collection(request, layer),
            _to_licences(request, layer),
            *more_links,
        ]
        shown = [(p, feature["properties"][p.name]) for p in layer.properties]
        self.shown = {"layer": layer, "properties": shown}
        return _in_crs(feature, crs)


def _to_collection(request: Request, layer: Layer) -> links.Link:
    address = links.url(request, "collection", layer.id)
    return links.link(address, "collection", links.JSON, layer.title)


def _to_licences(request: Request, layer: Layer) -> links.Link:
    """The page that names each source with its licence, and whom to credit."""
    address = links.url(request, "collection", layer.id, f="html")
    return links.link(address, "license", links.HTML, "Kilder, licenser og kreditering")


def _in_crs(body: Any, crs: Crs) -> Response:
    return Response(body, headers={"Content-Crs": f"<{crs.uri}>"})
