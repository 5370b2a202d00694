"""The private PostGIS cluster survives what is done to it."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.processes import (
    alive,
    call,
    cluster_folder,
    devdb,
    environment,
    postmaster,
    remove,
    until,
)

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A DATA_DIR whose cluster was made by three starts at once, over a half-made one."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "pg.new").mkdir()
    (folder / "pg.new" / "PG_VERSION").write_text("half made")
    try:
        with ThreadPoolExecutor() as pool:
            said = sorted(pool.map(devdb, ["start"] * 3, [folder] * 3))
        assert said == ["running", "running", "started"]
        yield folder
    finally:
        remove(folder)


@pytest.fixture
def started(data: Path) -> Path:
    devdb("start", data)
    return data


def rows(data: Path) -> int:
    with psycopg.connect(devdb("dsn", data)) as connection:
        return connection.execute("SELECT count(*) FROM kept").fetchone()[0]


@pytest.fixture
def kept(started: Path) -> Path:
    """The cluster with a table of 1,000 committed rows."""
    with psycopg.connect(devdb("dsn", started)) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    return started


def test_the_database_has_postgis_and_no_tcp_port(started):
    with psycopg.connect(devdb("dsn", started)) as connection:
        assert connection.execute("SELECT postgis_lib_version()").fetchone()[0] >= "3"
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_second_start_finds_it_running_and_a_second_stop_nothing(kept):
    assert devdb("start", kept) == "running"
    assert devdb("stop", kept) == "stopped"
    assert devdb("stop", kept) == "not running"
    assert devdb("start", kept) == "started"
    assert rows(kept) == 1000


def test_committed_rows_are_there_after_kill_9_of_the_server_while_a_client_writes(kept):
    writer = psycopg.connect(devdb("dsn", kept))
    writer.execute("INSERT INTO kept SELECT generate_series(1, 500)")  # never committed
    os.kill(postmaster(kept), signal.SIGKILL)
    assert devdb("start", kept) == "started"
    assert rows(kept) == 1000
    writer.close()


def test_a_program_that_now_has_the_servers_old_number_is_left_alone(kept):
    with subprocess.Popen(["sleep", "60"]) as bystander:
        server = postmaster(kept)
        os.kill(server, signal.SIGKILL)
        until(lambda: not alive(kept))
        file = cluster_folder(kept) / "postmaster.pid"
        file.write_text(file.read_text().replace(str(server), str(bystander.pid), 1))

        assert devdb("stop", kept) == "not running"
        assert devdb("start", kept) == "started"

        assert bystander.poll() is None
        assert rows(kept) == 1000
        bystander.kill()


def test_two_folders_are_two_clusters(kept, tmp_path):
    try:
        assert devdb("start", tmp_path) == "started"
        assert devdb("dsn", tmp_path) != devdb("dsn", kept)
        with psycopg.connect(devdb("dsn", tmp_path)) as connection:
            assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
        assert devdb("stop", tmp_path) == "stopped"
        assert rows(kept) == 1000
    finally:
        remove(tmp_path)


def with_database(data: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "tools/instance.py", "with", *command],
        env=environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def is_running(data: Path) -> bool:
    return call(sys.executable, "tools/devdb.py", "status", data=data).returncode == 0


def test_the_last_of_two_borrowers_stops_the_cluster(kept):
    devdb("stop", kept)
    first, second = with_database(kept, "cat"), with_database(kept, "cat")
    for borrower in (first, second):
        borrower.stdin.write("up\n")
        borrower.stdin.flush()
        assert "up\n" in iter(borrower.stdout.readline, "")
    first.communicate(timeout=60)
    assert is_running(kept)
    second.communicate(timeout=60)
    assert not is_running(kept)


def test_a_borrower_leaves_a_cluster_running_that_was_started_by_hand(kept):
    with_database(kept, "true").communicate(timeout=60)
    assert is_running(kept)


def test_a_cluster_of_a_version_not_installed_is_named_and_left_as_it_is(tmp_path):
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("9\n")
    said = call(sys.executable, "tools/devdb.py", "start", data=tmp_path)
    assert said.returncode == 1
    assert "was made by PostgreSQL 9, which is not installed" in said.stdout
    assert [file.name for file in (tmp_path / "pg").iterdir()] == ["PG_VERSION"]


def test_a_disk_with_too_little_room_is_refused_before_anything_is_written():
    # Not in tmp_path: where the account postgres cannot go, the cluster would lie elsewhere.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        small = "mount -t tmpfs -o size=64m,mode=755 none $DATA_DIR"
        if call("unshare", "-m", "sh", "-c", small, data=Path(folder)).returncode:
            pytest.skip("a small disk can be mounted by root only")
        start = f"{small} && {sys.executable} tools/devdb.py start; ls $DATA_DIR"
        said = call("unshare", "-m", "sh", "-c", start, data=Path(folder))
    assert "less than 200 MiB free" in said.stdout
    assert said.stdout.splitlines()[-1] == "cluster.lock"
