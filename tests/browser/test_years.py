"""The map through time, as a visitor uses it: slider, playback, keyboard, list and map in step."""

import pytest
from playwright.sync_api import expect

from tests.browser.access import low_controls, violations, wider_than_screen
from tests.browser.test_map import FAR, listed

pytestmark = pytest.mark.django_db

SAID = "2018, liste af 1.\xa0december\xa02018"
SIZES = [(1440, 900), (390, 844), (320, 700)]


def slider(page):
    return page.get_by_role("slider", name="År")


def counts(page) -> dict[str, int]:
    """What the legend counts, by code."""
    return {
        each.get_attribute("data-count"): int(each.text_content())
        for each in page.locator("[data-count]").all()
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/?aar=2018", "/?aar=2028&valgt=vollsmose"])
def test_axe_finds_nothing_in_any_year_at_any_width(visit, size, path):
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = visit.open(path)
    assert violations(page) == []
    assert wider_than_screen(page) <= 0
    assert low_controls(page) == []


def test_arrow_keys_move_through_the_years_and_the_whole_page_follows(visit):
    page = visit.open()
    slider(page).focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect(slider(page)).to_have_attribute("aria-valuetext", SAID)
    assert "?aar=2018" in page.url
    expect(page.locator(".legend legend")).to_have_text("Betegnelse på listen fra 1. december 2018")
    expect(page.get_by_role("checkbox", name="“Hårdt ghettoområde”")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Forebyggelsesområde")).to_have_count(0)
    assert counts(page)["omdannelse"] == 15
    expect(page.locator("li[data-slug=agervang]")).to_contain_text("“Hårdt ghettoområde”, 2018")
    expect(slider(page)).to_be_focused()
    page.keyboard.press("End")
    expect(slider(page)).to_have_attribute("aria-valuetext", "2030, plan, ingen liste endnu")


def test_the_filter_acts_on_the_designation_of_the_year(visit):
    page = visit.open("/?kat=omdannelse")
    assert listed(page) == len(visit.drawn(*FAR)) == 7
    page.locator("li[data-year='2018']").click()
    expect(page.locator(".status")).to_have_text("15 områder")
    assert listed(page) == len(visit.drawn(*FAR)) == 15
    assert "?aar=2018&kat=omdannelse" in page.url


def test_playing_goes_a_year_at_a_time_and_stops_at_the_last_or_when_asked(visit):
    page = visit.open("/?aar=2028")
    play = page.get_by_role("button", name="Afspil")
    expect(play).to_have_attribute("aria-pressed", "false")
    play.click()
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_have_attribute("aria-pressed", "true")
    expect(slider(page)).to_have_value("2030")
    expect(play).to_have_attribute("aria-pressed", "false")
    play.click()
    expect(slider(page)).to_have_value("2011")
    stop.click()
    there = slider(page).input_value()
    page.wait_for_timeout(1500)
    expect(slider(page)).to_have_value(there)


def test_the_back_button_passes_over_years_and_returns_to_the_area_before(visit):
    page = visit.open()
    page.locator("li[data-slug=vollsmose] a").click()
    page.locator("li[data-year='2018'] a").click()
    page.locator("li[data-year='2014'] a").click()
    page.locator("li[data-slug=bispehaven] a").click()
    expect(page.get_by_role("heading", name="Bispehaven")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()
    expect(slider(page)).to_have_value("2014")
    page.go_back()
    expect(page.locator(".card")).to_have_count(0)
    expect(slider(page)).to_have_value("2024")


def test_a_link_opens_year_filter_search_and_area_as_they_were(visit):
    page = visit.open("/?aar=2018&q=odense&kat=omdannelse,parallel&sort=navn&valgt=vollsmose")
    expect(slider(page)).to_have_value("2018")
    expect(page.get_by_role("searchbox")).to_have_value("odense")
    expect(page.get_by_role("checkbox", name="Udsat boligområde")).not_to_be_checked()
    expect(page.get_by_role("combobox", name="Rækkefølge")).to_have_value("navn")
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()


def test_words_that_mean_nothing_in_the_address_are_let_pass(visit):
    page = visit.open("/?aar=1999&kat=vrøvl&sort=vrøvl&valgt=atlantis")
    expect(slider(page)).to_have_value("2024")
    assert listed(page) == 69


def test_the_card_follows_the_year_and_keeps_the_focus(visit):
    page = visit.open("/?valgt=vollsmose&aar=2018")
    card = page.locator(".card")
    expect(card).to_contain_text("“Hårdt ghettoområde” på listen fra 1. december 2018")
    expect(card).to_contain_text("52,2 %grænse over 40 %opfyldt")
    slider(page).focus()
    page.keyboard.press("End")
    expect(card).to_contain_text("Udviklingsplanen for 2030")
    expect(slider(page)).to_be_focused()


def test_arrows_lead_from_the_search_along_the_list_and_back(visit):
    page = visit.open()
    box = page.get_by_role("searchbox")
    box.fill("aarhus")
    expect(page.locator(".status")).to_have_text("5 områder")
    box.press("ArrowDown")
    rows = page.locator(".areas li:visible a")
    expect(rows.first).to_be_focused()
    assert len(visit.drawn("ring-far")) == 1
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    box.press("Escape")
    assert listed(page) == 69


def test_a_municipality_is_suggested_by_its_name(visit):
    page = visit.open()
    page.get_by_role("searchbox").fill("århus")
    page.get_by_role("link", name="Gå til Aarhus Kommune").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aarhus")


def test_pointing_at_a_symbol_tints_its_row(visit):
    page = visit.open("/#kort=12/56.1738/10.161")
    spot = page.evaluate("window.bk.map.project([10.161, 56.1738])")
    page.locator("#live canvas").hover(position={"x": spot["x"], "y": spot["y"]})
    expect(page.locator("li.tinted")).to_have_attribute("data-slug", "bispehaven")


def test_escape_goes_to_the_search_when_the_years_have_hidden_the_row(visit):
    page = visit.open("/?kat=parallel&valgt=vollsmose")
    expect(page.locator("li[data-slug=vollsmose]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_list_can_be_held_to_what_the_map_shows(visit):
    page = visit.open("/#kort=10/56.16/10.16")
    page.get_by_role("checkbox", name="Kun i kortudsnittet").check()
    number = len(visit.drawn("areas-near"))
    assert number < 10
    expect(page.locator(".status")).to_have_text(f"{number} områder i kortudsnittet")
    assert listed(page) == number
    page.evaluate("window.bk.map.jumpTo({ center: [11.2, 57.2] })")
    expect(page.locator(".status")).to_have_text("Ingen områder i kortudsnittet")


def test_the_list_is_by_name_when_asked(visit):
    page = visit.open()
    page.get_by_role("combobox", name="Rækkefølge").select_option("Alfabetisk")
    names = page.locator(".areas li:visible strong").all_text_contents()
    assert names[0] == "Agervang"
    assert "?sort=navn" in page.url


def test_years_are_links_without_javascript(browser, server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?q=odense")
    page.get_by_role("link", name="2018", exact=True).click()
    assert "q=odense" in page.url
    expect(page.locator(".rail-said")).to_contain_text("2018, liste af 1. december 2018")
    expect(page.locator("li[data-slug=vollsmose]")).to_contain_text("“Hårdt ghettoområde”, 2018")
    page.get_by_role("button", name="Søg").click()
    assert "aar=2018" in page.url
    context.close()


def test_the_menu_opens_by_a_button_where_the_screen_is_narrow(visit):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open()
    lists = page.get_by_role("navigation").get_by_role("link", name="Lister")
    expect(lists).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(lists).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(lists).to_be_hidden()
