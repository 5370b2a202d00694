"""Files made in a thread of their own, and read while they grow."""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterator
from typing import BinaryIO

from django.db import connection

from spatial.errors import SpatialError, TooMany
from spatial.exporting import store
from spatial.exporting.store import Job

log = logging.getLogger(__name__)

CHUNK = 1 << 18
MOST_MAKERS = 16
_STEP = 0.02


class Maker(threading.Thread):
    """Makes the file of a job; `error` is what it failed with, `made` the inode of the file.

    A thread, since what it writes does not wait for the client: a slow one would hold a
    connection to the database for as long as it reads, and one that goes away would leave
    nothing to resume from.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(name=f"export {job.key}", daemon=True)
        self.job = job
        self.error: Exception | None = None
        self.made: int | None = None

    def run(self) -> None:
        try:
            path = store.make(self.job)
            with contextlib.suppress(FileNotFoundError):  # another's file already took its room
                self.made = path.stat().st_ino
        except Exception as error:
            self.error = error
            if not isinstance(error, SpatialError):
                log.exception("the file of %s was not made", self.job.key)
        finally:
            connection.close()


def start(job: Job) -> Maker:
    """Somebody who makes the file, of whom the store's state tells from now on.

    Raises TooMany when many in this process are at it, or wait for a place.
    """
    if sum(isinstance(one, Maker) for one in threading.enumerate()) >= MOST_MAKERS:
        raise TooMany()
    maker = Maker(job)
    maker.start()
    while maker.is_alive() and store.state(job.key) is None:
        time.sleep(_STEP / 10)
    return maker


def opened(maker: Maker) -> BinaryIO:
    """The file of `maker` as soon as there is anything in it; raises what the making raises."""
    job = maker.job
    while True:
        ended = not maker.is_alive()
        for path in (job.path, job.unfinished):
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            if file.peek(1):
                return file
            file.close()
        if ended:
            raise maker.error or FileNotFoundError(job.path)
        time.sleep(_STEP)


def growing(file: BinaryIO, maker: Maker) -> Iterator[bytes]:
    """The bytes of `file` to its end, which is when `maker` has ended.

    Raises what the making raises: the bytes so far are then not the whole.
    """
    with file:
        while True:
            ended = not maker.is_alive()
            while part := file.read(CHUNK):
                yield part
            if ended:
                break
            time.sleep(_STEP)
        if maker.error:
            raise maker.error
        # Of one that failed in another process, whose file was made anew under us.
        if maker.made not in (None, os.fstat(file.fileno()).st_ino):
            raise FileNotFoundError(maker.job.path)
