"""Items of every layer: OGC API - Features Part 1, 7.15 and 7.16, and Part 2."""

import json
from datetime import date
from urllib.parse import quote, urlsplit

import pytest
from django.contrib.gis.geos import GEOSGeometry

from api.serializers import serializer_for
from spatial import models
from spatial.layers import query
from spatial.layers.catalogue import LAYERS, WITH_ITEMS
from spatial.layers.crs import SPOKEN
from tests.api.conftest import LIST_2018

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


def items(client, collection, **given):
    answer = client.get(f"/api/collections/{collection}/items", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


def link(document, rel):
    return next((one["href"] for one in document["links"] if one["rel"] == rel), None)


@each_layer
def test_the_pages_together_hold_every_item_once(client, every_layer, layer):
    page = items(client, layer.id, limit=2)
    ids = [feature["id"] for feature in page["features"]]
    while following := link(page, "next"):
        page = client.get(following).json()
        ids += [feature["id"] for feature in page["features"]]
        assert page["numberReturned"] == len(page["features"])
    assert ids == sorted(layer.rows().values_list("pk", flat=True))
    assert page["numberMatched"] == len(ids) >= 3


@each_layer
@pytest.mark.parametrize("crs", SPOKEN.values(), ids=lambda crs: crs.uri.split("/")[-1])
def test_postgis_writes_what_the_serializer_says(every_layer, layer, crs):
    asked = query.ItemsQuery(crs=crs)
    serializer = serializer_for(layer)
    written = serializer(query.page(layer, asked), many=True, context={"asked": asked}).data
    rows = layer.rows().order_by("pk").annotate(shape=query.shape(layer, crs))
    by_serializer = [dict(serializer(row).data) for row in rows]
    assert json.loads(f"[{written.text}]") == json.loads(json.dumps(by_serializer))
    assert written.count == len(by_serializer) >= 3


@each_layer
def test_one_item_is_as_it_is_in_the_list(client, every_layer, layer):
    first = items(client, layer.id)["features"][0]
    answer = client.get(f"/api/collections/{layer.id}/items/{first['id']}")
    assert answer["Content-Type"] == "application/geo+json"
    alone = answer.json()
    assert link(alone, "collection").endswith(f"/api/collections/{layer.id}")
    assert {name: alone[name] for name in first} == first


def test_land_has_no_items(client, every_layer):
    assert [layer.id for layer in LAYERS if not layer.items] == ["land"]
    assert client.get("/api/collections/land/items").status_code == 404


def test_text_is_written_so_that_any_reader_gets_it_back(client, building):
    building('"quoted" \\ back\n— æøå </script>')
    feature = items(client, "buildings")["features"][0]
    assert feature["properties"]["local_id"] == '"quoted" \\ back\n— æøå </script>'


def test_what_is_unknown_is_null_and_a_decimal_is_a_number(client, building):
    building(height_m="12.50", valid_from=LIST_2018)
    properties = items(client, "buildings")["features"][0]["properties"]
    assert properties["height_m"] == 12.5
    assert properties["valid_from"] == "2018-12-01"
    assert properties["floors"] is None


def test_a_collection_without_items_is_an_empty_array(client, db):
    answer = items(client, "areas")
    assert answer["features"] == []
    assert (answer["numberMatched"], answer["numberReturned"]) == (0, 0)


def test_a_limit_above_the_maximum_is_capped(client, building, monkeypatch):
    monkeypatch.setattr("api.params.MAXIMUM_LIMIT", 2)
    for number in range(3):
        building(str(number))
    assert items(client, "buildings", limit=1_000_000)["numberReturned"] == 2


def test_offset_skips_and_next_goes_on_from_there(client, building):
    ids = [building(str(number)).pk for number in range(5)]
    page = items(client, "buildings", limit=2, offset=1)
    assert [feature["id"] for feature in page["features"]] == ids[1:3]
    assert page["numberMatched"] == 5
    following = client.get(link(page, "next")).json()
    assert [feature["id"] for feature in following["features"]] == ids[3:]


def test_next_is_also_a_header(client, building):
    for number in range(2):
        building(str(number))
    answer = client.get("/api/collections/buildings/items", {"limit": 1})
    assert answer["Link"].startswith(f'<{link(answer.json(), "next")}>; rel="next"')


def test_a_page_that_ends_there_has_no_next(client, building):
    building()
    following = items(client, "buildings")
    assert link(following, "next") is None


def test_the_last_page_has_no_next_even_when_it_is_full(client, building):
    for number in range(2):
        building(str(number))
    assert link(items(client, "buildings", limit=2), "next") is None


def test_next_keeps_the_filter(client, building):
    for number in range(3):
        building(str(number), state="new")
    building("other", state="demolished")
    page = items(client, "buildings", limit=2, state="new")
    assert client.get(link(page, "next")).json()["numberReturned"] == 1


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"bbox": "12.5,55.6,12.6,55.8"}, True),
        ({"bbox": "12.5,55.6,0,12.6,55.8,100"}, True),
        ({"bbox": "12.6,55.6,12.7,55.8"}, False),
        ({"bbox": "170,55.6,-170,55.8"}, False),
        ({"bbox": "12.6,55.6,12.5,55.8"}, False),
        ({"bbox": "-180,-90,180,90"}, True),
        ({"bbox": "-240,-110,240,110"}, True),
        ({"bbox": "55.6,12.5,55.8,12.6", "bbox-crs": f"{EPSG}4326"}, True),
        ({"bbox": "55.6,12.5,55.8,12.6", "bbox-crs": f"{EPSG}4258"}, True),
        ({"bbox": "12.5,55.6,12.6,55.8", "bbox-crs": f"{EPSG}4326"}, False),
        ({"bbox": "720000,6170000,730000,6180000", "bbox-crs": f"{EPSG}25832"}, True),
        ({"bbox": "1390000,7480000,1400000,7510000", "bbox-crs": f"{EPSG}3857"}, True),
        ({"bbox": "1400000,7480000,1410000,7510000", "bbox-crs": f"{EPSG}3857"}, False),
        ({"bbox": "-1e300,-1e300,1e300,1e300", "bbox-crs": f"{EPSG}3857"}, True),
        ({"bbox": "-1e300,-1e300,1e300,1e300", "bbox-crs": f"{EPSG}25832"}, True),
    ],
)
def test_a_box_is_read_in_its_own_crs(client, area, given, found):
    area("Parken", lon=12.55, lat=55.7)
    assert items(client, "areas", **given)["numberMatched"] == int(found)


@pytest.mark.parametrize("crs", SPOKEN.values(), ids=lambda crs: crs.uri.split("/")[-1])
def test_coordinates_come_in_the_axis_order_of_the_crs(client, area, crs):
    area("Parken", lon=12.55, lat=55.7)
    answer = client.get("/api/collections/areas/items", {"crs": crs.uri})
    assert answer["Content-Crs"] == f"<{crs.uri}>"
    first, second = answer.json()["features"][0]["geometry"]["coordinates"][0][0][0]
    expected = GEOSGeometry("SRID=4326;POINT(12.55 55.7)").transform(crs.srid, clone=True)
    near = 0.01 if crs.unit == "degree" else 400
    east, north = (second, first) if crs.north_first else (first, second)
    assert (east, north) == pytest.approx((expected.x, expected.y), abs=near)


def test_an_item_comes_in_the_crs_that_is_asked_for(client, area):
    made = area("Parken", lon=12.55, lat=55.7)
    path = f"/api/collections/areas/items/{made.pk}"
    answer = client.get(path, {"crs": f"{EPSG}25832"})
    assert answer["Content-Crs"] == f"<{EPSG}25832>"
    assert answer.json()["geometry"]["coordinates"][0][0][0][0] > 700_000


@pytest.mark.parametrize(
    ("datetime", "lists"),
    [
        ("2018-12-01", ["2018-12-01"]),
        ("2021-11-30", ["2018-12-01"]),
        ("2021-12-01", ["2021-12-01"]),
        ("2020-01-01T12:00:00Z", ["2018-12-01"]),
        ("2020-01-01t12:00:00.5+01:00", ["2018-12-01"]),
        ("2018-11-30", []),
        ("../2018-12-01", ["2018-12-01"]),
        ("2021-12-01/..", ["2021-12-01"]),
        ("/2018-12-01", ["2018-12-01"]),
        ("2021-12-01/", ["2021-12-01"]),
        ("2018-01-01/2022-01-01", ["2018-12-01", "2021-12-01"]),
        # What QGIS sends for open ends; Python has no year 0.
        ("0000-01-01T00:00:00Z/2018-12-31T23:59:59Z", ["2018-12-01"]),
        ("2021-12-01T00:00:00Z/9999-12-31T00:00:00Z", ["2021-12-01"]),
    ],
)
def test_datetime_finds_the_lists_that_held_then(client, area, datetime, lists):
    area(categories={date(2018, 12, 1): "ghettoområde", date(2021, 12, 1): "parallelsamfund"})
    found = items(client, "designations", datetime=datetime)["features"]
    assert [feature["properties"]["list_date"] for feature in found] == lists


@pytest.mark.parametrize(
    ("datetime", "found"),
    [
        ("0000-01-01", ["always", "until"]),
        ("0000-01-01/0000-12-31", ["always", "until"]),
        ("../0000-01-01", ["always", "until"]),
        ("9999-12-31", ["always", "since"]),
        ("9999-01-01T00:00:00Z/9999-12-31T00:00:00Z", ["always", "since"]),
        ("9999-01-01/..", ["always", "since"]),
        ("0000-01-01/9999-12-31", ["always", "since", "then", "until"]),
    ],
)
def test_the_first_and_last_years_are_open_only_at_an_interval_s_own_end(
    client, building, datetime, found
):
    day = date(2018, 12, 1)
    building("always")
    building("since", valid_from=day)
    building("until", valid_to=day)
    building("then", valid_from=day, valid_to=day)
    features = items(client, "buildings", datetime=datetime)["features"]
    assert sorted(one["properties"]["local_id"] for one in features) == found


def test_datetime_leaves_a_layer_without_time_as_it_is(client, area):
    area()
    assert items(client, "areas", datetime="1900-01-01")["numberMatched"] == 1


@pytest.mark.parametrize(
    ("collection", "given", "matched"),
    [
        ("areas", {"current_category": "parallelsamfund"}, 3),
        ("areas", {"current_category": "udsat boligområde"}, 0),
        ("areas", {"municipality_code": "0101"}, 3),
        ("designations", {"list_date": "2018-12-01"}, 3),
        ("designations", {"category": "ghettoområde", "datetime": "2022-01-01"}, 0),
        ("buildings", {"year_built": "1971"}, 1),
        ("buildings", {"municipality_code": "0101"}, 3),
        ("buildings", {"year_built": "99999999999"}, 0),
        ("municipalities", {"region_code": "1084"}, 1),
        ("plan-measures", {"kind": "salg"}, 1),
    ],
)
def test_a_property_parameter_filters(client, every_layer, collection, given, matched):
    assert items(client, collection, **given)["numberMatched"] == matched


def test_a_page_takes_one_query_besides_that_of_the_version(
    client, every_layer, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert items(client, "buildings")["numberMatched"] == 4
    with django_assert_num_queries(3):  # the count, which is kept until the next import
        assert items(client, "buildings", limit=2)["numberMatched"] == 4
    with django_assert_num_queries(2) as executed:
        assert items(client, "buildings", limit=3)["numberMatched"] == 4
    assert not any(" JOIN " in one["sql"] for one in executed.captured_queries)


def test_a_count_is_made_anew_after_an_import(client, building):
    for number in range(3):
        building(str(number))
    assert items(client, "buildings", limit=1)["numberMatched"] == 3
    building("new")
    models.ImportRun.objects.create(
        dataset="buildings", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )
    assert items(client, "buildings", limit=1)["numberMatched"] == 4


def test_links_are_absolute_and_of_the_public_address(client, area, settings):
    area()
    page = items(client, "areas")
    assert {urlsplit(one["href"]).netloc for one in page["links"]} == {"testserver"}
    settings.PUBLIC_BASE_URL = "https://kort.example.org/"
    page = items(client, "areas")
    starts = {one["href"].split("/api")[0] for one in page["links"]}
    assert starts == {"https://kort.example.org"}


@pytest.mark.parametrize("item_id", ["0", "999999", "abc", "-1", "9" * 30, "\0", "１"])
def test_an_item_that_is_not_there_is_404(client, db, item_id):
    answer = client.get(f"/api/collections/areas/items/{quote(item_id)}")
    assert answer.status_code == 404
    assert repr(item_id) in answer.json()["detail"]
