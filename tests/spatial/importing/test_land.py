"""The base map's land: cut to Denmark's neighbourhood, in pieces, the same at each import."""

import pytest
from django.contrib.gis.db.models import Extent

from spatial import models
from spatial.errors import BadInput
from spatial.importing import land
from tests.spatial.importing.files import TEST

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
    land.replace(world, land.read(world), TEST)
    west, south, east, north = models.Land.objects.aggregate(box=Extent("geometry"))["box"]
    # Corners of 3-13 E, 53-57 N in EPSG:25832 by PROJ.
    assert (round(west, -4), round(east, -4)) == (100_000, 760_000)
    assert (round(south, -4), round(north, -4)) == (5_870_000, 6_320_000)


@pytest.mark.django_db
def test_the_same_land_again_keeps_its_ids(world):
    land.replace(world, land.read(world), TEST)
    before = set(models.Land.objects.values_list("pk", flat=True))
    land.replace(world, land.read(world), TEST)
    assert set(models.Land.objects.values_list("pk", flat=True)) == before


def test_a_file_without_land_near_denmark_is_refused(tmp_path):
    path = tmp_path / "far.json"
    path.write_text('{"type": "Polygon", "coordinates": [[[-80,10],[-70,10],[-70,20],[-80,10]]]}')
    with pytest.raises(BadInput, match=r"far\.json holds no land"):
        land.read(path)


def test_a_file_that_is_no_geojson_is_refused(tmp_path):
    path = tmp_path / "text.json"
    path.write_text("no map")
    with pytest.raises(BadInput, match=r"text\.json cannot be read"):
        land.read(path)
