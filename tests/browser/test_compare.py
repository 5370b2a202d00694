"""Areas side by side in a real browser: live maps that follow each other, and none needed."""

import math

import pytest
from playwright.sync_api import expect

from tests.browser.access import low_controls, violations, wider_than_screen

pytestmark = pytest.mark.django_db

THREE = "/sammenlign/?o=vollsmose,taastrupgaard,mjoelnerparken"
PATHS = [THREE, "/sammenlign/", "/sammenlign/?o=vollsmose,atlantis"]
CENTRES = "window.bk.maps.map((map) => [map.getCenter().lng, map.getCenter().lat, map.getZoom()])"


@pytest.mark.parametrize(("path", "width"), [(path, w) for path in PATHS for w in (390, 1120)])
def test_axe_finds_nothing_and_a_narrow_screen_needs_no_sideways_scroll(visit, path, width):
    page = visit.open(path, state=None)
    page.set_viewport_size({"width": width, "height": 844})
    assert violations(page) == []
    for narrow in {width, 320 if width == 390 else width}:
        page.set_viewport_size({"width": narrow, "height": 844})
        assert wider_than_screen(page) <= 0
    assert low_controls(page) == []


def with_maps(visit):
    page = visit.open(THREE, state=None)
    page.locator(".live-here").scroll_into_view_if_needed()
    visit.still("load")
    return page


def metres(before: list, after: list) -> tuple[float, float]:
    """How far a centre went east and north, on a sphere, near enough for a few hundred metres."""
    middle = math.radians((before[1] + after[1]) / 2)
    degree = math.radians(6371008.8)
    return (after[0] - before[0]) * degree * math.cos(middle), (after[1] - before[1]) * degree


def test_moving_one_map_moves_all_by_the_same_metres(visit):
    page = with_maps(visit)
    before = page.evaluate(CENTRES)
    canvas = page.get_by_role("region", name="Kort over Taastrupgård")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 140, steps=5)
    page.mouse.up()
    page.wait_for_timeout(500)
    after = page.evaluate(CENTRES)
    ways = [metres(*pair) for pair in zip(before, after, strict=True)]
    assert ways[0][0] > 20
    assert ways[0][1] > 20
    for way in ways[1:]:
        assert way == pytest.approx(ways[0], rel=0.002)


def test_zooming_one_map_gives_all_the_same_scale(visit):
    page = with_maps(visit)
    page.evaluate("window.bk.maps[2].jumpTo({ zoom: 15 })")
    centres = page.evaluate(CENTRES)
    scales = [math.cos(math.radians(lat)) / 2**zoom for _, lat, zoom in centres]
    assert centres[2][2] == 15
    assert scales == pytest.approx([scales[0]] * 3, rel=1e-6)


def test_without_webgl_the_drawings_are_there_and_the_place_of_the_maps_is_gone(visit):
    visit.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = visit.open(THREE, state=None)
    page.locator(".live-here").scroll_into_view_if_needed()
    visit.still("none")
    assert page.locator(".live").count() == 0
    assert page.locator("svg.plan:visible").count() == 3
    visit.wrong = [one for one in visit.wrong if "WebGL" not in one]


def test_without_javascript_areas_are_added_and_taken_out(browser, server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/sammenlign/")
    page.get_by_role("combobox", name="Område", exact=True).select_option(label="Vollsmose")
    page.get_by_label("Endnu et område").select_option(label="Taastrupgård")
    page.get_by_role("button", name="Sammenlign").click()
    heads = page.locator("table.compare thead th")
    expect(heads).to_have_count(2)
    assert page.locator("svg.plan:visible").count() == 2
    assert page.locator(".live:visible").count() == 0
    page.get_by_label("Endnu et område").select_option(label="Mjølnerparken")
    page.get_by_role("button", name="Føj til").click()
    expect(heads).to_have_count(3)
    page.get_by_role("link", name="Fjern Vollsmose").click()
    expect(heads).to_have_count(2)
    expect(heads.first).to_contain_text("Taastrupgård")
    context.close()


def test_on_a_narrow_screen_the_heads_stay_while_the_table_scrolls_in_itself(visit):
    page = visit.open(THREE, state=None)
    page.set_viewport_size({"width": 390, "height": 844})
    region = page.get_by_role("region", name="Tabel: områderne ved siden af hinanden")
    head = region.get_by_role("rowheader", name="Beboere, det seneste tal")
    before = head.bounding_box()["x"]
    region.focus()
    region.evaluate("(each) => { each.scrollLeft = 200 }")
    page.wait_for_timeout(100)
    assert region.evaluate("(each) => each.scrollLeft") == 200
    assert head.bounding_box()["x"] == pytest.approx(before, abs=21)


def test_the_numbers_of_the_country_open_to_the_areas_behind_them(visit):
    page = visit.open("/danmark/", state=None)
    row = page.locator("table.moves tbody tr").filter(has_text="1. december 2024").first
    row.locator("summary").first.click()
    row.get_by_role("link", name="Vejleåparken").click()
    expect(page.get_by_role("heading", level=1, name="Vejleåparken")).to_be_visible()
