"""The rows that a WFS answer reads: as exact as those of items, and no more than a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.test_wfs import FILTER, GML, asked, features, slugs
from tests.conftest import square


def test_a_box_in_degrees_is_as_exact_as_that_of_items(client, area):
    # The straight line between the corners of this box runs some kilometres north of 54.9 N.
    area("Syd", lon=11.5, lat=54.915)
    assert slugs(client, bbox="8,54.9,15,57.8,EPSG:4326") == ["syd"]
    assert slugs(client, bbox="-180,-90,180,90,EPSG:4326") == ["syd"]
    assert slugs(client, bbox="8,54.93,15,57.8,EPSG:4326") == []


def test_a_geometry_in_a_filter_is_compared_in_storage_metres(client, area):
    area()
    shape = square(12.55, 55.7, side_m=50)
    x, y, *_ = shape.extent
    point = (
        '<fes:Intersects><fes:ValueReference>geometry</fes:ValueReference><gml:Point gml:id="p" '
        'xmlns:gml="http://www.opengis.net/gml/3.2" srsName="{}"><gml:pos>{}</gml:pos></gml:Point>'
        "</fes:Intersects>"
    )
    metres = point.format("urn:ogc:def:crs:EPSG::25832", f"{x} {y}")
    degrees = point.format("urn:ogc:def:crs:EPSG::4326", "55.7 12.55")
    elsewhere = point.format("urn:ogc:def:crs:EPSG::4326", "55.8 12.55")
    found = [
        len(features(client, filter=FILTER.format(one))) for one in (metres, degrees, elsewhere)
    ]
    assert found == [1, 1, 0]


@pytest.mark.parametrize(
    "box",
    [
        "55.7,12.55,55.7,12.55,urn:ogc:def:crs:EPSG::4326",
        "55.7,12,55.7,13,urn:ogc:def:crs:EPSG::4326",
        "12.55,55,12.55,56,EPSG:4326",
    ],
)
def test_a_box_may_be_a_line_or_a_point(client, area, box):
    area("Her", lon=12.55, lat=55.7)
    area("Der", lon=12.55, lat=54.9)
    assert slugs(client, bbox=box) == ["her"]


def test_a_distance_is_in_metres(client, area):
    area("Nær", lon=12.55, lat=55.7)
    area("Fjern", lon=12.65, lat=55.7)
    near = (
        "<fes:DWithin><fes:ValueReference>geometry</fes:ValueReference>"
        '<gml:Point gml:id="p" xmlns:gml="http://www.opengis.net/gml/3.2" '
        'srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>55.7 12.56</gml:pos></gml:Point>'
        '<fes:Distance uom="m">1000</fes:Distance></fes:DWithin>'
    )
    assert slugs(client, filter=FILTER.format(near)) == ["naer"]


def test_rows_that_a_page_skips_are_not_written(client, every_layer):
    with CaptureQueriesContext(connection) as queries:
        asked(client, "GetFeature", typeNames="areas", startIndex="1", count="1")
    [page] = [one["sql"] for one in queries if "ST_AsGML" in one["sql"]]
    written, _, skipped = page.partition(" IN (SELECT")
    assert "OFFSET 1" in skipped
    assert "ST_AsGML" in written
    assert "ST_AsGML" not in skipped.partition(")")[0]


def test_pages_keep_the_order_that_was_asked_for(client, every_layer):
    given = {"sortBy": "residents DESC"}
    pages = [slugs(client, **given, startIndex=str(n), count="1") for n in range(3)]
    assert pages == [["park-2"], ["park-1"], ["park-0"]]


def test_one_feature_is_had_by_its_id_with_the_properties_that_are_named(client, every_layer):
    first = features(client)[0].get(f"{GML}id")
    [one] = features(client, resourceId=first, propertyName="name")
    assert one.get(f"{GML}id") == first
    assert {child.tag.rpartition("}")[2] for child in one} - {"boundedBy"} == {"name"}
