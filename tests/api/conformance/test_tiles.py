"""OGC API - Tiles Part 1 (OGC 20-057), requirement by requirement, and OGC 17-083r4 beneath it."""

import json
import math

import mapbox_vector_tile
import pytest
from pyogrio import raw

from spatial import models
from spatial.layers.catalogue import LAYERS
from tests.api.test_tiles import AT_14, DENMARK, WORLD, decoded, path, tile_of

REL = "http://www.opengis.net/def/rel/ogc/1.0/"
CONF = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/"
URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
MVT = "application/vnd.mapbox-vector-tile"
CLASSES = (
    "core",
    "tileset",
    "tilesets-list",
    "dataset-tilesets",
    "geodata-tilesets",
    "collections-selection",
    "mvt",
    "oas30",
)
each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
TILESETS = ["/api/tiles", *(f"/api/collections/{layer.id}/tiles" for layer in LAYERS)]


def link(document, rel):
    [found] = [one for one in document["links"] if one["rel"] == rel]
    return found


def filled(template, place):
    z, y, x = place
    return template.format(tileMatrix=z, tileRow=y, tileCol=x)


# -- core ----------------------------------------------------------------------------------


def test_core_conformance_success_names_the_classes_that_hold(client, db):
    named = client.get("/api/conformance").json()["conformsTo"]
    assert [one.removeprefix(CONF) for one in named if one.startswith(CONF)] == list(CLASSES)


def test_core_tc_op_a_tile_has_row_before_column(client, area):
    area("Parken", lon=12.55, lat=55.7)
    z, row, column = tile_of(12.55, 55.7, 12)
    assert row != column
    assert set(decoded(client.get(path((z, row, column), "areas")))) == {"areas"}
    assert client.get(path((z, column, row), "areas")).status_code == 404


@each_layer
def test_core_tc_success_a_tile_holds_what_lies_in_it_in_the_form_asked_for(
    client, every_layer, layer
):
    template = link(client.get(f"/api/collections/{layer.id}/tiles/WebMercatorQuad").json(), "item")
    place = AT_14 if layer.zooms[-1] >= 14 else (*tile_of(12.5, 55.7, layer.zooms[-1]),)
    if layer.id == "municipalities":
        place = tile_of(12.5, 56, 12)
    if layer.id == "regions":
        place = tile_of(10, 57, 10)
    answer = client.get(filled(template["href"], place), headers={"Accept": MVT})
    assert set(decoded(answer)) == {layer.id}


@pytest.mark.parametrize(
    "place", [(0, 0, 1), (0, 1, 0), (23, 0, 0), (14, 0, 0), (14, 5126, 0), (15, 10252, 17521)]
)
def test_core_tc_error_a_tile_outside_matrix_set_or_limits_is_404(client, area, place):
    area("Parken", lon=12.55, lat=55.7)
    answer = client.get(path(place, "areas"))
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_core_tc_error_a_tile_within_the_limits_without_data_is_204(client, area):
    area("Vest", lon=9, lat=55.7)
    area("Øst", lon=12.55, lat=55.7)
    answer = client.get(path(tile_of(11, 55.7, 14), "areas"))
    assert (answer.status_code, answer.content) == (204, b"")


def test_core_tc_error_a_tile_of_several_has_no_limits_but_those_of_the_matrix_set(client, area):
    area("Parken", lon=12.55, lat=55.7)
    assert client.get(path((14, 0, 0)), {"collections": "areas"}).status_code == 204
    assert client.get(path((14, 2**14, 0)), {"collections": "areas"}).status_code == 404


# -- tileset -------------------------------------------------------------------------------


@pytest.mark.parametrize("at", TILESETS)
def test_tileset_description_tells_data_crs_scheme_and_template(client, every_layer, at):
    answer = client.get(f"{at}/WebMercatorQuad", headers={"Accept": "application/json"})
    assert answer["Content-Type"] == "application/json"
    document = answer.json()
    assert document["dataType"] == "vector"
    assert document["crs"] == MERCATOR
    assert document["tileMatrixSetURI"] == URI
    item = link(document, "item")
    assert (item["templated"], item["type"]) == (True, MVT)
    for name in ("{tileMatrix}", "{tileRow}", "{tileCol}"):
        assert name in item["href"]
    scheme = client.get(link(document, f"{REL}tiling-scheme")["href"]).json()
    assert scheme["uri"] == URI
    assert link(document, "self")["href"].endswith(f"{at}/WebMercatorQuad?f=json")
    tilejson = client.get(link(document, "describedby")["href"]).json()
    assert tilejson["tilejson"] == "3.0.0"


@each_layer
def test_tileset_limits_hold_every_tile_that_has_anything(client, every_layer, layer):
    document = client.get(f"/api/collections/{layer.id}/tiles/WebMercatorQuad").json()
    limits = {int(one["tileMatrix"]): one for one in document["tileMatrixSetLimits"]}
    assert list(limits) == list(layer.zooms)
    one = limits[layer.zooms[-1]]
    west, south = document["boundingBox"]["lowerLeft"]
    east, north = document["boundingBox"]["upperRight"]
    _, top, left = tile_of(west, north, layer.zooms[-1])
    _, bottom, right = tile_of(east, south, layer.zooms[-1])
    assert (one["minTileRow"], one["maxTileRow"]) == (top, bottom)
    assert (one["minTileCol"], one["maxTileCol"]) == (left, right)


@each_layer
def test_tileset_layers_tell_the_properties_of_the_tiles(client, every_layer, layer):
    document = client.get(f"/api/collections/{layer.id}/tiles/WebMercatorQuad").json()
    [one] = document["layers"]
    assert one["id"] == layer.id
    assert (one["minTileMatrix"], one["maxTileMatrix"]) == (
        str(layer.zooms[0]),
        str(layer.zooms[-1]),
    )
    schema = one["propertiesSchema"]["properties"]
    assert list(schema) == [p.name for p in layer.in_tiles()]
    assert {"string", "integer", "number", "boolean"} >= {p["type"] for p in schema.values()}


def test_tileset_of_an_empty_layer_has_neither_limits_nor_box(client, db):
    document = client.get("/api/collections/areas/tiles/WebMercatorQuad").json()
    assert "tileMatrixSetLimits" not in document
    assert "boundingBox" not in document
    assert client.get(path(WORLD, "areas")).status_code == 204


def test_tileset_carries_the_filters_and_licences_of_its_tiles(client, area, source):
    source.licence, source.attribution = "CC BY 4.0", "En prøve"
    source.save()
    area("Parken")
    document = client.get(
        "/api/collections/areas/tiles/WebMercatorQuad", {"name": "Parken", "f": "json"}
    ).json()
    assert (document["license"], document["attribution"]) == ("CC BY 4.0", "En prøve")
    template = link(document, "item")["href"]
    assert template.endswith("/{tileMatrix}/{tileRow}/{tileCol}?name=Parken")
    assert decoded(client.get(filled(template, DENMARK)))


# -- tilesets-list, dataset-tilesets, geodata-tilesets -------------------------------------


@pytest.mark.parametrize("at", TILESETS)
def test_tilesets_list_leads_to_each_tileset_and_its_scheme(client, every_layer, at):
    document = client.get(at).json()
    [one] = document["tilesets"]
    assert (one["dataType"], one["crs"], one["tileMatrixSetURI"]) == ("vector", MERCATOR, URI)
    own = link(one, "self")["href"]
    assert own == f"http://testserver{at}/WebMercatorQuad"
    assert client.get(own).json()["tileMatrixSetURI"] == URI
    assert client.get(link(one, f"{REL}tiling-scheme")["href"]).status_code == 200


def test_dataset_tilesets_landing_page_leads_to_the_tilesets(client, every_layer):
    address = link(client.get("/api").json(), f"{REL}tilesets-vector")["href"]
    assert address == "http://testserver/api/tiles"
    assert client.get(address).json()["tilesets"]


@each_layer
def test_geodata_tilesets_desc_links_each_collection_leads_to_its_tilesets(
    client, every_layer, layer
):
    document = client.get(f"/api/collections/{layer.id}").json()
    address = link(document, f"{REL}tilesets-vector")["href"]
    assert address == f"http://testserver/api/collections/{layer.id}/tiles"


# -- collections-selection -----------------------------------------------------------------


def test_collections_selection_is_optional_and_takes_ids_and_addresses(client, every_layer):
    everything = set(decoded(client.get(path(AT_14))))
    assert {"areas", "designations", "buildings", "land"} <= everything
    both = {"collections": "http://testserver/api/collections/areas,buildings"}
    assert set(decoded(client.get(path(AT_14), both))) == {"areas", "buildings"}
    document = client.get("/api/tiles/WebMercatorQuad", both).json()
    assert [one["id"] for one in document["layers"]] == ["areas", "buildings"]
    template = link(document, "item")["href"]
    assert set(decoded(client.get(filled(template, AT_14)))) == {"areas", "buildings"}


@pytest.mark.parametrize("text", ["", "ghosts", "http://testserver/api/collections/ghosts"])
def test_collections_selection_refuses_what_there_is_not(client, every_layer, text):
    for at in (path(AT_14), "/api/tiles/WebMercatorQuad"):
        answer = client.get(at, {"collections": text})
        assert (answer.status_code, answer.json()["parameter"]) == (400, "collections")


def test_datetime_filters_tiles_and_is_carried_by_the_template(client, every_layer):
    given = {"datetime": "2018-12-01/2018-12-31"}
    document = client.get("/api/collections/designations/tiles/WebMercatorQuad", given).json()
    tile = decoded(client.get(filled(link(document, "item")["href"], AT_14)))
    dates = {one["properties"]["list_date"] for one in tile["designations"]["features"]}
    assert dates == {"2018-12-01"}


# -- mvt -----------------------------------------------------------------------------------


def test_mvt_content_is_read_by_mapbox_vector_tile_and_gdal(client, every_layer, tmp_path):
    z, y, x = AT_14
    answer = client.get(path(AT_14), {"collections": "areas,buildings"})
    assert answer["Content-Type"] == MVT
    tile = mapbox_vector_tile.decode(answer.content)
    file = tmp_path / "tile.mvt"
    file.write_bytes(answer.content)
    for name in ("areas", "buildings"):
        meta, _, shapes, _ = raw.read(f"MVT:{file}", X=str(x), Y=str(y), Z=str(z), layer=name)
        assert meta["crs"] == "EPSG:3857"
        assert len(shapes) == len(tile[name]["features"]) > 0


# -- oas30 ---------------------------------------------------------------------------------


def test_oas30_operation_id_has_the_suffix_of_each_operation(client, db):
    paths = client.get("/api/openapi").json()["paths"]
    tile = "/{tileMatrix}/{tileRow}/{tileCol}"
    for at, suffix in (
        ("/collections/areas/tiles", ".collection.vector."),
        ("/tiles", ".dataset.vector."),
    ):
        for below, name in (("", "getTileSetsList"), ("/WebMercatorQuad", "getTileSet")):
            assert paths[at + below]["get"]["operationId"].endswith(suffix + name)
        operation = paths[f"{at}/WebMercatorQuad{tile}"]["get"]["operationId"]
        assert operation.endswith(f"{suffix}getTile")
    assert paths["/tileMatrixSets"]["get"]["operationId"] == "getTileMatrixSetsList"
    assert paths["/tileMatrixSets/WebMercatorQuad"]["get"]["operationId"] == "getTileMatrixSet"


def test_oas30_completeness_collections_is_declared_as_the_standard_has_it(client, db):
    paths = client.get("/api/openapi").json()["paths"]
    for at, methods in paths.items():
        if not at.startswith("/tiles/WebMercatorQuad"):
            continue
        [one] = [p for p in methods["get"]["parameters"] if p.get("name") == "collections"]
        assert (one["required"], one["style"], one["explode"]) == (False, "form", False)
        assert one["schema"] == {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize(
    "at",
    [
        "/api/tileMatrixSets",
        "/api/tileMatrixSets/WebMercatorQuad",
        *TILESETS[:2],
        *(f"{at}/WebMercatorQuad" for at in TILESETS[:2]),
    ],
)
def test_each_has_a_page(client, every_layer, at):
    page = client.get(at, headers={"Accept": "text/html"})
    assert page["Content-Type"].startswith("text/html")
    assert "<h1>" in page.text
    assert 'rel="alternate" type="application/json"' in page.text


def test_the_time_of_an_import_does_not_leave_old_limits(client, area):
    area("Parken", lon=12.55, lat=55.7)
    at = "/api/collections/areas/tiles/WebMercatorQuad"
    before = json.dumps(client.get(at).json()["tileMatrixSetLimits"])
    area("Ude", lon=8.2, lat=57)
    models.ImportRun.objects.create(
        dataset="areas", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )
    assert json.dumps(client.get(at).json()["tileMatrixSetLimits"]) != before
    assert math.isfinite(client.get(at).json()["boundingBox"]["lowerLeft"][0])
