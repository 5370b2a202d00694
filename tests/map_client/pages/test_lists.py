"""A list as its readers see it: what is known of it, and what is not."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.management import call_command

from map_client.pages.lists import sentences
from spatial import models
from spatial.models import judging
from tests.map_client.test_views import page, words

IN_2017, IN_2018, IN_2021, IN_2022 = (date(year, 12, 1) for year in (2017, 2018, 2021, 2022))


@pytest.fixture
def parken(area, municipality, source):
    """An area on two lists, with figures on the later one."""
    municipality()
    made = area(categories={IN_2017: "ghettoområde", IN_2018: "ghettoområde"})
    for indicator, value in (
        ("residents", 1234),
        ("unemployment_pct", "43.7"),
        ("crime_pct", "1.97"),
    ):
        made.values.create(list_id=IN_2018, indicator=indicator, value=value, source=source)
    judging.store()
    return made


def row(text: str, name: str) -> str:
    """An area's row in the table, as it is read."""
    rows = re.findall(r"<tr>(?:(?!</tr>).)*</tr>", text, re.S)
    return words(next(one for one in rows if f">{name}</a>" in one))


def test_every_list_is_there_newest_first_with_its_numbers_nested(client, parken, count):
    count(IN_2018, "udsat boligområde", 43)
    count(IN_2018, "ghettoområde", 1)
    text = page(client, "/lister/")
    assert re.findall(r'<a href="/lister/(\d+)/">', text) == ["2018", "2017"]
    assert "43 1 navngivet 1 alle navngivet ukendt ingen navngivet" in words(text)
    assert "– fandtes ikke" in words(text)


def test_the_page_of_lists_is_there_before_any_data(client, db):
    assert "Ingen lister er indlæst" in words(page(client, "/lister/"))


def test_a_year_without_a_list_is_a_404_that_names_those_there_are(client, parken):
    response = client.get("/lister/1999/")
    assert response.status_code == 404
    assert "Der er lister fra 2017 og 2018 ." in words(response.text)
    assert '<a href="/lister/2018/">' in response.text


def test_two_lists_of_a_year_have_each_an_address_that_every_page_leads_to(client, parken, area):
    june = date(2018, 6, 1)
    area("Juni", categories={june: "ghettoområde"})
    by_day = ["/lister/2018-12-01/", "/lister/2018-06-01/", "/lister/2017/"]
    for address in ("/lister/", "/kommuner/0101-koebenhavn/", "/omraader/parken/"):
        assert sorted(re.findall(r'<a href="(/lister/\d[^"]*)"', page(client, address))) == sorted(
            by_day
        )
    newest = page(client, "/lister/2018/")
    assert '<a href="/lister/2018-06-01/">Listen før: 1.\u00a0juni\u00a02018</a>' in newest
    assert '<a href="/lister/2018-12-01/?f=csv">' in newest
    older = page(client, "/lister/2018-06-01/")
    assert ">Juni</a>" in older
    assert '<a href="/lister/2018-12-01/">Listen efter:' in older
    file = client.get("/lister/2018-06-01/?f=csv")
    assert 'filename="liste-2018-06-01.csv"' in file["Content-Disposition"]


@pytest.mark.parametrize("when", ["2018-06-02", "2018-99-99"])
def test_a_day_without_a_list_is_a_404(client, parken, when):
    response = client.get(f"/lister/{when}/")
    assert response.status_code == 404
    assert f"Ingen liste fra {when}" in response.text


def test_a_figure_stands_under_the_limit_of_its_list_and_says_if_it_is_met(client, parken):
    text = page(client, "/lister/2018/")
    assert "over 40 %" in words(text)
    assert "mindst 1,98 % (3 gange landsgennemsnittet)" in words(text)
    assert "over 50 % kun for ghettoområde og hårdt ghettoområde" in words(text)
    shown = re.sub(r" ?([.,]) ?(?=\d)", r"\1", row(text, "Parken"))
    assert shown == (
        "Parken København · kilde 1 1.234 43,7 opfyldt 1,97 ikke opfyldt ukendt ukendt ukendt"
    )


def test_a_limit_that_is_not_known_is_said_to_be_so(client, area):
    area(categories={IN_2021: "omdannelsesområde"})
    text = words(page(client, "/lister/2021/"))
    assert "mindst 3 gange landsgennemsnittet, som ikke er kendt for denne liste" in text


def test_a_limit_known_within_bounds_is_about_so_much_on_the_page_and_in_the_file(client, area):
    area(categories={IN_2022: "omdannelsesområde"})
    text = words(page(client, "/lister/2022/")).replace("\u00a0", " ")
    assert "mindst ca. 2,18 % (3 gange landsgennemsnittet)" in text
    content = client.get("/lister/2022/?f=csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(content), delimiter=";")
    assert (row["dømte, grænse"], row["dømte, grænsen er"]) == ("2,175", "ca.")


def test_a_figure_that_no_limit_is_known_for_cannot_be_decided(client, area, values):
    values(area("Parken", categories={IN_2021: "omdannelsesområde"}), IN_2021, crime_pct="2.5")
    judging.store()
    assert "2,50 kan ikke afgøres" in row(page(client, "/lister/2021/"), "Parken").replace(
        " , ", ","
    )


def test_an_area_without_figures_says_that_all_are_unknown(client, area):
    area("Stille", categories={IN_2018: "udsat boligområde"})
    assert row(page(client, "/lister/2018/"), "Stille").endswith("alle tal er ukendte")


def test_figures_that_contradict_the_list_are_a_finding_beside_it(client, parken, source):
    parken.values.create(list_id=IN_2018, indicator="nonwestern_pct", value="49.9", source=source)
    judging.store()
    text = page(client, "/lister/2018/")
    assert "Efter tallene: en anden betegnelse" in row(text, "Parken")
    assert "Hos 1 passer tallene ikke til listens betegnelse. Listen gælder;" in words(text)


def test_areas_that_are_not_named_are_counted_in_their_strictest_category(client, parken, count):
    count(IN_2018, "udsat boligområde", 43)
    count(IN_2018, "ghettoområde", 29)
    count(IN_2018, "hårdt ghettoområde", 15)
    text = words(page(client, "/lister/2018/"))
    assert "42 af de 43 udsatte boligområder er ikke navngivet i kilderne" in text
    assert "15 områder er ikke navngivet i kilderne: navn og tal er ukendt." in text
    assert "13 områder er ikke navngivet i kilderne: navn og tal er ukendt." in text
    assert "14 områder er ikke navngivet i kilderne: navn og tal er ukendt." in text


def test_a_day_that_is_not_known_is_not_shown(client, parken):
    models.DesignationList.objects.filter(published_on=IN_2018).update(date_precision="year")
    text = words(page(client, "/lister/2018/"))
    assert "Dagen for offentliggørelsen er ikke kendt; året er 2018." in text
    assert "Offentliggjort" not in text


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            IN_2017,
            "Et ghettoområde har mindst 1.000 beboere og opfylder mindst 3 af 5 kriterier. "
            "Uoplyst uddannelse tæller som kun grundskole.",
        ),
        (
            date(2020, 12, 1),
            "Et udsat boligområde har mindst 1.000 beboere og opfylder mindst 2 af 4 kriterier. "
            "Er over 50 procent af beboerne ikkevestlige indvandrere og efterkommere, er det også "
            "et ghettoområde, og efter 4 eller 5 (kilderne er uenige) lister i træk et hårdt "
            "ghettoområde.",
        ),
    ],
)
def test_the_law_is_told_in_plain_sentences(day, told):
    assert " ".join(sentences(day)) == told


def test_what_changed_says_that_the_rules_did(client, parken, area, count):
    area("Hård", categories={IN_2017: "ghettoområde", IN_2018: "hårdt ghettoområde"})
    area("Nyt", categories={IN_2018: "udsat boligområde"})
    area("Væk", categories={IN_2017: "ghettoområde"})
    text = words(page(client, "/lister/2018/"))
    assert "Reglerne blev lavet om mellem de to lister." in text
    assert "Hård , København: ghettoområde → hårdt ghettoområde" in text
    assert "Nyt , København: er udsat boligområde; var ikke udsat boligområde før" in text
    assert (
        "Væk , København: var ghettoområde; om det nu er hårdt ghettoområde, ghettoområde"
        " eller udsat boligområde, vides ikke"
    ) in text


def test_a_reason_that_a_source_gives_is_quoted_and_an_empty_one_is_not(client, parken, area):
    left = area("Lille", categories={IN_2017: "ghettoområde", IN_2018: "ikke på listen"})
    said = left.designations.filter(list=IN_2018)
    said.update(remark="ikke på listen (under 1.000 beboere)")
    text = words(page(client, "/lister/2018/"))
    assert "Lille , København: ghettoområde → ikke på listen" in text
    assert "Kilden: “ ikke på listen (under 1.000 beboere) ”" in text
    said.update(remark="ikke på listen (udgået siden forrige liste)")
    assert "Kilden:" not in words(page(client, "/lister/2018/"))


def test_the_first_list_has_no_changes(client, parken):
    assert "Ændret siden" not in words(page(client, "/lister/2017/"))


def test_the_file_of_a_list_has_limits_verdicts_and_those_not_named(client, parken, count):
    count(IN_2018, "udsat boligområde", 2)
    count(IN_2018, "ghettoområde", 1)
    count(IN_2018, "hårdt ghettoområde", 0)
    content = client.get("/lister/2018/?f=csv").content.decode("utf-8-sig")
    first, unnamed = csv.DictReader(io.StringIO(content), delimiter=";")
    assert (first["listens dato"], first["område"]) == ("2018-12-01", "Parken")
    assert first["dømte (procent af beboerne på 18 år eller derover)"] == "1,97"
    assert (first["dømte, grænse"], first["dømte, kriteriet er"]) == ("1,98", "ikke opfyldt")
    assert first["dømte, grænsen er"] == "som oplyst"
    assert (first["afledt"], first["afviger"], first["kilder"]) == ("nej", "nej", "A test")
    assert unnamed["område"] == "(1 områder, der ikke er navngivet)"
    assert unnamed["betegnelse"] == "udsat boligområde"


def test_the_list_of_2018_has_43_of_which_41_are_named_and_seven_derived(client, db):
    call_command("load_demo", verbosity=0)
    text = page(client, "/lister/2018/")
    assert "Udsatte boligområder 43 41 7 6" in words(text)
    assert "heraf ghettoområder 29 29 0" in words(text)
    assert "heraf hårde ghettoområder 15 15 0" in words(text)
    assert "2 af de 43 udsatte boligområder er ikke navngivet i kilderne" in words(text)
    assert "7 er afledt" in words(text)
    assert text.count("<em>afledt</em>") == 7
    assert "14 af 246 tal er kendt. De fleste er ukendte." in words(text)
    assert "2 områder er ikke navngivet i kilderne: navn og tal er ukendt." in words(text)


def test_questions_are_as_many_for_many_areas_as_for_one(
    client, parken, area, django_assert_num_queries
):
    page(client, "/lister/2018/")
    with django_assert_num_queries(21):
        page(client, "/lister/2018/")
    area("Mange", categories={IN_2017: "ghettoområde", IN_2018: "ghettoområde"})
    judging.store()
    with django_assert_num_queries(21):
        page(client, "/lister/2018/")
