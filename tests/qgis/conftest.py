"""QGIS itself, without a window, in a process of its own.

OMRAADE_QGIS is the command of a Python that has `qgis.core`: the system's, or for a newer release
that of another root, `chroot /some/root /usr/bin/python3`.
"""

import base64
import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.api.conftest import every_layer  # noqa: F401  the same world

INSIDE = (Path(__file__).parent / "inside.py").read_text(encoding="utf-8")
COMMAND = shlex.split(os.environ.get("OMRAADE_QGIS", "/usr/bin/python3"))
# What the tests' own Python has set is not for QGIS's.
OWN = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}


def run(text: str, asked: str, home: Path) -> subprocess.CompletedProcess:
    folders = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)} if len(COMMAND) == 1 else {}
    return subprocess.run(
        [*COMMAND, "-c", text],
        input=asked,
        capture_output=True,
        text=True,
        timeout=120,
        env={**OWN, **folders, "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A folder for QGIS's profile, and the reason to skip where there is no QGIS."""
    made = tmp_path_factory.mktemp("qgis")
    try:
        tried = run("import qgis.core", "", made)
    except OSError as error:
        pytest.skip(f"no QGIS: {error}")
    if tried.returncode:
        pytest.skip(
            "no QGIS in the system's Python: tools/deps.sh test installs it where apt has it"
        )
    return made


@pytest.fixture
def qgis(home):
    """qgis(call, ...): the answer of a function in inside.py; warnings that QGIS logs fail."""

    def ask(call, *arguments, **options):
        asked = json.dumps({"call": call, "arguments": arguments, "options": options})
        done = run(INSIDE, asked, home)
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        assert said["warnings"] == []
        return said["answer"]

    return ask


@pytest.fixture
def api(live_server) -> str:
    return f"{live_server.url}/api"


@pytest.fixture
def fetched(client, live_server):
    """fetched(path): an answer's bytes, with the live server's addresses in it."""

    def get(path):
        host = live_server.url.removeprefix("http://")
        answer = client.get(f"/api/{path}", headers={"Host": host})
        assert answer.status_code == 200
        return answer.content

    return get


@pytest.fixture
def project_file(fetched, every_layer):  # noqa: F811  after the data
    return base64.b64encode(fetched("qgis/omraadekortet.qgz")).decode()
