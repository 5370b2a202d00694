"""What a visitor sees and does. Each visit also fails on errors and on requests to other hosts."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from map_client.drawings.palette import PALETTE

FAR = ("areas-far",)

pytestmark = pytest.mark.django_db


def listed(page) -> int:
    return page.locator(".areas li:visible").count()


def near(pixel: tuple[int, int, int], colour: str) -> bool:
    wanted = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return all(abs(one - other) < 12 for one, other in zip(pixel, wanted, strict=True))


def test_the_map_draws_as_many_areas_as_the_page_lists(visit):
    page = visit.open()
    number = int(page.locator(".status").inner_text().split()[0])
    assert number == listed(page) == 69
    assert len(visit.drawn(*FAR)) == number


def test_symbols_land_and_sea_are_on_the_screen(visit):
    page = visit.open()
    picture = Image.open(io.BytesIO(page.locator("#live canvas").screenshot())).convert("RGB")
    pixels = picture.resize((530, 424), Image.Resampling.NEAREST).get_flattened_data()
    for colour, least in [
        (PALETTE["ground"]["sea"], 20_000),
        (PALETTE["ground"]["land"], 10_000),
        (PALETTE["category"]["omdannelsesområde"]["colour"], 20),
    ]:
        assert sum(near(pixel, colour) for pixel in pixels) >= least, colour


def test_choosing_an_area_shows_its_card_and_its_buildings(visit):
    page = visit.open()
    page.get_by_role("link", name="Vollsmose", exact=False).first.click()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_focused()
    assert "?valgt=vollsmose" in page.url
    visit.still()
    assert "vollsmose" in visit.drawn("areas-fill")
    ids = visit.drawn("buildings", key="id")
    assert len(ids) >= 100
    plan = page.locator(".card svg.plan")
    assert len(plan.locator("g path").all()) >= 100


def test_a_link_opens_the_area_it_names_where_it_was_left(visit):
    page = visit.open("/?valgt=bispehaven#kort=14.5/56.1738/10.161")
    expect(page.get_by_role("heading", name="Bispehaven")).to_be_visible()
    assert page.evaluate("window.bk.map.getZoom()") == pytest.approx(14.5, abs=0.01)
    assert "bispehaven" in visit.drawn("areas-fill")


def test_the_filter_lowers_the_number_and_changes_the_address(visit):
    page = visit.open()
    page.get_by_role("checkbox", name="Tidligere på en liste").uncheck()
    expect(page.locator(".status")).to_have_text("10 områder")
    assert "/?kat=omdannelse,parallel,udsat,forebyggelse,ingenliste" in page.url
    assert len(visit.drawn(*FAR)) == listed(page) == 10


def test_search_as_you_type_folds_danish_letters_and_enter_chooses(visit):
    page = visit.open()
    box = page.get_by_role("searchbox")
    box.press_sequentially("groenneparken")
    expect(page.locator(".status")).to_have_text("1 område")
    assert len(visit.drawn(*FAR)) == 1
    box.press("Enter")
    expect(page.get_by_role("heading", name="Agervang")).to_be_visible()
    assert "valgt=agervang" in page.url


def test_a_search_without_result_says_so_and_offers_all(visit):
    page = visit.open()
    page.get_by_role("searchbox").fill("atlantis")
    expect(page.get_by_role("status")).to_contain_text("Ingen områder passer.")
    page.get_by_role("link", name="Vis alle").click()
    visit.still()
    assert listed(page) == 69


def test_escape_closes_the_card_and_returns_focus_to_the_list(visit):
    page = visit.open()
    link = page.locator("li[data-slug=stengaardsvej] a")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stengårdsvej")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    expect(link).to_be_focused()
    assert "valgt" not in page.url


def test_the_back_button_goes_from_area_to_area_and_out(visit):
    page = visit.open()
    page.locator("li[data-slug=vollsmose] a").click()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()
    page.locator("li[data-slug=bispehaven] a").click()
    expect(page.get_by_role("heading", name="Bispehaven")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()
    page.go_back()
    expect(page.locator(".card")).to_have_count(0)
    assert "valgt" not in page.url


def test_pointing_at_a_row_rings_its_symbol(visit):
    page = visit.open()
    assert visit.drawn("ring-far") == set()
    page.locator("li[data-slug=vollsmose]").hover()
    assert visit.drawn("ring-far") == {"vollsmose"}


def test_a_click_on_the_map_chooses_the_area_there(visit):
    page = visit.open("/#kort=12/56.1738/10.161")
    spot = page.evaluate("window.bk.map.project([10.161, 56.1738])")
    page.locator("#live canvas").click(position={"x": spot["x"], "y": spot["y"]})
    expect(page.get_by_role("heading", name="Bispehaven")).to_be_visible()
    assert page.locator("li[data-slug=bispehaven] a").get_attribute("aria-current") == "true"


def test_names_are_drawn_with_the_pages_own_letters(visit):
    visit.open("/#kort=11/55.7/12.5")
    assert "Rødovre" in visit.drawn("places", key="name")
    assert "Hørgården" in visit.drawn("names", key="name")


def test_without_webgl_the_drawing_stays_and_filters(visit):
    visit.page.add_init_script(
        "HTMLCanvasElement.prototype.getContext = () => null;"
        "OffscreenCanvas.prototype.getContext = () => null"
    )
    page = visit.open(state="none")
    expect(page.locator(".map-note")).to_contain_text("Kortet kunne ikke vises")
    page.get_by_role("checkbox", name="Tidligere på en liste").uncheck()
    expect(page.locator(".overview a:visible")).to_have_count(10)
    page.locator(".overview a[data-slug=vollsmose]").click()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()
    # MapLibre reports the missing WebGL to the console, which is right.
    visit.wrong = [each for each in visit.wrong if not re.search("webgl", each, re.IGNORECASE)]


def test_a_card_that_cannot_be_fetched_can_be_tried_again(visit):
    page = visit.open()
    page.route("**/*del=kort*", lambda route: route.abort())
    page.locator("li[data-slug=vollsmose] a").click()
    expect(page.get_by_text("Området kunne ikke hentes.")).to_be_visible()
    page.unroute("**/*del=kort*")
    page.get_by_role("button", name="Prøv igen").click()
    expect(page.get_by_role("heading", name="Vollsmose")).to_be_visible()
    visit.wrong = [each for each in visit.wrong if "ERR_FAILED" not in each]
