"""The published lists as such: counts as they nest, areas, and what each list changed."""

from datetime import date

import pytest

from spatial import models
from spatial.models import judging

LIST_2017, LIST_2018, LIST_2021 = date(2017, 12, 1), date(2018, 12, 1), date(2021, 12, 1)


def get(client, path="", **given):
    answer = client.get(f"/api/lists{path}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def two_lists(area, count, source):
    """2017 known to the last name, 2018 with an area in each category that nothing names."""
    parken = area("Parken", categories={LIST_2017: "ghettoområde", LIST_2018: "hårdt ghettoområde"})
    area("Åparken", categories={LIST_2018: "udsat boligområde"})
    area("Vest", categories={LIST_2017: "ghettoområde", LIST_2018: "ikke på listen"})
    area("Øst", categories={LIST_2017: "ghettoområde"})
    count(LIST_2017, "ghettoområde", 3)
    count(LIST_2018, "udsat boligområde", 3)
    count(LIST_2018, "ghettoområde", 2)
    parken.values.create(list_id=LIST_2018, indicator="crime_pct", value="1.98", source=source)
    parken.values.create(list_id=LIST_2018, indicator="residents", value=None, source=source)
    judging.store()
    return parken


def test_every_list_is_told_oldest_first_with_its_law_and_where_it_is(client, two_lists):
    first, second = get(client)["lists"]
    assert (first["list_date"], first["list_date_precision"]) == ("2017-12-01", "day")
    assert (first["law"]["id"], second["law"]["id"]) == ("2014", "2018")
    assert second["list"] == "Liste 2018-12-01"
    assert second["list_note"] == (
        "Navngivet her: 2 af 3 udsatte boligområder, heraf 1 af 2 ghettoområder."
    )
    at = {link["rel"]: link["href"] for link in second["links"] if "html" not in link["type"]}
    assert client.get(at["item"]).json()["list_date"] == "2018-12-01"
    features = client.get(at["related"]).json()["features"]
    assert {one["properties"]["list_date"] for one in features} == {"2018-12-01"}
    pages = [link["href"] for link in second["links"] if link["type"] == "text/html"]
    assert pages == ["http://testserver/lister/2018/"]


def test_counts_are_the_lists_own_as_they_nest_with_a_source(client, two_lists):
    counts = get(client)["lists"][1]["counts"]
    told = {
        one["category"]: (one["within"], one["areas"], one["named"], one["unnamed"])
        for one in counts
    }
    assert told == {
        "udsat boligområde": (None, 3, 2, 1),
        "ghettoområde": ("udsat boligområde", 2, 1, 1),
        "hårdt ghettoområde": ("ghettoområde", None, 1, None),
    }
    assert counts[0]["source"]["title"] == "A test"
    assert counts[2]["source"] is None
    assert "lægges aldrig sammen" in get(client)["counts_note"]


def test_an_area_of_which_the_name_is_reckoned_counts_as_derived(client, two_lists):
    models.Source.objects.update(reliability="derived")
    assert [one["derived"] for one in get(client, "/2018")["counts"]] == [2, 1, 1]


def test_a_list_has_its_areas_with_figures_and_verdict(client, two_lists):
    parken, aaparken = get(client, "/2018")["areas"]
    assert (parken["slug"], aaparken["name"]) == ("parken", "Åparken")
    assert parken["category"] == "hårdt ghettoområde"
    assert parken["counts_in"] == ["hårdt ghettoområde", "ghettoområde", "udsat boligområde"]
    assert aaparken["counts_in"] == ["udsat boligområde"]
    values = {one["indicator"]: one for one in parken["values"]}
    assert len(values) == 6
    assert (values["crime_pct"]["value"], values["crime_pct"]["source"]["code"]) == (1.98, "test")
    assert values["residents"]["value"] is None
    assert (values["income_pct"]["value"], values["income_pct"]["source"]) == (None, None)
    assert parken["verdict"] == {
        "computed_category": None,
        "differs": True,  # a hårdt ghettoområde after two lists
        "criteria_met": 1,
        "criteria_unknown": 3,
        "criteria_needed": 2,
        "years_on_list": 2,
    }


def test_what_a_list_changed_is_told_as_far_as_it_is_known(client, two_lists):
    since = get(client, "/2018")["since"]
    assert (since["list_date"], since["rule_changed"]) == ("2017-12-01", True)
    names = {
        group: [one["name"] for one in since[group]]
        for group in ("entered", "left", "changed", "unknown", "stayed")
    }
    assert names == {
        "entered": ["Åparken"],
        "left": ["Vest"],
        "changed": ["Parken"],
        "unknown": ["Øst"],
        "stayed": [],
    }
    [open_still] = since["unknown"]
    assert open_still["after"] == {
        "on_list": None,
        "category": None,
        "possible": ["hårdt ghettoområde", "ghettoområde", "udsat boligområde", "ikke på listen"],
    }
    assert since["left"][0]["left_categories"] == ["ghettoområde"]
    assert since["unnamed_after"] == {
        "udsat boligområde": 1,
        "ghettoområde": 1,
        "hårdt ghettoområde": None,
    }


def test_the_first_list_changed_nothing(client, two_lists):
    assert get(client, "/2017")["since"] is None


def test_a_list_is_found_by_its_year_and_by_its_date(client, two_lists):
    assert get(client, "/2018") | {"links": []} == get(client, "/2018-12-01") | {"links": []}


@pytest.mark.parametrize("which", ["1999", "2018-12-02", "seneste", "20181201"])
def test_a_list_that_is_not_there_is_a_404_with_those_that_are(client, two_lists, which):
    answer = client.get(f"/api/lists/{which}")
    assert answer.status_code == 404
    assert answer.json()["detail"].endswith("there are lists of 2017, 2018.")
    assert which in answer.json()["detail"]


def test_a_year_of_two_lists_asks_for_the_date(client, area):
    area(categories={date(2014, 2, 1): "ghettoområde", date(2014, 12, 1): "ghettoområde"})
    answer = client.get("/api/lists/2014")
    assert answer.status_code == 404
    assert "2014-02-01, 2014-12-01" in answer.json()["detail"]
    assert get(client, "/2014-02-01")["list_date"] == "2014-02-01"


@pytest.mark.parametrize("path", ["", "/2018"])
def test_a_parameter_that_is_not_known_is_a_400(client, two_lists, path):
    answer = client.get(f"/api/lists{path}", {"category": "x"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "category")


def test_all_lists_take_as_many_queries_as_one(client, two_lists, django_assert_num_queries):
    # Version, lists, their notes (2), and what they have and what of it is named (5).
    with django_assert_num_queries(9):
        get(client)


def test_one_list_takes_the_same_queries_for_any_number_of_areas(
    client, two_lists, area, django_assert_num_queries
):
    area("Nord", categories={LIST_2018: "ghettoområde"})
    # Version, list, its note (2), counts (5), areas (3), the list before, and what changed
    # since: both lists, their counts (5), what they say, and of which areas.
    with django_assert_num_queries(21):
        get(client, "/2018")


def test_the_page_of_a_list_says_what_the_document_does(client, two_lists):
    page = client.get("/api/lists/2018?f=html").text
    assert '<a href="/api/areas/aaparken?f=html">Åparken</a>' in page
    assert "Øst</a>: ghettoområde → ukendt" in page
    assert "kan ikke afgøres" in page
    assert '<a href="http://testserver/lister/2018/">' in page
    row = page[page.index("Indenfor") :].partition("hårdt ghettoområde</th>")[2].split("</tr>")[0]
    assert row.count("ukendt") == 3


def test_there_may_be_no_list(client, db):
    assert get(client)["lists"] == []
    assert "there are lists of no year" in client.get("/api/lists/2018").json()["detail"]
