"""WFS 2.0 at /wfs, for older clients: OGC API - Features is faster and says more."""

import logging
import re
from typing import Any

from defusedxml.common import DefusedXmlException
from django.conf import settings
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from gisserver.exceptions import (
    OperationNotSupported,
    OperationParsingFailed,
    OperationProcessingFailed,
    OWSException,
)
from gisserver.features import ServiceDescription
from gisserver.operations import wfs20
from gisserver.views import WFSView

from api import cors, http, links
from api.encode import collection
from api.wfs import operations
from api.wfs.features import STORAGE, LayerType
from spatial.layers import catalogue, known
from spatial.layers.layer import Layer
from spatial.layers.query import MAXIMUM_LIMIT

log = logging.getLogger(__name__)
# The abstract of the whole service; each layer's own says what of it is for demonstration.
ABSTRACT = (
    "Danmarks udpegede boligområder, liste for liste, med bygninger, kommuner og "
    "udviklingsplaner. Til ældre programmer: OGC API - Features på {api} er hurtigere."
)


# What only a request can cause: a shape that is none, a number too large, XML that attacks.
_OF_THE_REQUEST = (
    DataError,
    DefusedXmlException,
    GDALException,
    GEOSException,
    SuspiciousOperation,
)


class Wfs(WFSView):  # type: ignore[misc]
    """GET and POST /wfs: every layer with items is a feature type, stored in EPSG:25832."""

    xml_namespace = "urn:omraadekortet:lag"
    xml_namespace_aliases = {"lag": xml_namespace}
    max_page_size = MAXIMUM_LIMIT
    index_template_name = "api/wfs.html"
    layers = catalogue.WITH_ITEMS
    http_method_names = ["get", "head", "post", "options"]
    accept_operations = {
        "WFS": WFSView.accept_operations["WFS"]
        | {
            "GetCapabilities": operations.GetCapabilities,
            "GetFeature": operations.GetFeature,
            "GetPropertyValue": operations.GetPropertyValue,
            "DescribeFeatureType": wfs20.DescribeFeatureType,
        }
    }
    version_of_data: str

    @csrf_exempt
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return self._answer(request, *args, **kwargs)
        except Exception as error:
            return self.handle_exception(error)

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return cors.allowed(["GET", "HEAD", "POST", "OPTIONS"])
        self.version_of_data = known.version()
        # Weak: GML carries the time of the answer.
        tag = f"W/{http.etag(request, self.version_of_data)}"
        safe = request.method in ("GET", "HEAD")
        if safe and http.names(request, tag.removeprefix("W/")):
            answer: HttpResponseBase = HttpResponseNotModified()
        else:
            answer = _whole(super().dispatch(request, *args, **kwargs))
        if safe and answer.status_code in (200, 304):
            answer["ETag"] = tag
            patch_cache_control(answer, public=True, no_cache=True)
        return answer

    def handle_exception(self, exc: Exception) -> HttpResponse:
        """An OWS ExceptionReport for every error, also for ours and the database's."""
        if not isinstance(exc, OWSException):
            exc = self._as_ows(exc)
        return super().handle_exception(exc)  # type: ignore[no-any-return]

    def _as_ows(self, error: Exception) -> OWSException:
        if isinstance(error, OperationalError):
            log.error("%s", error)
            return OperationProcessingFailed(http.of_database(error), status_code=503)
        if isinstance(error, RequestDataTooBig):
            return OperationParsingFailed("The request is too large.", status_code=413)
        if isinstance(error, _OF_THE_REQUEST):
            return OperationParsingFailed("The request holds a value that nothing can have.")
        if settings.DEBUG:
            raise error
        got_request_exception.send(sender=type(self), request=self.request)
        log.exception("%s", self.request.path, exc_info=error)
        return OperationProcessingFailed("The server made an error, which it has noted.")

    def http_method_not_allowed(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        error = OperationNotSupported(f"{request.method} is not a method of WFS.", status_code=405)
        answer: HttpResponse = error.as_response()
        answer["Allow"] = "GET, HEAD, POST, OPTIONS"
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.GET = _as_read(request.GET)  # type: ignore[assignment]
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def is_index_request(self) -> bool:
        return not self.request.GET

    def get_index_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"address": self.server_url, "layers": self.layers, "types": self.get_feature_types}

    @property
    def server_url(self) -> str:
        """The setting PUBLIC_BASE_URL wins here too."""
        return links.url(self.request, "wfs")

    def get_feature_types(self) -> list[LayerType]:
        version = self.version_of_data
        return [
            LayerType(
                layer,
                version=version,
                abstract=collection.description(layer, known.demonstration(layer, version=version)),
            )
            for layer in self.layers
        ]

    def get_service_description(self, service: str | None = None) -> ServiceDescription:
        api = links.url(self.request, "landing")
        parts = [p for layer in self.layers for p in self._demonstration(layer)]
        notices = dict.fromkeys(collection.DEMONSTRATION[part] for part in parts)
        return ServiceDescription(
            title="Områdekortet",
            abstract=" ".join([ABSTRACT.format(api=api), *notices]),
            keywords=["udsatte boligområder", "almene boliger", "Danmark", "EPSG:25832"],
            provider_name=settings.PUBLISHER_NAME,
            provider_site=settings.PUBLISHER_URL or links.url(self.request, "landing"),
            contact_person=settings.CONTACT_NAME or None,
        )

    def _demonstration(self, layer: Layer) -> tuple[Any, ...]:
        return known.demonstration(layer, version=self.version_of_data)

    def licences(self) -> str:
        """Under which licences the data are, and whom to name."""
        version = self.version_of_data
        rows = [row for layer in self.layers for row in known.sources(layer, version=version)]
        licences = sorted({row.licence for row in rows if row.licence})
        credits = sorted({row.attribution for row in rows if row.attribution})
        told = f"Licens efter kilde: {', '.join(licences) or 'ukendt'}."
        return f"{told} Kreditering: {' · '.join(credits)}." if credits else told

    def metadata_url(self, layer: Layer) -> str:
        return links.url(self.request, "metadata", layer.id, f="xml")


# A geometry in a filter that does not say its CRS, as GDAL writes boxes.
_WITHOUT_CRS = re.compile(
    r"<((?:\w+:)?(?:Envelope|Point|LineString|Polygon|Multi\w+))(?=[\s/>])([^>]*)>"
)


def _as_read(given: QueryDict) -> QueryDict:
    """The parameters as the library must have them to read them as the standard does.

    A box in "EPSG:4326" is east first, as answers in it are (only its urn puts north first);
    a geometry in a filter that names no CRS is in that of storage.
    """
    changed = given.copy()
    for name in given:
        text = str(given[name])
        if name.upper() == "BBOX" and text.upper().endswith(",EPSG:4326"):
            changed[name] = text[: -len("EPSG:4326")] + "urn:ogc:def:crs:OGC::CRS84"
        elif name.upper() == "FILTER":
            changed[name] = _WITHOUT_CRS.sub(_named, text)
    return changed


def _named(tag: re.Match[str]) -> str:
    return tag[0] if "srsName" in tag[2] else f'<{tag[1]} srsName="{STORAGE.urn}"{tag[2]}>'


def _whole(answer: HttpResponseBase) -> HttpResponseBase:
    """A page as one piece: an error in writing it is still an error, and it can be packed.

    It is bounded: MAXIMUM_LIMIT features of each type.
    """
    if not isinstance(answer, StreamingHttpResponse):
        return answer
    headers = {name: value for name, value in answer.items() if name != "Content-Type"}
    return HttpResponse(answer.getvalue(), content_type=answer["Content-Type"], headers=headers)
