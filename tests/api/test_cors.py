"""Methods and origins: what any address says to HEAD, OPTIONS and a method it has not."""

import pytest

from tests.api.test_http import ITEMS, TILE

AT_8 = "/api/collections/areas/tiles/WebMercatorQuad/8/80/136"
WFS = "/wfs?service=WFS&version=2.0.0&request="
RESOURCES = (
    "/api",
    "/api/conformance",
    "/api/openapi",
    "/api/dcat",
    "/api/tiles",
    "/api/tileMatrixSets/WebMercatorQuad",
    "/api/collections",
    "/api/collections/areas",
    "/api/collections/areas/metadata",
    "/api/collections/areas/tiles/WebMercatorQuad",
    "/api/collections/areas/tiles/WebMercatorQuad/tilejson",
    AT_8,
    ITEMS,
    f"{ITEMS}?f=html",
    f"{ITEMS}?limit=1",
    "/api/municipalities",
    "/api/municipalities/0101/summary?f=csv",
    "/api/areas/park-0",
    "/api/lists",
)
OTHERS = ("/", "/omraader/", "/omraader/?f=csv", "/wfs", f"{WFS}GetCapabilities")
PROBES = ("/health/live", "/health/ready")
ERRORS = (
    (f"{ITEMS}?limit=x", 400),
    ("/api/nothing", 404),
    ("/nothing", 404),
    (f"{WFS}GetNothing", 400),
    ("/health/nothing", 404),
    (f"{ITEMS}?f=xml", 400),
)
# What may differ between two answers of the same.
OF_THE_MOMENT = {"Date"}


@pytest.mark.parametrize("path", [*RESOURCES, *OTHERS, *PROBES])
def test_head_has_every_header_of_get_and_no_body(client, every_layer, path):
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert get.content
    wanted = {name: value for name, value in get.items() if name not in OF_THE_MOMENT}
    assert dict(head.items()) | wanted == dict(head.items())


@pytest.mark.parametrize("path", [ITEMS, AT_8, "/api", f"{WFS}GetCapabilities"])
def test_head_of_what_is_unchanged_is_304(client, every_layer, path):
    tag = client.get(path)["ETag"]
    assert client.head(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", [*RESOURCES, *OTHERS, *PROBES])
def test_any_page_may_read_any_answer(client, every_layer, path):
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "OGC-NumberMatched" in answer["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(("path", "status"), ERRORS)
def test_any_page_may_read_any_error(client, db, path, status):
    answer = client.get(path)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (status, "*")


def test_an_error_before_any_view_may_be_read_too(client, db):
    answer = client.get("/api", headers={"Host": "evil.example"})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (400, "*")


def test_the_editors_pages_are_shared_with_nobody(client, db):
    assert "Access-Control-Allow-Origin" not in client.get("/admin/login/")


@pytest.mark.parametrize("path", [*RESOURCES, "/wfs"])
def test_options_names_the_methods_that_are_there(client, every_layer, path):
    answer = client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    allowed = set(answer["Allow"].split(", "))
    assert {"GET", "HEAD", "OPTIONS"} <= allowed
    assert allowed - {"GET", "HEAD", "OPTIONS"} == ({"POST"} if path == "/wfs" else set())
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"]
    for name in ("If-None-Match", "If-Match", "Range", "Content-Type"):
        assert name in answer["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", [*RESOURCES, *OTHERS, *PROBES])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_is_not_there_is_405_with_those_that_are(client, every_layer, path, method):
    answer = getattr(client, method)(path)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert method.upper() not in answer["Allow"]


def test_options_of_what_is_not_there_is_404(client, db):
    assert client.options("/api/nothing").status_code == 404


def test_a_tile_may_be_asked_for_with_a_state(client, every_layer):
    tag = client.get(TILE)["ETag"]
    assert client.get(TILE, headers={"If-Match": tag}).status_code == 200
    assert client.get(TILE, headers={"If-Match": '"other"'}).status_code == 412
