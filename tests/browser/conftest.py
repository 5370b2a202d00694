"""A real browser on a real server with the demonstration data.

Debian's chromium, never a downloaded one. Software rendering is named outright: with the default
a screenshot can miss the map's canvas.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's synchronous interface runs an event loop, in which Django forbids the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    if not CHROMIUM:
        pytest.skip("no chromium: tools/deps.sh test installs it")
    if not (ROOT / "map_client/static/client/map.js").exists():
        pytest.skip("the map client is not built: ./dev test builds it")
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict:
    return {
        "locale": "da-DK",
        "reduced_motion": "reduce",
        "viewport": {"width": 1120, "height": 720},
    }


@pytest.fixture(scope="package")
def server(django_db_setup, django_db_blocker, browser_type_launch_args) -> Iterator[str]:
    """The server's address. Its data is committed, so that the server's threads see it.

    pytest-django makes the test database only if a collected test is marked with `django_db`:
    without this check the data would go into, and out of, the developer's own.
    """
    assert connection.settings_dict["NAME"].startswith("test_")
    with django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)
        running = LiveServer("127.0.0.1")
        yield running.url
        running.stop()
        with connection.cursor() as cursor:  # a thread may still hold one, and the database with it
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        call_command("flush", interactive=False, verbosity=0)
        connection.close()


class Visit:
    """One page, and whatever went wrong on it."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.wrong: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def open(self, path: str = "/", *, state: str | None = "idle") -> Page:
        """Go to `path` and wait until the map stands still; None for a page without one."""
        answer = self.page.goto(self.server + path)
        assert "script" not in answer.headers["content-security-policy"].replace("self", "")
        assert "unsafe" not in answer.headers["content-security-policy"]
        if state:
            self.still(state)
        return self.page

    def still(self, state: str = "idle") -> None:
        self.page.locator(f"body[data-map={state}]").wait_for(timeout=60_000)

    def drawn(self, *layers: str, key: str = "slug") -> set:
        """Those values of `key` (or the feature ids) that the live map draws in `layers`."""
        ask = """async ([layers, key]) => {
            const { map } = window.bk
            await new Promise((done) => { map.once('idle', done); map.triggerRepaint() })
            const there = layers.filter((id) => map.getLayer(id))
            const found = map.queryRenderedFeatures({ layers: there })
            return found.map((each) => key === 'id' ? each.id : each.properties[key])
        }"""
        return set(self.page.evaluate(ask, [list(layers), key]))

    def _heard(self, message) -> None:
        # SwiftShader's own remark on reading pixels back, and no other, is let pass.
        if message.type in ("error", "warning") and "ReadPixels" not in message.text:
            self.wrong.append(f"{message.type}: {message.text}")

    def _asked(self, request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:" + self.server)):
            self.wrong.append(f"another host: {request.url}")

    def _answered(self, response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(server, page) -> Iterator[Visit]:
    """A visit that fails if anything went wrong on the page, whatever else was tested."""
    visit = Visit(page, server)
    yield visit
    assert visit.wrong == []
