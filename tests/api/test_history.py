"""The whole story of an area: what each list says, and what the law says of its figures."""

from datetime import date

import pytest

from spatial import models

LIST_2017, LIST_2018 = date(2017, 12, 1), date(2018, 12, 1)
LIST_2021, LIST_2023 = date(2021, 12, 1), date(2023, 12, 1)


def history(client, slug="parken"):
    answer = client.get(f"/api/areas/{slug}/history")
    assert answer.status_code == 200, answer.content
    return answer.json()["lists"]


def test_history_says_what_each_list_said_with_unit_and_source(client, area, source):
    made = area(categories={LIST_2021: "ikke på listen", LIST_2018: "ghettoområde"})
    made.values.create(list_id=LIST_2018, indicator="crime_pct", value="1.98", source=source)
    made.values.create(list_id=LIST_2018, indicator="residents", value=None, source=source)
    lists = history(client)
    assert [(one["list_date"], one["category"]) for one in lists] == [
        ("2018-12-01", "ghettoområde"),
        ("2021-12-01", "ikke på listen"),
    ]
    crime, residents = lists[0]["values"]
    assert crime["value"] == 1.98
    assert crime["unit"] == "procent af beboerne på 18 år eller derover"
    assert crime["source"] == {"code": "test", "title": "A test", "reliability": "official"}
    assert residents["value"] is None
    assert lists[1]["values"] == []


def test_history_says_what_is_not_known_of_a_list_and_counts_persons_whole(
    client, area, municipality, source
):
    municipality()
    made = area(categories={LIST_2018: "ghettoområde"})
    made.values.create(list_id=LIST_2018, indicator="residents", value=1500, source=source)
    models.DesignationList.objects.update(note="41 af 43 er navngivet.")
    answer = client.get("/api/areas/parken/history")
    assert '"value": 1500,' in answer.text
    [only] = answer.json()["lists"]
    assert only["list_note"] == "41 af 43 er navngivet."
    summed = client.get("/api/municipalities/0101/summary").json()["lists"]
    assert {one["list_note"] for one in summed} == {"41 af 43 er navngivet."}


def test_history_has_a_figure_of_a_list_whose_category_is_not_known(client, area, source):
    made = area()
    models.DesignationList.objects.create(published_on=LIST_2018, title="Liste")
    made.values.create(list_id=LIST_2018, indicator="residents", value=900, source=source)
    [only] = history(client)
    assert only["category"] is None
    assert only["values"][0]["value"] == 900


def test_history_takes_as_many_queries_for_one_list_as_for_two(
    client, area, django_assert_num_queries
):
    area(categories={LIST_2021: "parallelsamfund", LIST_2018: "ghettoområde"})
    # Version, area, lists, what they have and what of it is named (5), designations, values, the
    # lists' notes (2), and the plans, without any below them (4).
    with django_assert_num_queries(16):
        history(client)


FIGURES_2017 = {
    "residents": "1500",
    "unemployment_pct": "40.4",
    "crime_pct": "2.70",
    "education_pct": "60",
    "income_pct": "60.5",
    "nonwestern_pct": "70",
}


@pytest.fixture
def in_2017(area, source):
    """A ghettoområde of 2017 with its six figures: three of five met, one of them by 0.4."""
    made = area(categories={LIST_2017: "ghettoområde", LIST_2018: "ghettoområde"})
    for indicator, value in FIGURES_2017.items():
        made.values.create(list_id=LIST_2017, indicator=indicator, value=value, source=source)
    return made


def test_history_tells_what_the_law_says_of_each_lists_figures(client, in_2017):
    entry = history(client)[0]
    verdict = entry["verdict"]
    assert (verdict["computed_category"], verdict["possible"]) == ("ghettoområde", ["ghettoområde"])
    assert (verdict["differs"], verdict["decisive"]) == (False, "unemployment_pct")
    told = tuple(verdict[f"criteria_{name}"] for name in ("met", "unknown", "needed"))
    assert told == (3, 0, 3)
    assert (entry["law"]["id"], entry["law"]["url"][:5]) == ("2014", "https")
    assert (entry["on_list"], entry["years_on_list"]) == (True, 1)


def test_history_has_each_criterion_with_limit_margin_and_where_it_is_written(client, in_2017):
    verdict = history(client)[0]["verdict"]
    criteria = {one["indicator"]: one for one in verdict["criteria"]}
    work, crime = criteria["unemployment_pct"], criteria["crime_pct"]
    assert (work["value"], work["compare"], work["limit"]) == (40.4, "over", 40)
    assert (work["met"], work["margin"]) == (True, 0.4)
    assert work["persons"] == {"number": 6, "at_most": True}
    assert work["paragraph"] == "§ 61 a, stk. 1, nr. 2"
    assert work["limit_source"]["act"].startswith("Forslag L 45")
    assert (crime["met"], crime["margin"]) == (False, 0)
    assert (criteria["income_pct"]["compare"], criteria["income_pct"]["persons"]) == ("under", None)
    [residents] = verdict["conditions"]
    assert (residents["indicator"], residents["compare"]) == ("residents", "mindst")
    assert residents["persons"] == {"number": 500, "at_most": False}


def test_history_tells_what_would_take_an_area_off_a_list_and_onto_one(
    client, in_2017, area, source
):
    [out] = history(client)[0]["verdict"]["leave"]
    assert out == {
        "category": "ghettoområde",
        "any_of": ["residents"],
        "some_of": ["unemployment_pct", "education_pct", "nonwestern_pct"],
        "some": 1,
    }
    off = area("Vest", categories={LIST_2017: "ikke på listen"})
    for indicator, value in (FIGURES_2017 | {"unemployment_pct": "39.9"}).items():
        off.values.create(list_id=LIST_2017, indicator=indicator, value=value, source=source)
    verdict = history(client, "vest")[0]["verdict"]
    assert verdict["leave"] == []
    assert verdict["enter"] == [
        {
            "category": "ghettoområde",
            "all_of": [],
            "some_of": ["crime_pct", "unemployment_pct", "income_pct"],
            "some": 1,
            "more_lists": 0,
        }
    ]


def test_the_way_into_a_stricter_category_is_told_and_not_into_a_milder_one(client, area, source):
    made = area(categories={LIST_2018: "ikke på listen", LIST_2023: "parallelsamfund"})
    for indicator, value in FIGURES_2017.items():
        made.values.create(list_id=LIST_2023, indicator=indicator, value=value, source=source)
    made.values.filter(indicator="education_pct").update(value="60.1")
    verdict = history(client)[1]["verdict"]
    assert [one["category"] for one in verdict["leave"]] == ["parallelsamfund", "udsat boligområde"]
    assert [(one["category"], one["more_lists"]) for one in verdict["enter"]] == [
        ("omdannelsesområde", 4)
    ]


def test_history_says_where_the_law_and_a_measure_are_new(client, in_2017):
    before, after = history(client)
    assert (before["rule_changed"], after["rule_changed"]) == (False, True)
    assert before["redefined"] == {}
    assert list(after["redefined"]) == ["education_pct"]
    assert "Danmark" in after["redefined"]["education_pct"]


def test_what_cannot_be_decided_is_null_with_what_is_still_possible(client, in_2017):
    entry = history(client)[1]
    verdict = entry["verdict"]
    assert verdict["computed_category"] is None
    assert verdict["possible"] == ["ghettoområde", "udsat boligområde", "ikke på listen"]
    assert (verdict["criteria_met"], verdict["criteria_unknown"]) == (None, 4)
    assert (verdict["decisive"], verdict["leave"]) == (None, [])
    [stricter] = verdict["enter"]  # it has not been there long enough, whatever the figures
    assert (stricter["category"], stricter["more_lists"]) == ("hårdt ghettoområde", None)
    crime = verdict["criteria"][1]
    assert (crime["limit"], crime["limit_uncertainty"], crime["times_national"]) == (1.98, 0, 3)
    assert (crime["value"], crime["met"], crime["margin"], crime["persons"]) == (None,) * 4


def test_a_limit_that_is_not_known_is_null(client, area):
    area(categories={LIST_2021: "parallelsamfund"})
    crime = history(client)[0]["verdict"]["criteria"][1]
    assert (crime["limit"], crime["limit_uncertainty"], crime["limit_source"]) == (None,) * 3


def test_history_has_every_list_also_those_that_do_not_name_the_area(client, area, source):
    area(categories={LIST_2018: "ghettoområde"})
    area("Vest", categories={LIST_2017: "ghettoområde", LIST_2021: "parallelsamfund"})
    models.ListCount.objects.create(
        list_id=LIST_2017, category="ghettoområde", areas=1, source=source
    )
    lists = history(client)
    assert [one["on_list"] for one in lists] == [False, True, None]
    assert [one["category"] for one in lists] == [None, "ghettoområde", None]
    assert [one["years_on_list"] for one in lists] == [0, 1, None]
    assert lists[1]["counts_in"] == ["ghettoområde", "udsat boligområde"]
    assert lists[2]["verdict"]["possible"][-1] == "ikke på listen"


def test_a_source_that_only_rules_out_a_category_is_told_as_it_is(client, area):
    made = area(categories={LIST_2018: "ikke på listen"})
    made.designations.update(not_in="ghettoområde", remark="ikke ghettoområde mere")
    [entry] = history(client)
    assert (entry["on_list"], entry["not_in"]) == (None, "ghettoområde")
    assert entry["remark"] == "ikke ghettoområde mere"


def test_history_tells_the_plans_with_figures_that_disagree_side_by_side(client, area, source):
    plan = area(categories={LIST_2018: "hårdt ghettoområde"}).plans.create(
        code="parken-2019", summary="Planen", adopted_on="2019-05", target_year=2030, source=source
    )
    measure = plan.measures.create(kind="nedrivning", source=source)
    for units, day in ((24, "2019"), (36, "2019-05")):
        measure.figures.create(status="planlagt", units=units, as_of=day, source=source)
    told = client.get("/api/areas/parken/history").json()["plan"]
    [only] = told["plans"]
    assert (only["summary"], only["adopted_on"]["date"]) == ("Planen", "2019-05")
    assert (only["approved_on"], only["target_share_pct"]) == (None, None)
    [demolition] = only["measures"]
    assert demolition["figures_differ"] is True
    assert {one["units"] for one in demolition["figures"]} == {24, 36}
    assert {one["source"]["code"] for one in demolition["figures"]} == {"test"}


def test_an_area_without_a_plan_has_none(client, area):
    area(categories={LIST_2018: "ghettoområde"})
    assert client.get("/api/areas/parken/history").json()["plan"]["plans"] == []


def test_history_of_plans_takes_as_many_queries_for_one_measure_as_for_three(
    client, area, source, django_assert_num_queries
):
    made = area(categories={LIST_2018: "ghettoområde"})
    for code in ("first", "second"):
        plan = made.plans.create(code=code, summary="Planen", source=source)
        for kind in ("nedrivning", "salg", "nybyggeri"):
            measure = plan.measures.create(kind=kind, source=source)
            measure.figures.create(status="planlagt", units=5, source=source)
        with django_assert_num_queries(19):
            history(client)
