"""What is documented is there, and what is there is documented."""

import re

import pytest
from django.urls import URLPattern, get_resolver, resolve

import map_client.urls
from api.views.landing import CONFORMS_TO
from spatial.layers.catalogue import LAYERS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
PROSE = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + [
    path for path in (ROOT / "docs").rglob("*.md") if path.name not in ("layers.md", "data.md")
]


def read_settings() -> set[str]:
    """Names of the environment variables that settings.py reads."""
    text = (ROOT / "geo_site/settings.py").read_text()
    return set(re.findall(r'\benv\.\w+\(\s*"(\w+)"', text))


@pytest.mark.parametrize("name", sorted(read_settings()))
def test_every_setting_is_in_the_operations_manual(name):
    assert f"`{name}`" in OPERATIONS


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_file_that_prose_names_is_there(path):
    text = path.read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    missing = [name for name in linked if not (path.parent / name).exists()]
    named = re.findall(
        r"`((?:api|spatial|map_client|geo_site|tests|tools|docs|fixtures)/[\w./]*)`", text
    )
    missing += [name for name in named if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "name", sorted(p.stem for p in ROOT.glob("spatial/management/commands/[a-z]*.py"))
)
def test_every_command_is_in_the_readme_or_the_manual(name):
    texts = README + OPERATIONS + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"manage {name}" in texts or f"`{name}`" in texts


def routes() -> list[str]:
    found = []
    for included in get_resolver().url_patterns:
        found += [str(p.pattern) for p in included.url_patterns if isinstance(p, URLPattern)]
    return found


def test_every_route_of_the_api_is_in_the_openapi_document(client, db):
    described = set()
    for path in client.get("/api/openapi").json()["paths"]:
        general = re.sub(r"^/collections/[a-z-]+", "/collections/{id}", path)
        general = re.sub(r"/downloads/[a-z]+$", "/downloads/{format}", general)
        described |= {re.sub(r"\{\w*\}", "*", f"api{each}") for each in (path, general)}
    served = {re.sub(r"<[^>]*>", "*", route) for route in routes() if route.startswith("api/")}
    assert served
    assert served - described == set()


def addresses() -> list[str]:
    """The addresses that the README's tables of pages and of questions name, written out."""
    found = []
    for line in README.splitlines():
        asked = re.findall(r"`(?:POST )?(/[^`]*)`", line) if line.startswith("| ") else []
        for address in asked:
            if asked[0].startswith("/api") and not address.startswith("/api"):
                address = found[-1].rsplit("/", 1)[0] + address  # it goes on from the one before
            found.append(address.split("?")[0])
    return found


@pytest.mark.parametrize("address", addresses())
def test_every_address_of_the_readme_is_served(address):
    assert resolve(address).url_name, f"{address} is no route of its own"


def test_every_page_is_in_the_readme():
    named = {resolve(address).url_name for address in addresses()}
    assert {pattern.name for pattern in map_client.urls.urlpatterns} - named == set()


def test_nothing_in_the_readme_is_still_to_be_filled_in():
    assert re.findall(r"^[A-Z_]{4,}$|TODO|TBD", README, flags=re.MULTILINE) == []


def test_the_layers_of_the_readme_are_those_of_the_catalogue():
    named = set(re.findall(r"/api/collections/([a-z-]+)/", README))
    assert named
    assert named <= {layer.id for layer in LAYERS}


CONFORMANCE = re.findall(
    r"^\| (✓|–) \| `([^`]+)`[^|]*\| (.+) \|$",
    (ROOT / "docs/conformance.md").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)


def test_the_classes_that_are_declared_are_those_that_are_ticked():
    declared = {uri.removeprefix("http://www.opengis.net/spec/") for uri in CONFORMS_TO}
    ticked = {uri for tick, uri, _ in CONFORMANCE if tick == "✓" and "/conf/" in uri}
    assert declared == ticked


@pytest.mark.parametrize(
    ("uri", "tests"), [(uri, tests) for tick, uri, tests in CONFORMANCE if tick == "✓"]
)
def test_a_ticked_class_names_tests_that_are_there(uri, tests):
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
    assert named, f"{uri} names no test"
    for path, name in named:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"


@pytest.mark.parametrize(
    ("uri", "reason"), [(uri, reason) for tick, uri, reason in CONFORMANCE if tick == "–"]
)
def test_a_class_without_tick_has_a_reason(uri, reason):
    assert len(reason.split()) > 3
