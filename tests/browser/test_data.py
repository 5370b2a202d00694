"""The page of data in a real browser: with and without JavaScript, and while a file is made."""

import pytest
from playwright.sync_api import expect

from spatial.exporting import export, store
from tests.browser.access import low_controls, violations
from tests.processes import until

pytestmark = pytest.mark.django_db
ASKED = "/data/?lag=buildings&format=gpkg&crs=25832&kommune=0101&liste=&dag="


def downloaded(page, name):
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    return download.value


def test_a_form_leads_to_a_file(visit):
    page = visit.open("/data/", state=None)
    page.locator("select[name=lag]").select_option("Betegnelser år for år")
    page.locator("select[name=format]").select_option("Excel")
    page.locator("select[name=kommune]").select_option("Odense")
    page.locator("select[name=liste]").select_option("1. december 2018")
    page.get_by_role("button", name="Find filen").click()
    expect(page.locator(".file")).to_contain_text("Odense Kommune · listen fra 2018")
    assert violations(page) == []
    assert low_controls(page) == []
    file = downloaded(page, "Hent Excel")
    assert file.suggested_filename.startswith("omraadekortet-designations-")
    assert file.path().stat().st_size > 5_000


def test_the_page_works_without_javascript(browser, server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/data/")
    page.locator("select[name=lag]").select_option("Kommuner")
    page.locator("select[name=format]").select_option("CSV til dansk Excel")
    page.get_by_role("button", name="Find filen").click()
    expect(page.locator(".file")).to_contain_text("98 rækker")
    file = downloaded(page, "Hent CSV til dansk Excel")
    assert file.path().read_bytes().startswith(b"\xef\xbb\xbfid;code;name")
    expect(page.locator(".making")).to_be_hidden()
    context.close()


@pytest.fixture
def halted(monkeypatch):
    """Files that stand still after a third of the rows until they are let on."""
    write, on = export._WRITERS["gpkg"], []

    def halting(wanted, path, told):
        told(wanted.count // 3)
        until(lambda: on)
        write(wanted, path, told)

    monkeypatch.setitem(export._WRITERS, "gpkg", halting)
    return on


def test_while_a_file_is_made_a_bar_says_how_far_it_has_come(visit, halted):
    page = visit.open(ASKED, state=None)
    page.get_by_role("link", name="Hent GeoPackage", exact=True).click()
    expect(page.locator(".making [role=status]")).to_have_text("160 af 480 rækker er skrevet")
    assert 0.3 < float(page.locator(".making progress").get_attribute("value")) < 0.4
    assert violations(page) == []
    with page.expect_download() as download:
        halted.append(True)
    assert download.value.suggested_filename.endswith(".gpkg")
    expect(page.locator(".making [role=status]")).to_contain_text("Filen er klar")


def test_a_file_that_cannot_be_made_is_told_in_words(visit, monkeypatch):
    monkeypatch.setattr(store, "LEAST_FREE", 1 << 62)
    page = visit.open(ASKED.replace("0101", "0461"), state=None)
    page.get_by_role("link", name="Hent GeoPackage", exact=True).click()
    expect(page.locator(".making [role=status]")).to_contain_text("Filen kunne ikke laves.")
    expect(page.locator(".making progress")).to_be_hidden()
