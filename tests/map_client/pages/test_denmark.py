"""The country in numbers: every area once, every number with its rows, the unknown counted."""

import csv
import html
import io
import re
from datetime import date

import pytest

from tests.map_client.conftest import LATEST
from tests.map_client.test_views import page, words

BEFORE = date(2023, 12, 1)


@pytest.fixture
def lists(area, municipality, count, values):
    """Two lists: all of 2023 is named; of 2024 one udsat boligområde is not."""
    municipality()
    municipality("0751", "Aarhus", lon=10.2, lat=56.16)
    both = {BEFORE: "omdannelsesområde", LATEST: "omdannelsesområde"}
    nord = area("Nordparken", categories=both)
    area("Sydparken", 12.56, 55.69, categories={BEFORE: "udsat boligområde"})
    area("Åparken", 10.2, 56.16, code="0751", categories={LATEST: "udsat boligområde"})
    values(nord, LATEST, residents=1500)
    for day, numbers in ((BEFORE, (2, 1, 1, 0)), (LATEST, (3, 1, 1, 0))):
        for category, number in zip(
            ("udsat boligområde", "parallelsamfund", "omdannelsesområde", "forebyggelsesområde"),
            numbers,
            strict=True,
        ):
            count(day, category, number)
    return nord


def plain(row: str) -> str:
    """A row as a reader sees it: signs in tabular numbers have an element of their own."""
    return words(re.sub(r"<svg.*?</svg>|</?i>", "", row, flags=re.S))


def lines(text: str, day: str) -> list[str]:
    """The lines of one list in the first table."""
    table = text.split('class="register per-list"')[1].split("</table>")[0]
    body = next(one for one in table.split("<tbody>") if f">{day}</a>" in one.replace("\xa0", " "))
    return [plain(row) for row in re.findall(r"<tr>.*?</tr>", body, re.S)]


def section(text: str, id: str) -> str:
    return text.split(f'<h2 id="{id}">')[1].split("<h2 ")[0]


def test_an_area_counts_once_in_its_strictest_and_as_the_list_counts_beside_it(client, lists):
    text = page(client, "/danmark/")
    assert lines(text, "1. december 2024") == [
        "Udsat boligområde 2 3 [1] 1 ukendt",
        "Parallelsamfund 0 1 [1] 0 –",
        "Omdannelsesområde 1 1 [1] 1 1.500",
        "Forebyggelsesområde 0 0 [1] 0 –",
    ]
    assert "2024: 1 omdannelsesområde, 2 udsatte boligområder" in text


def test_a_count_that_nobody_tells_is_unknown_and_not_none(client, lists):
    lists.designations.get(list_id=LATEST).list.counts.all().delete()
    assert lines(page(client, "/danmark/"), "1. december 2024")[0] == (
        "Udsat boligområde ukendt ukendt 1 ukendt"
    )


def test_each_number_of_named_areas_leads_to_as_many_rows(client, lists):
    text = page(client, "/danmark/")
    found = re.findall(r'<a href="(/api/collections/designations/items[^"]+)"[^>]*>(\d+)</a>', text)
    assert len(found) == 4 + 2 + 2  # the lists, the regions on the latest, and the country
    for address, number in found:
        there = html.unescape(address).replace("f=html", "f=json")
        assert client.get(there).json()["numberMatched"] == int(number)


def test_who_came_and_who_left_are_named_and_what_is_not_known_is_no_nought(client, lists, area):
    moves = section(page(client, "/danmark/"), "bevaegelser")
    row = words(re.search(r'<tr><th scope="row"><a href="/lister/2024/">.*?</tr>', moves, re.S)[0])
    # Of the list of 2024 one area is not named: it may be Sydparken.
    assert row.startswith("1. december 2024 1 Åparken")
    assert row.endswith(
        "ingen kendt ingen kendt 1 Sydparken var udsat boligområde; om det nu er"
        " udsat boligområde, vides ikke"
    )
    assert "Ikke navngivet" in words(moves)


def test_when_every_name_is_known_who_is_not_named_has_left(client, lists, area):
    area("Østparken", 12.57, 55.68, categories={LATEST: "udsat boligområde"})
    moves = section(page(client, "/danmark/"), "bevaegelser")
    row = words(re.search(r'<tr><th scope="row"><a href="/lister/2024/">.*?</tr>', moves, re.S)[0])
    assert row.startswith("1. december 2024 2 Østparken udsat boligområde Åparken")
    assert "1 Sydparken" in row
    assert row.endswith("0 0")


def test_regions_count_what_is_named_and_say_how_much_may_be(client, lists):
    table = section(page(client, "/danmark/"), "regioner")
    rows = {
        name: plain(row)
        for row, name in re.findall(r'(<tr><th scope="row">([^<]+)</th>.*?</tr>)', table, re.S)
    }
    assert rows["Region Hovedstaden"] == "Region Hovedstaden 0 0 1 0 1 1.500 0"
    assert rows["Region Midtjylland"] == "Region Midtjylland 1 0 0 0 0 ukendt 0"
    assert rows["Danmark"] == "Danmark 1 0 1 0 1 1.500 i 1 af 2 områder 0"
    assert rows["Region Sjælland"] == "Region Sjælland 0 0 0 0 0 – 0"


def test_the_page_and_the_file_are_there_before_any_data(client, db):
    assert "Ingen lister er kendt." in words(page(client, "/danmark/"))
    assert client.get("/danmark/?f=csv").status_code == 200


def test_the_file_has_a_line_for_each_list_place_and_category(client, lists):
    response = client.get("/danmark/?f=csv")
    assert "danmark.csv" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2 * 6 * 4  # lists, the country and five regions, categories
    whole = [r for r in rows if (r["sted"], r["listens dato"]) == ("Danmark", "2024-12-01")]
    strictest = "områder ifølge listen (antal, strengeste)"
    assert [row[strictest] for row in whole] == ["2", "0", "1", "0"]
    residents = [row["beboere i de navngivne (personer, strengeste)"] for row in whole]
    assert residents == ["", "", "1500", ""]
    region = next(r for r in rows if r["sted"] == "Region Midtjylland")
    assert region[strictest] == ""  # a list does not count by region
    assert "A test" in whole[0]["kilder"]


def test_plans_are_held_against_2030_and_what_is_known_of_them_is_counted(client, plan, source):
    measure = plan.measures.create(kind="nedrivning", source=source)
    measure.figures.create(status="planlagt", units=120, precision="præcis", source=source)
    plan.measures.create(kind="salg", source=source)
    text = plain(section(page(client, "/danmark/"), "planer"))
    assert "1 område har en kendt udviklingsplan." in text
    assert "Målet er højst 40 procent for 0, højere for 1 og ukendt for 0." in text
    assert "For ingen af dem er der fundet en andel" in text
    assert "Plan: målet for andelen 1 af 1" in text
    assert "Plan: andelen ved udgangspunktet 0 af 1" in text
    assert "Tiltag: et planlagt antal boliger 1 af 2" in text
    plan.area.shares.create(status="indberettet", pct="55.5", as_of="2024", source=source)
    text = plain(section(page(client, "/danmark/"), "planer"))
    assert "For 1 er en andel indberettet siden planen." in text
    assert "55,5 % 2024" in text


def test_dwellings_are_summed_as_far_as_they_are_known(client, plan, area, source):
    stock = {"kind": "familieboliger", "status": "udgangspunkt", "source": source}
    plan.area.dwellings.create(count=500, precision="præcis", **stock)
    other = area("Vest", 12.57, 55.69, categories={LATEST: "omdannelsesområde"})
    other.plans.create(code="vest-2021", summary="En plan", source=source)
    text = plain(section(page(client, "/danmark/"), "planer"))
    assert "ved udgangspunktet 500 i 1 af 2 områder; når planerne er ført ud ukendt" in text
    other.dwellings.create(count=300, precision="cirka", **stock)
    text = plain(section(page(client, "/danmark/"), "planer"))
    assert "ved udgangspunktet ca. 800 i 2 af 2 områder" in text


def test_questions_are_as_many_for_many_areas_as_for_one(
    client, lists, area, django_assert_max_num_queries
):
    page(client, "/danmark/")
    with django_assert_max_num_queries(40) as asked:
        page(client, "/danmark/")
    area("Mange", categories={LATEST: "parallelsamfund"})
    with django_assert_max_num_queries(len(asked)):
        page(client, "/danmark/")
