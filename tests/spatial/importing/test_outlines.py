"""Outlines as they come: curves, Z, collections, faults, wrong axes."""

import pytest
import shapely
from django.contrib.gis.gdal import OGRGeometry
from pyproj import Transformer

from spatial.importing import outlines

METRES = Transformer.from_crs(25832, 25832, always_xy=True)
DEGREES = Transformer.from_crs(4326, 25832, always_xy=True)


def cleaned(wkt, to_storage=METRES):
    """(shape or None, repaired, reason) of one outline."""
    found = outlines.cleaned([wkt and bytes(OGRGeometry(wkt).wkb)], to_storage)
    return found.shapes[0], bool(found.repaired[0]), found.reasons[0]


SQUARE = "(700000 6170000,700100 6170000,700100 6170100,700000 6170100,700000 6170000)"


def test_a_polygon_becomes_a_multipolygon():
    shape, repaired, reason = cleaned(f"POLYGON({SQUARE})")
    assert (shape.geom_type, shape.area, repaired, reason) == ("MultiPolygon", 10_000, False, None)


def test_z_is_left_out():
    shape, _, _ = cleaned(f"POLYGON Z({SQUARE.replace(',', ' -999,').replace(')', ' -999)')})")
    assert not shape.has_z


def test_a_circle_of_arcs_keeps_its_area_within_one_percent():
    arcs = "700000 6170000,700100 6170100,700200 6170000,700100 6169900,700000 6170000"
    shape, _, _ = cleaned(f"CURVEPOLYGON(CIRCULARSTRING({arcs}))")
    assert shape.area == pytest.approx(31_415.9, rel=0.01)


def test_a_spike_is_repaired_since_the_area_stays():
    spike = SQUARE.replace(
        "700000 6170100", "700050 6170100,700050 6170200,700050 6170100,700000 6170100"
    )
    shape, repaired, reason = cleaned(f"POLYGON({spike})")
    assert (shape.is_valid, shape.area, repaired, reason) == (True, 10_000, True, None)


def test_a_bow_tie_is_rejected_since_its_area_would_change():
    bow = "(700000 6170000,700100 6170100,700100 6170000,700000 6170100,700000 6170000)"
    shape, _, reason = cleaned(f"POLYGON({bow})")
    assert shape is None
    assert "Self-intersection" in reason


def test_polygons_are_taken_out_of_a_collection():
    shape, repaired, _ = cleaned(f"GEOMETRYCOLLECTION(POINT(700000 6170000),POLYGON({SQUARE}))")
    assert (shape.area, repaired) == (10_000, True)


@pytest.mark.parametrize(
    ("wkt", "words"),
    [
        (None, "no outline"),
        ("POLYGON EMPTY", "no outline"),
        ("POINT(700000 6170000)", "no polygon"),
        ("POLYGON((0 0,1 0,1 1,0 0))", "outside Denmark"),
        ("POLYGON((6170000 700000,6170100 700000,6170100 700100,6170000 700000))", "swapped"),
    ],
)
def test_what_is_no_outline_in_denmark_is_rejected_with_the_reason(wkt, words):
    shape, _, reason = cleaned(wkt)
    assert shape is None
    assert words in reason


def test_latitude_before_longitude_is_told():
    _, _, reason = cleaned("POLYGON((55.6 12.5,55.7 12.5,55.7 12.6,55.6 12.5))", DEGREES)
    assert "swapped" in reason


def test_degrees_are_placed_where_the_mapping_agency_places_them():
    # Rundetårn's neighbourhood; reference by PROJ's own pipeline, east before north.
    shape, _, _ = cleaned("POLYGON((12.57 55.68,12.58 55.68,12.58 55.69,12.57 55.68))", DEGREES)
    expected = Transformer.from_pipeline("+proj=utm +zone=32 +ellps=GRS80").transform(12.57, 55.68)
    nearest = shapely.distance(shape, shapely.Point(expected))
    assert nearest < 0.01
