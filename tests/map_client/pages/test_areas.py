"""The table of areas: what a reader sees, filters and orders, and takes home as a file."""

import csv
import io
import re
from datetime import date

import pytest

from spatial import models
from spatial.models import judging
from tests.map_client.conftest import LATEST
from tests.map_client.test_views import page, words

ADDRESS = "/omraader/"
IN_2017 = date(2017, 12, 1)


def rows(text: str) -> list[str]:
    """The names in the table, from top to bottom."""
    return re.findall(r'class="c-navn"><a href="/omraader/[^"]+/">([^<]+)</a>', text)


def sheet(client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{ADDRESS}?f=csv{query}")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def figures(three, source):
    """Figures of 2017 for Åparken, which the list of that year then named."""
    models.DesignationList.objects.create(published_on=IN_2017, title="Liste 2017")
    area = models.HousingArea.objects.get(slug="aaparken")
    area.designations.create(list_id=IN_2017, category="ghettoområde", source=source)
    for indicator, value in (
        ("residents", 1487),
        ("unemployment_pct", "52.5"),
        ("crime_pct", "1.2"),
        ("nonwestern_pct", "76"),
    ):
        area.values.create(list_id=IN_2017, indicator=indicator, value=value, source=source)
    judging.store()
    return area


def test_every_area_is_a_row_in_the_laws_order_and_then_by_name(client, three):
    text = page(client, ADDRESS)
    assert rows(text) == ["Åparken", "Zoneparken", "Nyparken"]
    assert '<a href="/omraader/aaparken/">Åparken</a>' in text
    assert "Omdannelsesområde, 2024" in words(text)
    assert "Tidligere på en liste, senest 2013" in words(text)


def test_the_page_is_there_before_any_data(client, db):
    assert "Ingen områder passer" in words(page(client, ADDRESS))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=zone", ["Zoneparken"]),
        ("?q=aarhus", ["Åparken"]),
        ("?kat=tidligere", ["Zoneparken"]),
        ("?kommune=0101", ["Zoneparken", "Nyparken"]),
        ("?liste=2013", ["Zoneparken"]),
        ("?plan=ja", []),
        ("?plan=ukendt&kommune=0751", ["Åparken"]),
        ("?kat=vrøvl&kommune=9999&liste=1066&plan=måske", ["Åparken", "Zoneparken", "Nyparken"]),
        ("?sort=vrøvl&retning=op", ["Åparken", "Zoneparken", "Nyparken"]),
        ("?q=%00", []),
    ],
)
def test_the_address_filters_and_unknown_values_fall_back(client, three, query, names):
    assert rows(page(client, ADDRESS + query)) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?sort=navn", ["Nyparken", "Zoneparken", "Åparken"]),
        ("?sort=navn&retning=ned", ["Åparken", "Zoneparken", "Nyparken"]),
        ("?sort=kommune", ["Nyparken", "Zoneparken", "Åparken"]),  # Aarhus is Århus
        ("?sort=beboere", ["Zoneparken", "Åparken", "Nyparken"]),
        ("?sort=beboere&retning=ned", ["Åparken", "Zoneparken", "Nyparken"]),
        ("?sort=foerst", ["Zoneparken", "Åparken", "Nyparken"]),
        ("?sort=lister&retning=ned", ["Åparken", "Zoneparken", "Nyparken"]),
        ("?sort=kriterier", ["Åparken", "Nyparken", "Zoneparken"]),
    ],
)
def test_every_column_orders_the_rows_and_the_unknown_come_last(
    client, figures, source, query, names
):
    zone = models.HousingArea.objects.get(slug="zoneparken")
    zone.values.create(list_id=date(2013, 1, 1), indicator="residents", value=90, source=source)
    assert rows(page(client, ADDRESS + query)) == names


def test_the_head_of_a_column_turns_its_order_and_keeps_the_filter(client, three):
    text = page(client, "/omraader/?kat=tidligere&sort=beboere")
    head = re.search(r'<th [^>]*class="c-beboere"[^>]*>.*?</th>', text)[0]
    assert 'aria-sort="ascending"' in head
    assert 'href="/omraader/?kat=tidligere&amp;sort=beboere&amp;retning=ned"' in head
    assert text.count("aria-sort") == 1


def test_a_list_that_is_chosen_gives_its_own_words_and_what_it_lacks(client, three, source):
    models.ListCount.objects.create(
        list_id=date(2013, 1, 1), category="ghettoområde", areas=40, source=source
    )
    text = words(page(client, "/omraader/?liste=2013"))
    assert "Ghettoområde, 2013" in text
    assert "Navngivet her: 1 af 40 ghettoområder." in text


def test_the_criteria_are_told_in_words_too(client, figures):
    text = page(client, ADDRESS)
    strip = re.search(r'class="strip" role="img" aria-label="([^"]+)">(.*?)</span> <small', text)
    assert words(strip[1]) == (
        "Listen fra 1. december 2017. uden arbejde og uddannelse: opfyldt, 52,5 procent; "
        "dømte: ikke opfyldt, 1,20 procent; kun grundskole: ukendt; indkomst: ukendt; "
        "ikkevestlig baggrund: opfyldt, 76,0 procent."
    )
    assert re.findall(r'class="(\w+)">(\w)<', strip[2]) == [
        ("met", "A"),
        ("unmet", "D"),
        ("unknown", "G"),
        ("unknown", "I"),
        ("met", "V"),
    ]


def test_residents_have_their_year_and_the_unknown_are_called_so(client, figures):
    text = page(client, "/omraader/?q=parken")
    cells = re.findall(r'data-head="beboere">(.*?)</td>', text)
    assert [re.sub(r"<[^>]+>", "", cell) for cell in cells] == ["1.487 2017", "ukendt", "ukendt"]


def test_the_file_holds_the_rows_shown_in_their_order(client, figures):
    assert [row["område"] for row in sheet(client, "&sort=navn")] == [
        "Nyparken",
        "Zoneparken",
        "Åparken",
    ]
    assert [row["kortnavn"] for row in sheet(client, "&kat=tidligere")] == ["zoneparken"]
    assert "/omraader/?kat=tidligere&amp;f=csv" in page(client, "/omraader/?kat=tidligere")


def test_the_file_opens_right_in_danish_excel(client, figures):
    response = client.get("/omraader/?f=csv&q=åparken")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="omraader.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert b";52,5;" in response.content


def test_a_figure_in_the_file_has_unit_list_and_source(client, figures):
    [row] = sheet(client, "&q=åparken")
    assert row["beboere (personer)"] == "1487"
    assert row["beboere, listens dato"] == "2017-12-01"
    assert row["kriterier, listens dato"] == "2017-12-01"
    share = "uden arbejde og uddannelse (procent af beboerne på 18-64 år)"
    assert (row[share], row["uden arbejde og uddannelse, kriteriet er"]) == ("52,5", "opfyldt")
    assert row["indkomst (procent af regionens gennemsnit)"] == ""
    assert row["kilder"] == "A test"
    assert (row["betegnelse nu"], row["antal lister"]) == ("omdannelsesområde", "2")


def test_questions_are_as_many_for_many_areas_as_for_one(
    client, figures, area, django_assert_num_queries
):
    page(client, ADDRESS)
    with django_assert_num_queries(8):
        page(client, ADDRESS)
    area("Mange", categories={LATEST: "parallelsamfund"})
    judging.store()
    with django_assert_num_queries(8):
        page(client, ADDRESS)


def test_the_file_says_no_more_of_a_list_than_its_year_where_the_day_is_not_known(client, area):
    area("Parken", categories={date(2010, 1, 1): "ghettoområde"})
    models.DesignationList.objects.update(date_precision="year")
    [row] = sheet(client, "&q=parken")
    assert (row["første listes dato"], row["seneste betegnelse, listens dato"]) == ("2010", "2010")
