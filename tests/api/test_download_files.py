"""Files that are made once, kept, resumed, waited for: the making and sending of downloads."""

import threading
import urllib.request

import pytest
from django.db import connection
from django.utils import timezone

from spatial.exporting import beside, export, store
from spatial.exporting.formats import BY_CODE
from spatial.layers import known, query
from spatial.models import ImportRun
from tests.api.files import FILES, TEXTS, at, body, committed, each_format
from tests.processes import until


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
    assert answer["Content-Type"] == "application/problem+json"


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


def test_nobody_can_have_any_number_of_files_made_at_once(client, every_layer, monkeypatch):
    monkeypatch.setattr(beside, "MOST_MAKERS", 0)
    answer = client.get(at("areas", "gpkg"), headers={"Prefer": "respond-async"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


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
    detail = until(lambda: client.get(progress).json().get("detail"))
    assert "no room" in detail
    assert client.get(progress).json()["state"] == "failed"


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
