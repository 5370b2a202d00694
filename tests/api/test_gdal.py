"""GDAL's own OGC API client reads what we serve, page after page."""

import json
import pickle
import shutil
import subprocess
import sys
from datetime import date

import numpy
import pytest
from shapely import from_wkb, get_coordinates

from api.views.items import Items
from spatial.layers.catalogue import BUILDINGS, DESIGNATIONS, WITH_ITEMS
from spatial.models import judging

pytestmark = pytest.mark.django_db(transaction=True)
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)

# In a process of its own: GDAL waits for the answer without letting the test's server run.
CALL = """
import json, pickle, sys, pyogrio
call, source, options = sys.argv[1:]
options = {n: tuple(v) if n == "bbox" else v for n, v in json.loads(options).items()}
found = getattr(pyogrio.raw if call == "read" else pyogrio, call)(source, **options)
sys.stdout.buffer.write(pickle.dumps(found))
"""


def gdal(live_server, call, **options):
    """What pyogrio's `call` says of the API, read by GDAL's OAPIF driver."""
    arguments = [call, f"OAPIF:{live_server.url}/api", json.dumps(options)]
    done = subprocess.run(
        [sys.executable, "-c", CALL, *arguments], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return pickle.loads(done.stdout)


def read(live_server, layer, **options):
    """Fields by name, shapes and metadata of a layer as GDAL reads it, two items a page."""
    meta, _, shapes, fields = gdal(live_server, "read", layer=layer.id, PAGE_SIZE="2", **options)
    return dict(zip(meta["fields"], fields, strict=True)), from_wkb(shapes), meta


@pytest.fixture
def requested(monkeypatch):
    """The query strings of the items requests."""
    asked = []
    get = Items.get

    def remembering(self, request, *args, **kwargs):
        asked.append(request.query_params.dict())
        return get(self, request, *args, **kwargs)

    monkeypatch.setattr(Items, "get", remembering)
    return asked


def test_gdal_lists_the_collections_that_have_items_and_no_other(live_server, every_layer):
    found = gdal(live_server, "list_layers")[:, 0]
    assert set(found) == {layer.id for layer in WITH_ITEMS}


@each_layer
def test_gdal_reads_every_item_page_after_page(live_server, every_layer, layer, client, requested):
    fields, shapes, _ = read(live_server, layer, CRS="OGC:CRS84")
    matched = client.get(f"/api/collections/{layer.id}/items").json()["numberMatched"]
    assert len(shapes) == matched == layer.rows().count() >= 3
    assert any("after" in query for query in requested)
    assert {"name", "source"} & set(fields)
    x, y = get_coordinates([shape for shape in shapes if shape is not None]).T
    assert ((x > 9) & (x < 16) & (y > 54) & (y < 58)).all()


@each_layer
def test_gdal_prefers_storage_metres(live_server, every_layer, layer):
    _, shapes, meta = read(live_server, layer)
    assert meta["crs"] == "EPSG:25832"
    stored = layer.rows().order_by("pk").values_list(layer.geometry, flat=True)
    expected = [get_coordinates(from_wkb(bytes(shape.wkb))) for shape in stored if shape]
    found = [get_coordinates(shape) for shape in shapes if shape is not None]
    assert len(found) == len(expected)
    for ours, theirs in zip(expected, found, strict=True):
        assert numpy.allclose(ours, theirs, atol=0.006)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832"])
def test_gdal_s_box_is_answered_by_the_server(live_server, every_layer, requested, crs):
    in_degrees = (12.49, 55.6, 12.505, 55.8), (10.5, 55.1, 10.6, 55.2)
    in_metres = (719_000, 6_176_000, 720_300, 6_180_000), (600_000, 6_100_000, 601_000, 6_101_000)
    here, nowhere = in_degrees if crs == "EPSG:4326" else in_metres
    fields, shapes, _ = read(live_server, BUILDINGS, CRS=crs, bbox=here)
    assert list(fields["local_id"]) == ["b0"]
    x, y = get_coordinates(shapes).min(axis=0)
    assert here[0] < x < here[2]
    assert here[1] < y < here[3]
    assert any("bbox" in query for query in requested)
    assert len(read(live_server, BUILDINGS, CRS=crs, bbox=nowhere)[1]) == 0


def test_gdal_s_where_becomes_a_property_parameter(live_server, every_layer, requested):
    where = "state = 'existing' AND municipality_code = '0101'"
    fields, _, _ = read(live_server, BUILDINGS, where=where)
    assert list(fields["local_id"]) == ["b0", "b1", "b2"]
    assert any(query.get("municipality_code") == "0101" for query in requested)


def test_gdal_asks_for_a_truth_in_its_own_way(live_server, every_layer, requested):
    judging.store()
    agreeing, _, _ = read(live_server, DESIGNATIONS, where="differs = 0")
    assert len(agreeing["area"]) == 6
    assert any(query.get("differs") == "0" for query in requested)
    assert len(read(live_server, DESIGNATIONS, where="differs = 1")[1]) == 0


def test_gdal_takes_the_page_size_from_the_api_document(live_server, every_layer, requested):
    gdal(live_server, "read", layer="areas")
    assert "1000" in {query.get("limit") for query in requested}


# Of each list these are null before the list that first had them: GDAL would guess texts.
NULL_AT_FIRST = ("education_pct", "education_pct_limit", "income_pct", "income_pct_margin")


@pytest.fixture
def null_at_first(area, source):
    """Two pages of a list without the figures, then an item that has one."""
    for number in range(3):
        made = area(f"Park {number}", categories={date(2018, 12, 1): "ghettoområde"})
    made.values.create(
        list_id=date(2018, 12, 1), indicator="education_pct", value="60.5", source=source
    )


def test_gdal_types_columns_by_the_schema_where_the_first_values_are_null(
    live_server, null_at_first
):
    info = gdal(live_server, "read_info", layer="designations", PAGE_SIZE="2")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert {types[name] for name in NULL_AT_FIRST} == {"OFTReal"}
    assert types["list_date"] == types["valid_to"] == "OFTDate"
    assert types["criteria_met"] == types["differs"] == "OFTInteger"
    fields, _, _ = read(live_server, DESIGNATIONS)
    assert numpy.isnan(fields["education_pct"][:2]).all()
    assert fields["education_pct"][2] == 60.5


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="gdal-bin is not installed")
def test_the_gdal_of_the_system_types_them_too(live_server, null_at_first):
    told = ogrinfo(live_server, "-so", "designations")
    for name in NULL_AT_FIRST:
        assert f"\n{name}: Real" in told
    assert "\nvalid_to: Date" in told
    assert "\ndiffers: Integer(Boolean)" in told


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="gdal-bin is not installed")
def test_gdal_counts_what_a_filter_leaves_without_reading_it(live_server, every_layer, requested):
    told = ogrinfo(live_server, "-so", "buildings", "-where", "state = 'existing'")
    assert "Feature Count: 4" in told
    [hits] = [query for query in requested if "resultType" in query]
    assert hits == {"resultType": "hits", "state": "existing"}


def ogrinfo(live_server, *arguments):
    done = subprocess.run(
        ["ogrinfo", "-ro", f"OAPIF:{live_server.url}/api", *arguments],
        capture_output=True,
        timeout=60,
        check=True,
        text=True,
    )
    return done.stdout
