"""Every layer in every format: the same ids and values as its items, in a file others read."""

import csv
import json
import math
import zipfile
from datetime import date, datetime
from decimal import Decimal

import geopandas
import openpyxl
import pyogrio
import pytest
import shapely
from pyarrow import parquet

from spatial.exporting import export, rows, shapefile
from spatial.exporting.formats import BY_CODE
from spatial.layers import query
from spatial.layers.catalogue import AREAS, BUILDINGS, PLAN_MEASURES, WITH_ITEMS
from spatial.layers.crs import CRS84, SPOKEN, UTM32
from tests.spatial.exporting.conftest import FACTS

pytestmark = pytest.mark.usefixtures("every_layer")
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
each_format = pytest.mark.parametrize("format", BY_CODE)
NOWHERE = {"boxes": (query.Box(west=-19, south=36, east=-18, north=37),)}


def features(layer, crs=CRS84):
    """The items as GeoJSON features, by id."""
    asked = query.ItemsQuery(crs=crs)
    found = query.features(query.page(layer, asked), query.feature(layer, asked), limit=1000)
    return {one["id"]: one for one in json.loads(f"[{found.text}]")}


def read_geojson(path, layer):
    return {one["id"]: one["properties"] for one in json.loads(path.read_text())["features"]}


def read_csv(path, layer):
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0])[: len(layer.properties) + 1] == rows.names(layer)
    return {int(one["id"]): one for one in lines}


def read_gdal(path, layer):
    fids = path.suffix == ".gpkg"
    table = pyogrio.read_arrow(path, return_fids=fids, read_geometry=fids)[1]
    return {one["id"]: one for one in table.to_pylist()}


def read_shp(path, layer):
    """Under the full names again."""
    full = {short: name for name, short in shapefile.short_names(layer).items()}
    table = pyogrio.read_arrow(f"/vsizip/{path}")[1].to_pylist()
    named = [{full.get(name, name): value for name, value in one.items()} for one in table]
    return {one["id"]: one for one in named}


def read_parquet(path, layer):
    return {one["id"]: one for one in rows_of_parquet(path)}


def rows_of_parquet(path):
    return parquet.read_table(path).to_pylist()


def read_xlsx(path, layer):
    book = openpyxl.load_workbook(path)
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    return {line[0]: dict(zip(lines[1], line, strict=True)) for line in lines[2:]}


READERS = {
    "geojson": read_geojson,
    "csv": read_csv,
    "gpkg": read_gdal,
    "fgb": read_gdal,
    "parquet": read_parquet,
    "shp": read_shp,
    "xlsx": read_xlsx,
}


def plain(value, like):
    """A value of a file as JSON has it; `like` is the item's."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(like, float | int) and not isinstance(like, bool) and value is not None:
        return pytest.approx(float(value)) if float(value) == pytest.approx(like) else float(value)
    return value


def text_of(value):
    """A value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value)


@each_format
@each_layer
def test_a_file_has_the_ids_and_values_of_the_items(made, layer, format):
    items = features(layer)
    assert len(items) >= 3
    found = READERS[format](made(layer, format), layer)
    # FlatGeobuf puts its rows in the order of its index.
    same = set if format == "fgb" else list
    assert same(found) == same(items), "the same ids in the same order"
    for id, item in items.items():
        for name, value in item["properties"].items():
            there = found[id][name]
            if format == "csv":
                assert there == text_of(value), name
            elif format == "shp" and value is None:
                assert there in (None, "") or math.isnan(there), name
            else:
                assert plain(there, value) == value, name


def geometries(path, format, layer):
    """Shapely geometries by id, east before north."""
    if format == "parquet":
        return {one["id"]: one["geometry"] for one in rows_of_parquet(path)}
    if format == "fgb":  # GDAL's Arrow reader fails on a feature of this format without geometry
        _, _, shapes, [ids] = pyogrio.raw.read(path, columns=["id"])
        return dict(zip(ids.tolist(), shapes, strict=True))
    name = {"gpkg": "geometry", "shp": "wkb_geometry"}[format]
    return {id: one[name] for id, one in READERS[format](path, layer).items()}


@pytest.mark.parametrize("crs", SPOKEN.values(), ids=lambda crs: crs.uri.rpartition("/")[2])
@pytest.mark.parametrize("format", ["gpkg", "fgb", "parquet", "shp"])
def test_a_file_has_its_geometry_east_first_whatever_the_crs(made, format, crs):
    expected = features(AREAS, crs)
    path = made(AREAS, format, crs=crs)
    for id, wkb in geometries(path, format, AREAS).items():
        shape = shapely.from_wkb(wkb)
        box = shapely.bounds(shapely.geometry.shape(expected[id]["geometry"]))
        if crs.north_first:
            box = [box[1], box[0], box[3], box[2]]
        assert shapely.bounds(shape) == pytest.approx(
            box, abs=0.01 if crs.unit == "metre" else 1e-6
        )
        assert shape.geom_type == "MultiPolygon" or format == "shp"
    if format != "parquet":
        source = f"/vsizip/{path}" if format == "shp" else path
        assert pyogrio.read_info(source)["crs"] == f"EPSG:{crs.srid}"


@each_format
def test_the_filters_of_items_apply(made, format):
    found = READERS[format](made(AREAS, format, equals={"slug": "park-1"}), AREAS)
    assert [one["name"] for one in found.values()] == ['Park "1" \\ æøå']


@each_format
@each_layer
def test_an_empty_result_is_a_valid_file(made, layer, format):
    path = made(layer, format, **NOWHERE)
    if format == "csv":
        assert len(path.read_text().splitlines()) == 1
    elif format == "parquet":
        assert geopandas.read_parquet(path).empty
    elif format in ("gpkg", "fgb", "shp"):
        source = f"/vsizip/{path}" if format == "shp" else path
        assert pyogrio.read_arrow(source)[1].num_rows == 0
    else:
        assert READERS[format](path, layer) == {}


def test_a_row_without_a_place_is_in_every_format(made):
    items = features(PLAN_MEASURES)
    without = {id for id, one in items.items() if one["geometry"] is None}
    assert 0 < len(without) < len(items)
    for format in ("gpkg", "fgb", "parquet", "shp"):
        found = geometries(made(PLAN_MEASURES, format), format, PLAN_MEASURES)
        assert {id for id, wkb in found.items() if wkb is None} == without, format
    found = json.loads(made(PLAN_MEASURES, "geojson").read_text())["features"]
    assert {one["id"] for one in found if one["geometry"] is None} == without
    for format in ("csv", "xlsx"):
        found = READERS[format](made(PLAN_MEASURES, format), PLAN_MEASURES)
        assert {id for id, one in found.items() if one["longitude"] in (None, "")} == without


@each_format
def test_a_file_says_whose_it_is_and_where_it_is_from(made, format):
    path = made(AREAS, format)
    if format == "shp":
        with zipfile.ZipFile(path) as archive:
            told = archive.read("LAESMIG.txt").decode("utf-8-sig")
    elif format == "xlsx":
        sheet = openpyxl.load_workbook(path)["Kilder"]
        told = "\n".join(str(cell) for line in sheet.iter_rows(values_only=True) for cell in line)
    elif format in ("gpkg", "fgb"):
        told = "\n".join(pyogrio.read_info(path)["layer_metadata"].values())
    elif format == "parquet":
        told = "\n".join(v.decode() for v in parquet.read_metadata(path).metadata.values())
    else:
        told = path.read_text()
    for fact in FACTS:
        assert fact in told


@each_format
def test_the_same_data_are_the_same_bytes(made, format):
    style = "<qgis/>" if format == "gpkg" else None
    first, second = (made(BUILDINGS, format, style=style).read_bytes() for _ in range(2))
    assert first == second


@each_format
def test_a_file_is_made_by_two_statements_beside_those_of_the_transaction(
    exported, tmp_path, format, django_assert_num_queries
):
    (tmp_path / "x").mkdir()
    one = exported(AREAS, crs=UTM32)
    # savepoint, time limit, version, savepoint, beside the cursor, which Django does not count;
    # FlatGeobuf asks for missing places first
    with django_assert_num_queries(5 if format == "fgb" else 4):
        export.write(format, one, tmp_path / "x" / f"data.{BY_CODE[format].extension}")
