"""Docker's files, which no engine tries here, say what the code says."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import yaml

from tests.conftest import ROOT
from tests.processes import until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
INSTRUCTION = re.compile(r"^([A-Z]+) ((?:.*\\\n)*.*)$", re.MULTILINE)


def targets() -> dict[str, list[tuple[str, str]]]:
    """The instructions of each target of the Dockerfile, in order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, rest in INSTRUCTION.findall((ROOT / "Dockerfile").read_text()):
        if word == "FROM":
            image, name = rest.split(" AS ")
            found[name] = []
            assert image == "debian:trixie-slim"
        found[name].append((word, rest))
    return found


TARGETS = targets()


def only(target: str, word: str) -> str:
    [rest] = [rest for instruction, rest in TARGETS[target] if instruction == word]
    return rest


def test_every_service_is_a_target_of_the_dockerfile():
    assert {service["build"]["target"] for service in SERVICES.values()} == TARGETS.keys()
    assert {service["build"]["context"] for service in SERVICES.values()} == {"."}


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_copied_and_called_is_there(target):
    for word, rest in TARGETS[target]:
        if word == "COPY":
            assert all((ROOT / name).exists() for name in rest.split()[:-1])
        for program in re.findall(r"(?:\./dev|tools/\w+\.sh)", rest):
            assert os.access(ROOT / program, os.X_OK), program


def test_the_web_server_is_started_by_the_command_a_person_types():
    assert only("web", "CMD") == '["./dev", "run"]'
    ports = SERVICES["web"]["ports"]
    default = re.search(r"port=(\d+)\n", (ROOT / "dev").read_text())[1]
    assert ports == [f"127.0.0.1:{default}:{default}"]
    assert only("web", "EXPOSE") == default


def test_every_variable_is_read_by_the_program_it_is_given_to():
    settings = (ROOT / "geo_site/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', settings))
    image = set(re.findall(r"(\w+)=", only("web", "ENV")))
    assert SERVICES["web"]["environment"].keys() <= read
    assert image <= read | {"HOST"}
    assert 'os.environ.get("HOST")' in (ROOT / "tools/instance.py").read_text()
    server = (ROOT / "tools/db_server.sh").read_text()
    names = {*SERVICES["db"]["environment"], *re.findall(r"(\w+)=", only("db", "ENV"))}
    assert all(name in server for name in names)


@pytest.mark.parametrize("service", SERVICES)
def test_what_must_be_kept_lies_in_a_volume(service):
    [volume] = SERVICES[service]["volumes"]
    name, path = volume.split(":")
    assert name in COMPOSE["volumes"]
    kept = re.search(r"(?:PGDATA|DATA_DIR)=(\S+)", only(service, "ENV"))[1]
    assert only(service, "VOLUME") == path
    assert Path(kept).is_relative_to(path)


def test_the_web_server_waits_for_a_database_that_is_healthy():
    assert SERVICES["web"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert SERVICES["db"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    port = re.search(r"@db:(\d+)/", SERVICES["web"]["environment"]["DATABASE_URL"])[1]
    assert only("db", "EXPOSE") == port


def test_neither_service_runs_as_root():
    for instructions in TARGETS.values():
        words = [word for word, _ in instructions]
        assert words.index("USER") < words.index("CMD")


# -- the one program that only Docker uses, run without it ---------------------------------


@pytest.fixture
def server() -> Iterator[str]:
    """`db_server.sh` on a free port; its address without a password."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    # In /tmp, with a copy of its own: the account postgres may not enter other folders.
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    shutil.copytree(ROOT / "tools", folder / "tools")
    account = []
    if os.getuid() == 0:
        subprocess.run(["chown", "-R", "postgres", folder], check=True)
        account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "TMPDIR": str(folder),
        "PGDATA": str(folder / "pg"),
        "POSTGRES_PASSWORD": "p'w",
    }
    command = [*account, str(folder / "tools/db_server.sh"), "-p", port]
    with subprocess.Popen(command, env=environment, cwd="/") as process:
        yield f"host=127.0.0.1 port={port} dbname=omraadekortet user=omraadekortet"
        process.send_signal(signal.SIGINT)
    shutil.rmtree(folder)


def test_the_database_image_serves_postgis_over_tcp_to_those_who_know_the_password(server):
    def connection() -> psycopg.Connection | None:
        try:
            return psycopg.connect(f"{server} password=p'w")
        except psycopg.OperationalError:
            return None

    with until(connection) as found:
        assert found.execute("SELECT postgis_lib_version() >= '3'").fetchone() == (True,)
        role = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        assert found.execute(role).fetchone() == (False,)
        found.execute("CREATE EXTENSION btree_gist")  # as the first migration does
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"{server} password=wrong")
