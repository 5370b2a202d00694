"""OGC API - Features Part 1 (17-069r4), annex A, class core: what leads to the items. One test for
each abstract test."""

from urllib.parse import urlsplit

import pytest
import shapely

from spatial.layers.catalogue import WITH_ITEMS
from tests.api.conformance.asking import (
    CRS84,
    GEOJSON,
    HTML,
    JSON,
    OPENAPI,
    collection,
    each_layer,
    get,
    hrefs,
    walked,
)

pytestmark = pytest.mark.usefixtures("every_layer")


def test_http(client):
    """/conf/core/http: HTTP 1.1, its methods and status codes."""
    assert client.head("/api").status_code == 200
    assert client.get("/api/no/such/path").status_code == 404
    refused = client.delete("/api/collections")
    assert refused.status_code == 405
    assert "GET" in refused["Allow"]
    assert client.get("/api", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path", ["", "/conformance", "/collections", "/collections/areas", "/collections/areas/items"]
)
def test_query_param_unknown(client, path):
    """/conf/core/query-param-unknown: a parameter that is not in the API's definition is a 400."""
    assert client.get(f"/api{path}", {"no-such-parameter": "1"}).status_code == 400


@pytest.mark.parametrize(
    "given",
    [
        {"limit": "many"},
        {"limit": "0"},
        {"bbox": "1,2,3"},
        {"bbox": "a,b,c,d"},
        {"datetime": "yesterday"},
        {"datetime": "2020-01-01/2019-01-01"},
        {"category_date": "2020"},
    ],
)
def test_query_param_invalid(client, given):
    """/conf/core/query-param-invalid: a value that is not as defined is a 400."""
    answer = client.get("/api/collections/areas/items", given)
    assert (answer.status_code, answer.json()["parameter"]) == (400, *given)


@each_layer
def test_crs84(client, layer):
    """/conf/core/crs84: without a CRS asked for, coordinates are longitude and latitude."""
    for feature in walked(client, layer):
        if feature["geometry"]:
            west, south, east, north = shapely.geometry.shape(feature["geometry"]).bounds
            assert 7 < west < east < 16
            assert 54 < south < north < 58


def test_root_op(client):
    """/conf/core/root-op"""
    assert get(client, "/api")["Content-Type"] == JSON


def test_root_success(client):
    """/conf/core/root-success: links to the definition, the conformance and the data."""
    document = get(client, "/api").json()
    for rel in ("service-desc", "service-doc", "conformance", "data", "self", "alternate"):
        for address in hrefs(document, rel):
            assert client.get(address).status_code == 200
        assert hrefs(document, rel), rel
    page = get(client, "/api", accept=HTML).content.decode()
    for part in ("/api/openapi", "/api/conformance", "/api/collections"):
        assert part in page


def test_api_definition_op(client):
    """/conf/core/api-definition-op: every link to the definition can be followed."""
    document = get(client, "/api").json()
    links = [one for one in document["links"] if one["rel"] in ("service-desc", "service-doc")]
    assert {one["type"] for one in links} == {OPENAPI, HTML}
    for one in links:
        assert client.get(one["href"], headers={"Accept": one["type"]}).status_code == 200


def test_api_definition_success(client):
    """/conf/core/api-definition-success: what comes is of the type that the link says."""
    for one in get(client, "/api").json()["links"]:
        if one["rel"] in ("service-desc", "service-doc"):
            found = client.get(one["href"])["Content-Type"]
            assert found == one["type"] or found.split(";")[0] == one["type"]


def test_conformance_op(client):
    """/conf/core/conformance-op"""
    [address] = hrefs(get(client, "/api").json(), "conformance")
    assert urlsplit(address).path == "/api/conformance"
    assert get(client, address)["Content-Type"] == JSON


def test_conformance_success(client):
    """/conf/core/conformance-success: the classes that are tested here are declared."""
    declared = get(client, "/api/conformance").json()["conformsTo"]
    for name in ("core", "geojson", "html", "oas30"):
        assert f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" in declared
    assert len(declared) == len(set(declared))


def test_fc_md_op(client):
    """/conf/core/fc-md-op"""
    assert get(client, "/api/collections").status_code == 200


def test_fc_md_success(client):
    """/conf/core/fc-md-success"""
    document = get(client, "/api/collections").json()
    assert {one["id"] for one in document["collections"]} == {layer.id for layer in WITH_ITEMS}
    assert all(isinstance(one["title"], str) for one in document["collections"])


def test_fc_md_links(client):
    """/conf/core/fc-md-links: to itself and to every other form, each with its type."""
    links = get(client, "/api/collections").json()["links"]
    assert [one["type"] for one in links if one["rel"] == "self"] == [JSON]
    assert [one["type"] for one in links if one["rel"] == "alternate"] == [HTML]
    assert all({"href", "rel", "type"} <= set(one) for one in links)


@each_layer
def test_fc_md_items(client, layer):
    """/conf/core/fc-md-items: each collection is described there, as it is alone."""
    described = get(client, "/api/collections").json()["collections"]
    [one] = [one for one in described if one["id"] == layer.id]
    assert one == collection(client, layer)


@each_layer
def test_fc_md_items_links(client, layer):
    """/conf/core/fc-md-items-links: to the items in every form, each with its type."""
    links = [one for one in collection(client, layer)["links"] if one["rel"] == "items"]
    assert {GEOJSON, HTML} <= {one["type"] for one in links}
    for one in links:
        assert client.get(one["href"])["Content-Type"].split(";")[0] == one["type"]


@each_layer
def test_fc_md_extent(client, layer):
    """/conf/core/fc-md-extent: its box and its interval hold every item."""
    extent = collection(client, layer)["extent"]
    west, south, east, north = extent["spatial"]["bbox"][0]
    assert extent["spatial"]["crs"] == CRS84
    for feature in walked(client, layer):
        if feature["geometry"]:
            a, b, c, d = shapely.geometry.shape(feature["geometry"]).bounds
            assert west <= a + 1e-6 <= c - 1e-6 <= east
            assert south <= b + 1e-6 <= d - 1e-6 <= north
        if layer.valid_time:
            [[first, last]] = extent["temporal"]["interval"]
            start, end = (feature["properties"][name] for name in layer.valid_time)
            assert first is None or (start and first[:10] <= start)
            assert last is None or (end and end <= last[:10])


@each_layer
def test_fc_md_extent_multi(client, layer):
    """/conf/core/fc-md-extent-multi: there is one box and one interval, so none to compare."""
    extent = collection(client, layer)["extent"]
    assert len(extent["spatial"]["bbox"]) == 1
    assert len(extent.get("temporal", {"interval": [()]})["interval"]) == 1


@each_layer
def test_sfc_md_op(client, layer):
    """/conf/core/sfc-md-op"""
    assert get(client, f"/api/collections/{layer.id}")["Content-Type"] == JSON
    assert client.get("/api/collections/no-such-collection").status_code == 404


@each_layer
def test_sfc_md_success(client, layer):
    """/conf/core/sfc-md-success: the same id, title, links and extent as in the list."""
    document = collection(client, layer)
    assert document["id"] == layer.id
    for address in hrefs(document, "self"):
        assert get(client, address).json()["id"] == layer.id
