"""Downloads that break off, fail, or are asked for again and again."""

import os
import threading

from spatial.exporting import beside, export, store
from tests.api.files import at, body, committed
from tests.processes import until


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


@committed
def test_no_cache_may_keep_a_text_that_is_still_being_written(client, every_layer):
    first = client.get(at("areas", "csv"))
    body(first)
    assert first["Cache-Control"] == "no-store"
    assert client.get(at("areas", "csv"))["Cache-Control"] == "public, no-cache"


@committed
def test_asking_again_for_a_file_that_is_being_made_starts_no_second_maker(
    client, every_layer, monkeypatch
):
    let_on = threading.Event()
    started = []
    write = export.write

    def halting(*given):
        started.append(1)
        assert let_on.wait(30)
        write(*given)

    monkeypatch.setattr(export, "write", halting)
    for _ in range(5):
        answer = client.get(at("areas", "gpkg"), headers={"Prefer": "respond-async"})
        assert answer.status_code == 202
    makers = [one for one in threading.enumerate() if isinstance(one, beside.Maker)]
    let_on.set()
    until(lambda: client.get(answer["Location"]).json()["state"] == "ready")
    assert (len(makers), len(started)) == (1, 1)


@committed
def test_a_failure_is_told_without_the_words_of_the_database(client, every_layer, monkeypatch):
    def failing(wanted, path, told):
        raise OSError("/srv/secret/place: password=1234")

    monkeypatch.setitem(export._WRITERS, "gpkg", failing)
    at_ = client.get(at("areas", "gpkg"), headers={"Prefer": "respond-async"})["Location"]
    until(lambda: client.get(at_).json()["state"] == "failed")
    assert client.get(at_).json()["detail"] == (
        "The file could not be made: the server has noted why."
    )


def test_a_range_of_more_digits_than_a_number_has_is_not_heard(client, every_layer):
    whole = body(client.get(at("areas", "gpkg")))
    answer = client.get(at("areas", "gpkg"), headers={"Range": f"bytes={'9' * 5000}-"})
    assert (answer.status_code, body(answer)) == (200, whole)


def test_what_killed_makers_left_goes_after_an_hour(client, every_layer):
    old = [store.folder() / "a.lock", store.folder() / "places" / "a.making-state.json"]
    body(client.get(at("areas", "gpkg")))
    for path in old:
        path.write_text("{}")
        os.utime(path, (0, 0))
    body(client.get(at("areas", "parquet")))
    assert [path.exists() for path in old] == [False, False]
