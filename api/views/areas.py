"""Housing areas by their slug, their surroundings, and what is at a place."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, parameters, params, values
from api.encode import verdict
from api.http import GeoJson, Json, JsonAlias, Resource
from api.serializers import serializer_for
from api.views.features import FeatureResource
from spatial.errors import UnknownItem
from spatial.layers import places, query
from spatial.layers.catalogue import AREAS, BUILDINGS, MUNICIPALITIES
from spatial.layers.crs import DOMAIN
from spatial.layers.layer import Layer
from spatial.layers.plans import plan_story
from spatial.models import HousingArea, PublishedArea, judging
from spatial.models.completeness import notes

FARTHEST_M = 100_000

# What else is told of one: the last word of the address, its type and title.
PARTS = (
    ("buildings", links.GEOJSON, "Bygninger"),
    ("history", links.JSON, "Liste for liste"),
    ("nearby", links.GEOJSON, "Naboområder"),
)


def area_id(slug: str) -> int:
    """The id of the area with this slug; raises UnknownItem."""
    ids = HousingArea.objects.filter(slug=slug).values_list("pk", flat=True)
    if not ids:
        raise UnknownItem(f"There is no area {slug!r}.")
    return ids[0]


class OneArea(FeatureResource):
    """GET /api/areas/{slug}"""

    template_name = "api/item.html"

    def get(self, request: Request, slug: str) -> Response:
        asked = params.feature_query(request.query_params)
        more = links.related(request, "area", slug, PARTS)
        rows = AREAS.rows().filter(slug=slug)
        return self.one(request, AREAS, rows, asked, name=slug, more_links=more)


class BuildingsOfArea(FeatureResource):
    """GET /api/areas/{slug}/buildings: those whose inside point lies in it.

    Without `datetime` those of today.
    """

    def get(self, request: Request, slug: str) -> Response:
        asked = params.items_query(BUILDINGS, request.query_params)
        interval = asked.interval or query.today()
        where = {"area_id": area_id(slug)}
        return self.page(request, BUILDINGS, replace(asked, interval=interval, within=where))


class History(Resource):
    """GET /api/areas/{slug}/history: what each list says and what the law does, oldest first,
    and what the area's plans contain."""

    renderer_classes = [Json]

    def get(self, request: Request, slug: str) -> Response:
        params.nothing(request.query_params)
        area = area_id(slug)
        judged = judging.of_area(area)
        return Response(
            {
                "area": slug,
                "lists": verdict.history(judged, notes(one.list for one in judged)),
                "plan": plan_story(area),
                "links": [links.link(links.here(request), "self", links.JSON)],
            }
        )


class Nearby(FeatureResource):
    """GET /api/areas/{slug}/nearby?distance=1000: areas within metres, nearest first."""

    def get(self, request: Request, slug: str) -> Response:
        asked = params.feature_query(request.query_params, known=parameters.NEARBY)
        text = request.query_params.get("distance", "1000")
        metres = values.number("distance", text, least=0, most=FARTHEST_M)
        row = PublishedArea.objects.filter(slug=slug).first()
        if row is None:
            raise UnknownItem(f"There is no area {slug!r}.")
        rows = places.nearby(row, metres=metres)
        return self.all(request, AREAS, rows, asked, annotations=["distance_m"])


class Intersecting(FeatureResource):
    """POST /api/areas/intersecting: areas, and shares of them, inside a polygon in CRS84."""

    renderer_classes = [GeoJson, JsonAlias]

    def post(self, request: Request) -> Response:
        asked = params.feature_query(request.query_params)
        rows = places.inside(values.polygon(request.body))
        return self.all(request, AREAS, rows, asked, annotations=["share_pct", "inside_m2"])


class At(Resource):
    """GET /api/at?lon=&lat=: municipality, areas and buildings at a point, without outlines."""

    renderer_classes = [Json]

    def get(self, request: Request) -> Response:
        given = params.single_values(request.query_params, parameters.AT)
        west, south, east, north = DOMAIN
        longitude = values.number("lon", given.get("lon"), least=west, most=east)
        latitude = values.number("lat", given.get("lat"), least=south, most=north)
        found = {
            name: list(self._features(layer, longitude, latitude))
            for name, layer in (
                ("municipality", MUNICIPALITIES),
                ("areas", AREAS),
                ("buildings", BUILDINGS),
            )
        }
        municipality = found.pop("municipality")
        here = links.link(links.here(request), "self", links.JSON)
        return Response(
            {"municipality": municipality[0] if municipality else None, **found, "links": [here]}
        )

    def _features(self, layer: Layer, lon: float, lat: float) -> Iterable[dict[str, Any]]:
        for row in places.at(layer, lon, lat).defer(layer.geometry):
            row.shape = None
            yield dict(serializer_for(layer)(row).data)
