import html
import json
import re
from datetime import date

import pytest

from spatial import models
from tests.map_client.conftest import LATEST

ROW = re.compile(r'<li data-slug="([^"]+)"( hidden)?>')


def page(client, address: str = "/", **headers) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.text


def listed(text: str) -> list[str]:
    return [slug for slug, hidden in ROW.findall(text) if not hidden]


def words(text: str) -> str:
    """What a reader sees of `text`, in one line."""
    text = re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_page_lists_every_area_and_draws_as_many(client, three):
    text = page(client)
    assert len(listed(text)) == 3
    assert len(re.findall(r'<a [^>]*tabindex="-1" data-slug="[^"]+">', text)) == 3
    assert "3 områder" in words(text)


def test_the_page_is_there_before_any_data(client, db):
    assert "Ingen områder passer" in words(page(client))


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("?q=zone", ["zoneparken"]),
        ("?kat=omdannelse", ["aaparken"]),
        ("?kat=omdannelse&q=zone", []),
        ("?kat=vrøvl", ["aaparken", "zoneparken", "nyparken"]),
    ],
)
def test_search_and_filter_work_in_the_address(client, three, query, slugs):
    assert listed(page(client, f"/{query}")) == slugs


def test_the_legend_counts_what_the_search_has_found(client, three):
    counts = re.findall(r'data-count="(\w+)">(\d+)<', page(client, "/?q=zone"))
    assert dict(counts)["tidligere"] == "1"
    assert dict(counts)["omdannelse"] == "0"


def test_the_legend_says_what_is_not_known_of_the_list(client, three):
    note = "8 af 12 udsatte boligområder er navngivet her."
    models.DesignationList.objects.filter(published_on=LATEST).update(note=note)
    assert note in words(page(client))


def test_no_result_names_what_was_sought_and_escapes_it(client, three):
    text = page(client, "/?q=<script>")
    assert "Ingen områder passer til “<script>”." in words(text)
    assert "“<script>" not in text


def test_a_link_to_an_area_keeps_the_filter(client, three):
    assert "?kat=tidligere&amp;valgt=zoneparken#omraade" in page(client, "/?kat=tidligere")


def test_the_chosen_area_has_a_card_with_facts_and_their_dates(client, three, source):
    area = models.HousingArea.objects.get(slug="aaparken")
    area.values.create(list_id=LATEST, indicator="residents", value=1487, source=source)
    card = words(page(client, "/?valgt=aaparken&del=kort"))
    assert "Omdannelsesområde på listen fra 1. december 2024" in card
    assert "Kommune Aarhus" in card
    assert "1.487 opgjort til listen fra 1. december 2024 Kilde: officiel A test" in card
    assert "Første gang på en liste 1. december 2024" in card
    assert "Udviklingsplan ukendt" in card
    assert "Tegnet ind i hånden. Det kan ligge op til 50 m forkert." in card


def test_an_old_lists_name_is_only_that_lists_word(client, three):
    models.DesignationList.objects.filter(published_on=date(2013, 1, 1)).update(
        date_precision="year"
    )
    card = words(page(client, "/?valgt=zoneparken&del=kort"))
    assert "Tidligere på en liste, senest på listen fra 2013" in card
    assert "Listens betegnelse dengang: ghettoområde (2013)" in card
    assert "1. januar" not in card
    assert "ghetto" not in words(page(client)).casefold()


def test_what_is_not_known_is_said_to_be_unknown(client, three):
    card = words(page(client, "/?valgt=nyparken&del=kort"))
    assert "På ingen kendt liste" in card
    assert "Beboere ukendt" in card


def test_the_card_draws_todays_buildings(client, three, building):
    building("old", area=three, valid_to=date(2011, 1, 1))
    building("here", area=three)
    building("next", area=three, valid_from=date(2999, 1, 1))
    assert "Plan af Nyparken: 1 bygning" in page(client, "/?valgt=nyparken&del=kort")


def test_the_card_links_to_the_area_as_geojson(client, three):
    text = page(client, "/?valgt=nyparken&del=kort")
    assert f'href="/api/collections/areas/items/{three.pk}?f=json"' in text


def test_an_unknown_area_is_no_card_on_the_page_and_a_404_by_itself(client, three):
    assert 'class="card"' not in page(client, "/?valgt=atlantis")
    assert client.get("/?valgt=atlantis&del=kort").status_code == 404


def test_the_banner_says_what_is_approximate_and_goes_with_real_data(client, three):
    assert "Demonstrationsdata" not in page(client)
    models.AreaBoundary.objects.update(method="approximate")
    assert "Demonstrationsdata: områdernes omrids er omtrentlige." in words(page(client))


def test_the_attributions_that_sources_ask_for_are_shown(client, three):
    models.Source.objects.update(attribution="© Et arkiv <1>")
    assert "© Et arkiv &lt;1&gt;" in page(client)


def test_the_page_is_danish_whatever_the_browser_prefers(client, three):
    text = page(client, "/?valgt=aaparken", **{"accept-language": "en"})
    assert "1. december 2024" in words(text)


def test_the_data_for_the_client_places_each_area(client, three):
    block = re.search(r'id="omraader" type="application/json">(.*?)</script>', page(client), re.S)
    areas = {area["slug"]: area for area in json.loads(block[1])["areas"]}
    west, south, east, north = areas["nyparken"]["box"]
    lon, lat = areas["nyparken"]["point"]
    assert west < lon < east
    assert south < lat < north
    assert len(areas["nyparken"]["shifts"]) == 4


def test_the_page_needs_no_inline_script_or_style(client, three):
    text = page(client, "/?valgt=aaparken")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|application/json))", text)


def test_the_page_asks_few_questions_however_many_areas(
    client, three, django_assert_max_num_queries
):
    page(client)
    with django_assert_max_num_queries(30):
        page(client, "/?valgt=aaparken")


def test_the_page_cannot_be_posted_to(client, db):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("address", ["/?valgt=%00", "/?q=%00", "/?kat=%00", "/?valgt=vrøvl"])
def test_what_cannot_be_a_value_falls_back_to_everything(client, three, address):
    assert "has-card" not in page(client, address)


def test_a_page_that_is_not_there_says_so_in_danish_with_a_way_to_the_map(client, db):
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    assert "Siden findes ikke" in words(response.text)
    assert '<a href="/">Gå til kortet</a>' in response.text


def test_the_statement_of_accessibility_names_whom_to_write_to(client, db, settings):
    settings.CONTACT_EMAIL = ""
    assert "har ikke oplyst en adresse" in page(client, "/tilgaengelighed/")
    settings.CONTACT_EMAIL = "kort@example.org"
    assert 'href="mailto:kort@example.org"' in page(client, "/tilgaengelighed/")
    assert 'href="/tilgaengelighed/"' in page(client, "/lister/")
