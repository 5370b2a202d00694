"""`properties` and `skipGeometry`: what is asked for is answered, and nothing else is read."""

import io
import json

import geopandas
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.serializers import serializer_for
from spatial.layers import query
from spatial.layers.catalogue import WITH_ITEMS
from tests.api.test_items import items

each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


def one(client, layer, number, **given):
    answer = client.get(f"/api/collections/{layer.id}/items/{number}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


@each_layer
def test_only_the_properties_that_are_asked_for_are_answered(client, every_layer, layer):
    names = [p.name for p in layer.properties][1:3] or [layer.properties[0].name]
    chosen = items(client, layer.id, properties=",".join(names))["features"]
    for feature, whole in zip(chosen, items(client, layer.id)["features"], strict=True):
        assert feature == {**whole, "properties": {n: whole["properties"][n] for n in names}}


@each_layer
@pytest.mark.parametrize("geometry", [True, False])
def test_postgis_writes_of_a_selection_what_the_serializer_says(every_layer, layer, geometry):
    names = (layer.properties[-1].name, layer.properties[0].name)
    asked = query.ItemsQuery(properties=names, geometry=geometry)
    page = query.page(layer, asked)
    written = serializer_for(layer)(page, many=True, context={"asked": asked}).data
    rows = layer.rows().order_by("pk").annotate(shape=query.shape(layer, asked.crs))
    expected = []
    for row in rows:
        row.shape = row.shape if geometry else None
        expected.append(dict(serializer_for(layer)(row, context={"properties": names}).data))
    assert json.loads(f"[{written.text}]") == json.loads(json.dumps(expected))


@each_layer
def test_one_item_takes_the_same_selection(client, every_layer, layer):
    given = {"properties": layer.properties[0].name, "skipGeometry": "true"}
    first = items(client, layer.id, **given)["features"][0]
    alone = one(client, layer, first["id"], **given)
    assert {name: alone[name] for name in first} == first
    assert first["geometry"] is None
    assert list(first["properties"]) == [layer.properties[0].name]
    as_jsonfg = one(client, layer, first["id"], f="jsonfg", **given)
    assert as_jsonfg["properties"] == first["properties"]
    assert as_jsonfg["geometry"] is as_jsonfg["place"] is None


@pytest.mark.parametrize(
    ("at", "form"),
    [*(("items", form) for form in ("json", "jsonfg", "fgb")), ("one", "json"), ("one", "jsonfg")],
)
def test_what_is_not_asked_for_is_not_computed(client, every_layer, at, form):
    number = items(client, "designations")["features"][0]["id"]
    address = "/api/collections/designations/items" + (f"/{number}" if at == "one" else "")
    given = {"properties": "name", "skipGeometry": "true", "f": form}
    with CaptureQueriesContext(connection) as executed:
        assert client.get(address, given).status_code == 200
    read = "".join(each["sql"] for each in executed)
    assert '"name"' in read
    for column in ("crime_pct", "source_url", '."geometry"', "ST_"):
        assert column not in read


def test_no_property_is_asked_for_by_an_empty_list(client, every_layer):
    first = items(client, "areas", properties="")["features"][0]
    assert first["properties"] == {}
    assert first["id"]
    assert first["geometry"]


def test_the_names_of_id_and_geometry_are_taken_since_the_schema_has_them(client, every_layer):
    chosen = items(client, "areas", properties="geometry,id,name,name")["features"]
    assert chosen == items(client, "areas", properties="name")["features"]


@pytest.mark.parametrize("at", ["items", "items/1"])
@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"properties": "nothing"}, "properties"),
        ({"properties": "name,"}, "properties"),
        ({"properties": "name, slug"}, "properties"),
        ({"skipGeometry": "yes"}, "skipGeometry"),
    ],
)
def test_what_cannot_be_selected_is_a_400_that_names_it(client, db, at, given, parameter):
    answer = client.get(f"/api/collections/areas/{at}", given)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_the_next_page_has_the_same_selection(client, every_layer):
    page = items(client, "areas", properties="name", limit=1)
    [following] = [each["href"] for each in page["links"] if each["rel"] == "next"]
    assert list(client.get(following).json()["features"][0]["properties"]) == ["name"]


def test_flatgeobuf_has_only_the_columns_that_are_asked_for(client, every_layer):
    given = {"f": "fgb", "properties": "name", "skipGeometry": "1"}
    answer = client.get("/api/collections/areas/items", given)
    written = geopandas.read_file(io.BytesIO(answer.content), engine="pyogrio")
    assert list(written.columns) == ["id", "name", "geometry"]
    assert written.geometry.isna().all()
    assert written["name"].tolist() == [f'Park "{n}" \\ æøå' for n in range(3)]
