"""What QGIS and GDAL find in a GeoPackage beyond its features."""

import contextlib
import json
import sqlite3

import pyogrio
import pytest

from spatial.layers.catalogue import DESIGNATIONS, PLAN_MEASURES, WITH_ITEMS
from spatial.layers.crs import UTM32
from tests.spatial.exporting.conftest import ADDRESS, WARNING

pytestmark = pytest.mark.usefixtures("every_layer")
STYLE = '<qgis version="3.22"><renderer-v2 type="singleSymbol"/></qgis>'


@pytest.fixture
def asked(made):
    """The rows that a GeoPackage of a layer gives to an SQL query."""

    def ask(sql, layer=DESIGNATIONS, **more):
        with contextlib.closing(sqlite3.connect(made(layer, "gpkg", **more))) as file:
            return file.execute(sql).fetchall()

    return ask


def test_the_style_is_where_qgis_looks_for_it(asked):
    [row] = asked(
        "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles",
        style=STYLE,
    )
    assert row == ("designations", "geometry", STYLE, 1)
    kinds = asked("SELECT table_name, data_type FROM gpkg_contents", style="x")
    assert dict(kinds) == {"designations": "features", "layer_styles": "attributes"}


def test_without_a_style_there_is_no_table_of_styles(asked):
    assert asked("SELECT name FROM sqlite_master WHERE name = 'layer_styles'") == []


@pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
def test_every_field_has_its_title_with_unit_and_its_meaning(asked, layer):
    found = asked("SELECT column_name, title, description FROM gpkg_data_columns", layer)
    told = {name: (title, description) for name, title, description in found}
    assert set(told) == {p.name for p in layer.properties}
    for p in layer.properties:
        assert p.title.lower() in told[p.name][0].lower()
        assert (p.unit or "") in told[p.name][0]
        assert told[p.name][1] == (p.description or None)


def test_gdal_reads_the_title_of_a_field_as_its_alias(made):
    path = made(PLAN_MEASURES, "gpkg")
    with contextlib.closing(sqlite3.connect(path)) as file:
        [extension] = file.execute(
            "SELECT extension_name FROM gpkg_extensions WHERE table_name = 'gpkg_data_columns'"
        ).fetchall()
    assert extension == ("gpkg_schema",)
    assert pyogrio.read_info(path)["features"] > 0, "GDAL opens it"


def test_its_metadata_name_source_licence_day_and_query(asked):
    [(text,)] = asked("SELECT metadata FROM gpkg_metadata WHERE mime_type = 'application/json'")
    told = json.loads(text)
    assert told["query"] == ADDRESS
    assert told["demonstration"] == WARNING
    assert (told["licence"], told["data_date"]) == ("CC BY 4.0", "2024-06-01")
    assert told["sources"][0]["title"] == "En kilde"


def test_the_layer_is_indexed_typed_and_in_its_crs(asked):
    kinds = asked("SELECT name, type FROM pragma_table_info('designations')", crs=UTM32)
    assert kinds[0] == ("id", "INTEGER")
    types = dict(kinds)
    assert types["list_date"] == "DATE"
    assert types["differs"] == "BOOLEAN"
    assert types["residents"] == "MEDIUMINT"
    assert types["crime_pct"] == "REAL"
    assert types["name"] == "TEXT"
    assert types["geometry"] == "MULTIPOLYGON"
    assert asked("SELECT srs_id FROM gpkg_geometry_columns", crs=UTM32) == [(25832,)]
    assert asked("SELECT count(*) FROM rtree_designations_geometry") == [(6,)]


def test_its_time_is_that_of_the_data(asked):
    [(time,)] = asked("SELECT DISTINCT last_change FROM gpkg_contents")
    assert time == "2024-06-01T10:00:00.000Z"
