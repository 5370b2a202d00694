"""What is peculiar to each of the other formats."""

import json
import zipfile
from datetime import datetime

import geopandas
import openpyxl
import pyogrio
import pytest
from pyarrow import parquet

from spatial.exporting import shapefile
from spatial.exporting.formats import MOST_ROWS_IN_XLSX
from spatial.layers.catalogue import (
    AREAS,
    BUILDINGS,
    DESIGNATIONS,
    MUNICIPALITIES,
    PLAN_MEASURES,
    WITH_ITEMS,
)
from spatial.layers.crs import SPOKEN, UTM32, WGS84
from spatial.models import PlanMeasure

pytestmark = pytest.mark.usefixtures("every_layer")
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


# -- GeoParquet --------------------------------------------------------------------------


@pytest.mark.parametrize("crs", SPOKEN.values(), ids=lambda crs: crs.uri.rpartition("/")[2])
def test_geopandas_reads_geoparquet_with_its_crs(made, crs):
    table = geopandas.read_parquet(made(AREAS, "parquet", crs=crs))
    assert table.crs.equals(f"EPSG:{crs.srid}", ignore_axis_order=True)
    assert table.geometry.name == "geometry"
    west, south, east, north = table.to_crs(4326).total_bounds
    assert 12 < west < east < 13
    assert 55 < south < north < 57


def test_geoparquet_says_what_1_1_asks_for(made):
    path = made(PLAN_MEASURES, "parquet", crs=UTM32)
    geo = json.loads(parquet.read_metadata(path).metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["MultiPolygon"])
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 25832}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    table = parquet.read_table(path)
    boxes = [one for one in table["bbox"].to_pylist() if one]
    assert column["bbox"] == [boxes[0][side] for side in ("xmin", "ymin", "xmax", "ymax")]
    assert [one is None for one in table["bbox"].to_pylist()] == [
        one is None for one in table["geometry"].to_pylist()
    ]


def test_a_box_picks_rows_by_the_covering_column(made):
    path = made(MUNICIPALITIES, "parquet")
    table = geopandas.read_parquet(path, bbox=(15, 55, 16, 56))
    assert list(table["name"]) == ["Christiansø"]


# -- Excel -------------------------------------------------------------------------------


@each_layer
def test_excel_has_titles_names_and_what_they_mean(made, layer):
    book = openpyxl.load_workbook(made(layer, "xlsx"))
    assert book.sheetnames[1:] == ["Kilder", "Kolonner"]
    sheet = book.worksheets[0]
    titles, names = ([cell.value for cell in sheet[row]] for row in (1, 2))
    assert names == ["id", *(p.name for p in layer.properties), "longitude", "latitude"]
    for p, title in zip(layer.properties, titles[1:], strict=False):
        assert p.title.lower() in title.lower()
        assert (p.unit or "") in title
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref.startswith("A2:")
    assert [cell.value for cell in book["Kolonner"]["A"]][1:] == names


def test_excel_has_dates_numbers_and_truths_as_such(made):
    sheet = openpyxl.load_workbook(made(DESIGNATIONS, "xlsx")).worksheets[0]
    names = [cell.value for cell in sheet[2]]
    row = dict(zip(names, sheet[3], strict=True))
    assert row["list_date"].value == datetime(2018, 12, 1)
    assert row["list_date"].number_format == "yyyy-mm-dd"
    assert row["crime_pct"].value == 1.98
    assert (row["differs"].value, row["differs"].data_type) == (False, "b")
    assert 12 < row["longitude"].value < 13
    assert row["education_pct"].value is None


def test_excel_takes_no_text_for_a_formula(made, area):
    area("=1+1").names.update(name="=HYPERLINK(1)")
    sheet = openpyxl.load_workbook(made(AREAS, "xlsx", equals={"slug": "1-1"})).worksheets[0]
    cell = sheet["C3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_limit_is_excels_own_but_for_the_heading():
    assert MOST_ROWS_IN_XLSX + 2 == 1_048_576


# -- Shapefile ---------------------------------------------------------------------------


@each_layer
def test_short_names_are_unique_short_and_explained(made, layer):
    short = shapefile.short_names(layer)
    assert len({name.lower() for name in short.values()}) == len(short)
    assert max(map(len, short.values())) <= 10
    path = made(layer, "shp")
    assert [*short.values()] == list(pyogrio.read_info(f"/vsizip/{path}")["fields"])
    with zipfile.ZipFile(path) as archive:
        told = archive.read("LAESMIG.txt").decode("utf-8-sig")
    for p in layer.properties:
        assert f"{short[p.name]:<10}  {p.name}  " in told


def test_short_names_stay_as_they_are():
    short = shapefile.short_names(DESIGNATIONS)
    asked = ("unemployment_pct", "unemployment_pct_limit", "unemployment_pct_margin", "area")
    assert [short[name] for name in asked] == ["unempl_pct", "unempl_lim", "unempl_mar", "area"]


def test_a_shapefile_is_whole_and_in_utf8(made):
    with zipfile.ZipFile(made(AREAS, "shp")) as archive:
        parts = {name.rpartition(".")[2]: name for name in archive.namelist()}
        assert set(parts) == {"shp", "shx", "dbf", "prj", "cpg", "txt"}
        assert archive.read(parts["cpg"]) == b"UTF-8"
        assert "æøå".encode() in archive.read(parts["dbf"])
        assert archive.read(parts["prj"]).startswith(b"GEOGCS")


def test_a_text_that_is_cut_off_is_told(made):
    PlanMeasure.objects.filter(kind="salg").update(description="æ" * 150)
    path = made(PLAN_MEASURES, "shp")
    with zipfile.ZipFile(path) as archive:
        told = archive.read("LAESMIG.txt").decode("utf-8-sig")
    assert "- description: 1 tekster er afkortet." in told
    assert "Ingen tekster" not in told
    with zipfile.ZipFile(made(AREAS, "shp")) as archive:
        assert "Ingen tekster er afkortet" in archive.read("LAESMIG.txt").decode("utf-8-sig")


# -- GeoJSON -----------------------------------------------------------------------------


def test_gdal_puts_geojson_in_metres_where_it_belongs(made):
    path = made(AREAS, "geojson", crs=UTM32)
    assert pyogrio.read_info(path)["crs"] == "EPSG:25832"
    document = json.loads(path.read_text())
    assert document["contentCrs"] == UTM32.uri


def test_geojson_with_north_first_names_its_crs_but_not_for_those_who_would_swap_it(made):
    document = json.loads(made(AREAS, "geojson", crs=WGS84).read_text())
    assert document["contentCrs"] == WGS84.uri
    assert "crs" not in document
    north, east = document["features"][0]["geometry"]["coordinates"][0][0][0]
    assert (55 < north < 57, 12 < east < 13) == (True, True)


# -- FlatGeobuf --------------------------------------------------------------------------


def test_flatgeobuf_has_an_index_unless_a_row_is_without_a_place(made):
    for layer, indexed in ((BUILDINGS, True), (PLAN_MEASURES, False)):
        found = pyogrio.read_info(made(layer, "fgb"))
        assert found["capabilities"]["fast_spatial_filter"] is indexed
