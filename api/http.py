"""What every answer has in common: status of errors, ETag, caching, forms of content."""

import csv
import hashlib
import io
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import MethodNotAllowed, NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.views import APIView, exception_handler

from api import cors, links, release
from api.negotiation import ByFormat
from spatial import errors
from spatial.layers import known

STATUS_OF: dict[type[Exception], int] = {
    errors.InvalidParameter: 400,
    errors.UnknownLayer: 404,
    errors.UnknownItem: 404,
    errors.UnknownTile: 404,
    errors.TooManyRows: 400,
    errors.DataReplaced: 503,
    errors.NoRoom: 503,
    errors.TooMany: 503,
    RequestDataTooBig: 413,
    OperationalError: 503,
}
MAY_ASK_AGAIN = (errors.DataReplaced, errors.TooMany)
PROBLEM = "application/problem+json"
log = logging.getLogger(__name__)


def etag(request: HttpRequest, version: str) -> str:
    """A strong tag of our code, newest import, day, full address and Accept.

    Equal tags mean equal bytes, so 304 needs no table of data.
    """
    parts = (
        release.CODE,
        version,
        timezone.localdate().isoformat(),
        settings.PUBLIC_BASE_URL,
        request.build_absolute_uri(),
        request.headers.get("Accept", ""),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'"{digest[:32]}"'


def names(request: HttpRequest, tag: str) -> bool:
    """Whether the client has the answer of this very tag; `*` would hold for what is not there."""
    if "If-Match" in request.headers:
        return False
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in {one.removeprefix("W/") for one in given}


class ServerError(Exception):
    """A bug: the title of its problem."""


class PreconditionFailed(Exception):
    """If-Match names another state than this: the title of its problem."""


def of_database(error: OperationalError) -> str:
    """What a client is told of an error of the database, whose own words go to the log."""
    log.error("%s", error)
    slow = isinstance(error.__cause__, QueryCanceled)
    return "The answer takes too long." if slow else "The database does not answer."


def as_problem(error: Exception, status: int) -> JsonResponse:
    """RFC 9457: what is wrong in a sentence, and the parameter's name for a program."""
    detail = str(error)
    if isinstance(error, OperationalError):
        detail = of_database(error)
    body = {"title": type(error).__name__, "status": status, "detail": detail}
    if isinstance(error, errors.InvalidParameter):
        body["parameter"] = error.name
    again = {"Retry-After": "5"} if isinstance(error, MAY_ASK_AGAIN) else None
    return JsonResponse(body, status=status, content_type=PROBLEM, headers=again)


def problem(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler: every error is problem+json, but a bug stays a 500."""
    if type(error) in STATUS_OF:
        return as_problem(error, STATUS_OF[type(error)])
    answer = exception_handler(error, context)
    if answer is None:
        return None
    # DRF's own sentences are in the language of pages.
    if isinstance(error, MethodNotAllowed):
        error = MethodNotAllowed(
            "", detail=f"{context['request'].method} is not a method of this resource."
        )
    elif isinstance(error, NotAcceptable):
        error = NotAcceptable("This resource has none of the media types in Accept.")
    return as_problem(error, answer.status_code)


@dataclass(frozen=True, kw_only=True)
class FeatureCollection:
    """GeoJSON in parts: the features' text from PostGIS, unparsed, and the members: those of
    `head` before the features, where readers of JSON-FG look for them, the others behind."""

    features: str
    members: dict[str, Any] = field(default_factory=dict)
    head: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        head = json.dumps({"type": "FeatureCollection", **self.head}, ensure_ascii=False)[:-1]
        rest = json.dumps(self.members, ensure_ascii=False)[1:]
        return f'{head},"features":[{self.features}],{rest}'


class Json(BaseRenderer):
    media_type = links.JSON
    format = "json"
    charset = None

    def render(self, data: Any, media_type: str | None = None, context: Any = None) -> bytes | str:
        if data is None or isinstance(data, bytes):
            return data or b""
        if isinstance(data, FeatureCollection):
            return data.text().encode()
        return json.dumps(data, ensure_ascii=False, default=str).encode()


class GeoJson(Json):
    media_type = links.GEOJSON


class JsonAlias(Json):
    """GeoJSON under the plain JSON type, for clients that only ask for that."""


class JsonFg(Json):
    media_type = links.JSONFG
    format = "jsonfg"


class FlatGeobuf(Json):
    media_type = links.FLATGEOBUF
    format = "fgb"


class JsonSchema(Json):
    media_type = links.SCHEMA


class OpenApi(Json):
    """Without the version in its type, by which an Accept of anything would pass it over."""

    media_type = links.OPENAPI.split(";")[0]


class Csv(BaseRenderer):
    """RFC 4180 in UTF-8, of the rows that the view has put in `shown` under `table`."""

    media_type = links.CSV
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, media_type: str | None = None, context: Any = None) -> bytes:
        written = io.StringIO()
        csv.writer(written).writerows(context["view"].shown["table"])
        return written.getvalue().encode()


class Mvt(Json):
    media_type = links.MVT
    format = "mvt"


class Html(TemplateHTMLRenderer):
    """A page from the same document as the JSON."""

    def get_template_context(self, data: Any, context: Any) -> dict[str, Any]:
        if isinstance(data, FeatureCollection):
            data = {"features": json.loads(f"[{data.features}]"), **data.members}
        found = data.get("links", []) if isinstance(data, dict) else []
        return {"document": data, "links": found, **context["kwargs"], **context["view"].shown}


class Resource(APIView):
    """A resource of the API: 304 before any table of data is read."""

    content_negotiation_class: type[DefaultContentNegotiation] = ByFormat
    renderer_classes = [Json, Html]
    cache = {"public": True, "no_cache": True}
    shown: Mapping[str, Any] = {}  # what a page's template needs beside the document
    version: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer = self._answer(request, *args, **kwargs)
        except OperationalError as error:
            answer = as_problem(error, 503)
        except Exception:
            if settings.DEBUG:
                raise
            got_request_exception.send(sender=type(self), request=request)
            log.exception("%s", request.path)
            answer = as_problem(ServerError("The server made an error, which it has noted."), 500)
        return answer

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self._rendered(request, *args, **kwargs)
        self.version = known.version()
        tag = etag(request, self.version)
        if names(request, tag):
            answer: HttpResponse = HttpResponseNotModified()
        else:
            answer = self._rendered(request, *args, **kwargs)
        if answer.status_code in (200, 204, 206, 304):
            answer["ETag"] = tag
            patch_cache_control(answer, **self.cache)
            answer = get_conditional_response(request, etag=tag, response=answer) or answer
        if answer.status_code == 412:
            answer = as_problem(PreconditionFailed(f"The state now is {tag}."), 412)
        patch_vary_headers(answer, ["Accept"])
        return answer

    def _rendered(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer with its bytes: what fails in writing them fails here."""
        answer = cast(HttpResponse, super().dispatch(request, *args, **kwargs))
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
        return answer

    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """What may be asked, also as a preflight of a browser."""
        return cors.allowed(self.allowed_methods)


class NotFound(Resource):
    """Any other path of the API."""

    renderer_classes = [Json]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise errors.UnknownItem(f"There is nothing at {request.path}.")
