"""The municipalities, and one: nothing unknown is counted as none."""

import re
from datetime import date

import pytest

from spatial import models
from tests.map_client.conftest import LATEST
from tests.map_client.test_views import page, words

IN_2013 = date(2013, 1, 1)


def row(text: str, name: str) -> str:
    rows = re.findall(r"<tr>(?:(?!</tr>).)*</tr>", text, re.S)
    return words(next(one for one in rows if f">{name}</a>" in one))


def test_municipalities_with_areas_are_in_the_table_and_the_others_in_a_list(
    client, three, municipality
):
    municipality("0147", "Frederiksberg", lon=12.5, lat=55.68, side_m=100)
    text = page(client, "/kommuner/")
    table, others = text.split("Øvrige kommuner")
    assert re.findall(r'href="(/kommuner/[^"]+/)">(\w+)<', table) == [
        ("/kommuner/0101-koebenhavn/", "København"),
        ("/kommuner/0751-aarhus/", "Aarhus"),
    ]
    assert re.findall(r'href="(/kommuner/[^"]+/)"', others) == ["/kommuner/0147-frederiksberg/"]


def test_the_page_is_there_before_any_data(client, db):
    assert "Ingen kendt liste nævner områder." in words(page(client, "/kommuner/"))


def test_counts_nest_and_what_a_list_does_not_name_is_unknown_and_not_none(client, three, count):
    assert row(page(client, "/kommuner/"), "Aarhus") == "Aarhus mindst 1 mindst 1 mindst 1 ukendt 1"
    for category in ("omdannelsesområde", "parallelsamfund", "udsat boligområde"):
        count(LATEST, category, 1)
    text = page(client, "/kommuner/")
    assert row(text, "Aarhus") == "Aarhus 1 1 1 ukendt 1"
    assert row(text, "København") == "København 0 0 0 ukendt 1"


def test_over_time_an_area_that_may_be_on_a_list_is_open(client, three, count):
    label = re.findall(r'aria-label="Områder på listerne, ([^"]+)"', page(client, "/kommuner/"))
    assert label[0] == "København. 2013: 1 ghettoområde. 2024: 1 uvist."
    for category, areas in (("udsat boligområde", 1), ("forebyggelsesområde", 0)):
        count(LATEST, category, areas)
    label = re.findall(r'aria-label="Områder på listerne, ([^"]+)"', page(client, "/kommuner/"))
    assert label[0] == "København. 2013: 1 ghettoområde. 2024: ingen."


@pytest.mark.parametrize(
    "address", ["/kommuner/0101/", "/kommuner/0101-aarhus/", "/kommuner/0101-/"]
)
def test_a_wrong_name_leads_to_the_right_address(client, three, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/kommuner/0101-koebenhavn/")


@pytest.mark.parametrize("address", ["/kommuner/0999-atlantis/", "/kommuner/aarhus/"])
def test_an_unknown_code_is_a_404(client, three, address):
    assert client.get(address).status_code == 404


def test_a_municipality_shows_its_areas_on_a_map_and_in_a_table(client, three):
    text = page(client, "/kommuner/0101-koebenhavn/")
    assert "Kommune 0101, Region Hovedstaden." in words(text)
    assert "1 område har været på en af statens lister; ingen er navngivet" in words(text)
    names = ["Nyparken", "Zoneparken"]
    assert sorted(re.findall(r'class="c-navn"><a [^>]+>(\w+)<', text)) == names
    assert sorted(re.findall(r"<title>(\w+parken)</title><use", text)) == names
    assert re.search(r'aria-label="Kort over København med 2 områder"', text)


def test_residents_are_summed_as_far_as_they_are_known(client, three, area, source):
    made = area("Vest", 12.57, 55.69, categories={IN_2013: "ghettoområde"})
    text = words(page(client, "/kommuner/0101-koebenhavn/"))
    assert "2 ghettoområder 0 ukendt" in text
    made.values.create(list_id=IN_2013, indicator="residents", value=1400, source=source)
    text = words(page(client, "/kommuner/0101-koebenhavn/"))
    assert "2 ghettoområder 0 1.400 i 1 af 2 områder" in text
    assert "ingen kendt 2 –" in text


def test_a_municipality_without_areas_says_so(client, three, municipality):
    municipality("0147", "Frederiksberg", lon=12.5, lat=55.68, side_m=100)
    text = page(client, "/kommuner/0147-frederiksberg/")
    assert "Ingen kendt liste nævner områder i kommunen." in words(text)
    assert "<table" not in text


def test_buildings_are_counted_by_state_and_the_schematic_are_called_so(client, three, building):
    building("1", municipality_code="0101")
    building("2", municipality_code="0101", state="new")
    address = "/kommuner/0101-koebenhavn/"
    text = words(page(client, address))
    assert "Bygninger: 1 bevaret, 1 nyt" in text
    assert "skematiske" not in text
    models.Source.objects.update(reliability="schematic")
    assert "Bygningerne er skematiske" in words(page(client, address))


def test_the_page_leads_to_the_same_as_data(client, three):
    links = re.findall(r'<li><a href="([^"]+)"', page(client, "/kommuner/0101-koebenhavn/"))
    assert "/api/municipalities/0101/summary" in links
    assert "/omraader/?kommune=0101&amp;f=csv" in links
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def beside(text: str, head: str) -> str:
    table = text.split("Kommunen, regionen og landet på den seneste liste")[1].split("</table>")[0]
    rows = map(words, re.findall(r"<tr>.*?</tr>", table, re.S))
    return next(row for row in rows if row.startswith(head))


def test_a_municipality_stands_beside_its_region_and_the_country(client, three, count):
    text = page(client, "/kommuner/0751-aarhus/")
    assert beside(text, "Omdannelsesområde") == (
        "Omdannelsesområde områder mindst 1 mindst 1 mindst 1 ukendt"
    )
    count(LATEST, "omdannelsesområde", 4)
    count(LATEST, "udsat boligområde", 1)
    text = page(client, "/kommuner/0751-aarhus/")
    assert (
        beside(text, "Omdannelsesområde") == "Omdannelsesområde områder mindst 1 mindst 1 4 ukendt"
    )
    assert beside(text, "Udsat boligområde") == "Udsat boligområde områder 1 1 1 100 %"
    text = page(client, "/kommuner/0101-koebenhavn/")
    assert beside(text, "Udsat boligområde") == "Udsat boligområde områder 0 0 1 0 %"
    assert beside(text, "Områder med kendt udviklingsplan").endswith("0 0 0 –")


@pytest.mark.django_db(transaction=True)  # a thread of its own reads the data
def test_the_data_of_a_municipality_can_be_fetched_in_three_formats(client, three, building):
    building("1", municipality_code="0101")
    building("2", municipality_code="0751")
    text = page(client, "/kommuner/0101-koebenhavn/")
    files = re.findall(r'href="(/api/collections/(\w+)/downloads/(\w+)\?[^"]+)"', text)
    layers = ("areas", "designations", "buildings")
    assert [(layer, name) for _, layer, name in files] == [
        (layer, name) for layer in layers for name in ("csv", "xlsx", "gpkg")
    ]
    lines = {}
    for address, layer, name in files:
        response = client.get(address)
        assert response.status_code == 200
        if name == "csv":
            lines[layer] = response.getvalue().decode("utf-8-sig").strip().splitlines()[1:]
    assert [len(lines[layer]) for layer in layers] == [2, 1, 1]


def test_dwellings_are_told_of_the_buildings_that_say_so(client, three, building):
    building("1", municipality_code="0101", dwellings=24)
    building("2", municipality_code="0101")
    building("3", municipality_code="0101", dwellings=50, state="demolished")
    text = words(page(client, "/kommuner/0101-koebenhavn/"))
    assert "Boliger i bygningerne, som de står i dag: 24 i 1 af 2 bygninger." in text


@pytest.mark.parametrize(
    ("address", "queries"), [("/kommuner/", 14), ("/kommuner/0101-koebenhavn/", 26)]
)
def test_questions_are_as_many_for_many_areas_as_for_one(
    client, three, area, address, queries, django_assert_num_queries
):
    page(client, address)
    with django_assert_num_queries(queries):
        page(client, address)
    area("Mange", categories={LATEST: "parallelsamfund"})
    with django_assert_num_queries(queries):
        page(client, address)
