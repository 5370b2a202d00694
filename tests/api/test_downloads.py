"""Downloads over HTTP: every layer in every format, filters, lists of formats."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl, urlsplit

import geopandas
import pyogrio
import pytest
from django.utils import timezone

from spatial.exporting import store
from spatial.exporting.formats import BY_CODE
from spatial.layers import known
from spatial.layers.crs import SPOKEN, UTM32
from tests.api.files import at, body, committed, each_format, each_layer


@committed
@each_format
@each_layer
def test_a_file_says_what_it_is_and_can_be_resumed(client, every_layer, layer, code):
    answer = client.get(at(layer.id, code))
    assert answer.status_code == 200
    assert answer["Content-Type"].split(";")[0] == BY_CODE[code].media_type
    assert answer["Accept-Ranges"] == "bytes"
    assert re.fullmatch(r'"\w{32}"', answer["ETag"]), "a strong tag"
    kind = "-shp.zip" if code == "shp" else f".{code}"
    name = f"omraadekortet-{layer.id}-{timezone.localdate()}{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    whole = body(answer)
    assert len(whole) > 100
    rest = client.get(
        at(layer.id, code), headers={"Range": "bytes=100-", "If-Range": answer["ETag"]}
    )
    assert (rest.status_code, rest["Content-Length"]) == (206, str(len(whole) - 100))
    assert rest["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert rest["ETag"] == answer["ETag"]
    assert body(rest) == whole[100:]


@committed
@each_layer
def test_geojson_has_the_features_of_the_items(client, every_layer, layer):
    for uri in SPOKEN:
        asked = {"crs": uri, "bbox": "12,55,13,56"}
        answer = client.get(at(layer.id, "geojson"), asked)
        items = client.get(f"/api/collections/{layer.id}/items", asked)
        assert answer["Content-Crs"] == items["Content-Crs"]
        document = json.loads(body(answer))
        assert document["features"] == items.json()["features"]
        assert document["contentCrs"] == uri


@committed
def test_filters_and_crs_of_items_apply(client, every_layer):
    utm = "http://www.opengis.net/def/crs/EPSG/0/25832"
    asked = {"datetime": "2018-12-01", "name": 'Park "1" \\ æøå', "crs": utm}
    answer = client.get(at("designations", "gpkg"), asked)
    path = store.folder() / "x.gpkg"
    path.write_bytes(body(answer))
    table = geopandas.read_file(path)
    assert list(table["category"]) == ["ghettoområde"]
    assert table.crs == "EPSG:25832"
    assert table.total_bounds[1] > 6_000_000, "metres, north is the second"


@committed
def test_a_csv_of_excel_has_semicolons_and_decimal_commas(client, every_layer):
    answer = client.get(at("designations", "csv"), {"dialect": "excel", "geometry": "none"})
    text = body(answer).decode()
    assert text.startswith("\ufeff")
    [first, *_] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert first["crime_pct"] == "1,98"
    assert "longitude" not in first


@committed
@pytest.mark.parametrize("dialect", ["rfc4180", "excel"])
def test_a_text_that_looks_like_a_formula_is_a_text(client, area, dialect):
    area("=1+1").names.update(name="=1+1")
    text = body(client.get(at("areas", "csv"), {"dialect": dialect})).decode()
    assert "'=1+1" in text


@pytest.mark.parametrize(
    ("code", "asked", "parameter"),
    [
        ("gpkg", {"limit": "1"}, "limit"),
        ("gpkg", {"offset": "1"}, "offset"),
        ("gpkg", {"dialect": "excel"}, "dialect"),
        ("csv", {"dialect": "german"}, "dialect"),
        ("csv", {"geometry": "circle"}, "geometry"),
        ("gpkg", {"bbox": "1"}, "bbox"),
        ("gpkg", {"crs": "EPSG:25832"}, "crs"),
        ("gpkg", {"f": "json"}, "f"),
    ],
)
def test_a_bad_parameter_is_a_400_that_names_it(client, every_layer, code, asked, parameter):
    answer = client.get(at("areas", code), asked)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize("path", [at("areas", "dwg"), at("land", "gpkg"), at("atlantis", "gpkg")])
def test_what_is_not_there_is_a_404(client, db, path):
    assert client.get(path).status_code == 404


def test_an_unknown_format_is_told_which_there_are(client, db):
    assert "gpkg" in client.get(at("areas", "dwg")).json()["detail"]


def test_more_rows_than_excel_holds_is_a_400_that_says_so(client, every_layer, monkeypatch):
    monkeypatch.setattr(known, "count", lambda *args, **more: 1_048_575)
    answer = client.get(at("buildings", "xlsx"))
    assert answer.status_code == 400
    assert "1048575 rows match, and xlsx holds at most 1048574" in answer.json()["detail"]


@each_layer
def test_the_formats_are_listed_with_what_they_are_good_for(client, every_layer, layer):
    document = client.get(at(layer.id), {"bbox": "12,55,13,56"}).json()
    assert [one["id"] for one in document["formats"]] == list(BY_CODE)
    for one in document["formats"]:
        assert one["description"]
        assert "bbox=12%2C55%2C13%2C56" in one["href"]
        assert client.head(one["href"])["Content-Type"].split(";")[0] == one["type"]
    items = client.get(f"/api/collections/{layer.id}/items", {"bbox": "12,55,13,56"}).json()
    assert document["numberMatched"] == items["numberMatched"]
    page = client.get(at(layer.id), {"f": "html"}).text
    assert "GeoPackage" in page


@each_layer
def test_a_collection_links_to_each_of_its_files(client, every_layer, layer):
    document = client.get(f"/api/collections/{layer.id}").json()
    found = {one["type"]: one for one in document["links"] if one["rel"] == "enclosure"}
    assert set(found) == {one.media_type for one in BY_CODE.values()}
    for one in found.values():
        assert one["title"].startswith(layer.title)
        assert client.head(one["href"]).status_code == 200


def test_what_others_read_of_a_file_is_what_was_sent(client, every_layer, tmp_path):
    path = tmp_path / "areas.fgb"
    path.write_bytes(body(client.get(at("areas", "fgb"))))
    assert pyogrio.read_info(path)["features"] == 3


@pytest.mark.parametrize(
    "filters", [{"municipality_code": "0101"}, {"name": "x", "crs": UTM32.uri}]
)
def test_the_links_to_files_keep_filters_of_any_name(client, every_layer, filters):
    for one in client.get(at("areas"), filters).json()["formats"]:
        assert dict(parse_qsl(urlsplit(one["href"]).query)) == filters
        assert client.head(one["href"]).status_code == 200


@each_format
def test_a_number_that_no_row_can_have_gives_an_empty_file(client, every_layer, code):
    answer = client.get(at("buildings", code), {"year_built": "251556058340"})
    assert answer.status_code == 200
    assert body(answer)
