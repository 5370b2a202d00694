"""What is not understood is a 400 that names the parameter."""

from datetime import date

import pytest

from spatial.models import judging

ITEMS = "/api/collections/designations/items"
BUILDINGS = "/api/collections/buildings/items"


@pytest.mark.parametrize(
    "given",
    [
        {"no_such": "1"},
        {"precision_m": "5"},  # published, but not a queryable
        {"differs": "ja"},
        {"limit": "x"},
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "1.5"},
        {"limit": ""},
        {"limit": "１"},
        {"limit": "9" * 5000},
        {"offset": "-1"},
        {"after": "x"},
        {"after": "99999999999999999999"},
        {"bbox": "10,55,11"},
        {"bbox": "10,55,11,x"},
        {"bbox": "10,56,11,55"},
        {"bbox": "10,55,11,nan"},
        {"bbox": "10,55,11,1e999"},
        {"bbox": ""},
        {"bbox-crs": "EPSG:25832"},
        {"crs": "http://www.opengis.net/def/crs/EPSG/0/2154"},
        {"datetime": "yesterday"},
        {"datetime": "2018-13-01"},
        {"datetime": "2018-02-30"},
        {"datetime": "2018-12-01T25:00:00Z"},
        {"datetime": "2018-12-01T10:00:00"},
        {"datetime": "2018"},
        {"datetime": "2019-01-01/2018-01-01"},
        {"datetime": "9999-01-01/2018-01-01"},
        {"datetime": "2018-01-01/0000-01-01"},
        {"datetime": "0000-13-01"},
        {"datetime": "../.."},
        {"datetime": "/"},
        {"datetime": "2018-01-01/2019-01-01/2020-01-01"},
        {"datetime": "0000-02-30/.."},
        {"list_date": "1 December 2018"},
        {"category": "slum"},
        {"name": "a\0b"},
        {"f": "xml"},
        {"format": "json"},
    ],
    ids=lambda given: "=".join(*given.items())[:40],
)
def test_a_bad_parameter_is_a_400_that_names_it(client, db, given):
    answer = client.get(ITEMS, given)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    [name] = given
    assert answer.json()["parameter"] == name
    assert name in answer.json()["detail"]


def test_a_parameter_given_twice_is_a_400(client, db):
    answer = client.get(f"{ITEMS}?limit=1&limit=2")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "limit")


def test_an_unknown_parameter_is_told_those_that_are(client, db):
    detail = client.get(ITEMS, {"limits": "1"}).json()["detail"]
    assert "limit, offset" in detail
    assert "category" in detail


def test_a_box_in_metres_without_its_crs_is_told_of_bbox_crs(client, db):
    answer = client.get(ITEMS, {"bbox": "500000,6100000,700000,6300000"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "bbox")
    assert "bbox-crs" in answer.json()["detail"]


def test_a_whole_number_is_expected_of_a_whole_number(client, db):
    answer = client.get(BUILDINGS, {"year_built": "nineteen"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "year_built")


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/conformance", "/api/openapi", "/api/collections", "/api/collections/areas"],
)
def test_a_resource_without_parameters_refuses_them(client, db, path):
    answer = client.get(path, {"limit": "1"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "limit")


@pytest.mark.parametrize(("text", "found"), [("true", 0), ("1", 0), ("false", 1), ("0", 1)])
def test_a_truth_is_asked_for_as_in_json_or_as_gdal_does(client, area, text, found):
    area(categories={date(2018, 12, 1): "ghettoområde"})
    judging.store()
    assert client.get(ITEMS, {"differs": text}).json()["numberMatched"] == found


@pytest.mark.parametrize("number", ["1e-99999", "1e999999", "-1e40"])
def test_a_number_beyond_what_the_database_holds_is_an_error_of_its_parameter(client, db, number):
    items = "/api/collections/designations/items"
    asked = client.get(items, {"crime_pct": number})
    assert (asked.status_code, asked.json()["parameter"]) == (400, "crime_pct")
    behind = client.get(items, {"sortby": "crime_pct", "after": f'["{number}",7]'})
    assert (behind.status_code, behind.json()["parameter"]) == (400, "after")
