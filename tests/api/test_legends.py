"""What colours and shapes mean: legends, and the sprite that styles draw them from."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from api.encode import maplibre, sprite
from api.encode.styles import STYLES
from spatial.layers.catalogue import AREAS, BUILDINGS, LAYERS
from spatial.layers.symbology import PALETTE

each_style = pytest.mark.parametrize("style_id", STYLES)
each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)


@each_layer
def test_a_legend_has_every_value_once_with_danish_words(client, db, layer):
    [group] = client.get(f"/api/styles/{layer.id}/legend").json()["layers"]
    values = [value for entry in group["entries"] for value in entry["values"]]
    assert len(values) == len(set(values))
    if layer in (AREAS, BUILDINGS):
        assert set(layer.property(layer.symbology.field).choices) <= set(values)
    assert group["entries"] == maplibre.legend(layer)


def test_names_of_old_lists_stand_only_as_names_of_old_lists(client, db):
    labels = [entry.label for layer in LAYERS for entry in layer.legend()]
    spoken = [label for label in labels if "ghetto" in label.lower()]
    assert spoken
    assert all("på lister til 2020" in label for label in spoken)


@each_style
def test_a_legend_is_a_picture_too(client, db, style_id):
    answer = client.get(f"/api/styles/{style_id}/legend?f=svg")
    assert answer["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.content)
    texts = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    shapes = list(root.iter("{http://www.w3.org/2000/svg}path"))
    entries = [entry for layer in STYLES[style_id].layers for entry in layer.legend()]
    assert {entry.label for entry in entries} <= texts
    assert len(shapes) == len(entries)


@pytest.mark.parametrize(("name", "ratio"), [("sprite", 1), ("sprite@2x", 2)])
def test_each_icon_of_the_sprite_is_its_shape_in_its_colour(client, db, name, ratio):
    index = client.get(f"/api/styles/{name}.json").json()
    assert index == sprite.index(ratio)
    picture = Image.open(io.BytesIO(client.get(f"/api/styles/{name}.png").content))
    assert picture.mode == "RGBA"
    for icon, place in index.items():
        x, y, side = place["x"], place["y"], place["width"]
        assert place["pixelRatio"] == ratio
        inside = picture.getpixel((x + side // 2, y + side // 2))
        colour = PALETTE["ground"]["paper"] if icon.startswith("ring") else icon.split("-")[1]
        assert inside == (*bytes.fromhex(colour.removeprefix("#")), 255)
        assert picture.getpixel((x, y))[3] == 0
