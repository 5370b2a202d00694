"""Where our WFS answers differ from django-gisserver's own: pages, numbers, capabilities."""

import re
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpResponse
from gisserver.exceptions import InvalidParameterValue
from gisserver.operations import wfs20
from gisserver.operations.base import OutputFormat
from gisserver.output import DBGeoJsonRenderer
from gisserver.parsers.wfs20 import ResultType

from spatial.layers.query import DEFAULT_LIMIT


class GeoJson(DBGeoJsonRenderer):  # type: ignore[misc]
    """Exact decimals are numbers, as in our other GeoJSON; the library writes them as text."""

    def get_properties(self, *given: Any) -> dict[str, Any]:
        properties = super().get_properties(*given)
        return {
            name: float(value) if isinstance(value, Decimal) else value
            for name, value in properties.items()
        }


class Paged:
    """Without COUNT a page is no larger than one of items."""

    ows_request: Any

    def get_pagination(self) -> tuple[int, int]:
        if (self.ows_request.count or 0) < 0:
            raise InvalidParameterValue("COUNT is 0 or more.", locator="count")
        start, count = super().get_pagination()  # type: ignore[misc]
        if not self.ows_request.count and self.ows_request.resultType != ResultType.hits:
            count = min(count, DEFAULT_LIMIT)
        return start, count


class GetFeature(Paged, wfs20.GetFeature):  # type: ignore[misc]
    def get_output_formats(self) -> list[OutputFormat[Any]]:
        formats: list[OutputFormat[Any]] = super().get_output_formats()
        for one in formats:
            if one.renderer_class is DBGeoJsonRenderer:
                one.renderer_class = GeoJson
        return formats


class GetPropertyValue(Paged, wfs20.GetPropertyValue):  # type: ignore[misc]
    pass


class GetCapabilities(wfs20.GetCapabilities):  # type: ignore[misc]
    """The library's document, and what its template leaves out or gets wrong.

    These are fees and licences, the default page (which GDAL and QGIS read) and the address of
    each layer's metadata.
    """

    def render_xml(self, context: dict[str, Any], ows_request: Any) -> HttpResponse:
        answer: HttpResponse = super().render_xml(context, ows_request)
        text = answer.content.decode()
        text = _after(text, "</ows:ServiceTypeVersion>", _access(self.view.licences()))
        text = _before(text, '<ows:Constraint name="DefaultMaxFeatures">', _COUNT_DEFAULT)
        for layer in self.view.layers:
            text = _with_metadata(text, layer.id, self.view.metadata_url(layer))
        answer.content = text.encode()
        return answer


_COUNT_DEFAULT = (
    '<ows:Constraint name="CountDefault"><ows:NoValues/>'
    f"<ows:DefaultValue>{DEFAULT_LIMIT}</ows:DefaultValue></ows:Constraint>\n    "
)


def _access(licences: str) -> str:
    return (
        "\n    <ows:Fees>NONE</ows:Fees>"
        f"\n    <ows:AccessConstraints>{escape(licences)}</ows:AccessConstraints>"
    )


def _with_metadata(text: str, name: str, url: str) -> str:
    made, there = re.subn(
        rf"(<Name>\w+:{name}</Name>.*?)(\s*</FeatureType>)",
        lambda found: f"{found[1]}<MetadataURL xlink:href={quoteattr(url)}/>{found[2]}",
        text,
        count=1,
        flags=re.DOTALL,
    )
    if not there:
        raise ValueError(f"the capabilities do not name {name}")
    return made


def _after(text: str, mark: str, more: str) -> str:
    return _replaced(text, mark, mark + more)


def _before(text: str, mark: str, more: str) -> str:
    return _replaced(text, mark, more + mark)


def _replaced(text: str, mark: str, new: str) -> str:
    if text.count(mark) != 1:
        raise ValueError(f"the library's template has {mark!r} {text.count(mark)} times")
    return text.replace(mark, new)
