"""The store of files: one maker at a time, nothing half-made, nothing for ever."""

import os
import threading

import pytest

from spatial.errors import NoRoom
from spatial.exporting import beside, store
from tests.processes import until

UNKNOWN = "The file could not be made: the server has noted why."
KEY = "0" * 32


def job(write, key=KEY, rows=3):
    return store.Job(key=key, extension="txt", rows=rows, write=write)


def writes(text):
    return lambda path, told: path.write_text(text)


def fails(path, told):
    path.write_text("half")
    raise ValueError("no more")


def test_what_fails_half_way_leaves_no_file_and_says_why():
    with pytest.raises(ValueError, match="no more"):
        store.make(job(fails))
    assert store.ready(job(fails)) is None
    assert store.state(KEY) == store.State(word="failed", error=UNKNOWN)
    store.make(job(writes("whole")))
    assert store.state(KEY) == store.State(word="ready", bytes=5)


def test_a_disk_that_fills_up_is_no_room():
    def full(path, told):
        raise OSError(28, "No space left on device")

    with pytest.raises(NoRoom):
        store.make(job(full))


def test_what_a_killed_maker_left_is_made_anew():
    left = store.folder() / f"{KEY}.making"
    left.mkdir()
    (left / "data.txt").write_text("half, and long")
    assert store.make(job(writes("whole"))).read_text() == "whole"
    assert not left.exists()


def test_what_a_killed_maker_left_goes_after_an_hour():
    left, new = (store.folder() / f"{name * 32}.making" for name in "12")
    for path in (left, new):
        path.mkdir()
    os.utime(left, (0, 0))
    store.make_room()
    assert (left.exists(), new.exists()) == (False, True)


def test_a_second_maker_waits_for_the_first_and_makes_nothing():
    begun, on = threading.Event(), threading.Event()

    def slow(path, told):
        told(2)
        begun.set()
        on.wait(30)
        path.write_text("first")

    first = beside.start(job(slow))
    begun.wait(30)
    assert store.state(KEY) == store.State(word="making", rows=2, of=3)
    second = beside.start(job(writes("second")))
    assert second.is_alive()
    on.set()
    until(lambda: not first.is_alive() and not second.is_alive())
    assert store.ready(job(slow)).read_text() == "first"
    assert not list(store.folder().glob("*.lock"))


def test_no_more_are_made_at_once_than_there_are_places(monkeypatch):
    monkeypatch.setattr(store, "MOST_AT_ONCE", 2)
    at_work, most, on = [], [], threading.Event()

    def counting(path, told):
        at_work.append(1)
        most.append(len(at_work))
        on.wait(30)
        at_work.pop()
        path.write_text("x")

    makers = [beside.start(job(counting, key=f"{n}" * 32)) for n in range(4)]
    until(lambda: len(most) == 2)
    assert store.state("3" * 32).word in ("waiting", "making")
    on.set()
    until(lambda: not any(one.is_alive() for one in makers))
    assert max(most) == 2
    assert len(list(store.folder().glob("*.txt"))) == 4


def test_a_growing_file_is_read_to_its_end_and_no_further():
    on = threading.Event()

    def slow(path, told):
        with path.open("w") as file:
            file.write("one ")
            file.flush()
            on.wait(30)
            file.write("two")

    maker = beside.start(job(slow))
    parts = beside.growing(beside.opened(maker), maker)
    assert next(parts) == b"one "
    on.set()
    assert b"".join(parts) == b"two"


def test_a_growing_file_that_breaks_off_is_an_error():
    on = threading.Event()

    def breaking(path, told):
        path.write_text("one")
        on.wait(30)
        raise ValueError("no more")

    maker = beside.start(job(breaking))
    parts = beside.growing(beside.opened(maker), maker)
    assert next(parts) == b"one"
    on.set()
    with pytest.raises(ValueError, match="no more"):
        list(parts)
