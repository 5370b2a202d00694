"""What is published, and its description."""

import pytest
from django.conf import settings

from spatial.errors import UnknownLayer
from spatial.law.rules import DesignationCategory
from spatial.layers import catalogue
from spatial.layers.catalogue import LAYERS
from spatial.layers.document import markdown
from spatial.layers.symbology import FillBy
from spatial.models import BuildingState


def test_the_seven_layers_are_published():
    assert [layer.id for layer in LAYERS] == [
        "areas",
        "designations",
        "buildings",
        "municipalities",
        "regions",
        "plan-measures",
        "land",
    ]


def test_an_unknown_layer_is_named_in_the_error():
    with pytest.raises(UnknownLayer, match="'ghosts'"):
        catalogue.layer("ghosts")


@pytest.mark.parametrize(
    ("layer", "values"),
    [
        (catalogue.AREAS, set(DesignationCategory) - {DesignationCategory.NOT_LISTED}),
        (catalogue.DESIGNATIONS, set(DesignationCategory) - {DesignationCategory.NOT_LISTED}),
        (catalogue.BUILDINGS, set(BuildingState)),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_every_category_and_state_has_a_colour(layer, values):
    assert isinstance(layer.symbology, FillBy)
    assert values <= set(layer.symbology.colours)


def test_docs_layers_md_is_what_the_catalogue_says():
    written = (settings.BASE_DIR / "docs" / "layers.md").read_text(encoding="utf-8")
    assert written == markdown(LAYERS), "run ./dev manage document_layers"
