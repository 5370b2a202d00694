"""Real processes for tests: `./dev`, the private cluster, and who is still alive."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.conftest import ROOT

T = TypeVar("T")

# What the tests run with, and a program started by hand has not.
NOT_HANDED_ON = ("DATABASE_URL", "DATA_DIR", "DEBUG", "DJANGO_", "PYTEST", "ALLOWED_HOSTS", "HOST")


def environment(data: Path, **more: str) -> dict[str, str]:
    """A person's environment with `data` as DATA_DIR."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(NOT_HANDED_ON)}
    return own | {"DATA_DIR": str(data)} | more


def call(*command: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one of the project's programs to its end; what it says is in `stdout`."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(data, **more),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )


def devdb(word: str, data: Path) -> str:
    """What `tools/devdb.py word` says, which must have gone well."""
    done = call(sys.executable, "tools/devdb.py", word, data=data)
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


def cluster_folder(data: Path) -> Path:
    """Where the cluster of `data` lies: elsewhere when `postgres` cannot enter `data`."""
    location = data / "pg.location"
    return Path(location.read_text().strip()) if location.exists() else data / "pg"


def postmaster(data: Path) -> int:
    return int((cluster_folder(data) / "postmaster.pid").read_text().splitlines()[0])


def remove(data: Path) -> None:
    """Stop what runs for `data` and leave nothing of it."""
    call("./dev", "stop", data=data)
    shutil.rmtree(cluster_folder(data), ignore_errors=True)  # it may lie outside tmp_path


def alive(data: Path) -> dict[int, str]:
    """The command lines of all processes that belong to `data`, by pid."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            belongs = f"DATA_DIR={data}".encode() in (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if command and (belongs or bytes(cluster_folder(data)) in command):
            found[int(process.name)] = command.replace(b"\0", b" ").decode()
    return found


def until(ask: Callable[[], T], *, seconds: float = 60) -> T:
    """The first true answer; fails when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < deadline, f"still {answer!r} after {seconds} s"
        time.sleep(0.1)
    return answer
