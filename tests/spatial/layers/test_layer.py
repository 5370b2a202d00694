"""A layer that contradicts its model, or leaves a number without a unit, cannot be made."""

import pytest

from spatial import models
from spatial.layers.layer import Layer, Quantity
from spatial.layers.symbology import Fill, FillBy

FLOORS = Quantity(column="floors", unit="floors")


def layer(**changed):
    good = {
        "id": "some-buildings",
        "title": "Nogle bygninger",
        "description": "Some.",
        "model": models.Building,
        "published": ("state", FLOORS, "source", "valid_from", "valid_to"),
        "zooms": range(10, 12),
        "symbology": Fill(colour="#000"),
    }
    return Layer(**(good | changed))


def test_a_property_is_named_by_its_column():
    assert [p.name for p in layer().properties] == [
        "state",
        "floors",
        "source",
        "valid_from",
        "valid_to",
    ]
    assert layer().property("source").path == "source_id"


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"published": ("state", "floors", "source")}, "'floors' is a number without a unit"),
        ({"published": ("state", "colour", "source")}, "has no column 'colour'"),
        ({"published": ("state", "state", "source")}, "'state' is published twice"),
        ({"published": ("state",)}, "'source' is not published"),
        ({"queryables": ("dwellings",)}, "'dwellings' is not published"),
        ({"valid_time": ("valid_from", "until")}, "'until' is not published"),
        ({"tile_properties": ("height_m",)}, "'height_m' is not published"),
        ({"symbology": FillBy(field="kind", colours={})}, "'kind' is not published"),
        ({"geometry": "state"}, "'state' is not a geometry"),
        ({"id": "Some Buildings"}, "lower-case"),
        ({"zooms": range(0)}, "zooms"),
        ({"zooms": range(20, 30)}, "zooms"),
    ],
)
def test_a_contradiction_is_told_when_the_layer_is_made(changed, complaint):
    with pytest.raises(ValueError, match=complaint):
        layer(**changed)


def test_the_unit_of_a_number_is_kept():
    assert layer().property("floors").unit == "floors"
