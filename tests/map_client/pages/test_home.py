"""The map page in one year, as the server draws it for those without JavaScript."""

import re
from datetime import date

import pytest

from map_client import when
from spatial.models import judging
from tests.map_client.conftest import LATEST
from tests.map_client.test_views import page, words

IN_2013, IN_2018 = date(2013, 1, 1), date(2018, 12, 1)


def card(client, address: str) -> str:
    return words(page(client, f"{address}&del=kort"))


def row(text: str, slug: str) -> str:
    return words(re.search(rf'<li data-slug="{slug}".*?</li>', text, re.S)[0])


def bar(text: str, year: int) -> str:
    return re.search(rf'data-year="{year}">(.*?)</li>', text, re.S)[1]


def test_each_row_says_what_the_list_of_the_year_said(client, three):
    assert "På ingen kendt liste til og med 2012" in row(page(client, "/?aar=2012"), "zoneparken")
    assert "“Ghettoområde”, 2013" in row(page(client, "/?aar=2013"), "zoneparken")
    assert "“Ghettoområde”, 2013" in row(page(client, "/?aar=2016"), "zoneparken")
    assert "Tidligere på en liste, senest 2013" in row(page(client, "/?aar=2024"), "zoneparken")


def test_the_legend_counts_and_names_by_the_list_of_the_year(client, three):
    text = page(client, "/?aar=2013")
    assert "Betegnelse på listen fra 1. januar 2013" in words(text)
    assert "“Ghettoområde” listens ord; siden 2021 parallelsamfund 1" in words(text)
    assert dict(re.findall(r'data-count="(\w+)">(\d+)<', text)) == {
        "omdannelse": "0", "parallel": "1", "udsat": "0", "forebyggelse": "0",
        "tidligere": "0", "ingenliste": "2",
    }  # fmt: skip
    assert re.search(r"<label hidden><input [^>]*value=\"forebyggelse\"", text)
    assert "Betegnelse på den seneste liste, 1. december 2024" in words(page(client))


@pytest.mark.parametrize("query", ["?aar=2009", "?aar=2031", "?aar=nu", "?aar=", "?aar=02013"])
def test_what_is_no_year_of_the_map_falls_back_to_the_latest_list(client, three, query):
    assert "2024, liste af 1. december 2024" in words(page(client, f"/{query}"))


def test_the_slider_says_its_year_and_what_is_known_of_it(client, three):
    def spoken(year: int) -> str:
        return re.search(r'value="(\d+)" aria-valuetext="([^"]+)"', page(client, f"/?aar={year}"))

    assert spoken(2013).groups() == ("2013", "2013, liste af 1.\xa0januar\xa02013")
    assert spoken(2014)[2] == "2014, ingen liste kendt her"
    assert spoken(2030)[2] == "2030, plan, ingen liste endnu"


def test_the_bars_stack_the_lists_own_numbers_and_are_hatched_without(client, three, count):
    count(LATEST, "udsat boligområde", 12)
    count(LATEST, "parallelsamfund", 8)
    count(LATEST, "omdannelsesområde", 7)
    text = page(client)
    assert len(re.findall(r'fill="#\w+"', bar(text, 2024))) == 3
    assert "stroke=" in bar(text, 2023)
    assert "fill=" not in bar(text, 2023)
    assert "7 omdannelsesområder, 1 parallelsamfund og 4 udsatte boligområder" in words(text)


def test_every_year_is_a_link_that_keeps_search_filter_and_area(client, three):
    text = page(client, "/?q=zone&kat=tidligere&valgt=zoneparken")
    link = "?q=zone&amp;kat=tidligere&amp;valgt=zoneparken&amp;aar=2018"
    assert f'href="{link}"' in bar(text, 2018)
    assert 'href="?q=zone' in bar(page(client, "/?q=zone&aar=2018"), 2024)
    assert "aar=" not in bar(page(client, "/?q=zone&aar=2018"), 2024)


def test_plans_begin_where_no_year_has_begun_yet(client, three):
    text = page(client)
    assert text.count("<i>Plan, ingen liste endnu</i>") == 1
    first = next(year for year in when.years([]).values() if year.to_come)
    assert "<i>" in bar(text, first.number)


def test_the_list_is_by_designation_by_name_or_by_municipality(client, three):
    def slugs(query: str) -> list[str]:
        return re.findall(r'<li data-slug="([^"]+)"', page(client, f"/{query}"))

    assert slugs("") == ["aaparken", "zoneparken", "nyparken"]
    assert slugs("?sort=navn") == ["nyparken", "zoneparken", "aaparken"]
    assert slugs("?sort=kommune") == ["nyparken", "zoneparken", "aaparken"]
    assert slugs("?sort=vrøvl&aar=2013") == ["zoneparken", "nyparken", "aaparken"]


def test_the_card_has_the_figures_of_the_year_beside_the_limits_then(client, parken, values):
    made = parken({IN_2013: "ghettoområde", IN_2018: "ghettoområde"})
    values(made, IN_2013, unemployment_pct="41.0", nonwestern_pct="55")
    values(made, IN_2018, unemployment_pct="39.0", nonwestern_pct="62")
    judging.store()
    in_2013, in_2018 = (card(client, f"/?valgt=parken&aar={year}") for year in (2013, 2018))
    assert "Tallene på listen fra 1. januar 2013" in in_2013
    assert "eller uddannelse 41,0 % grænse over 40 % opfyldt" in in_2013
    assert "eller uddannelse 39,0 % grænse over 40 % ikke opfyldt" in in_2018
    assert "62,0 %" not in in_2013
    assert "kun grundskole ukendt" in in_2018


def test_the_card_has_the_residents_known_in_the_year(client, parken, values):
    made = parken({IN_2013: "ghettoområde", IN_2018: "ghettoområde"})
    values(made, IN_2013, residents=1487)
    values(made, IN_2018, residents=1502)
    assert "Beboere 1.487 opgjort til listen fra 1. januar" in card(
        client, "/?valgt=parken&aar=2014"
    )
    assert "1.502" in card(client, "/?valgt=parken&aar=2020")
    assert "Beboere ukendt" in card(client, "/?valgt=parken&aar=2010")


def test_the_card_draws_the_buildings_of_the_year(client, three, building):
    building("old", area=three, valid_to=date(2015, 1, 1))
    building("new", area=three, valid_from=date(2020, 1, 1))
    building("next", area=three, valid_from=date(2021, 1, 1))
    assert "1 bygning" in page(client, "/?valgt=nyparken&aar=2012&del=kort")
    assert "2 bygninger" in page(client, "/?valgt=nyparken&aar=2022&del=kort")


def test_a_year_to_come_has_what_the_plan_says_and_says_that_no_list_is_there(client, plan, source):
    plan.measures.create(
        kind="salg", description="Blok 3", year_from=2027, year_to=2029, source=source
    )
    aim, during, silent = (
        card(client, f"/?valgt=parken&aar={year}") for year in (2030, 2028, 2026)
    )
    assert "Udviklingsplanen for 2030 Mål: almene familieboliger udgør højst 60 %" in aim
    assert "Ingen liste endnu." in during
    assert "Salg: Blok 3 (2027–2029) Kilde" in during
    assert "Blok 3" not in silent


def test_a_year_without_a_list_names_the_one_that_still_holds(client, three):
    text = words(page(client, "/?aar=2016"))
    assert "Betegnelserne er fra listen fra 1. januar 2013, den seneste før." in text
    assert "Ingen liste er kendt så tidligt." in words(page(client, "/?aar=2011"))


def test_a_municipality_is_found_by_the_beginning_of_its_name_in_either_spelling(client, three):
    for query in ("aarh", "Århus"):
        text = page(client, f"/?q={query}")
        assert "Gå til Aarhus Kommune" in words(text)
        assert 'href="/kommuner/0751-aarhus/"' in text
