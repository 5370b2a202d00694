"""Independent clients read the WFS: GDAL's driver, system ogrinfo, OWSLib and QGIS."""

import json
import pickle
import shutil
import subprocess
import sys
from datetime import date

import numpy
import pytest
from owslib.wfs import WebFeatureService
from shapely import from_wkb, get_coordinates

from api.views.wfs import Wfs
from spatial.layers.catalogue import BUILDINGS, DESIGNATIONS, WITH_ITEMS
from tests.api.test_gdal import CALL

pytestmark = pytest.mark.django_db(transaction=True)
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


def gdal(live_server, call, **options):
    """What pyogrio's `call` says of the service, two features a page."""
    code = "import pyogrio; pyogrio.set_gdal_config_options({'OGR_WFS_PAGE_SIZE': '2'})" + CALL
    done = subprocess.run(
        [sys.executable, "-c", code, call, f"WFS:{live_server.url}/wfs", json.dumps(options)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return pickle.loads(done.stdout)


def read(live_server, layer, **options):
    meta, _, shapes, fields = gdal(live_server, "read", layer=f"lag:{layer.id}", **options)
    return dict(zip(meta["fields"], fields, strict=True)), from_wkb(shapes), meta


@pytest.fixture
def requested(monkeypatch):
    """What was asked of the service, parameters in capitals."""
    asked = []
    get = Wfs.get

    def remembering(self, request, *args, **kwargs):
        asked.append({name.upper(): value for name, value in request.GET.items()})
        return get(self, request, *args, **kwargs)

    monkeypatch.setattr(Wfs, "get", remembering)
    return asked


def test_gdal_lists_the_layers_that_have_items(live_server, every_layer):
    found = gdal(live_server, "list_layers")[:, 0]
    assert set(found) == {f"lag:{layer.id}" for layer in WITH_ITEMS}


@each_layer
def test_gdal_reads_every_feature_page_after_page(live_server, every_layer, layer, requested):
    fields, shapes, meta = read(live_server, layer)
    assert meta["crs"] == "EPSG:25832"
    assert len(shapes) == layer.rows().count() >= 3
    assert any(int(query.get("STARTINDEX", 0)) >= 2 for query in requested)
    assert set(fields) - {"gml_id"} == {p.name for p in layer.properties}
    stored = layer.rows().order_by("pk").values_list(layer.geometry, flat=True)
    expected = [get_coordinates(from_wkb(bytes(one.wkb))) for one in stored if one]
    found = [get_coordinates(one) for one in shapes if one is not None]
    assert len(found) == len(expected) > 0
    for ours, theirs in zip(expected, found, strict=True):
        assert numpy.allclose(ours, theirs, atol=1e-6)


def test_gdal_gets_numbers_days_and_truths_as_such(live_server, every_layer):
    fields, _, meta = read(live_server, DESIGNATIONS)
    types = dict(zip(meta["fields"], map(str, meta["dtypes"]), strict=True))
    assert types["list_date"] == "datetime64[D]"
    assert types["crime_pct"] == "float64"
    assert types["residents"].startswith(("int", "float"))  # float where some are unknown
    assert fields["list_date"][0] == numpy.datetime64(date(2018, 12, 1))


def test_gdal_s_box_and_where_are_answered_by_the_server(live_server, every_layer, requested):
    box = (719_000, 6_176_000, 720_300, 6_180_000)
    fields, _, _ = read(live_server, BUILDINGS, bbox=box)
    assert list(fields["local_id"]) == ["b0"]
    assert any("BBOX" in query or "Envelope" in query.get("FILTER", "") for query in requested)
    fields, _, _ = read(live_server, BUILDINGS, where="local_id = 'b1'")
    assert list(fields["local_id"]) == ["b1"]
    assert any("b1" in query.get("FILTER", "") for query in requested)


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="the system has no ogrinfo")
def test_the_system_s_ogrinfo_reads_all_layers(live_server, every_layer):
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", f"WFS:{live_server.url}/wfs"],
        capture_output=True,
        timeout=60,
        check=False,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Geometry: Multi Surface") == len(WITH_ITEMS), done.stdout
    assert "list_date: Date" in done.stdout
    assert "municipality_code: String" in done.stdout
    assert "differs: Integer(Boolean)" in done.stdout


def test_owslib_reads_capabilities_schema_and_features(live_server, every_layer):
    service = WebFeatureService(f"{live_server.url}/wfs", version="2.0.0")
    assert service.identification.title == "Områdekortet"
    assert set(service.contents) == {f"lag:{layer.id}" for layer in WITH_ITEMS}
    areas = service["lag:areas"]
    west, south, east, north = areas.boundingBoxWGS84
    assert 12 < west < east < 13
    assert 55 < south < north < 56
    assert [one.code for one in areas.crsOptions][:1] == [25832]
    schema = service.get_schema("lag:designations")
    assert schema["properties"]["list_date"] == "date"
    assert schema["geometry_column"] == "geometry"
    answer = service.getfeature(typename=["lag:areas"], maxfeatures=2, outputFormat="geojson")
    assert len(json.loads(answer.read())["features"]) == 2


QGIS = """
import json, sys
from qgis.core import QgsApplication, QgsVectorLayer, QgsRectangle
application = QgsApplication([], False)
application.initQgis()
url, name = sys.argv[1:]
layer = QgsVectorLayer(
    f" pagingEnabled='true' pageSize='2' restrictToRequestBBOX='1' srsname='EPSG:25832'"
    f" typename='lag:{name}' url='{url}' version='2.0.0'", name, "WFS")
found = list(layer.getFeatures()) if layer.isValid() else []
points = [f.geometry().centroid().asPoint() for f in found if f.hasGeometry()]
types = {f.name(): f.typeName() for f in layer.fields()}
print(json.dumps([layer.isValid(), layer.crs().authid(), len(found),
                  [[p.x(), p.y()] for p in points], types]))
sys.stdout.flush()
import os
os._exit(0)
"""


def qgis_is_there():
    done = subprocess.run(["/usr/bin/python3", "-c", "import qgis.core"], capture_output=True)
    return done.returncode == 0


@pytest.mark.skipif(not qgis_is_there(), reason="QGIS is not installed: apt install python3-qgis")
@each_layer
def test_qgis_reads_every_feature_page_after_page(live_server, every_layer, layer, tmp_path):
    done = subprocess.run(
        ["/usr/bin/python3", "-c", QGIS, f"{live_server.url}/wfs", layer.id],
        capture_output=True,
        timeout=120,
        check=False,
        text=True,
        env={"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    valid, crs, count, points, types = json.loads(done.stdout.splitlines()[-1])
    assert (valid, crs) == (True, "EPSG:25832")
    assert count == layer.rows().count() >= 3
    assert all(4e5 < x < 1e6 and 6e6 < y < 6.5e6 for x, y in points)
    assert {p.name for p in layer.properties} == set(types)
