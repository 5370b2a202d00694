"""The page of one area, as a reader sees it."""

import csv
import io
import re
from datetime import date

from tests.map_client.test_views import page, words

PATH = "/omraader/parken/"
QUERIES = 30  # eight of them of plans, three of every list there is
L2013, L2018, L2022, L2024 = (
    date(2013, 10, 1),
    date(2018, 12, 1),
    date(2022, 12, 1),
    date(2024, 12, 1),
)
FULL = {
    "residents": 1587,
    "unemployment_pct": "26.7",
    "crime_pct": "1.62",
    "education_pct": "77.3",
    "income_pct": "54.2",
    "nonwestern_pct": "66.4",
}


def part(text: str, name: str) -> str:
    """The words of one section."""
    found = re.search(rf'<section id="{name}".*?</section>', text, re.S)
    assert found, f"no section {name}"
    return words(found[0]).replace("\u00a0", " ")


def test_the_head_says_what_the_area_is_called_since_when_and_on_how_many_lists(client, parken):
    parken({L2018: "ghettoområde", L2022: "parallelsamfund", L2024: "omdannelsesområde"})
    text = words(page(client, PATH))
    assert "Kort Områder Parken Parken Københavns Kommune" in text
    assert "Omdannelsesområde på listen fra 1. december 2024" in text.replace("\u00a0", " ")
    assert "Parken er et omdannelsesområde på den seneste liste" in text
    assert "Det er dermed også et parallelsamfund og et udsat boligområde." in text
    assert "Det har stået på alle 3 lister, først på listen fra" in text


def test_the_strip_has_a_link_and_words_for_every_list_grouped_by_law(client, parken, area):
    parken({L2013: "ghettoområde", L2018: "ikke på listen"})
    area("Anden", 12.6, 55.6, categories={L2022: "udsat boligområde"})
    text = page(client, PATH)
    strip = re.search(r'<ol class="timeline">.*?</ol>\s*<ul', text, re.S)[0]
    assert re.findall(r'href="(/lister/\d+/)"', strip) == [
        *("/lister/2013/", "/lister/2018/", "/lister/2022/")
    ]
    assert "2013 : ghettoområde" in words(strip)
    assert "2018 : ikke på listen" in words(strip)
    assert "2022 : vides ikke" in words(strip)
    assert "Loven for listerne 2013: To af tre kriterier" in words(strip)
    assert "Ghettoområde Ikke på listen Vides ikke" in words(text)


def test_the_reasons_tell_each_figure_its_limit_the_margin_and_the_paragraph(
    client, parken, values
):
    values(parken({L2022: "omdannelsesområde"}), L2022, **FULL)
    why = part(page(client, PATH), "hvorfor")
    assert "Hvorfor er området på listen? Tallene er fra listen fra 1. december 2022" in why
    assert "To af fire kriterier er opfyldt." in why
    assert "§ 61 a, stk. 1, nr. 4 54,2 % grænse: under 55 % Opfyldt 0,8 procentpoint under" in why
    assert "højst 212 personer under" in why
    assert "66,4 % grænse: over 50 % Opfyldt 16,4 procentpoint over grænsen, ca. 260" in why
    assert "Kilde: officiel A test" in why
    assert "Grænsens kilde afledt: 1,45 x 3/2" in why


def test_the_reasons_tell_what_was_decisive_and_what_would_change_the_category(
    client, parken, values
):
    lists = {date(year, 12, 1): "ghettoområde" for year in range(2018, 2021)}
    lists |= {date(2021, 12, 1): "parallelsamfund", L2022: "omdannelsesområde"}
    values(parken(lists), L2022, **FULL)
    why = part(page(client, PATH), "hvorfor")
    assert "Afgørende var gennemsnitsindkomsten i forhold til regionen: 0,8" in why
    falls = why.split("Betegnelsen “omdannelsesområde” falder væk, hvis ét af dette sker")[1]
    assert falls.split()[0] == "Gennemsnitsindkomsten"
    assert "Beboertallet kommer under 1.000 (588 personer)" in falls
    assert "Dette område var et parallelsamfund (før 2021 ghettoområde) på fem lister i træk" in why


def test_an_area_that_missed_the_list_is_told_what_was_nearest(client, parken, values):
    made = parken({L2022: "ikke på listen"})
    values(made, L2022, **FULL | {"education_pct": "50", "nonwestern_pct": "20"})
    why = part(page(client, PATH), "hvorfor")
    assert "Hvorfor var området ikke på listen i 2022?" in why
    assert "Tættest på at bringe området på listen var" in why
    assert "Betegnelsen “udsat boligområde” kræver, at dette sker Ét af disse" in why
    assert "Betegnelsen “forebyggelsesområde” kræver" in why


def test_too_few_residents_rule_out_the_list_whatever_the_rest(client, parken, values):
    values(parken({L2022: "ikke på listen"}), L2022, residents=966)
    why = part(page(client, PATH), "hvorfor")
    assert "Beboertallet udelukker det, uanset kriterierne: 34 personer under grænsen." in why
    assert "To af kriterierne opfyldes: Ikke kendt: andelen uden" in why


def test_what_cannot_be_decided_says_which_figures_and_limits_are_missing(client, parken, values):
    day = date(2023, 12, 1)
    figures = {"residents": 1500, "unemployment_pct": "41", "crime_pct": "2.1"}
    values(parken({day: "udsat boligområde"}), day, **figures)
    why = part(page(client, PATH), "hvorfor")
    assert (
        "Der mangler årets grænse for andelen af dømte, andelen med kun grundskole og"
        " gennemsnitsindkomsten i forhold til regionen." in why
    )
    assert "Kan ikke afgøres" in why
    assert "falder væk" not in why


def test_figures_that_contradict_the_list_are_a_finding_and_change_nothing(client, parken, values):
    values(parken({L2022: "omdannelsesområde"}), L2022, **FULL | {"residents": 900})
    text = page(client, PATH)
    assert "Et fund Efter de tal, der er fundet, er området på ingen liste" in part(text, "hvorfor")
    assert "Parken er et omdannelsesområde" in words(text)


def test_old_figures_are_not_taken_for_new_ones(client, parken, values):
    made = values(parken({L2018: "ghettoområde", L2024: "parallelsamfund"}), L2018, **FULL)
    why = part(page(client, PATH), "hvorfor")
    assert "For listen fra 1. december 2024 er der ikke fundet tal for området." in why
    values(made, L2024, residents=1400)
    why = part(page(client, PATH), "hvorfor")
    assert "Tallene her er fra listen fra 1. december 2018" in why
    assert "For listen fra 1. december 2024 er kun beboertallet fundet." in why


def test_an_area_without_figures_says_so(client, parken):
    parken({L2024: "udsat boligområde"})
    text = page(client, PATH)
    assert "Ingen tal for området er fundet på nogen liste." in part(text, "hvorfor")
    assert '<svg class="chart"' not in text


def test_each_chart_has_its_numbers_in_a_table_with_numbered_sources(client, parken, values):
    made = parken({date(2017, 12, 1): "ghettoområde", L2018: "ghettoområde"})
    values(made, date(2017, 12, 1), education_pct="57.5")
    values(made, L2018, education_pct="78.8")
    text = page(client, PATH)
    shown = part(text, "tal")
    assert "78,8 % i 2018, grænse over 60 %" in shown
    assert "2018: kun uddannelse taget eller godkendt i Danmark tæller; grænsen er nu over" in shown
    assert "2017 57,5 % over 50 % Opfyldt [1] 2018 78,8 % over 60 % Opfyldt [1]" in shown
    assert 'href="#kilde-1"' in text
    assert 'id="kilde-1"' in text
    assert text.count('<svg class="chart"') == 1


def test_the_data_part_has_the_formats_a_citation_with_a_date_and_the_neighbours(
    client, parken, area
):
    made = parken({L2024: "udsat boligområde"})
    area("Naboen", 12.6, 55.6)
    area("Langt væk", 10.2, 56.16, code="0751")
    text = page(client, PATH)
    assert f'href="/api/collections/areas/items/{made.pk}?f=json"' in text
    for path in ("/api/areas/parken/history", "/api/areas/parken/buildings"):
        assert f'href="{path}"' in text
        assert client.get(path).status_code == 200
    cited = r"Områdekortet: Parken, København\. Lister 2024\. http://testserver/omraader/parken/"
    assert re.search(cited + r" \(set \d+\. \w+ 20\d\d\)\.", words(text))
    assert "Naboen" in part(text, "naboer")
    assert "Langt væk" not in part(text, "naboer")


def test_the_card_on_the_map_links_to_the_page_and_back(client, parken):
    parken({L2024: "udsat boligområde"})
    assert 'href="/omraader/parken/">Åbn områdets side</a>' in page(client, "/?valgt=parken")
    assert 'href="/?valgt=parken#omraade"' in page(client, PATH)


def test_an_unknown_area_is_a_404_in_danish(client, db):
    response = client.get("/omraader/atlantis/")
    assert response.status_code == 404
    assert "Siden findes ikke" in words(response.text)
    assert client.post(PATH).status_code == 405


def test_the_page_has_no_inline_style_or_script(client, parken, values):
    values(parken({L2022: "omdannelsesområde"}), L2022, **FULL)
    text = page(client, PATH)
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text)
    assert [inside for _given, inside in scripts] == [""]


def test_the_page_asks_as_many_questions_for_much_as_for_little(
    client, plan, values, area, django_assert_num_queries, building, source
):
    def measure(number: int) -> None:
        row = plan.measures.create(kind="salg", description=f"Blok {number}", source=source)
        row.figures.create(status="planlagt", units=number, source=source)
        plan.steps.create(step="byggeri", text=f"Trin {number}", source=source)
        plan.area.holistic_plans.create(code=f"plan-{number}", title="Plan", source=source)

    made = plan.area
    measure(1)
    page(client, PATH)
    with django_assert_num_queries(QUERIES):
        page(client, PATH)
    for year in range(2014, 2024):
        day = date(year, 12, 1)
        word = "ghettoområde" if year < 2021 else "parallelsamfund"
        area(f"Nabo {year}", 12.6, 55.6, categories={day: word})
        values(made, day, **FULL)
        building(str(year), area=made)
        measure(year)
    with django_assert_num_queries(QUERIES):
        page(client, PATH)


def test_the_lists_of_an_area_are_a_file_with_each_figure_beside_its_limit(client, parken, values):
    made = parken({L2013: "ghettoområde", L2018: "udsat boligområde"})
    values(made, L2018, unemployment_pct="41.5", residents="1480")
    response = client.get(f"{PATH}?f=csv")
    assert response["Content-Disposition"] == 'attachment; filename="parken.csv"'
    text = response.content.decode("utf-8-sig")
    first, last = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert (first["listens dato"], first["listens betegnelse"]) == ("2013-10-01", "ghettoområde")
    work = "18-64-årige uden tilknytning til arbejde eller uddannelse"
    assert last[f"{work} (procent af beboerne på 18-64 år)"] == "41,5"
    assert (last[f"{work}, grænse"], last[f"{work}, kriteriet er"]) == ("40", "opfyldt")
    assert last["30-59-årige med kun grundskole, kriteriet er"] == "ukendt"
    assert last["betegnelse efter tallene"] == ""
    assert "A test" in last["kilder"]
