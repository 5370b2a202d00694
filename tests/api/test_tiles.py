"""Vector tiles, decoded by two readers that are not ours."""

import json
import math
from datetime import date

import mapbox_vector_tile
import pytest
from django.contrib.gis.db.models.functions import PointOnSurface, Transform
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection
from pyogrio import raw

from spatial import models
from spatial.layers import tiles
from spatial.layers.catalogue import AREAS, BUILDINGS, LAYERS
from spatial.layers.query import ItemsQuery
from tests.conftest import square

ALL = ",".join(layer.id for layer in LAYERS)
# Tiles of WebMercatorQuad: (z, y, x), row before column. AT_14 holds 12.5 E, 55.7 N.
WORLD, DENMARK, AT_14 = (0, 0, 0), (8, 80, 136), (14, 5126, 8760)


def path(place, collection=None):
    z, y, x = place
    start = f"/api/collections/{collection}" if collection else "/api"
    return f"{start}/tiles/WebMercatorQuad/{z}/{y}/{x}"


def decoded(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    return mapbox_vector_tile.decode(answer.content)


def shapes(tile, collection):
    return {feature["geometry"]["type"] for feature in tile[collection]["features"]}


def tile_of(lon, lat, zoom):
    """The tile that holds a place, as (z, y, x)."""
    column = (lon + 180) / 360 * 2**zoom
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom
    return zoom, int(row), int(column)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_tiles_hold_every_feature_with_its_id_and_properties(client, every_layer, layer):
    rows = layer.rows().filter(**{f"{layer.geometry}__isnull": False})
    places = rows.annotate(at=Transform(PointOnSurface(layer.geometry), 4326))
    needed = {tile_of(*place.at.coords, layer.zooms[0]) for place in places}
    found = {}
    for address in needed:
        tile = decoded(client.get(path(address, layer.id)))
        assert list(tile) == [layer.id]
        found |= {feature["id"]: feature for feature in tile[layer.id]["features"]}
    assert set(found) == set(rows.values_list("pk", flat=True)) != set()
    published = {p.name for p in layer.in_tiles()}
    for feature in found.values():
        assert set(feature["properties"]) <= published


def test_several_layers_share_a_tile_under_their_ids(client, every_layer):
    tile = decoded(client.get(path(AT_14), {"collections": "areas,buildings,land"}))
    assert set(tile) == {"areas", "buildings", "land"}


def test_a_tile_of_several_layers_takes_one_query(client, every_layer, django_assert_num_queries):
    with django_assert_num_queries(2):  # and that of the version
        client.get(path(AT_14), {"collections": ALL})


def test_areas_are_points_below_zoom_9_and_outlines_from_there(client, area):
    area("Parken", lon=12.55, lat=55.7)
    assert shapes(decoded(client.get(path(DENMARK, "areas"))), "areas") == {"Point"}
    at_9 = path((9, 160, 273), "areas")
    assert shapes(decoded(client.get(at_9)), "areas") == {"Polygon"}


def test_the_inside_point_of_an_area_lies_in_it(area):
    area("Parken", lon=12.55, lat=55.7)
    # An L whose centre of gravity lies outside it.
    x, y, *_ = square(12.55, 55.7).extent
    ring = [(0, 0), (900, 0), (900, 9), (9, 9), (9, 900), (0, 900), (0, 0)]
    shape = Polygon([(x + east, y + north) for east, north in ring])
    models.AreaBoundary.objects.update(geometry=MultiPolygon(shape, srid=25832))
    body = tiles.vector_tile({AREAS: ItemsQuery()}, tiles.TileAddress(zoom=8, row=80, column=136))
    [feature] = mapbox_vector_tile.decode(body)["areas"]["features"]
    px, py = feature["geometry"]["coordinates"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_Distance(ST_Transform(ST_SetSRID(ST_Point("
            " ST_XMin(e) + %s / 4096.0 * (ST_XMax(e) - ST_XMin(e)),"
            " ST_YMin(e) + %s / 4096.0 * (ST_YMax(e) - ST_YMin(e))), 3857), 25832), b.geometry)"
            " FROM ST_TileEnvelope(8, 136, 80) AS e, spatial_areaboundary AS b",
            [px, py],
        )
        assert cursor.fetchone()[0] < 40  # a unit of this tile is 38 m wide


def test_a_filter_of_items_filters_tiles(client, area):
    area("Parken", categories={date(2018, 12, 1): "ghettoområde"})
    where = path(DENMARK, "designations")
    assert client.get(where, {"category": "ghettoområde"}).status_code == 200
    assert client.get(where, {"category": "udsat boligområde"}).status_code == 204
    assert client.get(where, {"datetime": "2019-01-01"}).status_code == 200
    assert client.get(where, {"datetime": "2010-01-01"}).status_code == 204


def test_datetime_filters_a_tile_of_several_where_they_have_time(client, area):
    area("Parken", categories={date(2018, 12, 1): "ghettoområde"})
    given = {"collections": "areas,designations", "datetime": "2010-01-01"}
    assert set(decoded(client.get(path(DENMARK), given))) == {"areas"}


@pytest.mark.parametrize(
    ("collection", "given"),
    [
        ("buildings", {"year_built": "99999"}),
        ("buildings", {"area_id": str(2**63 - 1)}),
        ("plan-measures", {"year_from": "99999999999"}),
    ],
)
def test_a_number_that_no_row_can_have_gives_an_empty_tile(client, every_layer, collection, given):
    assert client.get(path(AT_14, collection)).status_code == 200
    assert client.get(path(AT_14, collection), given).status_code == 204


def test_an_empty_tile_is_204(client, every_layer):
    answer = client.get(path((14, 0, 0)), {"collections": "areas"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["ETag"]


def test_buildings_begin_at_zoom_13(client, building):
    building()
    assert client.get(path((12, 1281, 2190)), {"collections": "buildings"}).status_code == 204
    assert client.get(path((12, 1281, 2190), "buildings")).status_code == 404
    assert client.get(path((13, 2563, 4381), "buildings")).status_code == 200


def test_beyond_its_last_zoom_a_layer_is_still_in_a_tile_of_several(client, area):
    area("Parken", lon=12.55, lat=55.7)
    assert AREAS.zooms[-1] < 16
    answer = client.get(path(tile_of(12.55, 55.7, 16)), {"collections": "areas"})
    assert set(decoded(answer)) == {"areas"}


@pytest.mark.parametrize(
    ("place", "name"),
    [((0, 1, 0), "tileRow"), ((0, 0, 1), "tileCol"), ((23, 0, 0), "tileMatrix")],
)
def test_an_address_outside_the_matrix_is_404_and_named(client, db, place, name):
    answer = client.get(path(place, "areas"))
    assert answer.status_code == 404
    assert name in answer.json()["detail"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"collections": ""}, "collections"),
        ({"collections": "areas,ghosts"}, "collections"),
        ({"collections": "areas,buildings", "name": "Parken"}, "name"),
        ({"collections": "areas", "limit": "1"}, "limit"),
        ({"collections": "areas", "crs": "x"}, "crs"),
    ],
)
def test_a_parameter_that_a_tile_cannot_use_is_a_400(client, db, given, name):
    answer = client.get(path(WORLD), given)
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


def test_a_tile_of_one_layer_has_no_collections_to_choose(client, db):
    answer = client.get(path(WORLD, "areas"), {"collections": "areas"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "collections")


def test_tilejson_leads_to_a_tile(client, every_layer):
    document = client.get(
        "/api/tiles/WebMercatorQuad/tilejson", {"collections": "areas,buildings"}
    ).json()
    assert document["tilejson"] == "3.0.0"
    assert (document["minzoom"], document["maxzoom"]) == (0, 16)
    assert [one["id"] for one in document["vector_layers"]] == ["areas", "buildings"]
    west, south, east, north = document["bounds"]
    assert 9 < west < 12.5 < east < 16
    assert 54 < south < 55.7 < north < 58
    [template] = document["tiles"]
    assert template.startswith("http://testserver/")
    address = template.format(z=AT_14[0], y=AT_14[1], x=AT_14[2])
    assert set(decoded(client.get(address))) == {"areas", "buildings"}


def test_tilejson_of_one_layer_carries_its_filter_and_attribution(client, area, source):
    source.attribution = "Indeholder data fra en prøve"
    source.save()
    area()
    document = client.get(
        "/api/collections/areas/tiles/WebMercatorQuad/tilejson", {"name": "Parken"}
    ).json()
    assert document["tiles"][0].endswith("/{z}/{y}/{x}?name=Parken")
    assert document["attribution"] == "Indeholder data fra en prøve"
    assert document["vector_layers"][0]["fields"]["residents"] == "Number, personer"


@pytest.mark.parametrize("collection", ["areas", "buildings", "municipalities"])
def test_gdal_reads_the_tile_where_it_lies(client, every_layer, tmp_path, collection):
    z, y, x = AT_14 if collection == "buildings" else (9, 160, 273)
    if collection == "municipalities":
        z, y, x = WORLD
    answer = client.get(path((z, y, x), collection))
    assert answer.status_code == 200
    file = tmp_path / "tile.mvt"
    file.write_bytes(answer.content)
    meta, _, geometry, _ = raw.read(f"MVT:{file}", X=str(x), Y=str(y), Z=str(z), layer=collection)
    assert meta["crs"] == "EPSG:3857"
    assert len(geometry) == len(mapbox_vector_tile.decode(answer.content)[collection]["features"])


def test_the_spatial_index_is_used(building):
    for number in range(20):
        building(str(number), lon=9 + number / 4, lat=56)
    rows = tiles._rows(BUILDINGS, ItemsQuery(), tiles.TileAddress(zoom=14, row=5126, column=8763))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE spatial_building; SET LOCAL enable_seqscan = off")
        sql, params = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    assert "spatial_building_geometry" in json.dumps(plan)
