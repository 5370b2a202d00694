"""What a visitor has to fetch, compressed. Limits from the measured design, in kilobytes."""

import gzip
from pathlib import Path

import pytest
from django.core.management import call_command

BUILT = Path(__file__).parents[2] / "map_client/static/client"


def weight(content: bytes) -> float:
    return len(gzip.compress(content, 9)) / 1000


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("main.js", 15),
        ("app.css", 15),
        ("map.js", 310),
        ("maplibre-worker.js", 160),
        ("schibsted.woff2", 50),
    ],
)
def test_a_built_file_stays_within_its_budget(name, limit):
    if not (BUILT / name).exists():
        pytest.skip("the map client is not built: ./dev test builds it")
    assert 0 < weight((BUILT / name).read_bytes()) <= limit


def test_the_whole_first_page_stays_within_its_budget(client, db):
    call_command("load_demo", verbosity=0)
    page = client.get("/")
    assert page.content.count(b"<li data-slug=") == 69
    assert weight(page.content) <= 40
