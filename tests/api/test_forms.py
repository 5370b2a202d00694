"""Items as JSON-FG, FlatGeobuf and pages: the same items as in GeoJSON, and the way to the next."""

import html
import io
import json
import re

import geopandas
import numpy
import pyogrio
import pytest
import shapely

from spatial import models
from spatial.layers.catalogue import WITH_ITEMS
from spatial.layers.crs import SPOKEN
from tests.api.conftest import LIST_2018
from tests.api.test_items import items

JSONFG, FLATGEOBUF = "application/fg+json", "application/flatgeobuf"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
each_crs = pytest.mark.parametrize("crs", SPOKEN.values(), ids=lambda crs: crs.uri.split("/")[-1])


def ask(client, layer, form, **given):
    answer = client.get(f"/api/collections/{layer.id}/items", {"f": form, **given})
    assert answer.status_code == 200, answer.content
    return answer


def table(answer):
    return geopandas.read_file(io.BytesIO(answer.content), engine="pyogrio")


def ids_of(answer, form):
    """The ids that an answer shows, in their order."""
    if form == "fgb":
        return table(answer)["id"].tolist()
    if form == "html":
        page = answer.content.decode()
        return [int(one) for one in re.findall(r'<th scope="row"><a [^>]*>(\d+)</a>', page)]
    return [feature["id"] for feature in answer.json()["features"]]


def next_of(answer, form):
    """Where an answer says that the next page is: for people in the page, else in the header."""
    if form == "html":
        found = re.findall(r'rel="next" href="([^"]*)"', answer.content.decode())
        return html.unescape(found[0]) if found else None
    found = re.match(r'<([^>]*)>; rel="next"; type="([^"]*)"(, |$)', answer.get("Link", ""))
    assert found is None or found[2] == answer["Content-Type"]
    return found[1] if found else None


@each_layer
@pytest.mark.parametrize("form", ["json", "jsonfg", "fgb", "html"])
def test_the_pages_of_each_form_hold_the_ids_that_the_database_has(
    client, every_layer, layer, form
):
    answer = ask(client, layer, form, limit=2)
    found = ids_of(answer, form)
    while following := next_of(answer, form):
        answer = client.get(following)
        assert int(answer["OGC-NumberReturned"]) == len(ids_of(answer, form)) > 0
        found += ids_of(answer, form)
    assert found == sorted(layer.rows().values_list("pk", flat=True))
    assert int(answer["OGC-NumberMatched"]) == len(found) >= 3


@pytest.mark.parametrize(
    ("accept", "type"), [(JSONFG, JSONFG), (FLATGEOBUF, FLATGEOBUF), ("application/json", None)]
)
def test_next_leads_to_the_form_that_accept_has_chosen(client, every_layer, accept, type):
    first = client.get("/api/collections/areas/items?limit=2", headers={"Accept": accept})
    assert first["Content-Type"] == accept
    address = re.match("<([^>]*)>", first["Link"])[1]
    assert client.get(address)["Content-Type"] == (type or "application/geo+json")


@each_layer
@each_crs
def test_flatgeobuf_has_the_values_and_outlines_of_geojson(client, every_layer, layer, crs):
    written = table(ask(client, layer, "fgb", crs=crs.uri))
    features = items(client, layer.id, crs=crs.uri)["features"]
    assert written["id"].tolist() == [feature["id"] for feature in features]
    assert written.crs.to_epsg() == crs.srid
    for p in layer.properties:
        for value, feature in zip(written[p.name], features, strict=True):
            assert same(value, feature["properties"][p.name]), p.name
    for outline, feature in zip(written.geometry, features, strict=True):
        if feature["geometry"] is None:
            assert outline is None
            continue
        expected = shapely.from_geojson(json.dumps(feature["geometry"]))
        if crs.north_first:  # the format has east first, whatever the CRS
            expected = shapely.transform(expected, lambda points: points[:, ::-1])
        tolerance = 1e-6 if crs.unit == "degree" else 0.02
        assert outline.normalize().equals_exact(expected.normalize(), tolerance)


def same(value, written):
    """Whether a cell of a table is what JSON has; a day comes as its midnight."""
    if written is None:
        return value is None or value != value
    if hasattr(value, "isoformat"):
        return value.isoformat().removesuffix("T00:00:00") == written
    return value == written


def test_flatgeobuf_types_its_columns_whether_values_are_known_or_not(client, building):
    building(floors=None, height_m=None, valid_from=None)
    [empty] = [table_info(client, "buildings", state="new")]
    full = table_info(client, "buildings")
    for types in (empty, full):
        assert types["floors"] == "OFTInteger64"
        assert types["height_m"] == "OFTReal"
        assert types["valid_from"] == "OFTDateTime"
        assert types["local_id"] == "OFTString"


def table_info(client, collection, **given):
    answer = client.get(f"/api/collections/{collection}/items", {"f": "fgb", **given})
    info = pyogrio.read_info(io.BytesIO(answer.content))
    assert info["geometry_type"] == "MultiPolygon"
    assert info["crs"] == "EPSG:4326"
    return dict(zip(info["fields"], info["ogr_types"], strict=True))


@each_layer
def test_a_page_without_items_is_a_file_all_the_same(client, db, layer):
    answer = ask(client, layer, "fgb", crs=f"{EPSG}25832")
    assert answer.content.startswith(b"fgb")
    written = table(answer)
    assert len(written) == 0
    assert list(written.columns) == ["id", *(p.name for p in layer.properties), "geometry"]
    assert written.crs.to_epsg() == 25832
    assert (answer["OGC-NumberMatched"], answer["OGC-NumberReturned"]) == ("0", "0")


@each_layer
def test_jsonfg_has_the_properties_and_outlines_of_geojson(client, every_layer, layer):
    metres = ask(client, layer, "jsonfg", crs=f"{EPSG}25832")
    assert metres["Content-Type"] == JSONFG
    assert metres["Content-Crs"] == f"<{EPSG}25832>"
    document = metres.json()
    assert document["coordRefSys"] == f"{EPSG}25832"
    assert document["featureType"] == layer.id
    in_metres = items(client, layer.id, crs=f"{EPSG}25832")["features"]
    in_degrees = items(client, layer.id)["features"]
    for feature, metre, degree in zip(document["features"], in_metres, in_degrees, strict=True):
        assert feature["properties"] == metre["properties"]
        assert (feature["place"], feature["geometry"]) == (metre["geometry"], degree["geometry"])
    for feature in ask(client, layer, "jsonfg").json()["features"]:
        assert feature["place"] is None  # as the standard has it, where geometry says it all


@each_layer
def test_jsonfg_tells_the_time_of_layers_that_have_one(client, every_layer, layer):
    for feature in ask(client, layer, "jsonfg").json()["features"]:
        if not layer.valid_time:
            assert feature["time"] is None
            continue
        days = [feature["properties"][name] for name in layer.valid_time]
        expected = {"interval": [day or ".." for day in days]} if any(days) else None
        assert feature["time"] == expected


def test_jsonfg_keeps_an_open_end_apart_from_no_time(client, building):
    building("a", valid_from=LIST_2018)
    building("b")
    first, second = items(client, "buildings", f="jsonfg")["features"]
    assert first["time"] == {"interval": ["2018-12-01", ".."]}
    assert second["time"] is None


@each_layer
@pytest.mark.parametrize("engine", ["JSONFG", None])
def test_gdal_reads_jsonfg_in_its_crs(client, every_layer, layer, engine, tmp_path):
    file = tmp_path / "page.json"
    file.write_bytes(ask(client, layer, "jsonfg", crs=f"{EPSG}25832").content)
    read = pyogrio.read_dataframe(f"{engine}:{file}" if engine else file)
    assert read.crs.to_epsg() == 25832
    features = items(client, layer.id, crs=f"{EPSG}25832")["features"]
    assert len(read) == len(features)
    shapes = [shape for shape in read.geometry if shape is not None]
    expected = [
        shapely.from_geojson(json.dumps(one["geometry"])) for one in features if one["geometry"]
    ]
    assert len(shapes) == len(expected) > 0
    for shape, other in zip(shapes, expected, strict=True):
        assert numpy.allclose(shape.bounds, other.bounds, atol=0.01)


@each_layer
def test_one_item_as_jsonfg_is_as_in_the_page(client, every_layer, layer):
    page = ask(client, layer, "jsonfg", crs=f"{EPSG}3857").json()
    first = page["features"][0]
    alone = client.get(
        f"/api/collections/{layer.id}/items/{first['id']}", {"f": "jsonfg", "crs": f"{EPSG}3857"}
    )
    assert alone["Content-Type"] == JSONFG
    document = alone.json()
    assert {name: document[name] for name in first} == first
    for name in ("conformsTo", "featureType", "featureSchema", "coordRefSys"):
        assert document[name] == page[name]


@each_layer
def test_a_collection_links_its_items_in_every_form(client, every_layer, layer):
    document = client.get(f"/api/collections/{layer.id}").json()
    found = {one["type"]: one["href"] for one in document["links"] if one["rel"] == "items"}
    assert set(found) == {"application/geo+json", JSONFG, FLATGEOBUF, "text/html"}
    for type, address in found.items():
        assert client.get(address)["Content-Type"].split(";")[0] == type


def test_items_and_one_item_link_their_other_forms(client, every_layer):
    page = items(client, "areas", f="jsonfg")
    links = {(one["rel"], one["type"]) for one in page["links"]}
    assert links >= {
        ("self", JSONFG),
        ("alternate", "application/geo+json"),
        ("alternate", FLATGEOBUF),
        ("alternate", "text/html"),
    }
    number = page["features"][0]["id"]
    alone = client.get(f"/api/collections/areas/items/{number}").json()
    types = {one["type"] for one in alone["links"] if one["rel"] == "alternate"}
    assert types == {JSONFG, "text/html"}


def test_one_item_is_no_flatgeobuf(client, area):
    area()
    number = models.PublishedArea.objects.get().pk
    answer = client.get(f"/api/collections/areas/items/{number}?f=fgb")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "f")


@pytest.mark.parametrize("form", ["json", "jsonfg", "fgb"])
def test_counts_are_headers_that_pages_of_others_may_read(client, every_layer, form):
    answer = client.get("/api/collections/areas/items", {"f": form, "limit": 1})
    assert (answer["OGC-NumberMatched"], answer["OGC-NumberReturned"]) == ("3", "1")
    exposed = answer["Access-Control-Expose-Headers"].split(", ")
    assert {"OGC-NumberMatched", "OGC-NumberReturned", "Link"} <= set(exposed)


@pytest.mark.parametrize("form", ["json", "jsonfg", "fgb"])
def test_hits_are_counted_and_no_item_is_answered(
    client, every_layer, form, django_assert_num_queries
):
    with django_assert_num_queries(2) as executed:
        answer = client.get(
            "/api/collections/areas/items", {"f": form, "resultType": "hits", "limit": 1}
        )
    assert "geometry" not in executed.captured_queries[1]["sql"]
    assert (answer["OGC-NumberMatched"], answer["OGC-NumberReturned"]) == ("3", "0")
    assert ids_of(answer, form) == []
    assert next_of(answer, form) is None


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("application/fg+json, application/geo+json;q=0.5", JSONFG),
        ("application/geo+json;q=0.5,application/fg+json;q=0.9", JSONFG),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "application/geo+json"),
        ("", "application/geo+json"),
    ],
)
def test_accept_is_read_with_its_weights(client, every_layer, accept, type):
    answer = client.get("/api/collections/areas/items", headers={"Accept": accept})
    assert answer["Content-Type"].startswith(type)


def test_what_nobody_can_answer_is_said_in_the_language_of_the_api(client, db):
    answer = client.get("/api/collections", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json()["detail"]) == (
        406,
        "This resource has none of the media types in Accept.",
    )
    answer = client.delete("/api/collections")
    assert (answer.status_code, answer.json()["detail"]) == (
        405,
        "DELETE is not a method of this resource.",
    )
