import xml.etree.ElementTree as ET

import pytest
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon
from django.utils.translation import override

from map_client.drawings import plans

OUTLINE = MultiPolygon(Polygon.from_bbox((720_000, 6_175_000, 720_400, 6_175_200)), srid=25832)
HOUSE = MultiPolygon(Polygon.from_bbox((720_100, 6_175_050, 720_150, 6_175_062)), srid=25832)


def drawn(footprints=(), outline=OUTLINE, approximate=False) -> ET.Element:
    text = plans.ground_plan(outline, footprints, approximate=approximate, title="Plan")
    return ET.fromstring(text)


def corners(path: str) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split())) for pair in path.strip("MZ").split("L")]


def test_the_plan_keeps_proportions_and_north_is_up():
    plan = drawn([plans.Footprint(geometry=HOUSE, state="existing")])
    outline = corners(plan.find("path").get("d"))
    house = corners(plan.find("g/path").get("d"))
    wide, high = (max(each) - min(each) for each in zip(*outline, strict=True))
    assert wide / high == pytest.approx(2, abs=0.01)
    # The house stands a quarter from the west and a quarter from the south.
    assert min(x for x, _ in house) == pytest.approx(min(x for x, _ in outline) + wide / 4, abs=0.1)
    assert max(y for _, y in house) == pytest.approx(max(y for _, y in outline) - high / 4, abs=0.1)


def test_a_given_scale_is_kept_and_what_is_drawn_stays_in_the_middle():
    text = plans.ground_plan(OUTLINE, [], approximate=False, title="Plan", scale=0.5)
    outline = corners(ET.fromstring(text).find("path").get("d"))
    assert max(x for x, _ in outline) - min(x for x, _ in outline) == pytest.approx(200)
    assert sum(x for x, _ in outline) / 4 == pytest.approx(plans.WIDTH / 2)
    assert sum(y for _, y in outline) / 4 == pytest.approx(plans.HEIGHT / 2)


def test_a_courtyard_stays_open():
    ring = GEOSGeometry("MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(3 3,3 6,6 6,6 3,3 3)))", srid=25832)
    plan = drawn([plans.Footprint(geometry=ring, state="existing")], outline=None)
    assert plan.find("g").get("fill-rule") == "evenodd"
    assert plan.find("g/path").get("d").count("M") == 2


def test_an_approximate_outline_is_dashed_and_another_is_not():
    assert drawn(approximate=True).find("path").get("stroke-dasharray")
    assert drawn(approximate=False).find("path").get("stroke-dasharray") is None


def test_a_demolished_building_is_an_empty_outline():
    plan = drawn([plans.Footprint(geometry=HOUSE, state="demolished")])
    assert plan.find("g").get("fill") == "none"


def test_danish_decimal_commas_do_not_reach_the_drawing():
    with override("da"):
        text = plans.ground_plan(
            OUTLINE, [plans.Footprint(geometry=HOUSE, state="new")], approximate=True, title="Plan"
        )
    assert "," not in text


def test_a_title_cannot_break_out_of_its_attribute():
    text = plans.ground_plan(OUTLINE, [], approximate=False, title='"><script>')
    assert "<script>" not in text


def test_nothing_known_is_no_drawing():
    assert plans.ground_plan(None, [], approximate=False, title="Plan") == ""


def test_the_key_counts_the_states_that_occur():
    footprints = [plans.Footprint(geometry=HOUSE, state=s) for s in ("new", "existing", "new")]
    assert [(str(s), n) for s, _, n in plans.states(footprints)] == [("existing", 1), ("new", 2)]
