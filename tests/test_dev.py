"""`./dev run` and what it does when something goes wrong. Nothing is ever left behind or lost."""

import fcntl
import http.client
import os
import pty
import signal
import socket
import subprocess
import termios
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from tests.conftest import ROOT
from tests.processes import alive, call, devdb, environment, postmaster, remove, until

pytestmark = pytest.mark.xdist_group("processes")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@dataclass
class Instance:
    """One DATA_DIR and the `./dev run` that serves it."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def output(self) -> Path:
        return self.data.parent / f"{self.data.name}.output"

    def start(self) -> None:
        """Start it unless it runs; return when it says its address."""
        if self.process and self.process.poll() is None:
            return
        self.launch()
        self.until_it_says(f"Områdekortet: {self.address}")

    def launch(self, **more) -> None:
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["./dev", "run", "--port", str(self.port)],
                cwd=ROOT,
                env=environment(self.data),
                **{"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output} | more,
            )

    def says(self) -> str:
        return self.output.read_text()

    def until_it_says(self, text: str) -> None:
        def said() -> bool:
            assert self.process.poll() is None or text in self.says(), self.says()
            return text in self.says()

        until(said, seconds=300)

    def status(self, path: str = "health/ready") -> int:
        """HTTP status of a page; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", f"/{path}")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def municipalities(self) -> str:
        count = "from spatial.models import Municipality as M; print('count', M.objects.count())"
        done = call("./dev", "manage", "shell", "-v0", "-c", count, data=self.data)
        assert done.returncode == 0, done.stdout
        return done.stdout.splitlines()[-1]

    def web(self) -> list[int]:
        """Pids of the web server and, after it, its workers."""
        return sorted(pid for pid, command in alive(self.data).items() if "granian" in command)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    instance = Instance(tmp_path_factory.mktemp("instance"))
    yield instance
    remove(instance.data)


@pytest.fixture
def instance(first: Instance) -> Instance:
    """An instance that answers; made from nothing for the first test."""
    first.start()
    return first


def test_these_tests_are_given_to_one_process(request):
    """They hurt one instance in turn. With the mark ignored they would hurt each other's."""
    if "PYTEST_XDIST_WORKER" in os.environ and request.config.option.loadgroup:
        assert request.node.nodeid.endswith("@processes")


# -- it runs -----------------------------------------------------------------------------


def test_from_nothing_it_makes_everything_and_serves_it(instance):
    assert instance.status() == 200
    assert instance.municipalities() != "count 0"
    assert oct((instance.data / "secret_key").stat().st_mode)[-3:] == "600"


def test_a_second_run_says_where_the_first_one_serves(instance):
    second = call("./dev", "run", "--port", str(free_port()), data=instance.data)
    assert second.returncode == 1
    assert f"is already served: {instance.address}" in second.stdout
    assert instance.status() == 200


def test_a_taken_port_is_said_with_its_holder_and_nothing_is_left(instance, tmp_path):
    other = call("./dev", "run", f"--port={instance.port}", data=tmp_path)
    assert other.returncode == 1
    assert f"port {instance.port} is taken by granian (process " in other.stdout
    assert "choose another with --port N" in other.stdout
    assert not (tmp_path / "pg").exists()
    assert not alive(tmp_path)


def test_manage_leaves_a_served_database_running(instance):
    before = postmaster(instance.data)
    assert call("./dev", "manage", "migrate", "--check", data=instance.data).returncode == 0
    assert postmaster(instance.data) == before
    assert instance.status() == 200


# -- it is hurt --------------------------------------------------------------------------


def test_it_answers_after_a_killed_web_worker_and_replaces_it(instance):
    _, worker, *_ = before = instance.web()
    os.kill(worker, signal.SIGKILL)
    # Connections that wait at the dead worker's socket are reset; whoever asks again is answered.
    until(lambda: instance.status() == 200, seconds=10)
    until(lambda: len(instance.web()) == len(before) and worker not in instance.web())
    until(lambda: all(instance.status() == 200 for _ in range(20)))
    assert instance.process.poll() is None


def test_it_starts_a_killed_database_again_with_the_same_data(instance):
    before = instance.municipalities()
    os.kill(postmaster(instance.data), signal.SIGKILL)
    instance.until_it_says("The database runs again.")
    until(lambda: instance.status() == 200)
    assert instance.municipalities() == before


def test_after_kill_9_of_the_run_nothing_serves_and_the_next_run_has_the_same_data(instance):
    before = instance.municipalities()
    instance.process.kill()
    instance.process.wait()
    until(lambda: not instance.web())

    instance.start()

    assert instance.status() == 200
    assert instance.municipalities() == before


def test_a_killed_web_server_takes_its_workers_along_and_is_said(instance):
    os.kill(instance.web()[0], signal.SIGKILL)
    assert instance.process.wait(timeout=60) == 1
    assert "the web server ended" in instance.says()
    assert not alive(instance.data)


# -- it is stopped -----------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_web_server_and_the_database(instance, number):
    instance.process.send_signal(number)
    assert instance.process.wait(timeout=60) == 0
    assert not alive(instance.data)


def test_stop_stops_both(instance):
    assert call("./dev", "stop", data=instance.data).stdout == "Stopped.\n"
    assert instance.process.wait(timeout=60) == 0
    assert not alive(instance.data)
    assert call("./dev", "stop", data=instance.data).stdout == "Nothing runs.\n"


def test_closing_the_terminal_stops_both(first):
    until(lambda: not alive(first.data))
    master, terminal = pty.openpty()
    first.launch(stdin=terminal, stderr=terminal, preexec_fn=own_terminal)
    os.close(terminal)
    first.until_it_says(first.address)

    os.close(master)

    first.process.wait(timeout=60)
    assert not alive(first.data)


def own_terminal() -> None:
    """In a new child: a session of its own, whose terminal is its standard input."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_stopped_while_it_sets_up_it_leaves_nothing_running(tmp_path):
    instance = Instance(tmp_path / "data")
    try:
        instance.launch()
        instance.until_it_says("Database")
        instance.process.terminate()
        assert instance.process.wait(timeout=60) == 0
        assert not alive(instance.data)
    finally:
        remove(instance.data)


# -- it is asked for the impossible --------------------------------------------------------


@pytest.mark.parametrize("words", [["0"], ["65536"], ["http"], ["-1"], [""], []])
def test_a_bad_port_is_refused_before_anything_happens(words, tmp_path):
    said = call("./dev", "run", "--port", *words, data=tmp_path)
    assert said.returncode == 2
    assert "a number from 1 to 65535" in said.stdout or said.stdout.startswith("usage:")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [[], ["serve"], ["run", "--host", "x"], ["stop", "now"]])
def test_what_is_not_understood_is_answered_with_the_usage(words, tmp_path):
    said = call("./dev", *words, data=tmp_path)
    assert said.returncode == 2
    assert said.stdout.startswith("usage: ./dev run")


def test_a_database_that_cannot_be_reached_is_said_without_its_password(tmp_path):
    url = f"postgresql://someone:a-secret@127.0.0.1:{free_port()}/maps"
    said = call("./dev", "run", "--port", str(free_port()), data=tmp_path, DATABASE_URL=url)
    assert said.returncode == 1
    assert said.stdout.startswith("omraadekortet: DATABASE_URL: connection failed")
    assert "a-secret" not in said.stdout
    assert "Traceback" not in said.stdout
    assert not alive(tmp_path)


def test_an_address_that_is_none_is_said_without_its_password(tmp_path):
    url = "mysql://someone:a-secret@localhost/maps"
    said = call("./dev", "run", "--port", str(free_port()), data=tmp_path, DATABASE_URL=url)
    assert said.returncode == 1
    assert said.stdout.startswith("omraadekortet: DATABASE_URL is not like postgresql://")
    assert "a-secret" not in said.stdout


@pytest.mark.parametrize(
    ("there", "lacking"),
    [((), ("postgis", "btree_gist", "unaccent")), (("postgis", "btree_gist"), ("unaccent",))],
    ids=lambda names: "+".join(names) or "none",
)
def test_an_account_without_the_right_to_extensions_is_told_what_to_ask_for(
    instance, tmp_path, there, lacking
):
    own = devdb("dsn", instance.data)
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS bare")
        connection.execute("DROP ROLE IF EXISTS plain")
        connection.execute("CREATE ROLE plain")
        connection.execute("CREATE DATABASE bare TEMPLATE template0")
    with psycopg.connect(own, dbname="bare", autocommit=True) as connection:
        for name in there:
            connection.execute(f"CREATE EXTENSION {name}")
    url = own.replace("/omraadekortet?", "/bare?") + "&options=-c%20role%3Dplain"
    said = call("./dev", "run", "--port", str(free_port()), data=tmp_path, DATABASE_URL=url)
    assert said.returncode == 1
    run = "; ".join(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in lacking)
    assert f"run {run} in the database bare" in said.stdout
