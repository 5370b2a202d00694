"""What every answer has in common."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.db import OperationalError, connection

from api import release
from spatial import models

ITEMS = "/api/collections/areas/items"
TILE = "/api/collections/areas/tiles/WebMercatorQuad/0/0/0"


@pytest.mark.parametrize("path", [ITEMS, TILE, "/api", "/api/openapi", "/api/municipalities"])
def test_what_is_unchanged_is_304_and_no_data_is_read(
    client, area, path, django_assert_num_queries
):
    area()
    first = client.get(path)
    assert first.status_code == 200
    assert first["ETag"].startswith('"')  # strong
    with django_assert_num_queries(1) as executed:
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "spatial_importrun" in executed.captured_queries[0]["sql"]


def test_an_import_changes_every_tag(client, area):
    area()
    first = client.get(ITEMS)
    models.ImportRun.objects.create(
        dataset="areas", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )
    assert client.get(ITEMS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_another_database_with_as_many_imports_has_other_tags(client, db):
    models.ImportRun.objects.create(
        dataset="areas", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )
    first = client.get(ITEMS)["ETag"]
    models.ImportRun.objects.update(finished_at="2026-01-01T00:00:00.000001Z")
    assert client.get(ITEMS)["ETag"] != first


def test_another_day_has_other_tags_since_it_may_have_other_buildings(client, db, monkeypatch):
    first = client.get(ITEMS)["ETag"]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2999, 1, 1))
    assert client.get(ITEMS)["ETag"] != first


@pytest.mark.parametrize(
    "changed",
    [
        "api/views/items.py",
        "spatial/sql/a.sql",
        "map_client/words.py",
        "map_client/pages/lists.py",
        "map_client/drawings/charts.py",
        "map_client/templates/a/b.html",
    ],
)
def test_changed_code_has_other_tags(tmp_path, changed):
    file = tmp_path / changed
    file.parent.mkdir(parents=True)
    file.write_text("before")
    first = release.checksum(tmp_path, None)
    file.write_text("after")
    assert release.checksum(tmp_path, None) != first


def test_changed_static_files_have_other_tags(tmp_path):
    (tmp_path / "staticfiles.json").write_text('{"main.js": "main.1234.js"}')
    assert release.checksum(tmp_path, tmp_path) != release.checksum(tmp_path, None)


@pytest.mark.parametrize(
    ("path", "status"),
    [(ITEMS, 304), (f"{ITEMS}?limit=x", 400), ("/api/collections/x", 404), ("/api/x/y", 404)],
)
def test_any_tag_is_only_that_of_something_that_is_there(client, db, path, status):
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == status


def test_a_weak_tag_of_the_same_answer_is_304(client, db):
    tag = client.get(ITEMS)["ETag"]
    given = {"If-None-Match": f'"other", W/{tag}'}
    assert client.get(ITEMS, headers=given).status_code == 304


def test_a_state_that_is_no_more_is_a_412_that_says_so(client, db):
    answer = client.get(ITEMS, headers={"If-Match": '"other"'})
    assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")
    assert client.get(ITEMS, headers={"If-Match": client.get(ITEMS)["ETag"]}).status_code == 200


def test_each_form_and_address_has_its_own_tag(client, db):
    tags = {
        client.get(ITEMS)["ETag"],
        client.get(ITEMS, headers={"Accept": "text/html"})["ETag"],
        client.get(ITEMS, {"limit": 1})["ETag"],
        client.get(ITEMS, headers={"Host": "127.0.0.1"})["ETag"],
    }
    assert len(tags) == 4


def test_a_preflight_is_told_what_may_be_asked(client, db):
    answer = client.options(
        "/api/areas/intersecting", headers={"Access-Control-Request-Method": "POST"}
    )
    assert answer.status_code == 204
    assert "POST" in answer["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer["Access-Control-Allow-Headers"]


def test_items_cannot_be_posted(client, db):
    assert "POST" not in client.options(ITEMS)["Allow"]
    answer = client.post(ITEMS, {})
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert "GET" in answer["Allow"]


def test_an_unknown_path_of_the_api_is_a_problem_in_json(client, db):
    answer = client.get("/api/nothing/here")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert "/api/nothing/here" in answer.json()["detail"]


def test_a_database_that_does_not_answer_is_a_503(client, db, monkeypatch):
    def gone():
        raise OperationalError("server closed the connection at /var/secret")

    monkeypatch.setattr("spatial.layers.known.version", gone)
    answer = client.get(ITEMS)
    assert answer.status_code == 503
    assert answer.json()["detail"] == "The database does not answer."
    assert answer["Access-Control-Allow-Origin"] == "*"


def broken(*args, **kwargs):
    raise ZeroDivisionError("in /var/secret")


@pytest.mark.parametrize("where", ["api.views.items.params.items_query", "api.http.GeoJson.render"])
def test_a_bug_is_a_problem_that_keeps_its_details_to_the_log(
    client, db, monkeypatch, caplog, where
):
    monkeypatch.setattr(where, broken)
    client.raise_request_exception = False
    answer = client.get(ITEMS)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in answer
    assert "secret" not in answer.content.decode()
    assert "/var/secret" in caplog.text


def test_a_test_sees_a_bug_as_it_is(client, db, monkeypatch):
    monkeypatch.setattr("api.views.items.params.items_query", broken)
    with pytest.raises(ZeroDivisionError):
        client.get(ITEMS)


def test_a_body_that_is_too_large_for_the_server_is_a_413(client, db):
    body = b" " * 2_700_000
    answer = client.post("/api/areas/intersecting", body, content_type="application/geo+json")
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_statement_that_takes_too_long_is_a_503_that_says_so(client, db, monkeypatch):
    def slow():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1; SELECT pg_sleep(10)")

    monkeypatch.setattr("spatial.layers.known.version", slow)
    answer = client.get(ITEMS)
    assert answer.status_code == 503
    assert "too long" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("module", "timeout"), [("geo_site.wsgi", "15s"), ("django.core.management", "0")]
)
def test_only_the_web_server_s_statements_have_a_time_limit(module, timeout):
    code = (
        f"import django, {module}; django.setup(); from django.db import connection as c;"
        "k = c.cursor(); k.execute('SHOW statement_timeout'); print(*k.fetchone())"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "geo_site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == timeout


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("*/*", "application/geo+json"),
        ("application/geo+json, application/json", "application/geo+json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_accept_chooses_the_form(client, db, accept, type):
    assert client.get(ITEMS, headers={"Accept": accept})["Content-Type"] == type


def test_f_wins_over_accept(client, db):
    answer = client.get(ITEMS, {"f": "json"}, headers={"Accept": "text/html"})
    assert answer["Content-Type"] == "application/geo+json"


def test_a_form_that_is_not_to_be_had_is_406(client, db):
    answer = client.get(ITEMS, headers={"Accept": "application/gml+xml"})
    assert answer.status_code == 406
