"""The page of one area: by WCAG's rules, on small screens, and whole without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.access import low_controls, violations, wider_than_screen

pytestmark = pytest.mark.django_db

# On the list with a plan; full figures of 2023; left long ago; hardly a figure.
SLUGS = ["vollsmose", "taastrupgaard", "byparken-skovparken", "houlkaervaenget"]


@pytest.mark.parametrize("slug", SLUGS)
def test_axe_finds_nothing_also_where_all_is_opened(visit, slug):
    page = visit.open(f"/omraader/{slug}/", state=None)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert violations(page) == []


@pytest.mark.parametrize("slug", [*SLUGS, "hybenhaven-slaaenhaven-og-tjoernehaven"])
def test_a_narrow_screen_needs_no_sideways_scroll(visit, slug):
    page = visit.open(f"/omraader/{slug}/", state=None)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert wider_than_screen(page) <= 0
        assert [each for each in low_controls(page) if "<a href=" not in each[0]] == []


def test_the_page_is_whole_without_javascript(browser, server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/omraader/taastrupgaard/")
    expect(page.get_by_role("heading", level=1, name="Taastrupgård")).to_be_visible()
    assert page.locator("svg.chart:visible").count() == 6
    chart = page.locator(".trends article").filter(has_text="30-59-årige med kun grundskole")
    chart.get_by_text("Tal og kilder").click()
    row = chart.get_by_role("row").filter(has_text="2023")
    expect(row).to_contain_text("77,3")
    row.get_by_role("link").click()
    expect(page.locator(".sources li:target")).to_be_in_viewport()
    expect(page.locator(".sources li:target")).to_contain_text("dingeo.dk")
    context.close()


def test_the_way_from_the_map_to_the_page_and_back(visit):
    page = visit.open("/?valgt=vollsmose")
    page.get_by_role("link", name="Åbn områdets side").click()
    expect(page.get_by_role("heading", level=1, name="Vollsmose")).to_be_visible()
    page.get_by_role("link", name="Se Vollsmose på kortet").click()
    visit.still()
    expect(page.get_by_role("heading", level=2, name="Vollsmose")).to_be_visible()


def test_the_strip_is_a_list_to_those_who_hear_it(visit):
    page = visit.open("/omraader/vollsmose/", state=None)
    link = page.get_by_role("link", name="2019 : hårdt ghettoområde")
    expect(link).to_be_visible()
    assert page.locator(".timeline ol > li").count() == 15


def test_a_slider_lays_the_plans_of_two_years_on_each_other(visit):
    page = visit.open("/omraader/vollsmose/?foer=2012&efter=2022", state=None)
    range = page.get_by_role("slider", name="Hvor meget af det seneste år der vises")
    older, newer = page.locator(".before-after img").all()
    assert older.bounding_box() == newer.bounding_box()
    range.focus()
    page.keyboard.press("End")
    assert newer.evaluate("(one) => one.style.clipPath") == "inset(0px 0px 0px 0%)"
    page.keyboard.press("Home")
    assert "100%" in newer.evaluate("(one) => one.style.clipPath")
