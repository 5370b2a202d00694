"""OGC API - Features Part 1 (17-069r4), annex A, classes geojson, html and oas30. One test for each
abstract test."""

import re

import jsonschema
import pytest
import schemathesis

from spatial.layers.catalogue import WITH_ITEMS
from tests.api.conformance.asking import (
    GEOJSON,
    HTML,
    OPENAPI,
    each_layer,
    get,
    page_of,
)

pytestmark = pytest.mark.usefixtures("every_layer")


@each_layer
def test_geojson_definition(client, layer):
    """/conf/geojson/definition: as GeoJSON by Accept, and said to be so."""
    for at in ("items", f"items/{page_of(client, layer)['features'][0]['id']}"):
        answer = get(client, f"/api/collections/{layer.id}/{at}", accept=GEOJSON)
        assert answer["Content-Type"] == GEOJSON


@each_layer
def test_geojson_content(client, layer):
    """/conf/geojson/content: RFC 7946; links beside the members of GeoJSON."""
    jsonschema.validate(page_of(client, layer), FEATURE_COLLECTION)
    assert "crs" not in page_of(client, layer)


HTML_PATHS = ("", "/conformance", "/collections", "/openapi")


def test_html_definition(client):
    """/conf/html/definition: every resource as HTML by Accept."""
    paths = [f"/api{path}" for path in HTML_PATHS]
    for layer in WITH_ITEMS:
        number = page_of(client, layer)["features"][0]["id"]
        at = f"/api/collections/{layer.id}"
        paths += [at, f"{at}/items", f"{at}/items/{number}"]
    for path in paths:
        assert get(client, path, accept=HTML)["Content-Type"].startswith(HTML)


@each_layer
def test_html_content(client, layer):
    """/conf/html/content: what the document has, and its links, are in the page."""
    feature = page_of(client, layer)["features"][0]
    page = get(client, f"/api/collections/{layer.id}/items/{feature['id']}", accept=HTML).text
    assert page.startswith("<!doctype html>")
    for name in feature["properties"]:
        assert f"<code>{name}</code>" in page
    listed = get(client, f"/api/collections/{layer.id}/items?limit=2", accept=HTML).text
    assert 'rel="next"' in listed
    assert f"/api/collections/{layer.id}/items/{feature['id']}?f=html" in listed


def test_oas30_completeness(client):
    """/conf/oas30/completeness: every resource of the standard is defined."""
    paths = get(client, "/api/openapi", accept=OPENAPI).json()["paths"]
    wanted = {"/", "/conformance", "/collections"}
    for layer in WITH_ITEMS:
        at = f"/collections/{layer.id}"
        wanted |= {at, f"{at}/items", f"{at}/items/{{featureId}}"}
    assert wanted <= set(paths)


def test_oas30_definition_1(client):
    """/conf/oas30/definition-1: as OpenAPI 3.0 in JSON, and as a page."""
    for media in (OPENAPI, HTML):
        found = get(client, "/api/openapi", accept=media)["Content-Type"]
        assert found.split(";")[0] == media.split(";")[0]


def test_oas30_definition_2(client):
    """/conf/oas30/definition-2: a valid OpenAPI 3.0 document."""
    document = get(client, "/api/openapi", accept=OPENAPI).json()
    assert re.fullmatch(r"3\.0\.\d", document["openapi"])
    schemathesis.openapi.from_dict(document).validate()


def test_oas30_exceptions_codes(client):
    """/conf/oas30/exceptions-codes: the errors that occur are defined."""
    paths = get(client, "/api/openapi", accept=OPENAPI).json()["paths"]
    for path, methods in paths.items():
        for operation in methods.values():
            assert {"200", "400", "404", "406", "500"} <= set(operation["responses"]), path


def test_oas30_security(client):
    """/conf/oas30/security: nothing needs a login, and no scheme of one is defined."""
    document = get(client, "/api/openapi", accept=OPENAPI).json()
    assert "security" not in document
    assert "securitySchemes" not in document["components"]


def test_oas30_impl(client):
    """/conf/oas30/oas-impl: what is defined is served; see also tests/api/test_contract.py."""
    paths = get(client, "/api/openapi", accept=OPENAPI).json()["paths"]
    for path, methods in paths.items():
        if "{" not in path and "get" in methods:
            assert client.get(f"/api{path}").status_code in (200, 400)


POSITION = {"type": "array", "minItems": 2, "items": {"type": "number"}}
RING = {"type": "array", "minItems": 4, "items": POSITION}
FEATURE_COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "integer"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "type": ["object", "null"],
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "MultiPolygon"},
                            "coordinates": {
                                "type": "array",
                                "items": {"type": "array", "items": RING},
                            },
                        },
                    },
                },
            },
        },
    },
}
