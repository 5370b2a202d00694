"""The questions that a layer's rows can be asked."""

import json
from datetime import date

import pytest
from django.contrib.gis.geos import GEOSGeometry

from spatial.layers import query
from spatial.layers.catalogue import AREAS, BUILDINGS
from spatial.layers.crs import mercator_to_degrees
from spatial.layers.query import Box, Interval, ItemsQuery


def names(asked):
    return [row.name for row in query.matching(AREAS, asked)]


def local_ids(asked):
    return [row.local_id for row in query.page(BUILDINGS, asked)]


def test_a_box_edge_is_a_parallel_not_a_straight_line_in_utm(area):
    # Transforming four corners puts this area outside: the edge is 6 km off in the middle.
    area("South of the chord", lon=11.6, lat=54.52)
    box = Box(west=8, south=54.5, east=15.2, north=57.8)
    assert names(ItemsQuery(boxes=(box,))) == ["South of the chord"]


def test_what_lies_beyond_the_parallel_is_not_in_the_box(area):
    area("Below", lon=11.6, lat=54.48)
    box = Box(west=8, south=54.5, east=15.2, north=57.8)
    assert names(ItemsQuery(boxes=(box,))) == []


def test_the_whole_world_holds_everything(area):
    area()
    world = Box(west=-180, south=-90, east=180, north=90)
    assert names(ItemsQuery(boxes=(world,))) == ["Parken"]


@pytest.mark.parametrize(
    "box",
    [
        Box(west=12.55, south=55.7, east=12.55, north=55.7),
        Box(west=12.5, south=55.7, east=12.6, north=55.7),
        Box(west=12.55, south=55.6, east=12.55, north=55.8),
    ],
    ids=["point", "parallel", "meridian"],
)
def test_a_box_may_be_a_point_or_a_line(area, box):
    area()
    assert names(ItemsQuery(boxes=(box,))) == ["Parken"]


def test_a_box_in_storage_metres_is_taken_as_it_is(area):
    area("Parken", lon=12.55, lat=55.7)
    centre = GEOSGeometry("SRID=4326;POINT(12.55 55.7)").transform(25832, clone=True)
    near = Box(
        west=centre.x + 90, south=centre.y, east=centre.x + 300, north=centre.y + 9, srid=25832
    )
    far = Box(
        west=centre.x + 110, south=centre.y, east=centre.x + 300, north=centre.y + 9, srid=25832
    )
    assert names(ItemsQuery(boxes=(near,))) == ["Parken"]
    assert names(ItemsQuery(boxes=(far,))) == []


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        (date(2019, 1, 1), date(2019, 1, 1), True),
        (date(2018, 1, 1), date(2018, 1, 1), True),
        (date(2020, 12, 31), date(2020, 12, 31), True),
        (date(2017, 12, 31), date(2017, 12, 31), False),
        (date(2021, 1, 1), date(2021, 1, 1), False),
        (None, date(2017, 12, 31), False),
        (date(2021, 1, 1), None, False),
        (None, date(2018, 1, 1), True),
        (date(2020, 12, 31), None, True),
    ],
)
def test_both_days_of_a_period_count(building, first, last, there):
    building(valid_from=date(2018, 1, 1), valid_to=date(2020, 12, 31))
    asked = ItemsQuery(interval=Interval(first=first, last=last))
    assert local_ids(asked) == (["1"] if there else [])


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 1, 1)])
def test_an_unknown_day_is_open(building, day):
    building(valid_from=None, valid_to=None)
    assert local_ids(ItemsQuery(interval=Interval(first=day, last=day))) == ["1"]


def test_pages_by_id_and_by_offset_hold_the_same_rows(building):
    ids = [building(str(number)).pk for number in range(7)]
    by_offset = query.page(BUILDINGS, ItemsQuery(limit=2, offset=3))
    by_id = query.page(BUILDINGS, ItemsQuery(limit=2, after=(ids[2],)))
    # One more than asked for, which tells whether a page follows.
    assert [row.pk for row in by_offset] == [row.pk for row in by_id] == ids[3:6]


def nodes(plan):
    """A plan's nodes, from the top."""
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def test_a_row_that_is_skipped_is_not_formatted(db):
    rows = query.page(BUILDINGS, ItemsQuery(limit=2, offset=3))
    text = query.feature(BUILDINGS, ItemsQuery())
    [plan] = json.loads(rows.annotate(text=text).explain(format="json", verbose=True))
    skipping = [node for node in nodes(plan["Plan"]) if node["Node Type"] == "Limit"]
    assert skipping
    for node in skipping:
        below = json.dumps(node)
        assert "st_asgeojson" not in below.lower()
    assert "st_asgeojson" in json.dumps(plan).lower()


def test_mercator_metres_become_degrees():
    assert mercator_to_degrees(20_037_508.342789244, 0) == pytest.approx((180, 0))
    assert mercator_to_degrees(0, 20_037_508.342789244)[1] == pytest.approx(85.0511287798)
    assert mercator_to_degrees(0, 1e300)[1] == pytest.approx(90, abs=1)
