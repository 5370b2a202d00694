"""What a filter may call: OGC API - Features Part 3, 8.3."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.http import Resource
from spatial.layers import cql2
from spatial.layers.cql2 import Function, Kind

# A date and a timestamp are one type there.
_TYPES = {Kind.GEOMETRY: "geometry", Kind.DATE: "datetime", Kind.TIME: "datetime"}


def _described(function: Function) -> dict[str, Any]:
    return {
        "name": function.name,
        "description": function.description,
        "arguments": [
            {
                "title": argument.title,
                "description": argument.description,
                "type": [*dict.fromkeys(_TYPES[kind] for kind in argument.kinds)],
            }
            for argument in function.arguments
        ],
        "returns": [function.returns],
    }


def _example(request: Request, function: Function) -> dict[str, str]:
    at = links.url(request, "items", function.example_of, filter=function.example, f="html")
    return {"name": function.name, "text": function.example, "href": at}


class Functions(Resource):
    """GET /api/functions"""

    template_name = "api/functions.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        self.shown = {"examples": [_example(request, one) for one in cql2.FUNCTIONS.values()]}
        return Response(
            {
                "links": links.self_and_alternate(request, links.JSON),
                "functions": [_described(one) for one in cql2.FUNCTIONS.values()],
            }
        )
