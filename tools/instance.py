#!/usr/bin/env python3
"""What runs for one DATA_DIR: serve PORT | stop | with [--fast] COMMAND...

`serve` is what `./dev run` ends in: the database made ready, the web server, and a watch over
both. `with` runs a command while the database is up. Standard library only.
"""

import contextlib
import fcntl
import hashlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import ports
from children import Children, die_with_parent, say
from devdb import ROOT, Cluster, data_dir
from postgres import die

BIN = ROOT / ".venv/bin"
MANAGE = [str(BIN / "python"), "manage.py"]
# The time limit is for a worker that is told to stop while it still starts: it never hears it.
GRANIAN = (
    f"{BIN}/granian --interface wsgi --workers 2 --blocking-threads 8 --respawn-failed-workers "
    "--workers-kill-timeout 10 --log-level error geo_site.wsgi:application"
).split()
LAND = "map_client/client/node_modules/@geo-maps/earth-lands-250m/map.geo.json"
SCHEMA_SOURCES = ("[a-z]*/migrations/*.py", "spatial/sql/*")
STATIC_SOURCES = ("[a-z]*/static/**/*", "requirements.lock", "geo_site/settings.py")
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 20


# -- who serves this DATA_DIR ------------------------------------------------------------


@contextlib.contextmanager
def only_server(data: Path) -> Iterator[Path]:
    """The note that names the one server of `data`, locked while that server lives.

    Its first line is the server's pid, its second the address, once it answers.
    """
    data.mkdir(parents=True, exist_ok=True)
    note = data / "web.lock"
    with note.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            address = note.read_text().partition("\n")[2].strip() or "an instance that is starting"
            die(f"{data} is already served: {address} (./dev stop stops it)")
        note.write_text(f"{os.getpid()}\n")
        yield note


def server_pid(data: Path) -> int:
    """The pid of the server of `data`, or 0. Believed only while its lock is held."""
    try:
        with (data / "web.lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.readline() or 0)
    except FileNotFoundError:
        pass
    return 0


# -- the database ------------------------------------------------------------------------


@contextlib.contextmanager
def database(data: Path, *, fast: bool = False) -> Iterator[Cluster | None]:
    """DATABASE_URL set: to the private cluster's address, running, unless it is given."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    cluster = Cluster(data)
    if cluster.pid() is None:
        say("· Database")
    with cluster.borrow(fast=fast) as address:
        os.environ["DATABASE_URL"] = address
        yield cluster


def checksum(patterns: tuple[str, ...], *more: str) -> str:
    """One for the names and contents of all files that match, below the project."""
    whole = hashlib.sha256("\0".join(more).encode())
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file():
            whole.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def make_ready(children: Children, data: Path) -> None:
    """Tables, data and static files: whatever of them is missing or older than its source."""

    def needs() -> list[str]:
        return children.step("", [str(BIN / "python"), "tools/needs.py"]).split()

    missing = needs()
    schema = checksum(SCHEMA_SOURCES, os.environ["DATABASE_URL"])
    stamp = data / "schema.stamp"
    if "migrate" in missing or not stamp.exists() or stamp.read_text() != schema:
        children.step("Tables and views", [*MANAGE, "migrate", "--no-input"])
        stamp.write_text(schema)
        missing = needs()
    if "demo" in missing:
        children.step("Demonstration data", [*MANAGE, "load_demo"])
    if "land" in missing:
        children.step("Land of the base map", [*MANAGE, "import_land", LAND])
    stamp, static = data / "static.stamp", checksum(STATIC_SOURCES)
    if not stamp.exists() or stamp.read_text() != static:
        children.step("Static files", [*MANAGE, "collectstatic", "--no-input", "--clear"])
        stamp.write_text(static)


# -- the web server ----------------------------------------------------------------------


@contextlib.contextmanager
def web_server(host: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server, gone with all its workers afterwards."""
    server = subprocess.Popen(
        [*GRANIAN, "--host", host, "--port", str(port)],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    try:
        yield server
    finally:
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.terminate()
            server.wait(SECONDS_TO_STOP)
        with contextlib.suppress(ProcessLookupError):  # workers that outlived their master
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(host: str, port: int) -> bool:
    """Whether the application answers, be it to refuse (a host or a scheme not allowed)."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_for_answer(
    children: Children, server: subprocess.Popen[bytes], host: str, port: int
) -> None:
    """Return once the server answers; end the program when it does not."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not children.asked and not answers(host, port):
        if server.poll() is not None or time.monotonic() > deadline:
            die("the web server did not start: its own words are above")
        time.sleep(0.1)


def watch(children: Children, server: subprocess.Popen[bytes], cluster: Cluster | None) -> None:
    """Until somebody asks to stop: the database is started again when it is gone."""
    while not children.asked:
        if server.poll() is not None:
            die(f"the web server ended (status {server.returncode}); nothing is lost: run again")
        if cluster and cluster.pid() is None:
            say("The database is gone: starting it again.")
            cluster.start()
            say("The database runs again.")
        time.sleep(0.5)


# -- commands ----------------------------------------------------------------------------


def serve(port: int) -> None:
    """Serve this DATA_DIR until told to stop."""
    children = Children()
    data, host = data_dir(), os.environ.get("HOST") or "127.0.0.1"
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # where we reach it ourselves
    address = f"http://[{near}]:{port}/" if ":" in near else f"http://{near}:{port}/"
    with only_server(data) as note:
        ports.check_free(host, port)
        with database(data) as cluster:
            make_ready(children, data)
            with web_server(host, port) as server:
                wait_for_answer(children, server, near, port)
                note.write_text(f"{os.getpid()}\n{address}\n")
                if not children.asked:
                    say(f"Områdekortet: {address}")
                watch(children, server, cluster)


def stop() -> None:
    """Stop what runs for this DATA_DIR: the web server, then the database."""
    data = data_dir()
    served = server_pid(data)
    if served:
        os.kill(served, signal.SIGTERM)
        deadline = time.monotonic() + 2 * SECONDS_TO_STOP
        while server_pid(data) == served:
            if time.monotonic() > deadline:
                os.kill(served, signal.SIGKILL)
            time.sleep(0.1)
    stopped = Cluster(data).stop()
    say("Stopped." if served or stopped else "Nothing runs.")


def with_database(command: list[str], *, fast: bool) -> int:
    """Run `command` while the database is up; leave the database as it was found."""
    children = Children()
    with database(data_dir(), fast=fast):
        return children.run(command)


def main(words: list[str]) -> int:
    os.chdir(ROOT)
    match words:
        case ["serve", port]:
            serve(int(port))
        case ["stop"]:
            stop()
        case ["with", "--fast", *command]:
            return with_database(command, fast=True)
        case ["with", *command]:
            return with_database(command, fast=False)
        case _:
            die(f"{' '.join(words)} is not serve PORT | stop | with [--fast] COMMAND...")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as error:  # a full disk, a folder that may not be written
        die(str(error))
