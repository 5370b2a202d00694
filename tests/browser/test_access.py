"""The page without JavaScript, on small screens, from the keyboard and by WCAG's rules."""

import pytest
from playwright.sync_api import expect

from tests.browser.access import low_controls, violations, wider_than_screen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/?valgt=vollsmose", "/?q=atlantis"])
def test_axe_finds_nothing(visit, path):
    assert violations(visit.open(path)) == []


def test_the_page_works_without_javascript(browser, server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?kat=omdannelse,parallel")
    assert page.locator(".areas li:visible").count() == 8
    assert page.locator(".overview a:visible").count() == 8
    page.get_by_role("searchbox").fill("odense")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_role("status")).to_contain_text("1 område")
    page.locator(".areas").get_by_role("link", name="Vollsmose").click()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()
    expect(page.locator("svg.plan")).to_be_visible()
    page.get_by_role("link", name="Luk Vollsmose").click()
    expect(page.locator(".card")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("path", ["/", "/?valgt=hybenhaven-slaaenhaven-og-tjoernehaven"])
def test_a_narrow_screen_needs_no_sideways_scroll(visit, path):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(path)
    assert wider_than_screen(page) <= 0
    assert page.locator("#live canvas").bounding_box()["height"] > 600
    page.set_viewport_size({"width": 320, "height": 844})
    assert wider_than_screen(page) <= 0


def test_the_sheet_grows_by_a_button_and_makes_room_for_the_card(visit):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open()
    low = page.locator("#panel").bounding_box()["height"]
    page.get_by_role("button", name="Vis mere af listen").click()
    expect(page.get_by_role("button", name="Vis mere af kortet")).to_be_visible()
    assert page.locator("#panel").bounding_box()["height"] > low * 1.5
    page.locator("li[data-slug=bispehaven] a").click()
    expect(page.get_by_role("heading", name="Bispehaven")).to_be_visible()
    expect(page.locator("#panel h1")).not_to_be_visible()
    page.get_by_role("link", name="Luk Bispehaven").click()
    expect(page.locator("#panel h1")).to_be_visible()


def test_controls_are_large_enough_to_hit(visit):
    page = visit.open("/?valgt=vollsmose")
    for width in (1120, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert low_controls(page) == []


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit.open()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til indhold")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    ring = page.get_by_role("searchbox").evaluate("(box) => getComputedStyle(box).boxShadow")
    assert ring != "none"
