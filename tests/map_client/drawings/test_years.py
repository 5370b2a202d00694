import re
from xml.etree import ElementTree

from map_client.areas import KIND_OF
from map_client.drawings.years import Bar, spark, stacked
from spatial.law.rules import DesignationCategory as Category

HARD, OTHER = Category.HARD_GHETTO_AREA, Category.GHETTO_AREA
BARS = [
    Bar(label="2017", law="2014", parts=((OTHER, 3),)),
    Bar(label="2018", law="2018", parts=((HARD, 2), (OTHER, 1)), open=2),
]


def test_each_part_is_as_high_as_its_number():
    drawing = ElementTree.fromstring(stacked(BARS, title="Områder"))
    parts = [each for each in drawing.iter("rect") if each.get("fill") == KIND_OF[OTHER].colour]
    heights = [float(each.get("height")) + 1 for each in parts]
    assert heights[0] == 3 * heights[1]


def test_what_is_open_is_an_outline_and_a_span_of_numbers():
    text = stacked(BARS, title="Områder")
    assert re.search(r'<rect [^>]*fill="none"[^>]*stroke-dasharray', text)
    assert ">3–5</text>" in text
    assert ">3</text>" in text


def test_a_line_parts_the_lists_of_two_laws_and_each_is_named():
    text = stacked(BARS, title="Områder")
    assert "Reglerne fra 2014" in text
    assert "Reglerne fra 2018" in text
    assert text.count('stroke-dasharray="3 4"') == 1
    assert stacked(BARS[:1], title="Områder").count('stroke-dasharray="3 4"') == 0


def test_the_figure_can_be_read_aloud():
    label = re.search(r'aria-label="([^"]+)"', stacked(BARS, title="Områder"))[1]
    assert label == (
        "Områder. 2017: 3 ghettoområder. 2018: 2 hårde ghettoområder, 1 ghettoområde, 2 uvist."
    )
    assert re.search(r'aria-label="([^"]+)"', spark(BARS, title="Områder"))[1] == label


def test_no_part_of_a_small_figure_is_of_less_than_no_height():
    many = Bar(label="2023", law="2021", parts=((Category.PREVENTION_AREA, 99),))
    few = Bar(label="2024", law="2021", parts=(), open=1)
    heights = re.findall(r'<rect [^>]*height="([^"]+)"', spark([many, few], title="Områder"))
    assert len(heights) == 2
    assert all(float(each) >= 0 for each in heights)


def test_without_lists_there_is_no_figure():
    assert stacked([], title="Områder") == ""
