"""Landing page, conformance, OpenAPI, collections: what clients find their way by."""

import html
import json
import re

import pytest
from django.urls import get_resolver

from api.urls import urlpatterns
from spatial.layers.catalogue import LAYERS, WITH_ITEMS
from tests.api.conformance import filtering
from tests.api.test_styles import CLASSES as STYLE_CLASSES

GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
ITEMS = "/api/collections/areas/items"
FEATURES_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"


def by_rel(document):
    return {(one["rel"], one.get("type")): one["href"] for one in document["links"]}


def links_of(client):
    return [link["href"] for link in client.get("/api").json()["links"]]


def test_the_landing_page_leads_to_all_the_rest(client, db):
    links = by_rel(client.get("/api").json())
    for rel, type in (
        ("service-desc", "application/vnd.oai.openapi+json;version=3.0"),
        ("conformance", "application/json"),
        ("data", "application/json"),
        ("service-doc", "text/html"),
    ):
        assert client.get(links[rel, type]).status_code == 200
    page = client.get("/api?f=html").text
    for name in ("lists", "municipalities", "functions"):
        assert f"http://testserver/api/{name}" in links_of(client)
        assert f'href="/api/{name}?f=html"' in page


# What a client sees of each class that the server says it conforms to.
def sees_core(client):
    page = client.get(ITEMS, {"bbox": "12,55,13,56", "limit": 1}).json()
    assert (page["numberMatched"], page["numberReturned"]) == (3, 1)
    assert by_rel(page)["next", GEOJSON]


def sees_oas30(client):
    links = by_rel(client.get("/api").json())
    document = client.get(links["service-desc", OPENAPI]).json()
    assert document["openapi"].startswith("3.0")


def sees_html(client):
    for path in ("/api", "/api/conformance", "/api/collections", "/api/collections/areas", ITEMS):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer["Content-Type"].startswith("text/html")


def sees_geojson(client):
    answer = client.get(ITEMS)
    assert answer["Content-Type"] == GEOJSON
    assert answer.json()["type"] == "FeatureCollection"
    assert {one["type"] for one in answer.json()["features"]} == {"Feature"}


def sees_crs(client):
    for uri in client.get("/api/collections/areas").json()["crs"]:
        assert client.get(ITEMS, {"crs": uri})["Content-Crs"] == f"<{uri}>"


def sees_queryables(client):
    links = by_rel(client.get("/api/collections/areas").json())
    document = client.get(links[f"{OGC_REL}queryables", SCHEMA]).json()
    assert client.get(ITEMS, {"name": 'Park "0" \\ æøå'}).json()["numberMatched"] == 1
    assert "name" in document["properties"]


def sees_schemas(client):
    links = by_rel(client.get("/api/collections/areas").json())
    for rel in ("schema", "sortables"):
        answer = client.get(links[OGC_REL + rel, SCHEMA], headers={"Accept": SCHEMA})
        assert answer["Content-Type"] == SCHEMA
        assert answer.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def sees_selection(client):
    first = client.get(ITEMS, {"properties": "name"}).json()["features"][0]
    assert list(first["properties"]) == ["name"]


def sees_jsonfg(client):
    answer = client.get(ITEMS, headers={"Accept": "application/fg+json"})
    assert set(answer.json()["conformsTo"]) <= set(CLASSES)
    assert answer.json()["featureSchema"].endswith("/schema")


OGC_REL = "http://www.opengis.net/def/rel/ogc/1.0/"
SCHEMA = "application/schema+json"
SPEC = "http://www.opengis.net/spec/"
OF_SCHEMAS = ("schemas", "{roles}", "returnables-and-receivables", "sortables")
# As published, and as QGIS looks for them.
SCHEMA_CLASSES = [
    f"{SPEC}{part}/1.0/conf/{name.format(roles=roles)}"
    for part, roles in (
        ("ogcapi-common-3", "advanced-property-roles"),
        ("ogcapi-features-5", "core-roles-features"),
    )
    for name in OF_SCHEMAS
]
CLASSES = {
    f"{FEATURES_1}core": sees_core,
    f"{FEATURES_1}oas30": sees_oas30,
    f"{FEATURES_1}html": sees_html,
    f"{FEATURES_1}geojson": sees_geojson,
    f"{SPEC}ogcapi-features-2/1.0/conf/crs": sees_crs,
    f"{SPEC}ogcapi-features-3/1.0/conf/queryables": sees_queryables,
    f"{SPEC}ogcapi-features-3/1.0/conf/queryables-query-parameters": sees_queryables,
    **filtering.CLASSES,
    **dict.fromkeys(SCHEMA_CLASSES, sees_schemas),
    f"{SPEC}ogcapi-features-6/1.0/conf/properties": sees_selection,
    f"{SPEC}ogcapi-features-6/1.0/conf/properties-features": sees_selection,
    f"{SPEC}json-fg-1/1.0/conf/core": sees_jsonfg,
    f"{SPEC}json-fg-1/1.0/conf/types-schemas": sees_jsonfg,
    **STYLE_CLASSES,
}


def test_the_server_says_what_is_looked_at_here_and_no_more(client, db):
    named = client.get("/api/conformance").json()["conformsTo"]
    assert [one for one in named if "tiles" not in one] == list(CLASSES)  # conformance/test_tiles


@pytest.mark.parametrize("sees", CLASSES.values(), ids=lambda sees: sees.__name__)
def test_a_class_that_is_named_is_seen_to_hold(client, every_layer, sees):
    sees(client)


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/conformance",
        "/api/collections",
        *(f"/api/collections/{layer.id}" for layer in LAYERS),
        *(f"/api/collections/{layer.id}/items" for layer in WITH_ITEMS),
        "/api/styles",
        "/api/styles/areas/legend",
        "/api/municipalities",
        "/api/municipalities/0101",
        "/api/areas/park-0",
        "/api/areas/park-0/nearby",
        "/api/areas/park-0/buildings",
        "/api/municipalities/0101/areas",
        "/api/lists",
        "/api/lists/2018",
    ],
)
def test_every_resource_has_a_page(client, every_layer, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    page = answer.content.decode()
    assert "<h1>" in page
    assert client.get(path, {"f": "html"}).content.decode() == page
    [address] = re.findall(r'rel="alternate" type="application/(?:geo.)?json" href="([^"]*)"', page)
    document = client.get(html.unescape(address)).json()
    assert by_rel(document)["alternate", "text/html"].endswith(f"{path}?f=html")
    asked = client.get(path, headers={"Accept": "application/json"}).json()
    assert asked | {"links": []} == document | {"links": []}


@pytest.fixture
def openapi(client, db):
    answer = client.get("/api/openapi")
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    return answer.json()


def test_qgis_finds_the_page_size(openapi):
    schema = openapi["components"]["parameters"]["limit"]["schema"]
    assert (schema["default"], schema["maximum"]) == (1000, 10_000)


@pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
def test_gdal_finds_the_page_size_and_the_filters_of_each_collection(openapi, layer):
    parameters = openapi["paths"][f"/collections/{layer.id}/items"]["get"]["parameters"]
    assert {"$ref": "#/components/parameters/limit"} in parameters
    own = {one["name"]: one for one in parameters if "name" in one}
    assert set(own) == set(layer.queryables)
    for one in own.values():
        assert (one["style"], one["explode"]) == ("form", False)
        assert one["schema"]["type"] in ("string", "integer", "number")


def test_every_reference_of_the_document_is_in_it(openapi):
    for reference in re.findall(r'"\$ref": "([^"]*)"', json.dumps(openapi)):
        assert reference.startswith("#/")
        found = openapi
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def test_every_resource_takes_the_parameters_that_are_documented_and_no_other(
    openapi, client, every_layer
):
    place = {"tileMatrix": 14, "tileRow": 5126, "tileCol": 8760, "code": "0101", "slug": "park-0"}
    place |= {"list": "2018", "styleId": "areas"}
    shared = openapi["components"]["parameters"]
    for path, methods in openapi["paths"].items():
        address = re.sub(r"\{(\w+)\}", lambda found: str(place.get(found[1], 1)), path)
        for method, operation in methods.items():
            ask = getattr(client, method)
            stated = [
                shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
                for one in operation.get("parameters", [])
            ]
            documented = {one["name"] for one in stated if one["in"] == "query"}
            needed = {one["name"] for one in stated if one["in"] == "query" and one.get("required")}
            refused = ask(f"/api{address.rstrip('/')}?no-such=1").json()
            assert refused["parameter"] == "no-such"
            told = refused["detail"].partition("it has ")[2].rstrip(".").split(", ")
            assert set(told) - {"f"} == documented - {"f"}, path
            if method == "get":
                bare = ask(f"/api{address.rstrip('/')}")
                assert (bare.status_code == 400) == bool(needed), path


def test_what_a_place_needs_is_said_to_be_required(openapi):
    parameters = openapi["paths"]["/at"]["get"]["parameters"]
    own = {one["name"]: one["required"] for one in parameters if "name" in one}
    assert own == {"lon": True, "lat": True}


def test_operation_ids_are_unique_and_path_parameters_declared(openapi):
    operations = [
        (path, operation) for path, one in openapi["paths"].items() for operation in one.values()
    ]
    ids = [operation["operationId"] for _, operation in operations]
    assert len(ids) == len(set(ids))
    for path, operation in operations:
        declared = {one["name"] for one in operation.get("parameters", []) if "name" in one}
        assert set(re.findall(r"\{(\w+)\}", path)) <= declared


def test_every_path_of_the_document_is_served_and_the_reverse(openapi):
    names = {"tileMatrix": "0", "tileRow": "0", "tileCol": "0", "code": "0101", "slug": "a"}
    names["styleId"] = "areas"
    served = set()
    for path in openapi["paths"]:
        address = re.sub(r"\{(\w+)\}", lambda found: names.get(found[1], "1"), path)
        match = get_resolver().resolve(f"/api{address.rstrip('/')}")
        served.add(match.url_name)
    assert None not in served
    ours = {pattern.name for pattern in urlpatterns} - {None, "live", "ready", "wfs"}
    assert served == ours


def test_the_page_of_the_api_has_examples_that_can_be_followed(client, every_layer):
    page = client.get("/api/openapi?f=html").content.decode()
    tried = [html.unescape(one) for one in re.findall(r'Prøv: <a href="([^"]*)"', page)]
    assert len(tried) > 40
    for address in tried:
        elsewhere = re.search("vollsmose|/13/", address)  # which is not in the world of this test
        assert client.get(address).status_code in ((404,) if elsewhere else (200, 204)), address


def test_the_page_of_the_api_tells_the_parameters_of_each_address(client, db):
    page = client.get("/api/openapi?f=html").content.decode()
    part = page[page.index("GET /collections/buildings/items<") :].split("</details>")[0]
    for name in ("limit", "bbox", "properties", "resultType", "state", "f"):
        assert f"<code>{name}</code>" in part
    assert "planned_demolition" in part
    assert "application/flatgeobuf" in part
