"""What the operator is told of files that cannot be used, and what need not be said."""

import shutil
from decimal import Decimal

import numpy as np
import pyogrio
import pytest
import shapely

from spatial.errors import BadInput
from spatial.importing import areas, buildings, municipalities
from spatial.importing.delivery import Wishes
from tests.spatial.importing.files import geojson, polygon, written

HERE = (700_000, 6_170_000)
EXPECTED_CENTRE = shapely.Point(723_350.6, 6_172_841.1)  # of 12.5-12.6 E, 55.6-55.7 N


def taken(delivery):
    return [row for row in delivery.rows() if not row.reason]


@pytest.mark.parametrize("name", ["b.gpkg", "b.geojson", "b.shp", "b.gml", "b.fgb"])
def test_every_format_gives_the_same_row(tmp_path, name):
    path = written(tmp_path / name, {"7": shapely.box(12.5, 55.6, 12.6, 55.7)})
    [row] = taken(buildings.read(path, Wishes()))
    assert row.values[0] == "7"
    assert row.shape.centroid.distance(EXPECTED_CENTRE) < 1


def test_a_zipped_shapefile_is_read_in_its_zip(tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()
    written(folder / "b.shp", {"7": shapely.box(*HERE, 700_010, 6_170_010)}, epsg=25832)
    shutil.make_archive(str(tmp_path / "b"), "zip", folder)
    assert len(taken(buildings.read(tmp_path / "b.zip", Wishes()))) == 1


def test_a_table_of_wkt_needs_its_coordinate_system_told(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text(
        'id;geom\n1;"POLYGON((700000 6170000,700009 6170000,700009 6170009,700000 6170000))"\n'
    )
    with pytest.raises(BadInput, match="add --crs EPSG:25832"):
        buildings.read(path, Wishes())
    assert len(taken(buildings.read(path, Wishes(crs="EPSG:25832")))) == 1


def test_a_crs_that_does_not_exist_is_named(tmp_path):
    path = geojson(tmp_path / "b.json", ({"id": "1"}, polygon(*HERE)))
    with pytest.raises(BadInput, match="EPSG:99999999"):
        buildings.read(path, Wishes(crs="EPSG:99999999"))


@pytest.mark.parametrize("code", ["0101", "101", 101, " 101 ", 101.0])
def test_a_municipality_code_may_be_written_in_several_ways(tmp_path, code):
    path = geojson(tmp_path / "k.json", ({"KOMKODE": code, "KOMNAVN": " Kbh  "}, polygon(*HERE)))
    assert taken(municipalities.read(path, Wishes()))[0].values == ("0101", "Kbh")


def test_a_code_denmark_does_not_have_is_rejected_with_its_row(tmp_path):
    good, bad = {"kode": "0101", "navn": "A"}, {"kode": "9999", "navn": "B"}
    path = geojson(tmp_path / "k.json", (good, polygon(*HERE)), (bad, polygon(*HERE)))
    [_, second] = municipalities.read(path, Wishes()).rows()
    assert (second.number, second.reason) == (
        2,
        "code '9999' is not the code of a Danish municipality",
    )


@pytest.mark.parametrize(
    ("column", "given", "meant"),
    [
        ("height", -999, None),
        ("height", "-999.00", None),
        ("height", -9999, None),
        ("height", 0, None),
        ("height", "7,5", Decimal("7.5")),
        ("year_built", 0, None),
        ("year_built", "1971.0", 1971),
        ("floors", "", None),
        ("floors", 0, 0),
        ("use_code", 140.0, "140"),
        ("use_code", "-999.0", None),
    ],
)
def test_values_are_read_as_files_write_them(tmp_path, column, given, meant):
    path = geojson(tmp_path / "b.json", ({"id": "1", column: given}, polygon(*HERE)))
    [row] = taken(buildings.read(path, Wishes()))
    assert row.left_out == ()
    names = [one.name for one in buildings.FIELDS]
    name = {"height": "height_m"}.get(column, column)
    assert row.values[names.index(name)] == meant


@pytest.mark.parametrize("floors", ["many", "1_0", "３", 1.5, -1, 40_000])
def test_a_value_that_cannot_be_used_is_left_out_and_the_row_stays(tmp_path, floors):
    path = geojson(tmp_path / "b.json", ({"id": "1", "floors": floors}, polygon(*HERE)))
    [row] = taken(buildings.read(path, Wishes()))
    assert row.values == ("1", None, None, None, None, None)
    expected = f"floors {str(floors)!r} is not a whole number from 0 to 32767: left out"
    assert row.left_out == (expected,)


def test_whole_numbers_of_a_gml_stay_whole_though_some_are_missing(tmp_path):
    pyogrio.raw.write(
        tmp_path / "b.gml",
        shapely.to_wkb([shapely.box(12.5, 55.6, 12.6, 55.7)] * 2),
        [np.array([12_345_678, 0]), np.array([140, 0])],
        ["bbr_id", "use_code"],
        field_mask=[np.array([False, True])] * 2,
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    first, second = taken(buildings.read(tmp_path / "b.gml", Wishes()))
    assert (first.values[0], first.values[5]) == ("12345678", "140")
    assert (second.values[0], second.values[5]) == (None, None)


def test_a_column_may_be_told(tmp_path):
    path = geojson(tmp_path / "b.json", ({"id": "1", "x": 4}, polygon(*HERE)))
    assert taken(buildings.read(path, Wishes(columns={"floors": "x"})))[0].values[1] == 4


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"name": "NAVN2"}, "no column 'NAVN2'; it has navn"),
        ({"colour": "navn"}, "the fields are municipality_code, name"),
    ],
)
def test_a_column_or_field_that_is_not_there_is_named(tmp_path, columns, words):
    path = geojson(tmp_path / "a.json", ({"navn": "A"}, polygon(*HERE)))
    with pytest.raises(BadInput, match=words):
        areas.read(path, Wishes(columns=columns))


def test_a_missing_column_says_how_to_tell_it(tmp_path):
    path = geojson(tmp_path / "a.json", ({"titel": "A"}, polygon(*HERE)))
    with pytest.raises(BadInput, match=r"--field name=COLUMN; it has titel"):
        areas.read(path, Wishes())


def test_of_several_layers_one_must_be_told(tmp_path):
    path, shape = tmp_path / "b.gpkg", shapely.box(*HERE, 700_010, 6_170_010)
    written(path, {"one": shape}, epsg=25832, layer="one")
    written(path, {"two": shape}, epsg=25832, layer="two", append=True)
    with pytest.raises(BadInput, match="one, two"):
        buildings.read(path, Wishes())
    assert taken(buildings.read(path, Wishes(layer="two")))[0].values[0] == "two"


def test_unusable_files_are_told_apart(tmp_path):
    (tmp_path / "text.txt").write_text("no map")
    with pytest.raises(BadInput, match="There is no file"):
        buildings.read(tmp_path / "missing.gpkg", Wishes())
    with pytest.raises(BadInput, match=r"text\.txt cannot be read"):
        buildings.read(tmp_path / "text.txt", Wishes())
    with pytest.raises(BadInput, match=r"empty\.json holds no rows"):
        buildings.read(geojson(tmp_path / "empty.json"), Wishes())


@pytest.mark.parametrize("name", ["b.fgb", "b.gml"])
def test_a_file_that_breaks_off_is_refused(tmp_path, name):
    shapes = {str(n): shapely.box(12, 55, 12 + n / 1e3, 56) for n in range(1, 50)}
    whole = written(tmp_path / name, shapes)
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2])
    with pytest.raises(BadInput, match=rf"{name} "):
        list(buildings.read(whole, Wishes()).rows())


def test_openstreetmap_gives_closed_ways_and_relations(real_data):
    """As many as an independent extraction has, in each of the three files."""
    path = real_data / "denmark/osm/osm_buildings_dk.geojson"
    meta, _, _, columns = pyogrio.raw.read(path, columns=["id", "source_file"])
    by_name = dict(zip(meta["fields"], columns, strict=True))
    expected = set(by_name["id"])
    found = set()
    for file in path.parent.glob("*.osm"):
        found |= {row.values[0] for row in taken(buildings.read(file, Wishes()))}
    assert found == expected
    assert len(found) == 761
