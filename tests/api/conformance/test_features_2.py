"""OGC API - Features Part 2 (18-058r1), annex A: one test for each abstract test, in each CRS."""

import re

import pytest
import shapely
from django.contrib.gis.geos import GEOSGeometry

from spatial.layers.catalogue import WITH_ITEMS
from spatial.layers.crs import SPOKEN
from tests.api.conformance.asking import (
    CRS84,
    GEOJSON,
    collection,
    each_layer,
    get,
    page_of,
    parameter_of,
    walked,
)

pytestmark = pytest.mark.usefixtures("every_layer")

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
UTM32, WGS84, ETRS89, MERCATOR = (EPSG + code for code in ("25832", "4326", "4258", "3857"))
ALL = [CRS84, UTM32, WGS84, ETRS89, MERCATOR]
each_crs = pytest.mark.parametrize("uri", ALL, ids=lambda uri: uri.split("/")[-1])
north_first = {WGS84, ETRS89}

# 12.5 E, 55.7 N, the middle of the first area: by Krüger's series and the formula of Mercator's
# projection, not by PROJ.
GOLDEN = {
    CRS84: (12.5, 55.7),
    UTM32: (719_925.34, 6_178_243.15),
    WGS84: (55.7, 12.5),
    ETRS89: (55.7, 12.5),
    MERCATOR: (1_391_493.63, 7_498_924.48),
}


def middle(document):
    """The middle of the first ring, in the order in which coordinates are written."""
    [[ring]] = document["geometry"]["coordinates"]
    return [sum(place[axis] for place in ring[1:]) / (len(ring) - 1) for axis in (0, 1)]


def test_crs_uri(client):
    """/conf/crs/crs-uri: every CRS by a URI of OGC's name type specification."""
    document = get(client, "/api/collections").json()
    found = set(document["crs"])
    for one in document["collections"]:
        found |= {*one["crs"], one["storageCrs"]}
    for uri in found:
        assert re.fullmatch(r"http://www\.opengis\.net/def/crs/[A-Z]+/[\d.]+/\w+", uri)
    assert found == set(ALL) == set(SPOKEN)


@each_layer
def test_default_crs(client, layer):
    """/conf/crs/default-crs: CRS84 stands first among those of a collection."""
    assert collection(client, layer)["crs"][0] == CRS84


@each_layer
def test_storage_crs(client, layer):
    """/conf/crs/storageCrs: one of the CRSs that may be asked for."""
    document = collection(client, layer)
    assert document["storageCrs"] == UTM32
    assert document["storageCrs"] in document["crs"]


@each_layer
@each_crs
def test_crs_parameter(client, layer, uri):
    """/conf/crs/crs-parameter: defined as a URI, and taken by items and by one item; the CRS of
    the answer stands in Content-Crs."""
    found = parameter_of(client, layer, "crs")
    assert (found["style"], found["explode"]) == ("form", False)
    assert (found["schema"]["type"], found["schema"]["format"]) == ("string", "uri")
    at = f"/api/collections/{layer.id}/items"
    answer = get(client, at, accept=GEOJSON, crs=uri)
    assert answer["Content-Crs"] == f"<{uri}>"
    number = answer.json()["features"][0]["id"]
    assert get(client, f"{at}/{number}", accept=GEOJSON, crs=uri)["Content-Crs"] == f"<{uri}>"


@each_layer
def test_crs_parameter_default(client, layer):
    """/conf/crs/crs-parameter-default: CRS84, which Content-Crs also says."""
    at = f"/api/collections/{layer.id}/items"
    answer = get(client, at, accept=GEOJSON)
    assert answer["Content-Crs"] == f"<{CRS84}>"
    assert answer.json()["features"] == page_of(client, layer, crs=CRS84)["features"]


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
@pytest.mark.parametrize("uri", [f"{EPSG}25833", f"{EPSG}99999", "EPSG:25832", "", "urn:x"])
def test_crs_parameter_invalid(client, name, uri):
    """/conf/crs/crs-parameter-invalid and bbox-crs-parameter-invalid: a CRS that is not among
    those of the collection is a 400."""
    for layer in WITH_ITEMS:
        given = {name: uri, "bbox": "12,55,13,56"}
        answer = client.get(f"/api/collections/{layer.id}/items", given)
        assert (answer.status_code, answer.json()["parameter"]) == (400, name)
    one = page_of(client, WITH_ITEMS[0])["features"][0]["id"]
    answer = client.get(f"/api/collections/{WITH_ITEMS[0].id}/items/{one}", {name: uri})
    assert answer.status_code == 400


@each_layer
@each_crs
def test_crs_parameter_transform(client, layer, uri):
    """/conf/crs/crs-parameter-transform: the same outlines, within a centimetre, in the order of
    the axes that the CRS has."""
    stored = dict(layer.rows().values_list("pk", layer.geometry))
    for feature in walked(client, layer, crs=uri, limit=2):
        if stored[feature["id"]] is None:
            assert feature["geometry"] is None
            continue
        found = shapely.geometry.shape(feature["geometry"])
        if uri in north_first:
            found = shapely.transform(found, lambda places: places[:, ::-1])
        back = GEOSGeometry(found.wkt, srid=SPOKEN[uri].srid)
        back.transform(25832)
        assert back.equals_exact(stored[feature["id"]], 0.05)


@each_crs
def test_axes_are_written_in_the_order_of_the_crs(client, uri):
    """/req/crs/fc-md-crs-list and OGC's axis order policy: numbers that were reckoned elsewhere."""
    first = page_of(client, WITH_ITEMS[0], crs=uri)["features"][0]
    alone = get(
        client, f"/api/collections/areas/items/{first['id']}", accept=GEOJSON, crs=uri
    ).json()
    for document in (first, alone):
        tolerance = 0.000_001 if SPOKEN[uri].unit == "degree" else 0.05
        assert middle(document) == pytest.approx(GOLDEN[uri], abs=tolerance)


BOXES = {
    CRS84: "12.495,55.695,12.505,55.705",
    UTM32: "719639,6177671,720211,6178815",
    WGS84: "55.695,12.495,55.705,12.505",
    ETRS89: "55.695,12.495,55.705,12.505",
    MERCATOR: "1390937,7497937,1392050,7499912",
}


@each_crs
def test_bbox_crs_parameter(client, uri):
    """/conf/crs/bbox-crs-parameter: the box is read in its CRS and in the order of its axes; the
    answer is in that of `crs`."""
    for layer in WITH_ITEMS:
        found = parameter_of(client, layer, "bbox-crs")
        assert (found["schema"]["type"], found["schema"]["format"]) == ("string", "uri")
    areas = WITH_ITEMS[0]
    given = {"bbox": BOXES[uri], "bbox-crs": uri}
    inside = walked(client, areas, **given)
    assert [one["properties"]["slug"] for one in inside] == ["park-0"]
    assert inside == walked(client, areas, bbox=BOXES[CRS84])
    in_metres = walked(client, areas, **given, crs=UTM32)
    assert [one["id"] for one in in_metres] == [one["id"] for one in inside]


@pytest.mark.parametrize("uri", [WGS84, ETRS89])
def test_a_box_with_its_axes_the_other_way_round_finds_nothing(client, uri):
    given = {"bbox": BOXES[CRS84], "bbox-crs": uri}
    assert walked(client, WITH_ITEMS[0], **given) == []


def test_bbox_crs_parameter_default(client):
    """/conf/crs/bbox-crs-parameter-default: CRS84, whatever `crs` says."""
    areas = WITH_ITEMS[0]
    found = walked(client, areas, bbox=BOXES[CRS84], crs=UTM32)
    plain = walked(client, areas, bbox=BOXES[CRS84], **{"bbox-crs": CRS84}, crs=UTM32)
    assert found == plain
    assert len(found) == 1
