"""Areas side by side: each figure against its own list's limit, and nothing guessed."""

import re
from datetime import date

import pytest

from tests.map_client.conftest import LATEST
from tests.map_client.test_views import page, words

IN_2018 = date(2018, 12, 1)
FULL = {
    "residents": 2000,
    "unemployment_pct": 45,
    "crime_pct": "1.50",
    "education_pct": 70,
    "income_pct": 50,
    "nonwestern_pct": 60,
}


@pytest.fixture
def pair(area, municipality, values):
    """Two areas on the list of 2018: one with every figure, one with residents alone."""
    municipality()
    full = area("Nordparken", categories={IN_2018: "ghettoområde"})
    area("Sydparken", 12.56, 55.69, categories={IN_2018: "udsat boligområde"}, side_m=400)
    values(full, IN_2018, **FULL)
    return full


def line(text: str, head: str) -> list[str]:
    """The cells of the table's line with that head, as a reader sees them."""
    rows = re.findall(r"<tr>(?:(?!</tr>).)*</tr>", text, re.S)
    found = next(one for one in rows if f'<th scope="row">{head}' in one)
    return [words(cell) for cell in re.findall(r"<td.*?</td>", found, re.S)]


def names(text: str) -> list[str]:
    return re.findall(r'<th scope="col"><a href="/omraader/[^"]+">([^<]+)</a>', text)


@pytest.mark.parametrize(
    "query",
    [
        "o=nordparken,sydparken",
        "o=nordparken&o=sydparken",
        "o=nordparken,,sydparken,nordparken&o=",
        "o= nordparken , sydparken",
    ],
)
def test_areas_are_asked_for_with_commas_or_one_by_one(client, pair, query):
    assert names(page(client, f"/sammenlign/?{query}")) == ["Nordparken", "Sydparken"]


def test_each_criterion_stands_beside_its_limit_and_says_whether_it_is_met(client, pair):
    text = page(client, "/sammenlign/?o=nordparken,sydparken")
    assert line(text, "18-64-årige uden tilknytning") == ["45,0 % [1] opfyldt", "ukendt"]
    assert line(text, "Dømte på 18 år")[0].startswith("1,50 % [1] ikke opfyldt")
    head = re.search(r'<th scope="row">18-64-årige.*?</th>', text, re.S)[0]
    assert "grænse: over 40 %" in words(head)
    assert '<li id="kilde-1">A test' in text


def test_another_limit_on_another_list_stands_in_the_cell_and_is_said(client, pair, area, values):
    old = area("Vestparken", 12.57, 55.68, categories={date(2012, 10, 1): "ghettoområde"})
    values(old, date(2012, 10, 1), residents=1500, crime_pct="3.00", nonwestern_pct=55)
    both = page(client, "/sammenlign/?o=nordparken,vestparken")
    assert "Tallene er ikke alle fra samme liste." in words(both)
    cells = line(both, "Dømte på 18 år")
    assert all("grænse:" in cell for cell in cells)
    assert cells[0] != cells[1]
    alone = words(page(client, "/sammenlign/?o=nordparken,sydparken"))
    assert "Tallene er ikke alle fra samme liste." not in alone


def test_an_unknown_area_is_named_and_the_others_are_shown(client, pair):
    text = page(client, "/sammenlign/?o=nordparken,%3Cb%3Eatlantis,sydparken")
    assert "Intet område hedder “<b>atlantis”." in words(text.replace("&lt;b&gt;", "&lt;b&gt;"))
    assert "<b>atlantis" not in text
    assert names(text) == ["Nordparken", "Sydparken"]


def test_a_name_that_no_database_can_hold_is_let_out(client, pair):
    assert names(page(client, "/sammenlign/?o=nord%00parken,sydparken")) == ["Sydparken"]


def test_more_than_four_says_so_and_shows_four(client, area, municipality):
    municipality()
    slugs = [area(f"Park{letter}", 12.5, 55.6).slug for letter in "abcde"]
    text = page(client, f"/sammenlign/?o={','.join(slugs)}")
    assert names(text) == ["Parka", "Parkb", "Parkc", "Parkd"]
    assert "Siden viser højst 4 områder ad gangen. Ikke vist: Parke." in words(text)
    assert '<select name="o">' not in text


def test_with_none_or_one_it_explains_and_offers_to_choose(client, pair):
    text = page(client, "/sammenlign/")
    assert "Vælg to til 4 områder." in words(text)
    assert text.count('<select name="o">') == 2
    text = page(client, "/sammenlign/?o=sydparken")
    assert "Her er kun Sydparken. Vælg mindst ét område mere" in words(text)
    assert '<input type="hidden" name="o" value="sydparken">' in text
    assert re.findall(r'<option value="([^"]+)">', text) == ["nordparken"]


def test_each_area_can_be_taken_out_again(client, pair):
    text = page(client, "/sammenlign/?o=nordparken,sydparken")
    drops = re.findall(r'class="drop" href="([^"]+)"', text)
    assert [names(page(client, address)) for address in drops] == [["Sydparken"], ["Nordparken"]]


def test_the_page_is_there_before_any_data(client, db):
    assert "Vælg to til 4 områder." in words(page(client, "/sammenlign/"))


def side(plan: str) -> float:
    """The width of a drawing's outline, in drawing units."""
    outline = re.search(r'<path d="M([^Z]+)Z" fill="#', plan)[1]
    east = [float(pair.split()[0]) for pair in outline.split("L")]
    return max(east) - min(east)


def test_the_drawings_are_of_one_scale(client, pair):
    text = page(client, "/sammenlign/?o=nordparken,sydparken")
    plans = re.findall(r'<svg class="plan".*?</svg>', text, re.S)
    small, large = map(side, plans)
    assert large / small == pytest.approx(2, abs=0.02)  # 400 m and 200 m
    assert len({re.search(r">(\d+) m<", plan)[1] for plan in plans}) == 1


def test_the_charts_of_an_indicator_share_their_axis(client, pair, area, values):
    many = area("Østparken", 12.57, 55.68, categories={IN_2018: "ghettoområde"})
    values(many, IN_2018, residents=9000)
    text = page(client, "/sammenlign/?o=nordparken,oestparken")
    charts = re.findall(r'<svg class="chart".*?</svg>', text, re.S)[:2]
    ticks = [re.findall(r'text-anchor="end">([^<]+)<', chart) for chart in charts]
    assert ticks[0] == ticks[1]
    assert ticks[0][-1] == "10.000"


def test_the_lists_stand_in_columns_and_what_they_do_not_say_is_open(client, pair, count):
    table = page(client, "/sammenlign/?o=nordparken,sydparken").split('class="strips"')[1]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.S)
    assert [words(re.sub(r"<svg.*?</svg>", "", row, flags=re.S)) for row in rows] == [
        "Nordparken ghettoområde",
        "Sydparken udsat boligområde",
    ]


def test_a_plan_is_told_in_a_few_words_and_where_none_is_known_it_says_why(client, plan, source):
    measure = plan.measures.create(kind="nedrivning", source=source)
    measure.figures.create(status="planlagt", units=120, precision="præcis", source=source)
    text = page(client, "/sammenlign/?o=parken")
    assert line(text, "Vedtaget") == ["22. maj 2019 [1] godkendt efteråret 2019"]
    assert line(text, "Mål for almene familieboliger") == [
        "højst 60 % [1] senest i 2030 med dispensation fra kravet om højst 40 procent"
    ]
    assert line(text, "Senest kendte andel") == ["ukendt"]
    assert line(text, "Tiltag") == ["Nedrivning: 120 boliger [1]"]
    plan.delete()
    assert line(page(client, "/sammenlign/?o=parken"), "Vedtaget") == ["ukendt"]


def test_without_a_duty_to_plan_none_is_missed(client, pair):
    text = page(client, "/sammenlign/?o=sydparken")
    assert line(text, "Vedtaget") == ["ingen plan kendt; loven har ikke krævet en"]


def test_schematic_buildings_are_called_so(client, pair, building, source):
    building("1", area_id=pair.pk)
    text = page(client, "/sammenlign/?o=nordparken,sydparken")
    assert line(text, "Bygninger i dag") == ["1 bygning 1 bevaret", "ingen bygninger er kendt"]
    source.reliability = "schematic"
    source.save()
    text = page(client, "/sammenlign/?o=nordparken,sydparken")
    assert "Skematiske: de viser, hvordan kortet virker" in line(text, "Bygninger i dag")[0]
    assert "Bygningerne er skematiske" in words(text)


def test_the_page_of_an_area_leads_here(client, parken):
    parken({LATEST: "parallelsamfund"})
    assert 'href="/sammenlign/?o=parken"' in page(client, "/omraader/parken/")
