"""Contrasts by WCAG 2.1 (1.4.3 text, 1.4.11 graphics), from the one palette."""

import itertools

import pytest

from map_client.areas import KINDS
from map_client.drawings.palette import PALETTE

GROUND, TEXT = PALETTE["ground"], PALETTE["text"]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_reckoning_agrees_with_the_standards_extremes():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("ground", ["paper", "land", "sea"])
def test_text_can_be_read_on_every_ground(name, ground):
    assert contrast(TEXT[name], GROUND[ground]) >= 4.5


@pytest.mark.parametrize("category", PALETTE["category"])
@pytest.mark.parametrize("ground", ["paper", "land", "sea"])
def test_a_symbol_can_be_seen_on_every_ground(category, ground):
    assert contrast(PALETTE["category"][category]["colour"], GROUND[ground]) >= 3


@pytest.mark.parametrize("state", PALETTE["state"])
def test_a_building_can_be_seen_on_land(state):
    assert contrast(PALETTE["state"][state], GROUND["land"]) >= 3


def test_no_two_kinds_share_a_shape_so_colour_is_never_alone():
    for one, other in itertools.combinations(KINDS, 2):
        assert one.shape != other.shape
        assert one.colour != other.colour
