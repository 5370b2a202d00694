"""Municipalities, and what lies within one's borders."""

from dataclasses import replace
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, parameters, params, values
from api.encode import totals
from api.encode.lists import NEVER_ADDED
from api.http import Csv, Json, Resource
from api.views.features import FeatureResource
from spatial.errors import UnknownItem
from spatial.layers import figures, places, query
from spatial.layers.catalogue import AREAS, BUILDINGS, MUNICIPALITIES
from spatial.models import Municipality
from spatial.models.completeness import notes
from spatial.models.membership import largest_share_municipality

COUNTS = ("areas", "buildings")

# What else is told of one: the last word of the address, its type and title.
PARTS = (
    ("areas", links.GEOJSON, "Boligområder"),
    ("buildings", links.GEOJSON, "Bygninger"),
    ("summary", links.JSON, "Antal og summer"),
)


def municipality(code: str) -> Municipality:
    """The municipality of today with this code, without its outline; raises UnknownItem."""
    rows = Municipality.objects.defer("geometry")
    row = rows.filter(query.standing(MUNICIPALITIES), code=code).first()
    if row is None:
        raise UnknownItem(f"There is no municipality with code {code!r}.")
    return row


class Municipalities(FeatureResource):
    """GET /api/municipalities: with counts; geometry=none leaves the outlines out."""

    def get(self, request: Request) -> Response:
        asked = params.feature_query(request.query_params, known=parameters.MUNICIPALITIES)
        given = request.query_params.get("geometry", "full")
        outlines = values.one_of("geometry", given, ("full", "none")) == "full"
        rows = places.municipalities()
        asked = replace(asked, geometry=outlines)
        return self.all(request, MUNICIPALITIES, rows, asked, annotations=COUNTS)


class OneMunicipality(FeatureResource):
    """GET /api/municipalities/{code}"""

    template_name = "api/item.html"

    def get(self, request: Request, code: str) -> Response:
        asked = params.feature_query(request.query_params)
        more = links.related(request, "municipality", code, PARTS)
        rows = places.municipalities().filter(code=code)
        return self.one(
            request,
            MUNICIPALITIES,
            rows,
            asked,
            name=code,
            annotations=COUNTS,
            more_links=more,
        )


class AreasOfMunicipality(FeatureResource):
    """GET /api/municipalities/{code}/areas: those that the lists place there.

    `by=geometry` answers by the municipality that holds most of an area's outline instead.
    """

    def get(self, request: Request, code: str) -> Response:
        municipality(code)
        asked = params.items_query(
            AREAS, request.query_params, known=parameters.AREAS_OF_MUNICIPALITY
        )
        by = values.one_of("by", request.query_params.get("by", "list"), ("list", "geometry"))
        where: dict[str, Any] = {"municipality_code": code}
        if by == "geometry":
            shares = largest_share_municipality().values()
            where = {"pk__in": sorted(share.area_id for share in shares if share.code == code)}
        return self.page(request, AREAS, replace(asked, within=where))


class BuildingsOfMunicipality(FeatureResource):
    """GET /api/municipalities/{code}/buildings: those whose inside point lies in it.

    Without `datetime` those of today, which the municipality's count is of.
    """

    def get(self, request: Request, code: str) -> Response:
        municipality(code)
        asked = params.items_query(BUILDINGS, request.query_params)
        interval = asked.interval or query.today()
        where = {"municipality_code": code}
        return self.page(request, BUILDINGS, replace(asked, interval=interval, within=where))


class Summary(Resource):
    """GET /api/municipalities/{code}/summary: counts and sums, per list and per state.

    As CSV the counts per list alone.
    """

    renderer_classes = [Json, Csv]

    def get(self, request: Request, code: str) -> Response:
        params.nothing(request.query_params)
        row = municipality(code)
        found = figures.by_list(code)
        lists = totals.rows(found, notes(one.list for one in found))
        self.shown = {"table": totals.table(lists)}
        return Response(
            {
                "code": row.code,
                "name": row.name,
                "lists": lists,
                "lists_known": totals.known(found),
                "counts_note": NEVER_ADDED,
                "buildings": figures.buildings_by_state(code),
                "links": [
                    links.link(links.here(request, f="json"), "self", links.JSON, "Som JSON"),
                    links.link(links.here(request, f="csv"), "alternate", links.CSV, "Som CSV"),
                ],
            }
        )
