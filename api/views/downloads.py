"""Downloads: a layer, or what matches the filters of its items, as one file."""

import hashlib
import logging
import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import content_disposition_header
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params, ranges, release
from api.encode import downloads, qgis
from api.http import Json, Resource, etag
from api.negotiation import ByPath
from api.views.items import layer_with_items
from spatial.errors import UnknownItem
from spatial.exporting import beside, export, store
from spatial.exporting.about import Export
from spatial.exporting.formats import BY_CODE, Format
from spatial.layers import known
from spatial.layers.layer import Layer

log = logging.getLogger(__name__)


def format_of(code: str) -> Format:
    """The format; raises UnknownItem, which names those there are."""
    if code not in BY_CODE:
        raise UnknownItem(f"There is no format {code!r}: there are {', '.join(BY_CODE)}.")
    return BY_CODE[code]


class Downloads(Resource):
    """GET /api/collections/{collectionId}/downloads: the formats; filters go on into the links."""

    template_name = "api/downloads.html"

    def get(self, request: Request, collection_id: str) -> Response:
        layer = layer_with_items(collection_id)
        asked = params.downloads_query(layer, request.query_params)
        filters = {name: text for name, text in request.query_params.items() if name != "f"}
        query = f"?{urlencode(filters)}" if filters else ""
        self.shown = {"layer": layer}
        return Response(
            downloads.document(
                layer,
                count=known.count(layer, asked, version=self.version),
                attribution=known.attribution(layer, version=self.version),
                demonstration=known.demonstration(layer, version=self.version),
                address=lambda code: links.url(request, "download", layer.id, code) + query,
                links=[
                    *links.self_and_alternate(request, links.JSON),
                    links.link(
                        links.url(request, "collection", layer.id),
                        "collection",
                        links.JSON,
                        layer.title,
                    ),
                ],
            )
        )


class Download(Resource):
    """GET /api/collections/{collectionId}/downloads/{format}: the file.

    A text format is sent while it is written. The others are waited for, or, with
    `Prefer: respond-async`, made beside: 202 and where to ask how far it has come.
    """

    renderer_classes = [Json]
    content_negotiation_class = ByPath

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super()._answer(request, *args, **kwargs)
        patch_vary_headers(answer, ["Prefer"])
        if getattr(answer, "unfinished", False):
            # It may yet break off: no cache may keep it. The tag stays, to resume by.
            del answer["Cache-Control"]
            patch_cache_control(answer, no_store=True)
        return answer

    def get(self, request: Request, collection_id: str, code: str) -> HttpResponseBase:
        layer, format = layer_with_items(collection_id), format_of(code)
        job, asked = self._job(request, layer, format)
        found = store.ready(job)
        if request.method == "HEAD" and found is None:
            # Streamed, so that nobody writes a length of 0: the file's own is not known yet.
            answer: HttpResponseBase = StreamingHttpResponse((), headers={"Accept-Ranges": "bytes"})
        elif found is None and _is_patient(request):
            return _accepted(request, job)
        elif found is None and format.text and "Range" not in request.headers:
            answer = _streamed(job, format)
        else:
            tag = etag(request, self.version)
            path = found or store.make(job)
            answer = ranges.answer(request, path, tag=tag, media_type=_media(format))
        if answer.status_code == 416:
            return answer
        answer["Content-Type"] = _media(format)
        name = downloads.file_name(layer, format, timezone.localdate())
        answer["Content-Disposition"] = str(content_disposition_header(True, name))
        if format.code == "geojson":
            answer["Content-Crs"] = f"<{asked.asked.crs.uri}>"
        return answer

    def _job(self, request: Request, layer: Layer, format: Format) -> tuple[store.Job, Export]:
        """What is to be made, under a key of all that its bytes depend on."""
        asked, options = params.download_query(layer, format, request.query_params)
        version, today = self.version, timezone.localdate()
        query = urlencode(sorted(request.query_params.items()), safe=",:/")
        address = f"{links.root(request)}{request.path}" + (f"?{query}" if query else "")
        parts = (release.CODE, version, today.isoformat(), address)
        count = known.count(layer, asked, version=version)
        format.check(count)
        wanted = Export(
            layer=layer,
            asked=asked,
            about=downloads.about(
                layer,
                version=version,
                made_on=today,
                address=address,
                attribution=known.attribution(layer, version=version),
                sources=known.sources(layer, version=version),
                demonstration=known.demonstration(layer, version=version),
            ),
            count=count,
            options=options,
            style=qgis.qml(layer) if format.code == "gpkg" else None,
        )
        job = store.Job(
            key=hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32],
            extension=format.extension,
            rows=count,
            write=partial(export.write, format.code, wanted),
        )
        return job, wanted


def _media(format: Format) -> str:
    return f"{format.media_type}; charset=utf-8" if format.code == "csv" else format.media_type


def _is_patient(request: Request) -> bool:
    """RFC 7240: the client would rather come back than wait."""
    wishes = request.headers.get("Prefer", "").lower().split(",")
    return "respond-async" in (wish.split(";")[0].strip() for wish in wishes)


def _accepted(request: Request, job: store.Job) -> HttpResponse:
    state = store.state(job.key)
    if state is None or state.word == "failed":
        beside.start(job)
    address = links.url(request, "download-progress", job.key)
    body = {"id": job.key, "state": "waiting", "rows": 0, "of": job.rows, "progress": address}
    headers = {"Location": address, "Preference-Applied": "respond-async", "Retry-After": "1"}
    return Response(body, status=202, headers=headers)


def _streamed(job: store.Job, format: Format) -> StreamingHttpResponse:
    """The file while it is written; what fails before its first byte is raised."""
    maker = beside.start(job)
    parts = beside.growing(beside.opened(maker), maker)
    answer = StreamingHttpResponse(_told(parts), headers={"Accept-Ranges": "bytes"})
    answer.unfinished = True  # type: ignore[attr-defined]
    return answer


def _told(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts; if they break off, a last line that says so.

    The server ends an answer that fails as if it were whole: the file itself must tell.
    """
    try:
        yield from parts
    except Exception:
        log.exception("a download broke off")
        yield b"\r\n# FEJL: filen er ikke hel. Hent den igen.\r\n"


class Progress(Resource):
    """GET /api/downloads/{key}: how far a file has come that was asked for with respond-async."""

    renderer_classes = [Json]

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No tag: the state changes while the data do not."""
        answer = self._rendered(request, *args, **kwargs)
        patch_cache_control(answer, no_store=True)
        return answer

    def get(self, request: Request, key: str) -> HttpResponseBase:
        params.nothing(request.query_params)
        state = store.state(key) if re.fullmatch(r"[0-9a-f]{32}", key) else None
        if state is None:
            raise UnknownItem(f"No file is being made under {key!r}.")
        body = {
            "id": key,
            "state": state.word,
            "rows": state.rows,
            "of": state.of,
            "bytes": state.bytes,
            "detail": state.error,
        }
        return Response({name: value for name, value in body.items() if value is not None})
