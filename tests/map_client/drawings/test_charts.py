import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from django.utils.translation import override

from map_client.drawings import charts
from map_client.drawings.charts import Point


def point(year, value, limit="40", *, met=True, **more) -> Point:
    return Point(
        year=year,
        value=None if value is None else Decimal(value),
        limit=None if limit is None else Decimal(limit),
        met=met,
        **more,
    )


def drawn(*points: Point) -> ET.Element:
    with override("da"):
        return ET.fromstring(charts.line_chart(points, title="Tal"))


LOOK = {
    "field": ("fill", charts.FIELD),
    "limit": ("stroke-dasharray", "6 3"),
    "value": ("stroke-width", "2.4"),
    "dot": ("stroke-width", "1.8"),
}


def paths(chart: ET.Element, name: str) -> list[ET.Element]:
    attribute, look = LOOK[name]
    return [each for each in chart.iter("path") if each.get(attribute) == look]


def test_lists_in_a_row_are_joined_and_a_year_not_known_is_a_gap():
    chart = drawn(point(2010, "41"), point(2011, "42"), point(2012, None), point(2013, "43"))
    assert len(paths(chart, "dot")) == 3
    assert len(paths(chart, "value")) == 1


def test_the_line_breaks_where_the_figure_or_the_rule_became_another():
    assert len(paths(drawn(point(2013, "41"), point(2014, "42")), "value")) == 1
    broken = drawn(point(2013, "41"), point(2014, "42", new=True))
    assert paths(broken, "value") == []
    assert any(each.get("stroke-dasharray") == "1.5 3.5" for each in broken.iter("path"))


def test_the_limit_of_each_year_is_a_step_and_none_is_drawn_where_none_is_known():
    chart = drawn(
        point(2017, "69", "50"), point(2018, "70", "60"), point(2019, "71", None), point(2020, "72")
    )
    first, second = paths(chart, "limit")
    heights = [float(corner.split()[1]) for corner in first.get("d").strip("M").split("L")]
    assert heights[0] == heights[1] > heights[2] == heights[3]  # y runs down
    assert second.get("d").count("L") == 1


@pytest.mark.parametrize(("above", "edge"), [(True, charts.TOP), (False, 178)])
def test_the_field_is_on_the_side_on_which_the_criterion_is_met(above, edge):
    [field] = paths(drawn(point(2020, "54", "55", above=above)), "field")
    assert field.get("d").endswith(f" {edge}Z")


def test_met_not_met_and_unknown_differ_in_shape_not_only_in_colour():
    met, missed, unknown = paths(
        drawn(point(2010, "41"), point(2011, "39", met=False), point(2012, "41", met=None)), "dot"
    )
    assert met.get("fill") != missed.get("fill") == charts.PAPER
    assert "a4 4" in met.get("d")
    assert "a4 4" not in unknown.get("d")


def test_attributes_have_dots_and_the_axis_has_danish_text():
    chart = drawn(point(2010, "2.2", "2.7"), point(2011, "3.1", "2.7"))
    for each in chart.iter():
        numbers = [each.get(name, "") for name in ("d", "x", "y")]
        assert not any("," in text for text in numbers)
    assert "2,5" in [each.text for each in chart.iter("text")]


def test_every_value_and_limit_lies_within_the_frame():
    points = [point(2010, "54.2", "55"), point(2011, "48", "55"), point(2012, "0", None)]
    within = charts.frame(points)
    for each in (Decimal("54.2"), Decimal(55), Decimal(48), Decimal(0)):
        assert charts.TOP <= within.y(each) <= charts.HEIGHT - charts.BOTTOM
    assert 3 <= len(list(within.ticks())) <= 7


@pytest.mark.parametrize("value", ["0", "1000", "50"])
def test_one_value_alone_has_a_frame_too(value):
    assert len(paths(drawn(point(2010, value, None, met=None)), "dot")) == 1


def test_no_value_is_no_chart():
    assert charts.line_chart([point(2010, None)], title="Tal") == ""


def test_a_title_cannot_break_out_of_its_attribute():
    assert "<script>" not in charts.line_chart([point(2010, "1")], title='"><script>')


def test_a_bullets_limit_is_in_the_middle_unless_the_value_needs_more_room():
    half = ET.fromstring(charts.bullet(Decimal(30), Decimal(40), met=False))
    assert any(each.get("d") == "M100.0 0V16" for each in half.iter("path"))
    more = ET.fromstring(charts.bullet(Decimal(9000), Decimal(1000), met=True))
    assert not any(each.get("d") == "M100.0 0V16" for each in more.iter("path"))
    assert float(list(more.iter("path"))[1].get("d").split("H")[1].split("V")[0]) <= 200


def test_a_share_is_drawn_from_0_to_100_with_its_target():
    bar = charts.share_bar(50.0, 40)
    assert "M0 0H200.0V22" in bar
    assert "M160.0 0V22" in bar
    assert "stroke-dasharray" in charts.share_bar(40, None, aim=True)
