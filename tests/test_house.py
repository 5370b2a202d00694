"""The rules of the house that a program can check: arrows, sizes, and what is never committed."""

import ast
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY_IMPORT = {
    "spatial": set(),
    "evaluation": {"spatial"},
    "api": {"spatial"},
    "map_client": {"evaluation", "spatial"},
    "geo_site": set(),
}
# Inside spatial. What is not named here (apps.py, management) may import all of it.
MAY_IMPORT_IN_SPATIAL = {
    "errors": set(),
    "partial_date": set(),
    "law": {"errors", "partial_date"},
    "sql": set(),
    "models": {"errors", "partial_date", "law"},
    "migrations": {"models", "sql"},
    "layers": {"errors", "partial_date", "law", "models"},
    "exporting": {"errors", "partial_date", "law", "models", "layers"},
    "importing": {"errors", "partial_date", "law", "models"},
}
MAY_IMPORT_IN_LAYERS = {
    "crs": set(),
    "functions": set(),
    "symbology": set(),
    "layer": {"crs", "functions", "symbology"},
    "catalogue": {"crs", "layer", "symbology"},
    "cql2": {"crs", "functions", "layer"},
    "order": {"functions", "layer"},
    "query": {"crs", "functions", "layer", "cql2", "order"},
    "tiles": {"crs", "functions", "layer", "query"},
    "jsonfg": {"crs", "functions", "layer", "query"},
    "flatgeobuf": {"crs", "layer", "query"},
    "known": {"crs", "layer", "query"},
    "places": {"catalogue", "crs", "functions", "layer", "query"},
    "figures": {"catalogue", "crs", "layer", "query"},
    "plans": {"figures"},
    "progress": {"plans"},
    "grounds": {"catalogue", "functions", "layer", "query"},
    "document": {"catalogue", "crs", "layer"},
}
MAY_IMPORT_IN_MAP_CLIENT = {
    "words": set(),
    "sheets": set(),
    "when": set(),
    "quoted": {"words"},
    "areas": {"words", "drawings", "when"},  # the palette
    "drawings": {"words", "areas"},
    "card": {"words", "when", "areas", "drawings"},
    "pages": {"words", "quoted", "when", "areas", "drawings", "card"},
    "languages": set(),
    "templatetags": {"words", "languages"},
    "views": {"words", "sheets", "when", "areas", "drawings", "card", "pages", "languages"},
    "pictures": {"pages"},
}
NOT_OURS = {"node_modules", "__pycache__", "staticfiles"}
BUILT = ROOT / "map_client/static/client"


def files(*suffixes: str) -> list[Path]:
    """Our own files with one of `suffixes`, as they would be committed."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [
            name
            for name in below
            if name not in NOT_OURS
            and (not name.startswith(".") or name == ".ci")
            and Path(folder, name) != BUILT
        ]
        found += [Path(folder, name) for name in names if name != ".git"]  # a worktree's
    return sorted(path for path in found if not suffixes or path.suffix in suffixes)


PYTHON = [path for path in files(".py") if "migrations" not in path.parts]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """The dotted names that `path` imports; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{named(path)} imports by dots: write the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strays(folder: str, package: str, allowed: dict[str, set[str]]) -> list[str]:
    """Imports in `folder` of a neighbour in `allowed` that its table does not permit.

    `package` is the dotted prefix whose next part names a neighbour.
    """
    wrong = []
    for path in (ROOT / folder).rglob("*.py"):
        own = path.relative_to(ROOT / folder).parts[0].removesuffix(".py")
        forbidden = allowed.keys() - allowed[own] - {own} if own in allowed else set()
        for name in imports(path):
            neighbour = name.removeprefix(package).split(".")[0]
            if name.startswith(package) and neighbour in forbidden:
                wrong.append(f"{named(path)} imports {name}")
    return wrong


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_imports_between_apps_point_one_way(app):
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[app] - {app}
    for path in (ROOT / app).rglob("*.py"):
        wrong = [name for name in imports(path) if name.split(".")[0] in forbidden]
        assert not wrong, f"{named(path)} imports {wrong}"


def test_imports_inside_spatial_point_one_way():
    assert strays("spatial", "spatial.", MAY_IMPORT_IN_SPATIAL) == []


def test_imports_inside_layers_point_one_way():
    assert strays("spatial/layers", "spatial.layers.", MAY_IMPORT_IN_LAYERS) == []


def test_imports_inside_map_client_point_one_way():
    assert strays("map_client", "map_client.", MAY_IMPORT_IN_MAP_CLIENT) == []


def test_every_module_of_the_layers_has_its_arrows():
    modules = {path.stem for path in (ROOT / "spatial/layers").glob("[a-z]*.py")}
    assert modules - MAY_IMPORT_IN_LAYERS.keys() == set()


def test_the_templates_of_the_api_take_only_the_frame_from_the_map():
    taken = [
        name
        for path in (ROOT / "api/templates").rglob("*.html")
        for name in re.findall(r"{% (?:extends|include) \"([^\"]+)\"", path.read_text())
    ]
    assert {name for name in taken if not name.startswith("api/")} == {"map_client/base.html"}


def test_the_terms_of_the_law_import_nothing_of_ours():
    ours = [name for name in imports(ROOT / "spatial/law/terms.py") if name.startswith("spatial")]
    assert ours == []


def test_spatial_knows_no_http_but_in_its_admin():
    for path in (ROOT / "spatial").rglob("*.py"):
        if (ROOT / "spatial/admin") in path.parents:
            continue
        wrong = [
            name for name in imports(path) if name.startswith(("rest_framework", "django.http"))
        ]
        assert not wrong, f"{named(path)} imports {wrong}"


def type_checking(tree: ast.Module) -> list[ast.stmt]:
    """What stands below `if TYPE_CHECKING:`."""
    blocks = [node for node in tree.body if isinstance(node, ast.If)]
    named_so = [block for block in blocks if ast.unparse(block.test) == "TYPE_CHECKING"]
    return [node for block in named_so for node in block.body]


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_imports_stand_at_the_top_and_name_what_they_take(app):
    for path in (ROOT / app).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        top = [*tree.body, *type_checking(tree)]
        inner = [node.lineno for node in found if node not in top]
        assert not inner, f"{named(path)} imports inside something else, in lines {inner}"
        stars = [node.lineno for node in found if node.names[0].name == "*"]
        assert not stars, f"{named(path)} imports * in lines {stars}"


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_functions_have_50_lines_at_most_and_files_300(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            assert lines <= 50, f"{node.name} has {lines} lines"


def test_the_lock_of_python_has_a_hash_for_every_package_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    packages = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 50
    assert [one.split()[0] for one in packages if "--hash=sha256:" not in one] == []


def test_the_locks_of_javascript_have_a_hash_for_every_package_and_no_address():
    for lock in ROOT.glob("map_client/client/package-lock.json"):
        packages = json.loads(lock.read_text())["packages"]
        installed = {name: one for name, one in packages.items() if name and not one.get("link")}
        assert installed
        assert [name for name, one in installed.items() if "resolved" in one] == []
        assert [name for name, one in installed.items() if not one.get("integrity")] == []


NEVER_COMMITTED = re.compile(
    rb"/(?:home|Users|work)/\w"  # somebody's machine
    rb"|-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}"  # a secret
    rb"|^\s*(?:SECRET_KEY|PASSWORD)\s*=\s*['\"]\w{8,}",
    re.MULTILINE,
)


def test_no_file_names_a_place_on_somebodys_machine_or_holds_a_secret():
    found = {named(path): NEVER_COMMITTED.search(path.read_bytes()) for path in files()}
    assert {name: match[0] for name, match in found.items() if match} == {}


def test_the_continuous_integration_runs_the_same_command_as_a_person():
    commands = [
        line
        for line in (ROOT / ".ci/run").read_text().splitlines()
        if line.strip() and not line.startswith("#")
    ]
    assert commands == ['exec "$(dirname "$0")/../dev" test']
