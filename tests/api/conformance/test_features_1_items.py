"""OGC API - Features Part 1 (17-069r4), annex A, class core: items. One test for each abstract
test."""

from datetime import date
from urllib.parse import urlsplit

import pytest
import shapely

from tests.api.conformance.asking import (
    GEOJSON,
    HTML,
    each_layer,
    get,
    hrefs,
    page_of,
    parameter_of,
    walked,
)

pytestmark = pytest.mark.usefixtures("every_layer")


@each_layer
def test_fc_op(client, layer):
    """/conf/core/fc-op"""
    assert get(client, f"/api/collections/{layer.id}/items").status_code == 200


@each_layer
def test_fc_bbox_definition(client, layer):
    """/conf/core/fc-bbox-definition: four or six numbers, in a list with commas."""
    found = parameter_of(client, layer, "bbox")
    assert (found["in"], found["style"], found["explode"]) == ("query", "form", False)
    assert not found["required"]
    assert found["schema"]["type"] == "array"
    assert found["schema"]["items"] == {"type": "number"}
    sizes = [(one["minItems"], one["maxItems"]) for one in found["schema"]["oneOf"]]
    assert sizes == [(4, 4), (6, 6)]


@each_layer
@pytest.mark.parametrize("box", [(12.495, 55.6, 12.505, 55.8), (10.0, 54.0, 10.2, 57.0)])
def test_fc_bbox_response(client, layer, box):
    """/conf/core/fc-bbox-response: items whose outline meets the box, and no others."""
    expected = {
        feature["id"]
        for feature in walked(client, layer)
        if feature["geometry"]
        and shapely.geometry.shape(feature["geometry"]).intersects(shapely.box(*box))
    }
    west, south, east, north = box
    for text in (f"{west},{south},{east},{north}", f"{west},{south},0,{east},{north},9"):
        assert {one["id"] for one in walked(client, layer, bbox=text)} == expected


@each_layer
def test_fc_limit_definition(client, layer):
    """/conf/core/fc-limit-definition: a whole number with least, most and default."""
    found = parameter_of(client, layer, "limit")
    assert (found["in"], found["style"], found["explode"]) == ("query", "form", False)
    schema = found["schema"]
    assert schema["type"] == "integer"
    assert 1 == schema["minimum"] <= schema["default"] <= schema["maximum"]


@each_layer
@pytest.mark.parametrize("limit", [1, 2, 10_000, 10_001])
def test_fc_limit_response(client, layer, limit):
    """/conf/core/fc-limit-response: never more items than the limit; one beyond it is cut."""
    page = page_of(client, layer, limit=limit)
    assert len(page["features"]) == min(limit, layer.rows().count())


@each_layer
def test_fc_time_definition(client, layer):
    """/conf/core/fc-time-definition"""
    found = parameter_of(client, layer, "datetime")
    assert (found["in"], found["style"], found["explode"]) == ("query", "form", False)
    assert found["schema"] == {"type": "string"}


INSTANTS = ("2018-12-01", "2019-06-01T12:00:00Z")
INTERVALS = (
    "2018-12-01/2019-01-01",
    "2006-01-01T00:00:00Z/2006-12-31T00:00:00Z",
    "../2018-11-30",
    "/2018-11-30",
    "2022-01-01/..",
    "2022-01-01/",
)


@each_layer
@pytest.mark.parametrize("text", [*INSTANTS, *INTERVALS])
def test_fc_time_response(client, layer, text):
    """/conf/core/fc-time-response: items whose time meets it, and those without a time."""
    first, last = text.split("/") if "/" in text else (text, text)
    first = date.fromisoformat(first[:10]) if first not in ("", "..") else date.min
    last = date.fromisoformat(last[:10]) if last not in ("", "..") else date.max
    expected = set()
    for feature in walked(client, layer):
        days = [feature["properties"][name] for name in layer.valid_time or ()] or [None, None]
        start = date.fromisoformat(days[0]) if days[0] else date.min
        end = date.fromisoformat(days[1]) if days[1] else date.max
        if start <= last and first <= end:
            expected.add(feature["id"])
    assert {one["id"] for one in walked(client, layer, datetime=text)} == expected


@each_layer
def test_fc_response(client, layer):
    """/conf/core/fc-response: a GeoJSON FeatureCollection."""
    page = page_of(client, layer)
    assert page["type"] == "FeatureCollection"
    assert {one["type"] for one in page["features"]} == {"Feature"}


@each_layer
def test_fc_links(client, layer):
    """/conf/core/fc-links: to itself, to every other form, and to the next page while there is
    one; each has relation and type."""
    page = page_of(client, layer, limit=2)
    links = page["links"]
    assert all({"href", "rel", "type"} <= set(one) for one in links)
    assert [one["type"] for one in links if one["rel"] == "self"] == [GEOJSON]
    assert HTML in {one["type"] for one in links if one["rel"] == "alternate"}
    [following] = [one for one in links if one["rel"] == "next"]
    assert following["type"] == GEOJSON
    assert len(walked(client, layer, limit=2)) == layer.rows().count()


@each_layer
def test_fc_time_stamp(client, layer):
    """/conf/core/fc-timeStamp: only where it is present; equal tags mean equal bytes here, which a
    time would break."""
    assert "timeStamp" not in page_of(client, layer)


@each_layer
def test_fc_number_matched(client, layer):
    """/conf/core/fc-numberMatched: all that the filter leaves, whatever the limit."""
    for given in ({}, {"bbox": "12.4,55.6,12.6,55.8"}, {"datetime": "2019-01-01"}):
        number = len(walked(client, layer, **given))
        assert page_of(client, layer, limit=1, **given)["numberMatched"] == number


@each_layer
def test_fc_number_returned(client, layer):
    """/conf/core/fc-numberReturned"""
    for limit in (1, 2, 1000):
        page = page_of(client, layer, limit=limit)
        assert page["numberReturned"] == len(page["features"])


@each_layer
def test_f_op(client, layer):
    """/conf/core/f-op"""
    for feature in page_of(client, layer)["features"]:
        answer = get(client, f"/api/collections/{layer.id}/items/{feature['id']}", accept=GEOJSON)
        assert answer["Content-Type"] == GEOJSON


@each_layer
def test_f_success(client, layer):
    """/conf/core/f-success: the item of the list."""
    first = page_of(client, layer)["features"][0]
    alone = get(client, f"/api/collections/{layer.id}/items/{first['id']}", accept=GEOJSON).json()
    assert {name: alone[name] for name in first} == first


@each_layer
def test_f_links(client, layer):
    """/conf/core/f-links: to itself, to every other form, to its collection."""
    first = page_of(client, layer)["features"][0]
    at = f"/api/collections/{layer.id}/items/{first['id']}"
    alone = get(client, at, accept=GEOJSON).json()
    assert [urlsplit(one).path for one in hrefs(alone, "self")] == [at]
    assert [urlsplit(one).path for one in hrefs(alone, "collection")] == [
        f"/api/collections/{layer.id}"
    ]
    for one in alone["links"]:
        assert client.get(one["href"])["Content-Type"].split(";")[0] == one["type"]
