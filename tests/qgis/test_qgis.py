"""What a person sees who opens the service and its files in QGIS."""

import base64
import io

import pytest
from django.contrib.gis.db.models.functions import Centroid
from PIL import Image

from spatial import models
from spatial.layers.catalogue import AREAS, BUILDINGS, LAYERS, MUNICIPALITIES, WITH_ITEMS
from spatial.layers.symbology import PALETTE, FillBy

# One after the other in one process: each waits for a live server and a QGIS of its own.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("qgis")]
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
INK = PALETTE["text"]["ink"]
METRES = "crs=http://www.opengis.net/def/crs/EPSG/0/25832"
CRS_KNOWN_FROM = 32800  # the first release that asks for another CRS than degrees


def features_id(layer):
    return f"omraadekortet_{layer.id.replace('-', '_')}_features"


def stored_centres(layer):
    rows = layer.rows().filter(**{f"{layer.geometry}__isnull": False})
    return sorted(row.at.coords for row in rows.annotate(at=Centroid(layer.geometry)))


def in_the_right_place(told, layer):
    """Within a metre; the centroid of a shape in degrees is not quite that of one in metres."""
    expected = stored_centres(layer)
    assert len(told["centres"]) == len(expected)
    for found, stored in zip(told["centres"], expected, strict=True):
        assert found == pytest.approx(stored, abs=1)


@each_layer
def test_every_feature_comes_page_after_page(qgis, api, every_layer, layer):
    told = qgis("opened", api, layer.id, pageSize="2")
    assert told["valid"], told["error"]
    assert told["features"] == told["count"] == layer.rows().count() >= 3
    assert set(told["fields"]) >= {p.name for p in layer.properties}
    in_the_right_place(told, layer)


@each_layer
def test_a_layer_definition_opens_in_its_colours_in_the_right_place(
    qgis, fetched, every_layer, layer
):
    told = qgis("definition", fetched(f"collections/{layer.id}.qlr").decode())
    assert [one["valid"] for one in told] == [True, True]
    [features] = [one for one in told if one["name"] == layer.title]
    [tiles] = [one for one in told if one["name"] == f"{layer.title} (vektorfliser)"]
    assert features["abstract"].startswith(layer.description)
    for asked in ("restrictToRequestBBOX='1'", "pagingEnabled='true'", "pageSize='1000'"):
        assert asked in features["source"]
    assert features["crs"] == features["source_crs"] == "EPSG:4326"
    in_the_right_place(features, layer)
    looks_as_the_catalogue_says(features, layer)
    assert tiles["crs"] == "EPSG:3857"
    drawn = {colour for style in tiles["styles"] for colour in style["colours"]}
    assert {entry.colour for entry in layer.legend()} <= drawn


def looks_as_the_catalogue_says(told, layer):
    entries = layer.legend()
    if isinstance(layer.symbology, FillBy):
        assert told["renderer"] == "categorizedSymbol"
        assert told["field"] == layer.symbology.field
        assert [one["label"] for one in told["categories"]] == [one.label for one in entries]
        for category, entry in zip(told["categories"], entries, strict=True):
            values = category["values"]
            assert (values if isinstance(values, list) else [values]) == [*entry.values]
            assert entry.colour in category["colours"]
    else:
        assert told["renderer"] == "singleSymbol"
        assert entries[0].colour in told["colours"]
    assert told["labels"] == layer.label
    assert told["time"] == (list(layer.valid_time) if layer.valid_time else None)
    assert (told["heights"] is not None) == bool(layer.extrude)
    assert told["read_only"]
    for one in layer.properties:
        assert told["aliases"][one.name] == one.label
        assert (told["widgets"][one.name] == "ValueMap") == bool(one.choices)
    for name in layer.brief:
        assert layer.property(name).label in told["tip"]


def test_metres_are_there_for_a_qgis_that_can_ask_for_them(qgis, fetched, every_layer):
    if qgis("version") < CRS_KNOWN_FROM:
        pytest.skip("this QGIS knows degrees only")
    told = qgis("definition", fetched(f"collections/areas.qlr?{METRES}").decode())
    [areas] = [one for one in told if one["name"] == AREAS.title]
    assert areas["crs"] == areas["source_crs"] == "EPSG:25832"
    in_the_right_place(areas, AREAS)


@each_layer
def test_a_style_alone_fits_the_layer(qgis, api, fetched, every_layer, layer):
    qml = fetched(f"styles/{layer.id}?f=qml").decode()
    looks_as_the_catalogue_says(qgis("styled", api, layer.id, qml), layer)


def test_a_layer_of_tiles_alone_opens_too(qgis, fetched, every_layer):
    [land] = qgis("definition", fetched("collections/land.qlr").decode())
    assert land["valid"]
    assert land["styles"][0]["colours"][0] == PALETTE["ground"]["abroad"]


def test_the_project_opens_with_every_layer_in_its_group(qgis, project_file, every_layer):
    told = qgis("project", project_file)
    assert (told["title"], told["crs"]) == ("Områdekortet", "EPSG:25832")
    assert "Demonstrationsdata" not in told["words"]
    assert told["background"].upper() == PALETTE["ground"]["sea"]
    assert told["days"] == ["2018-12-01", "2021-12-01"]
    assert [one["valid"] for one in told["layers"].values()] == [True] * (2 * len(LAYERS) - 1)
    for layer in WITH_ITEMS:
        looks_as_the_catalogue_says(told["layers"][features_id(layer)], layer)
    work, look, ground = told["groups"].values()
    assert work[features_id(AREAS)]
    assert ground[features_id(MUNICIPALITIES)]
    assert not any(look.values())
    assert sum(map(len, (work, look, ground))) >= len(told["layers"])


def test_tiles_of_a_far_zoom_are_not_asked_for_in_thousands(qgis, project_file, every_layer):
    # QGIS fetches the first zoom of tiles for all that is in view, at whatever scale.
    for name, one in qgis("project", project_file)["layers"].items():
        layer = next(each for each in LAYERS if each.id.replace("-", "_") in name)
        assert (one["farthest"] is not None) == (layer.zooms[0] > 0), name


@pytest.mark.parametrize("form", ["features", "tiles"])
def test_a_building_is_painted_where_it_is_in_its_state_s_colour(
    qgis, project_file, every_layer, building, form
):
    building("gone", lon=12.52, lat=55.71, side_m=80, state="planned_demolition")
    here = BUILDINGS.rows().get(local_id="gone").geometry.centroid
    drawn = [f"omraadekortet_buildings_{form}"]
    colour = pixel(qgis("picture", project_file, drawn, [here.x, here.y], 4000, [200, 200]))
    assert colour == PALETTE["state"]["planned_demolition"]


@pytest.mark.parametrize("form", ["features", "tiles"])
@pytest.mark.parametrize("scale", [1_000_000, 50_000, 22_000])
def test_an_area_has_the_shape_of_its_category_far_off_and_nearer(
    qgis, project_file, every_layer, form, scale
):
    here = AREAS.rows().get(slug="park-2").geometry.centroid
    drawn = [f"omraadekortet_areas_{form}"]
    colour = pixel(qgis("picture", project_file, drawn, [here.x, here.y], scale, [200, 200]))
    assert colour == PALETTE["category"]["parallelsamfund"]["colour"]


@pytest.mark.parametrize("form", ["features", "tiles"])
def test_close_by_an_area_is_outlined_in_ink_as_on_the_map(qgis, project_file, every_layer, form):
    [[corners]] = AREAS.rows().get(slug="park-2").geometry.coords
    (x1, y1), (x2, y2), *_ = corners
    middle = [(x1 + x2) / 2, (y1 + y2) / 2]
    drawn = [f"omraadekortet_areas_{form}"]
    assert pixel(qgis("picture", project_file, drawn, middle, 4000, [200, 200])) == INK
    assert pixel(qgis("picture", project_file, drawn, middle, 50_000, [200, 200])) != INK


def test_buildings_stand_as_high_as_is_known_else_by_their_floors(
    qgis, fetched, every_layer, building
):
    building("floors", lon=12.6, lat=55.71, floors=5)
    building("gone", lon=12.61, lat=55.71, floors=5, state="demolished")
    told = qgis("definition", fetched("collections/buildings.qlr").decode())
    [heights] = [one["heights"] for one in told if one["name"] == BUILDINGS.title]
    assert heights["full"] == 12.5
    assert heights["floors"] == 15  # 3 m each
    assert heights["gone"] == heights["b0"] == 0  # nothing stands there; nothing is known


def test_what_is_for_demonstration_says_so_in_the_files_and_on_the_map(
    qgis, fetched, every_layer, building, source
):
    source.attribution = "© Nogen"
    source.save()
    drawn = building("drawn", lon=12.6, lat=55.71)
    drawn.source = models.Source.objects.create(
        code="schematic", title="Tegnet", reliability=models.Reliability.SCHEMATIC
    )
    drawn.save()
    told = qgis("project", base64.b64encode(fetched("qgis/omraadekortet.qgz")).decode())
    assert told["words_shown"]
    assert told["words"].startswith("Demonstrationsdata: Bygninger. Se lagenes beskrivelse.")
    assert "© Nogen" in told["words"]
    for name, one in told["layers"].items():
        assert ("tegnet, ikke opmålt" in one["abstract"]) == ("buildings" in name)


def pixel(picture):
    """The colour in the middle."""
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    return "#{:02X}{:02X}{:02X}".format(*image.getpixel((image.width // 2, image.height // 2)))


def test_equal_data_gives_the_same_project_byte_for_byte(client, every_layer):
    one, other = (client.get("/api/qgis/omraadekortet.qgz") for _ in range(2))
    assert one.content == other.content
    assert one["ETag"] == other["ETag"]
    assert one["Content-Type"] == "application/x-qgis-project-container"


def test_files_of_qgis_name_the_public_address(client, every_layer, settings):
    settings.PUBLIC_BASE_URL = "https://kort.example"
    text = client.get("/api/collections/areas.qlr").text
    assert "url='https://kort.example/api'" in text
    assert "testserver" not in text
