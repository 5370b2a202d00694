"""Files made for downloads, kept on disk under a key that names their bytes.

In the folder: `KEY.EXTENSION` is a finished file; `KEY.making/` holds one that is being written,
and `state.json` how far it has come; `KEY.lock` is locked by who makes it; `KEY.failed` says why
nobody could; `places/` has a file for each maker there may be. All is by files, so that any
number of processes share one folder.
"""

import contextlib
import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from spatial.errors import NoRoom, SpatialError, TooMany
from spatial.exporting.about import Told

# At once, by all processes together: each takes a processor and a connection to the database.
MOST_AT_ONCE = 4
SECONDS_FOR_A_PLACE = 30
LEAST_FREE = 50_000_000
AN_HOUR = 3600
_STEP = 0.05
# What is not a finished file: it goes an hour after nobody touched it any more.
_PASSING = (".making", ".failed", ".lock", ".json")


@dataclass(frozen=True, kw_only=True)
class Job:
    """A file to be made: `write` puts it at the path it is given, in an empty folder."""

    key: str
    extension: str
    rows: int
    write: Callable[[Path, Told], None]

    @property
    def path(self) -> Path:
        return folder() / f"{self.key}.{self.extension}"

    @property
    def unfinished(self) -> Path:
        return _making(self.key) / f"data.{self.extension}"


@dataclass(frozen=True, kw_only=True)
class State:
    """`word` is waiting, making, ready or failed; `rows` of `of` are written; bytes if ready."""

    word: str
    rows: int = 0
    of: int = 0
    bytes: int | None = None
    error: str | None = None


def folder() -> Path:
    found = Path(settings.DOWNLOADS_DIR)
    found.mkdir(parents=True, exist_ok=True)
    return found


def _making(key: str) -> Path:
    return folder() / f"{key}.making"


def ready(job: Job) -> Path | None:
    """The finished file, which counts as asked for now; None if there is none."""
    try:
        os.utime(job.path)
    except FileNotFoundError:
        return None
    return job.path


def make(job: Job) -> Path:
    """The finished file. If another makes it, that is waited for; what it fails with is raised.

    Raises NoRoom, TooMany, and whatever `job.write` raises.
    """
    failed = folder() / f"{job.key}.failed"
    with _alone(job.key):
        try:
            if ready(job) is None:
                failed.unlink(missing_ok=True)
                with _place():
                    _write(job)
        except Exception as error:
            with contextlib.suppress(OSError):
                _put(failed, {"error": _for_people(error)})
            raise
        make_room(keep=job.path)
    return job.path


def _for_people(error: Exception) -> str:
    """What is published of an error: the words of the database and of GDAL are for the log."""
    if isinstance(error, SpatialError):
        return str(error)
    return "The file could not be made: the server has noted why."


def _write(job: Job) -> None:
    making = _making(job.key)
    shutil.rmtree(making, ignore_errors=True)  # of one that was killed
    if _is_full():
        raise NoRoom()
    try:
        making.mkdir()
        _tell(job, 0)
        job.write(job.unfinished, lambda rows: _tell(job, rows))
        job.unfinished.replace(job.path)
    except Exception as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if full or _is_full():  # GDAL says it in words of its own
            raise NoRoom() from error
        raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _is_full() -> bool:
    return shutil.disk_usage(folder()).free < LEAST_FREE


def _tell(job: Job, rows: int) -> None:
    _put(_making(job.key) / "state.json", {"rows": rows, "of": job.rows})


def _put(path: Path, told: dict[str, Any]) -> None:
    """Whole or not at all: others read it at any moment."""
    part = _places() / f"{path.parent.name}-{path.name}"
    part.write_text(json.dumps(told), encoding="utf-8")
    part.replace(path)


def _places() -> Path:
    found = folder() / "places"
    found.mkdir(exist_ok=True)
    return found


def state(key: str) -> State | None:
    """How far the file of `key` has come; None where nobody asked for it, or it is gone."""
    # Looked for again at the end: it may have become ready, and all else gone, in between.
    return _finished(key) or _unfinished(key) or _finished(key)


def _finished(key: str) -> State | None:
    for path in folder().glob(f"{key}.*"):
        if path.suffix not in (".lock", ".making", ".failed"):
            with contextlib.suppress(FileNotFoundError):
                return State(word="ready", bytes=path.stat().st_size)
    return None


def _unfinished(key: str) -> State | None:
    with contextlib.suppress(FileNotFoundError):
        found = json.loads((_making(key) / "state.json").read_text(encoding="utf-8"))
        return State(word="making", **found)
    with contextlib.suppress(FileNotFoundError):
        failed = json.loads((folder() / f"{key}.failed").read_text(encoding="utf-8"))
        return State(word="failed", **failed)
    return State(word="waiting") if _is_locked(folder() / f"{key}.lock") else None


def make_room(*, keep: Path | None = None) -> None:
    """Delete the files asked for least recently until the rest is within DOWNLOADS_MB."""
    found = []
    for path in [*folder().iterdir(), *_places().glob("*.json")]:
        with contextlib.suppress(FileNotFoundError):
            status = path.stat()
            if path.suffix in _PASSING:
                if time.time() - status.st_mtime > AN_HOUR:
                    _forget(path)
            elif path.is_file():
                found.append((status.st_mtime, status.st_size, path))
    size = sum(one[1] for one in found)
    for _, bytes, path in sorted(found):
        if size <= settings.DOWNLOADS_MB * 1_000_000:
            return
        if path != keep:
            path.unlink(missing_ok=True)
            size -= bytes


def _forget(path: Path) -> None:
    """What a killed process left; a folder that is being written to is locked."""
    if path.suffix == ".making":
        if not _is_locked(path.with_suffix(".lock")):
            shutil.rmtree(path, ignore_errors=True)
    elif path.suffix != ".lock" or not _is_locked(path):
        path.unlink(missing_ok=True)


# -- locks -------------------------------------------------------------------------------


@contextlib.contextmanager
def _alone(key: str) -> Iterator[None]:
    """Nobody else, in this process or another, makes the file of `key`."""
    path = folder() / f"{key}.lock"
    while True:
        with path.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not _is_still(path, lock.fileno()):
                continue  # it was deleted while we waited: that lock is nobody's any more
            try:
                yield
                return
            finally:
                path.unlink(missing_ok=True)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _is_locked(path: Path) -> bool:
    try:
        with path.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextlib.contextmanager
def _place() -> Iterator[None]:
    """One of the places for makers; raises TooMany when none is free in time."""
    places = _places()
    until = time.monotonic() + SECONDS_FOR_A_PLACE
    while True:
        for number in range(MOST_AT_ONCE):
            with (places / str(number)).open("a") as place:
                try:
                    fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > until:
            raise TooMany()
        time.sleep(_STEP)
