import itertools
import math
import re

import numpy as np
import pytest

from map_client.drawings import overview
from spatial.layers import catalogue
from spatial.layers.symbology import PALETTE
from spatial.models import ImportRun
from tests.conftest import ROOT


def test_pixels_are_those_of_web_mercator():
    # One degree east at zoom 0 is 512 / 360 pixels; the corner of the map is the origin.
    west, _, _, north = overview.BOUNDS
    assert overview.pixels(west, north) == (0, 0)
    x, _ = overview.pixels(west + 1, north, zoom=0)
    assert x == pytest.approx(512 / 360)


def test_symbols_moved_apart_do_not_overlap_and_stay_near_their_place():
    crowd = [(100 + i % 5, 100 + i // 5) for i in range(20)]
    shifts = overview.moved_apart(crowd)
    moved = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(crowd, shifts, strict=True)]
    nearest = min(math.dist(a, b) for a, b in itertools.combinations(moved, 2))
    assert nearest > 10  # pixels: a symbol's weight is within 11
    assert max(math.hypot(*shift) for shift in shifts) <= overview.REACH_PX + 1


def test_two_areas_at_one_place_part():
    first, second = overview.moved_apart([(50, 50), (50, 50)])
    assert math.dist(first, second) >= overview.SPACING_PX - 1.5


def test_a_lonely_symbol_stays_where_it_is():
    assert overview.moved_apart([(50, 50), (500, 500)]) == [(0, 0), (0, 0)]


def test_no_areas_need_no_moving():
    assert overview.moved_apart([]) == []


def test_a_municipality_is_drawn_round_the_place_of_its_middle(municipality):
    municipality(lon=12.0, lat=56.0, side_m=40_000)
    steps = re.findall(r"(-?\d+) (-?\d+)", overview.outlines().municipalities)
    corners = np.cumsum(np.array(steps, dtype=float), axis=0)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2 / overview.FINENESS
    assert tuple(middle) == pytest.approx(overview.pixels(12.0, 56.0), abs=1)


def test_outlines_are_drawn_anew_after_an_import(municipality, django_assert_num_queries):
    municipality()
    run = {"file_name": "x", "checksum": "", "rows_read": 1, "rows_taken": 1, "run_by": "test"}
    run["started_at"] = "2026-01-01T00:00Z"
    ImportRun.objects.create(dataset="municipalities", **run)
    before = overview.outlines()
    with django_assert_num_queries(1):  # only the newest import's id
        assert overview.outlines() == before
    municipality("0751", "Aarhus", lon=10.2, lat=56.16)
    ImportRun.objects.create(dataset="municipalities", **run)
    assert overview.outlines() != before


@pytest.mark.parametrize(
    ("constant", "zoom"),
    [
        ("NEAR", catalogue.AREAS.polygons_from),
        ("BUILDINGS_FROM", catalogue.BUILDINGS.zooms.start),
    ],
)
def test_the_client_changes_its_symbols_where_the_tiles_do(constant, zoom):
    client = (ROOT / "map_client/client/outlines.js").read_text(encoding="utf-8")
    [name] = re.findall(rf"^export const {constant} = zoom[.](\w+)$", client, re.MULTILINE)
    assert PALETTE["zoom"][name] == zoom
    assert overview.STEPS[-1] + 1 == catalogue.AREAS.polygons_from
