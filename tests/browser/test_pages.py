"""The pages of tables in a real browser: access, and narrow screens."""

import pytest
from playwright.sync_api import expect

from tests.browser.access import low_controls, violations, wider_than_screen

pytestmark = pytest.mark.django_db

PAGES = [
    "/omraader/",
    "/omraader/?q=atlantis",
    "/kommuner/",
    "/kommuner/0101-koebenhavn/",
    "/danmark/",
    "/lister/",
    "/lister/2018/",
    "/lister/2017/",
    "/lister/1999/",
    "/udsnit/?omrids=10.4,55.39;10.45,55.39;10.45,55.42;10.4,55.42",
    "/udsnit/?omrids=1",
    "/tilgaengelighed/",
    "/omraader/billeder/",
    "/omraader/billeder/?sort=alder&kat=omdannelse&aar=2018",
    "/data/",
    "/data/?lag=buildings&format=gpkg&crs=25832&kommune=0101",
]


@pytest.fixture
def plain(page, server):
    """Opens a page and gives it; no page may ask another host for anything."""

    def opened(path: str, width: int = 1120, height: int = 844):
        page.set_viewport_size({"width": width, "height": height})
        page.on("request", lambda request: elsewhere.append(request.url))
        page.goto(server + path)
        return page

    elsewhere: list[str] = []
    yield opened
    assert [url for url in elsewhere if not url.startswith(server)] == []


@pytest.mark.parametrize(
    ("path", "width"), [*((path, 390) for path in PAGES), *((path, 1120) for path in PAGES[3:10:2])]
)
def test_axe_finds_nothing(plain, path, width):
    assert violations(plain(path, width)) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_needs_no_sideways_scroll(plain, path):
    page = plain(path, 390)
    assert wider_than_screen(page) <= 0
    page.set_viewport_size({"width": 320, "height": 844})
    assert wider_than_screen(page) <= 0


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_the_menu_opens_and_closes_by_a_button(
    browser, server, browser_context_args, javascript
):
    context = browser.new_context(**browser_context_args, java_script_enabled=javascript)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server}/lister/")
    button = page.get_by_role("button", name="Menu")
    links = page.get_by_role("navigation", name="Hovedmenu").get_by_role("link")
    assert button.bounding_box()["height"] >= 38
    expect(links).to_have_count(0)
    button.click()
    expect(links).to_have_count(7)
    for link in links.all():
        box = link.bounding_box()
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    button.click()
    links.filter(has_text="Sammenlign").click()
    expect(page.get_by_role("heading", name="Sammenlign områder")).to_be_visible()
    context.close()


def test_on_a_wide_screen_the_menu_is_a_row_of_links(plain):
    page = plain("/lister/", 1120)
    links = page.get_by_role("navigation", name="Hovedmenu").get_by_role("link")
    assert links.count() == 7
    assert {link.bounding_box()["y"] for link in links.all()} == {links.first.bounding_box()["y"]}
    assert page.get_by_role("button", name="Menu").count() == 0


def test_on_a_phone_each_area_is_a_block_that_holds_all_of_its_row(plain):
    page = plain("/omraader/", 390)
    row = page.get_by_role("row").filter(has_text="Vollsmose")
    for part in ("Odense", "Omdannelsesområde, 2024", "5.317 2024"):
        expect(row).to_contain_text(part)
    box = row.bounding_box()
    assert box["width"] <= 390
    assert box["height"] < 200
    assert row.get_by_role("cell").count() == 7


def test_a_wide_table_scrolls_with_the_keyboard(plain):
    page = plain("/lister/2017/", 390)
    region = page.get_by_role("region", name="Tabel: antal områder")
    region.focus()
    expect(region).to_be_focused()
    assert region.evaluate("(each) => each.scrollWidth > each.clientWidth")


def test_filter_and_order_work_together(plain):
    page = plain("/omraader/")
    page.get_by_role("searchbox").fill("odense")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_role("status")).to_have_text("6 områder")
    page.get_by_role("link", name="Beboere").click()
    expect(page.get_by_role("status")).to_have_text("6 områder")
    expect(page.get_by_role("columnheader", name="Beboere")).to_have_attribute(
        "aria-sort", "ascending"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som CSV").click()
    assert download.value.suggested_filename == "omraader.csv"


@pytest.mark.parametrize(
    "path", ["/omraader/", "/lister/2018/", "/danmark/", "/kommuner/0461-odense/"]
)
def test_controls_are_large_enough_to_hit(plain, path):
    assert low_controls(plain(path, 390)) == []
