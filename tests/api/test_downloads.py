"""Downloads over HTTP: every layer and format, filters, ranges, tags, progress."""

import csv
import io
import json
import re
import threading
import urllib.request

import geopandas
import pyogrio
import pytest
from django.db import connection
from django.utils import timezone

from spatial.exporting import beside, export, store
from spatial.exporting.formats import BY_CODE
from spatial.layers import known, query
from spatial.layers.catalogue import WITH_ITEMS
from spatial.layers.crs import SPOKEN
from spatial.models import ImportRun
from tests.processes import until

each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
each_format = pytest.mark.parametrize("code", BY_CODE)
FILES = [code for code, one in BY_CODE.items() if not one.text]
TEXTS = [code for code, one in BY_CODE.items() if one.text]
committed = pytest.mark.django_db(transaction=True)  # a thread of its own reads the data


def at(layer="areas", code=""):
    return f"/api/collections/{layer}/downloads" + (f"/{code}" if code else "")


def body(answer):
    return answer.getvalue() if answer.streaming else answer.content


@pytest.fixture
def written(monkeypatch):
    """How often a file has been written."""
    calls = []
    write = export.write

    def counting(*args):
        calls.append(args[0])
        write(*args)

    monkeypatch.setattr(export, "write", counting)
    return calls


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


@each_format
def test_head_makes_no_file(client, every_layer, written, code):
    answer = client.head(at("areas", code))
    assert (answer.status_code, body(answer), written) == (200, b"", [])
    assert answer["ETag"]
    assert "attachment" in answer["Content-Disposition"]


@committed
@each_format
def test_head_of_a_file_that_is_there_has_its_length(client, every_layer, code):
    whole = body(client.get(at("areas", code)))
    assert client.head(at("areas", code))["Content-Length"] == str(len(whole))


@each_format
def test_who_has_the_file_gets_304_and_nothing_is_made(client, every_layer, written, code):
    tag = client.head(at("areas", code))["ETag"]
    answer = client.get(at("areas", code), headers={"If-None-Match": tag})
    assert (answer.status_code, written) == (304, [])


@committed
@each_format
def test_a_file_is_made_once_and_anew_when_the_data_are(client, every_layer, written, code):
    first = client.get(at("areas", code))
    assert body(client.get(at("areas", code))) == body(first)
    assert written == [code]
    ImportRun.objects.create(dataset="x", rows_read=0, rows_taken=0, started_at=timezone.now())
    again = client.get(at("areas", code))
    assert body(again)
    assert written == [code, code]
    assert again["ETag"] != first["ETag"]


@committed
def test_two_who_ask_at_once_have_one_file_made(every_layer, written, client, live_server):
    answers = []

    def ask():
        answers.append(client_of(live_server, at("buildings", "gpkg")))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(set(answers)) == 1
    assert written == ["gpkg"]


def client_of(server, path, **headers):
    with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=headers)) as got:
        return got.read()


@pytest.fixture
def many_buildings(building):
    """20,000 of them, as one statement."""
    building()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO spatial_building (local_id, geometry, state, from_plan, source)"
            " SELECT 'n' || n, ST_Translate(geometry, n, 0), state, false, source"
            " FROM spatial_building, generate_series(1, 19999) AS n"
        )


@committed
@each_format
def test_a_download_that_is_cut_off_goes_on_where_it_stopped(many_buildings, live_server, code):
    address = live_server.url + at("buildings", code)
    with urllib.request.urlopen(address) as answer:
        tag, begun = answer.headers["ETag"], answer.read(100_000)
    # the client has hung up: what it has not read it never gets by this answer
    rest = urllib.request.Request(
        address, headers={"Range": f"bytes={len(begun)}-", "If-Range": tag}
    )
    with urllib.request.urlopen(rest) as answer:
        assert answer.status == 206
        begun += answer.read()
    assert begun == client_of(live_server, at("buildings", code))
    assert len(begun) > 500_000


@pytest.mark.parametrize(
    ("range", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=-5", -5, -1),
        ("bytes=10-999999999", 10, -1),
        ("bytes=7-7", 7, 7),
    ],
)
def test_a_part_is_the_part_that_was_asked_for(client, every_layer, range, first, last):
    whole = body(client.get(at("areas", "fgb")))
    part = client.get(at("areas", "fgb"), headers={"Range": range})
    assert part.status_code == 206
    assert body(part) == whole[first:][: (last - first + 1) if last > 0 else None]


@pytest.mark.parametrize("range", ["bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_a_416_that_says_the_length(client, every_layer, range):
    size = len(body(client.get(at("areas", "fgb"))))
    answer = client.get(at("areas", "fgb"), headers={"Range": range})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=5-", "If-Range": '"another"'},
        {"Range": "bytes=5-", "If-Range": "Wed, 25 Nov 2026 10:00:00 GMT"},
        {"Range": "bytes=0-1,5-6"},
        {"Range": "rows=1-2"},
        {"Range": "bytes=9-5"},
    ],
)
def test_a_range_that_cannot_be_heard_is_answered_with_the_whole(client, every_layer, headers):
    whole = body(client.get(at("areas", "fgb")))
    answer = client.get(at("areas", "fgb"), headers=headers)
    assert (answer.status_code, body(answer)) == (200, whole)


def test_more_rows_than_excel_holds_is_a_400_that_says_so(client, every_layer, monkeypatch):
    monkeypatch.setattr(known, "count", lambda *args, **more: 1_048_575)
    answer = client.get(at("buildings", "xlsx"))
    assert answer.status_code == 400
    assert "1048575 rows match, and xlsx holds at most 1048574" in answer.json()["detail"]


@committed
@each_format
def test_what_takes_too_long_is_a_503_before_the_first_byte(
    client, every_layer, settings, monkeypatch, code
):
    settings.EXPORT_TIMEOUT_MS = 1
    matching = query.matching
    monkeypatch.setattr(
        query,
        "matching",
        lambda layer, asked: matching(layer, asked).extra(
            where=["(SELECT pg_sleep(0.2)) IS NOT NULL"]
        ),
    )
    monkeypatch.setattr(known, "count", lambda *args, **more: 3)
    answer = client.get(at("areas", code))
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"] == "The answer takes too long."


def test_a_full_disk_is_a_503_in_words(client, every_layer, monkeypatch):
    monkeypatch.setattr(store, "LEAST_FREE", 1 << 62)
    answer = client.get(at("areas", "gpkg"))
    assert answer.status_code == 503
    assert "no room" in answer.json()["detail"]
    assert list(store.folder().glob("*.gpkg")) == []


def test_no_place_to_make_it_is_a_503(client, every_layer, monkeypatch):
    monkeypatch.setattr(store, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(store, "SECONDS_FOR_A_PLACE", 0)
    answer = client.get(at("areas", "gpkg"))
    assert answer.status_code == 503
    assert answer["Retry-After"]


@committed
@each_format
def test_a_client_may_come_back_for_the_file(client, every_layer, code):
    accepted = client.get(at("areas", code), headers={"Prefer": "respond-async, wait=1"})
    assert accepted.status_code == 202
    assert accepted["Preference-Applied"] == "respond-async"
    progress = accepted["Location"]
    assert accepted.json()["progress"] == progress
    assert accepted.json()["of"] == 3
    assert "ETag" not in accepted

    def told():
        answer = client.get(progress)
        assert answer["Cache-Control"] == "no-store"
        return answer.json() if answer.json()["state"] == "ready" else None

    state = until(told)
    answer = client.get(at("areas", code), headers={"Prefer": "respond-async"})
    assert (answer.status_code, len(body(answer))) == (200, state["bytes"])


@committed
def test_who_comes_back_is_told_why_there_is_no_file(client, every_layer, monkeypatch):
    monkeypatch.setattr(store, "LEAST_FREE", 1 << 62)
    progress = client.get(at(code="gpkg"), headers={"Prefer": "respond-async"})["Location"]
    state = client.get(progress).json()
    assert (state["state"], "no room" in state["detail"]) == ("failed", True)


@pytest.mark.parametrize("key", ["x", "0" * 32, "..", "0" * 31 + "*"])
def test_progress_of_what_nobody_asked_for_is_a_404(client, db, key):
    assert client.get(f"/api/downloads/{key}").status_code == 404


@committed
@pytest.mark.parametrize("code", TEXTS)
def test_a_text_comes_before_it_is_finished(client, every_layer, monkeypatch, code):
    let_on = threading.Event()
    read = export._WRITERS[code]

    def halting(wanted, path, told):
        path.write_text("first\n")
        assert let_on.wait(30)
        read(wanted, path, told)

    monkeypatch.setitem(export._WRITERS, code, halting)
    parts = iter(client.get(at("areas", code)).streaming_content)
    assert next(parts) == b"first\n"
    let_on.set()
    list(parts)


@committed
def test_a_text_that_breaks_off_says_so_in_its_last_line(client, every_layer, monkeypatch):
    def failing(wanted, path, told):
        path.write_text("id,name\r\n1,")
        until(lambda: opened)
        raise OSError("the disk is gone")

    opened = []
    real = beside.growing
    monkeypatch.setattr(
        beside, "growing", lambda file, maker: opened.append(1) or real(file, maker)
    )
    monkeypatch.setitem(export._WRITERS, "csv", failing)
    text = body(client.get(at("areas", "csv"))).decode()
    assert text.splitlines()[-1].startswith("# FEJL: filen er ikke hel")


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


@pytest.mark.parametrize("code", FILES)
def test_a_second_download_asks_the_database_for_the_version_only(
    client, every_layer, code, django_assert_num_queries
):
    body(client.get(at("areas", code)))
    with django_assert_num_queries(1):
        body(client.get(at("areas", code)))


def test_the_files_asked_for_least_recently_go_when_there_is_no_room(
    client, every_layer, settings, written
):
    first = body(client.get(at("areas", "parquet")))
    settings.DOWNLOADS_MB = len(first) * 1.5 / 1_000_000
    body(client.get(at("buildings", "parquet")))
    assert [one.stat().st_size for one in store.folder().glob("*.parquet")] != []
    assert len(list(store.folder().glob("*.parquet"))) == 1
    assert body(client.get(at("areas", "parquet"))) == first
    assert len(written) == 3


def test_nothing_is_left_beside_the_files(client, every_layer):
    for code in FILES:
        body(client.get(at("areas", code)))
    left = {path.suffix for path in store.folder().iterdir()} - {""}
    assert left == {f".{BY_CODE[code].extension}" for code in FILES}


def test_what_others_read_of_a_file_is_what_was_sent(client, every_layer, tmp_path):
    path = tmp_path / "areas.fgb"
    path.write_bytes(body(client.get(at("areas", "fgb"))))
    assert pyogrio.read_info(path)["features"] == 3
