"""The base map's land: cut to Denmark's neighbourhood, in pieces, the same at each import."""

import pytest
import shapely
from django.contrib.gis.db.models import Extent

from spatial import models
from spatial.errors import BadInput
from spatial.importing import land
from spatial.importing.delivery import Wishes
from tests.spatial.importing.files import TEST, geojson, polygon, written

WORLD = """{"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "coordinates": [
  [[[8, 55], [13, 55], [13, 57], [8, 57], [8, 55]]],
  [[[0, 40], [10, 40], [10, 54], [0, 54], [0, 40]]],
  [[[-80, 10], [-70, 10], [-70, 20], [-80, 10]]]]}]}"""


@pytest.fixture
def world(tmp_path):
    path = tmp_path / "world.geo.json"
    path.write_text(WORLD)
    return path


@pytest.mark.django_db
def test_land_far_away_is_left_out_and_the_rest_is_clipped(world):
    land.replace(world, land.read(world, Wishes()), TEST)
    west, south, east, north = models.Land.objects.aggregate(box=Extent("geometry"))["box"]
    # Corners of 3-13 E, 53-57 N in EPSG:25832 by PROJ.
    assert (round(west, -4), round(east, -4)) == (100_000, 760_000)
    assert (round(south, -4), round(north, -4)) == (5_870_000, 6_320_000)


@pytest.mark.django_db
def test_the_same_land_again_keeps_its_ids(world):
    land.replace(world, land.read(world, Wishes()), TEST)
    before = set(models.Land.objects.values_list("pk", flat=True))
    land.replace(world, land.read(world, Wishes()), TEST)
    assert set(models.Land.objects.values_list("pk", flat=True)) == before


def test_a_file_without_land_near_denmark_is_refused(tmp_path):
    path = tmp_path / "far.json"
    path.write_text('{"type": "Polygon", "coordinates": [[[-80,10],[-70,10],[-70,20],[-80,10]]]}')
    with pytest.raises(BadInput, match=r"far\.json holds no land"):
        land.read(path, Wishes())


def test_a_file_that_is_no_geojson_is_refused(tmp_path):
    path = tmp_path / "text.json"
    path.write_text("no map")
    with pytest.raises(BadInput, match=r"text\.json cannot be read"):
        land.read(path, Wishes())


def test_land_in_metres_is_read_as_metres_from_any_format(tmp_path):
    here = shapely.box(700_000, 6_170_000, 700_100, 6_170_100)
    package = written(tmp_path / "land.gpkg", {"1": here}, epsg=25832)
    old = geojson(tmp_path / "land.json", ({}, polygon(700_000, 6_170_000)))
    for path in (package, old):
        [found] = land.read(path, Wishes())
        assert shapely.equals_exact(found.normalize(), here.normalize(), 0.001)


def test_land_in_mercator_metres_lies_where_degrees_put_it(tmp_path):
    path = written(tmp_path / "land.fgb", {"1": shapely.box(1e6, 7e6, 2e6, 9e6)}, epsg=3857)
    [found] = land.read(path, Wishes())
    # North: 59.5 N, where the neighbourhood ends; south: 7e6, which is 53.1 N.
    assert 6_600_000 < found.bounds[3] < 6_700_000
    assert 5_870_000 < found.bounds[1] < 5_920_000


def test_a_table_of_land_without_a_system_is_refused(tmp_path):
    path = tmp_path / "land.csv"
    path.write_text('id;geom\n1;"POLYGON((10 55,11 55,11 56,10 55))"\n')
    with pytest.raises(BadInput, match="add --crs EPSG:4326"):
        land.read(path, Wishes())
    assert len(land.read(path, Wishes(crs="EPSG:4326"))) == 1
