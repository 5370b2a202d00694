"""Answers that are features, one or many: what OGC's items and our own routes share."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, values
from api.encode import jsonfg as encode
from api.http import FeatureCollection, GeoJson, Html, JsonAlias, Resource
from api.serializers import serializer_for
from spatial.errors import UnknownItem
from spatial.layers import flatgeobuf, jsonfg, known, query
from spatial.layers.functions import Joined, Json
from spatial.layers.layer import Layer

NONE = query.Features(text="", count=0, last=None, more=False)


def _id(layer: Layer, asked: query.ItemsQuery, *, annotations: Iterable[str] = ()) -> Joined:
    """A feature's id alone: the file that has the rest is written by other means."""
    return Joined(Json("pk"))


# What PostGIS writes of each feature, where it is not GeoJSON.
WRITTEN = {"jsonfg": jsonfg.feature, "fgb": _id}


class FeatureResource(Resource):
    """Features of a layer, in a CRS that Content-Crs names. `more` are its forms beside GeoJSON
    and HTML."""

    renderer_classes = [GeoJson, JsonAlias, Html]
    template_name = "api/items.html"
    more: tuple[links.Form, ...] = ()

    def page(self, request: Request, layer: Layer, asked: query.ItemsQuery) -> Response:
        """One page of the items that match `asked`, with a link to the next."""
        found = NONE
        if not asked.hits:
            found = self.written(request, layer, asked, query.page(layer, asked))
        if asked.hits or asked.offset or asked.after is not None or found.more:
            matched = known.count(layer, asked, version=self.version)
        else:
            matched = found.count
        answer = self.collection(request, layer, asked, found, matched)
        # Behind `next`, which clients look for first.
        told = [answer.headers["Link"]] if "Link" in answer.headers else []
        answer["Link"] = ", ".join([*told, links.header(_to_questions(request, layer))])
        return answer

    def all(
        self,
        request: Request,
        layer: Layer,
        rows: QuerySet[Any],
        asked: query.ItemsQuery,
        *,
        annotations: Sequence[str] = (),
    ) -> Response:
        """All of `rows`, which are few, with `annotations` among their properties."""
        asked = replace(asked, limit=query.MAXIMUM_LIMIT)
        found = self.written(request, layer, asked, rows, annotations=annotations)
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
    ) -> query.Features:
        """The rows as PostGIS writes them. A page shows properties only: no geometry for it."""
        form = request.accepted_renderer.format
        context = {
            "asked": replace(asked, geometry=asked.geometry and form != "html"),
            "annotations": tuple(annotations),
            "write": WRITTEN.get(form, query.feature),
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
        following = self._next(request, asked, found)
        self.shown = {"layer": layer, "columns": layer.only(asked.properties)}
        headers = {
            "Content-Crs": f"<{asked.crs.uri}>",
            "OGC-NumberMatched": str(matched),
            "OGC-NumberReturned": str(found.count),
        }
        if following:
            headers["Link"] = links.header([following])
        if request.accepted_renderer.format == "fgb":
            ids = json.loads(f"[{found.text}]")
            return Response(flatgeobuf.page(layer, ids, asked), headers=headers)
        made = links.self_and_alternate(request, links.GEOJSON, more=self.more)
        made += [following] if following else []
        made += [_to_licences(request, layer)]
        members = {
            "numberMatched": matched,
            "numberReturned": found.count,
            "links": [*made, _to_collection(request, layer)],
        }
        body = FeatureCollection(
            features=found.text, members=members, head=self._head(request, layer, asked)
        )
        return Response(body, headers=headers)

    def _head(self, request: Request, layer: Layer, asked: query.ItemsQuery) -> dict[str, Any]:
        if request.accepted_renderer.format != "jsonfg":
            return {}
        return encode.head(layer, asked.crs, schema=links.url(request, "schema", layer.id))

    def _next(
        self, request: Request, asked: query.ItemsQuery, found: query.Features
    ) -> links.Link | None:
        """The page behind this one, in this form, also where Accept has chosen it."""
        if not found.more or found.last is None:
            return None
        after = values.place_text(asked.sort, found.last)
        changed: dict[str, object] = {"after": after, "offset": None}
        if request.accepted_renderer.format != "json":
            changed["f"] = request.accepted_renderer.format
        address = links.here(request, **changed)
        return links.link(address, "next", links.type_now(request, links.GEOJSON))

    def one(
        self,
        request: Request,
        layer: Layer,
        rows: QuerySet[Any],
        asked: query.ItemsQuery,
        *,
        name: str,
        annotations: Sequence[str] = (),
        more_links: Iterable[links.Link] = (),
    ) -> Response:
        """The only feature of `rows`; raises UnknownItem, which calls it `name`."""
        if request.accepted_renderer.format == "html":
            asked = replace(asked, geometry=False)
        write = _one_as_jsonfg if request.accepted_renderer.format == "jsonfg" else _one_as_geojson
        feature = write(layer, rows, asked, annotations)
        if feature is None:
            raise UnknownItem(f"There is no item {name!r} in {layer.id}.")
        feature = {**self._head(request, layer, asked), **feature}
        feature["links"] = [
            *links.self_and_alternate(request, links.GEOJSON, more=self.more),
            _to_collection(request, layer),
            _to_licences(request, layer),
            *more_links,
        ]
        columns = layer.only(asked.properties)
        shown = [(p, feature["properties"][p.name]) for p in columns]
        self.shown = {"layer": layer, "properties": shown}
        return Response(feature, headers={"Content-Crs": f"<{asked.crs.uri}>"})


def _one_as_geojson(
    layer: Layer, rows: QuerySet[Any], asked: query.ItemsQuery, annotations: Sequence[str]
) -> dict[str, Any] | None:
    """The first of `rows` by the serializer; the columns that it does not show are not read."""
    columns = ["pk", *(p.field.name for p in layer.only(asked.properties))]
    rows = rows.only(*columns)
    if asked.geometry:
        rows = rows.annotate(shape=query.shape(layer, asked.crs))
    row = rows.first()
    if row is None:
        return None
    row.shape = getattr(row, "shape", None)
    context = {"properties": asked.properties}
    feature = dict(serializer_for(layer)(row, context=context).data)
    feature["properties"] |= {one: getattr(row, one) for one in annotations}
    return feature


def _one_as_jsonfg(
    layer: Layer, rows: QuerySet[Any], asked: query.ItemsQuery, annotations: Sequence[str]
) -> dict[str, Any] | None:
    text = jsonfg.feature(layer, asked, annotations=annotations)
    found = query.features(rows, text, limit=1)
    feature: dict[str, Any] | None = json.loads(found.text) if found.count else None
    return feature


def _to_questions(request: Request, layer: Layer) -> list[links.Link]:
    """To what may be asked of the layer's items."""
    return [
        links.link(links.url(request, name, layer.id), links.OGC + name, links.SCHEMA)
        for name in ("queryables", "sortables")
    ]


def _to_collection(request: Request, layer: Layer) -> links.Link:
    address = links.url(request, "collection", layer.id)
    return links.link(address, "collection", links.JSON, layer.title)


def _to_licences(request: Request, layer: Layer) -> links.Link:
    """The page that names each source with its licence, and whom to credit."""
    address = links.url(request, "collection", layer.id, f="html")
    return links.link(address, "license", links.HTML, "Kilder, licenser og kreditering")
