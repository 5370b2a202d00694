"""`filter` on items: OGC API - Features Part 3, and the encodings of CQL2."""

import json
from datetime import date

import pytest

from api.encode import examples
from spatial.layers.catalogue import WITH_ITEMS
from spatial.layers.cql2 import LARGEST_TEXT
from spatial.layers.crs import SPOKEN
from tests.api.conftest import LIST_2018, LIST_2021
from tests.api.test_items import items, link

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
AT = "/api/collections/areas/items"
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


@pytest.fixture
def three(area):
    """Areas that differ in name, place and lists."""
    area("Ærøparken", lon=12.5, lat=55.7, categories={LIST_2018: "ghettoområde"})
    area("Bispehaven", lon=10.1, lat=56.2, categories={LIST_2021: "parallelsamfund"})
    area("Vollsmose", lon=10.4, lat=55.4, categories={LIST_2018: "ghettoområde"})


def names(client, collection="areas", **given):
    given = {name.replace("_", "-"): value for name, value in given.items()}
    return [one["properties"]["name"] for one in items(client, collection, **given)["features"]]


def refused(client, at=AT, **given):
    """The problem with which a request is refused."""
    given = {name.replace("_", "-"): value for name, value in given.items()}
    answer = client.get(at, given)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return answer.json()


def test_a_filter_is_cql2_text_unless_told_otherwise(client, three):
    """Part 3, /req/filter/filter-param and filter-lang-param."""
    text = "name = 'Vollsmose' OR CASEI(name) LIKE CASEI('ærø%')"
    assert names(client, filter=text) == ["Ærøparken", "Vollsmose"]
    assert names(client, filter=text, filter_lang="cql2-text") == ["Ærøparken", "Vollsmose"]
    assert names(client, filter="name IS NULL") == []


def test_a_filter_may_be_json(client, three):
    """CQL2, /req/cql2-json."""
    tree = {
        "op": "and",
        "args": [
            {"op": "like", "args": [{"property": "name"}, "%e%"]},
            {
                "op": "s_intersects",
                "args": [{"property": "geometry"}, {"bbox": [10, 55, 11, 57]}],
            },
        ],
    }
    found = names(client, filter=json.dumps(tree), filter_lang="cql2-json")
    assert found == ["Bispehaven", "Vollsmose"]


@pytest.mark.parametrize("crs", SPOKEN.values(), ids=lambda crs: crs.uri.split("/")[-1])
def test_geometries_of_a_filter_are_in_filter_crs(client, three, crs):
    """Part 3, /req/filter/filter-crs-param, over the CRSs that a collection names."""
    answer = items(client, "areas", crs=crs.uri, name="Vollsmose")
    corners = answer["features"][0]["geometry"]["coordinates"][0][0][:4]
    first, second = (sum(numbers) / 4 for numbers in zip(*corners, strict=True))
    text = f"S_INTERSECTS(geometry, POINT({first} {second}))"
    assert names(client, filter=text, filter_crs=crs.uri, crs=crs.uri) == ["Vollsmose"]


def test_geometries_of_a_filter_are_in_crs84_unless_told_otherwise(client, three):
    """Part 3, /req/filter/filter-crs-wgs84."""
    text = "S_INTERSECTS(geometry, POINT(10.4 55.4))"
    assert names(client, filter=text) == ["Vollsmose"]
    assert names(client, filter=text, crs=f"{EPSG}25832", bbox_crs=f"{EPSG}4326") == ["Vollsmose"]
    assert names(client, filter=text, filter_crs=f"{EPSG}4326") == []


def test_filter_bbox_datetime_and_properties_must_all_hold(client, three):
    """Part 3, /req/filter/mixing-expressions."""
    either = "name = 'Vollsmose' OR name = 'Ærøparken'"
    assert names(client, filter=either, bbox="10,55,11,57") == ["Vollsmose"]
    assert names(client, filter=either, name="Ærøparken") == ["Ærøparken"]
    assert names(client, filter=either, name="Bispehaven") == []
    given = {"filter": either, "bbox": "10,55,11,57", "category": "ghettoområde"}
    assert names(client, "designations", **given, datetime="2018-12-01") == ["Vollsmose"]
    assert names(client, "designations", **given, datetime="2017-12-01") == []


def test_hits_are_counted_of_what_the_filter_finds(client, three):
    page = items(client, "areas", filter="name > 'C'", limit=1)
    assert (page["numberMatched"], page["numberReturned"]) == (2, 1)
    hits = items(client, "areas", filter="name > 'C'", resultType="hits")
    assert (hits["numberMatched"], hits["numberReturned"], hits["features"]) == (2, 0, [])
    other = items(client, "areas", filter="name < 'C'", resultType="hits")
    assert other["numberMatched"] == 1  # not remembered of another filter


def test_a_count_is_of_the_filters_own_crs(client, three):
    text = "S_INTERSECTS(geometry, BBOX(10,55,11,57))"
    given = {"filter": text, "resultType": "hits"}
    assert items(client, "areas", **given)["numberMatched"] == 2
    north_first = {**given, "filter-crs": f"{EPSG}4326"}
    assert items(client, "areas", **north_first)["numberMatched"] == 0


def test_next_links_keep_filter_and_order(client, building):
    for number in range(7):
        building(str(number), year_built=1970 + number % 3)
    given = {"filter": "year_built <> 1971", "filter-lang": "cql2-text", "sortby": "-year_built"}
    page = items(client, "buildings", limit=2, **given)
    years = []
    while True:
        assert page["numberMatched"] == 5
        years += [one["properties"]["year_built"] for one in page["features"]]
        following = link(page, "next")
        if not following:
            break
        page = client.get(following).json()
    assert years == [1972, 1972, 1970, 1970, 1970]


@pytest.mark.parametrize(
    ("given", "parameter", "told"),
    [
        ({"filter": "name = 'x' name"}, "filter", "other CQL2 text at character 12, 'name'"),
        ({"filter": "(name = 'x"}, "filter", "character 9 is never closed"),
        ({"filter": ""}, "filter", "more: the text ends too early"),
        ({"filter": "nosuch = 1"}, "filter", "in place of 'nosuch'"),
        ({"filter": "name = 1"}, "filter", "a text and a number"),
        ({"filter": "nosuch(name)"}, "filter", "a function that exists"),
        ({"filter": "name = '\0'"}, "filter", "NUL"),
        ({"filter": "area(geometry) > 0" + "+1" * 400}, "filter", "at most 300 operators"),
        ({"filter": "(" * 60 + "TRUE" + ")" * 60}, "filter", "at most 50 parentheses"),
        ({"filter": "x" * (LARGEST_TEXT + 1)}, "filter", f"at most {LARGEST_TEXT} characters"),
        ({"filter": "S_INTERSECTS(geometry,POINT(720000 6170000))"}, "filter", "filter-crs"),
        ({"filter": "TRUE", "filter_lang": "cql2-json"}, "filter", "line 1 column 1"),
        ({"filter": '{"op":"="}', "filter_lang": "cql2-json"}, "filter", "CQL2 as JSON"),
        ({"filter": "TRUE", "filter_lang": "cql-text"}, "filter-lang", "cql2-text, cql2-json"),
        ({"filter_lang": "sql"}, "filter-lang", "cql2-text, cql2-json"),
        ({"filter": "TRUE", "filter_crs": "EPSG:25832"}, "filter-crs", f"{EPSG}25832"),
        ({"sortby": "nosuch"}, "sortby", "slug, name"),
        ({"sortby": ""}, "sortby", "id"),
        ({"sortby": "name,-name"}, "sortby", "each once"),
        ({"sortby": "name", "after": "7"}, "after", "next link"),
        ({"after": '["x",7]'}, "after", "whole number"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_cannot_be_used_is_refused_by_name_place_and_reason(
    client, db, given, parameter, told
):
    """Part 3, /req/filter/response; Part 8, /req/sorting/sortby-response."""
    problem = refused(client, **given)
    assert problem["parameter"] == parameter
    assert told in problem["detail"]


def test_a_filter_may_not_name_what_is_published_but_no_queryable(client, db):
    """Part 3, /conf/queryables/expression-construction."""
    problem = refused(client, "/api/collections/buildings/items", filter="source = 'x'")
    assert problem["parameter"] == "filter"
    assert "in place of 'source'" in problem["detail"]


@each_layer
def test_a_filter_may_name_exactly_the_queryables(client, every_layer, layer):
    """Part 3, /conf/features-filter; its document of queryables says what is accepted."""
    stated = client.get(f"/api/collections/{layer.id}/queryables").json()["properties"]
    for name in ("id", *(p.name for p in layer.properties), layer.geometry):
        given = {"filter": f"{name} IS NOT NULL OR {name} IS NULL", "resultType": "hits"}
        answer = client.get(f"/api/collections/{layer.id}/items", given)
        assert (answer.status_code == 200) == (name in stated), name
        if name in stated:
            assert answer.json()["numberMatched"] == layer.rows().count()


@each_layer
def test_every_example_of_a_filter_is_on_the_page_and_works(client, every_layer, layer):
    page = client.get(f"/api/collections/{layer.id}/queryables?f=html").content.decode()
    texts = [*examples.of_layer(layer).values(), examples.joined(layer)]
    assert len(texts) == len(layer.queryables) + 2
    for text in texts:
        assert client.get(f"/api/collections/{layer.id}/items", {"filter": text}).status_code == 200
    hrefs = [part.split('"')[0] for part in page.split('href="') if "filter=" in part.split('"')[0]]
    assert len(hrefs) == len(texts)
    for href in hrefs:
        assert client.get(href.replace("&amp;", "&")).status_code == 200


@each_layer
def test_the_examples_of_openapi_work_for_every_layer(client, every_layer, layer):
    document = client.get("/api/openapi").json()
    shared = document["components"]["parameters"]
    assert shared["filter-lang"]["schema"]["enum"] == ["cql2-text", "cql2-json"]
    assert shared["filter-lang"]["schema"]["default"] == "cql2-text"
    for name in ("filter", "sortby"):
        given = {name: shared[name]["example"]}
        assert client.get(f"/api/collections/{layer.id}/items", given).status_code == 200


def test_a_tile_of_what_a_filter_finds_is_another(client, three):
    at = "/api/collections/areas/tiles/WebMercatorQuad/3/2/4"
    whole = client.get(at)
    part = client.get(at, {"filter": "name = 'Vollsmose'"})
    none = client.get(at, {"filter": "name = 'x'"})
    assert (whole.status_code, part.status_code, none.status_code) == (200, 200, 204)
    assert b"Bispehaven" in whole.content
    assert b"Vollsmose" in part.content
    assert b"Bispehaven" not in part.content
    assert refused(client, at, filter="nosuch = 1")["parameter"] == "filter"


def test_routes_that_have_queryables_have_the_filter_too(client, municipality, building):
    municipality(lon=12.55, lat=55.68)
    building("old", lon=12.55, lat=55.68, year_built=1950, municipality_code="0101")
    building("new", lon=12.56, lat=55.68, year_built=2020, municipality_code="0101")
    at = "/api/municipalities/0101/buildings"
    found = client.get(at, {"filter": "year_built > 2000", "sortby": "local_id"}).json()
    assert [one["properties"]["local_id"] for one in found["features"]] == ["new"]


def test_functions_are_listed_with_what_they_take_and_give(client, db):
    """Part 3, /req/filter/get-functions-operation and get-functions-response-json."""
    links = {one["rel"]: one for one in client.get("/api").json()["links"]}
    document = client.get(links["http://www.opengis.net/def/rel/ogc/1.0/functions"]["href"]).json()
    known = {one["name"]: one for one in document["functions"]}
    assert set(known) == {"area", "year"}
    assert known["area"]["returns"] == ["number"]
    assert [one["type"] for one in known["area"]["arguments"]] == [["geometry"]]
    assert known["year"]["returns"] == ["integer"]
    assert [one["type"] for one in known["year"]["arguments"]] == [["datetime"]]
    assert all(one["description"] for one in document["functions"])
    assert client.get("/api/functions", {"a": "1"}).status_code == 400


@pytest.mark.parametrize(
    ("collection", "text", "found"),
    [
        ("areas", "area(geometry) BETWEEN 39000 AND 41000", 3),
        ("areas", "area(geometry) > 41000", 0),
        ("areas", "area(geometry) / 100 * 2 <= 820 AND NOT area(geometry) = 0", 3),
        ("designations", "year(list_date) = 2018", 2),
        ("designations", "year(list_date) IN (2020, 2021)", 1),
        ("designations", "year(list_date) + 3 > 2021", 1),
        ("designations", "year(DATE('2018-05-01')) = year(list_date)", 2),
        ("designations", "year(TIMESTAMP('2021-12-31T23:59:59Z')) = year(list_date)", 1),
    ],
)
def test_functions_stand_wherever_a_number_may(client, three, collection, text, found):
    """CQL2, /conf/functions/functions."""
    assert items(client, collection, filter=text)["numberMatched"] == found


def test_the_page_of_functions_has_examples_that_find_something(client, area):
    for number in range(3):
        area(f"Park {number}", side_m=400, categories={date(2018, 12, 1): "ghettoområde"})
    page = client.get("/api/functions?f=html").content.decode()
    hrefs = [part.split('"')[0] for part in page.split('href="') if "filter=" in part.split('"')[0]]
    assert len(hrefs) == 2
    for href in hrefs:
        address = href.replace("&amp;", "&").replace("f=html", "f=json")
        assert client.get(address).json()["numberMatched"] == 3


def test_figures_of_a_list_are_filtered_and_sorted_by(client, every_layer):
    at = "/api/collections/designations/items"
    asked = {"filter": "residents > 1000 AND crime_pct >= 1.98", "sortby": "-residents,crime_pct"}
    first = client.get(at, asked | {"limit": "1"}).json()
    found, following = [], first
    while True:
        found += [one["properties"]["residents"] for one in following["features"]]
        address = next((one["href"] for one in following["links"] if one["rel"] == "next"), None)
        if address is None:
            break
        following = client.get(address).json()
    assert found == [1002, 1001]
    assert client.get(at, {"crime_pct": "1.98"}).json()["numberMatched"] == 3
    wrong = client.get(at, {"crime_pct": "mange"})
    assert (wrong.status_code, wrong.json()["parameter"]) == (400, "crime_pct")
