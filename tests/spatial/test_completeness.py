"""What is missing in each list: nested as published, and nothing added up twice."""

from datetime import date

import pytest

from spatial import models
from spatial.law.rules import DesignationCategory, nested
from spatial.models.completeness import completeness, notes

pytestmark = pytest.mark.django_db

LIST_2017, LIST_2018, LIST_2021 = date(2017, 12, 1), date(2018, 12, 1), date(2021, 12, 1)


def of(day):
    """Each category's numbers: official, named, derived, unnamed."""
    [one] = completeness(day)
    return {
        each.category.value: (each.official, each.named, each.derived, each.unnamed)
        for each in one.categories
    }


@pytest.mark.parametrize(
    ("category", "on", "expected"),
    [
        ("ghettoområde", LIST_2017, ["ghettoområde"]),
        ("ghettoområde", LIST_2018, ["ghettoområde", "udsat boligområde"]),
        (
            "hårdt ghettoområde",
            LIST_2018,
            ["hårdt ghettoområde", "ghettoområde", "udsat boligområde"],
        ),
        (
            "omdannelsesområde",
            LIST_2021,
            ["omdannelsesområde", "parallelsamfund", "udsat boligområde"],
        ),
        ("parallelsamfund", date(2024, 12, 1), ["parallelsamfund", "udsat boligområde"]),
        ("forebyggelsesområde", LIST_2021, ["forebyggelsesområde"]),
        ("ikke på listen", LIST_2021, []),
    ],
)
def test_an_area_counts_in_its_category_and_in_those_it_lies_within(category, on, expected):
    assert [one.value for one in nested(DesignationCategory(category), on)] == expected


def test_a_hard_area_is_counted_in_all_three_lists_of_2018(area, count):
    area("Hard", categories={LIST_2018: "hårdt ghettoområde"})
    area("Plain", categories={LIST_2018: "ghettoområde"})
    area("Only", categories={LIST_2018: "udsat boligområde"})
    area("Left", categories={LIST_2018: "ikke på listen"})
    count(LIST_2018, "udsat boligområde", 43)
    count(LIST_2018, "hårdt ghettoområde", 1)
    assert of(LIST_2018) == {
        "udsat boligområde": (43, 3, 0, 40),
        "ghettoområde": (None, 2, 0, None),
        "hårdt ghettoområde": (1, 1, 0, 0),
    }


def test_categories_say_in_which_other_they_lie(area):
    area(categories={LIST_2021: "udsat boligområde"})
    [one] = completeness()
    assert [
        (each.category.value, each.within and each.within.value) for each in one.categories
    ] == [
        ("udsat boligområde", None),
        ("parallelsamfund", "udsat boligområde"),
        ("omdannelsesområde", "parallelsamfund"),
        ("forebyggelsesområde", None),
    ]


def test_an_entry_reckoned_from_other_lists_is_derived(area):
    made = area(categories={LIST_2017: "ghettoområde"})
    reckoned = models.Source.objects.create(code="r", title="r", reliability="derived")
    made.designations.update(source=reckoned)
    area("Other", categories={LIST_2017: "ghettoområde"})
    assert of(LIST_2017) == {"ghettoområde": (None, 2, 1, None)}


def test_values_count_on_their_own_list_and_when_they_are_known(area, source):
    both = {LIST_2017: "ghettoområde", LIST_2018: "udsat boligområde"}
    known, unknown = area("Known", categories=both), area("Unknown", categories=both)
    left = area("Left", categories={LIST_2018: "ikke på listen"})
    for one, value in ((known, 1200), (unknown, None), (left, 900)):
        one.values.create(list_id=LIST_2018, indicator="residents", value=value, source=source)
    before, now = completeness()
    assert before.without_values == ("Known", "Unknown")
    assert now.without_values == ("Unknown",)
    assert now.categories[0].known["residents"] == 1
    assert now.categories[0].known["crime_pct"] == 0


def test_more_named_than_the_list_has_is_shown_and_not_hidden(area, count):
    area("One", categories={LIST_2017: "ghettoområde"})
    area("Two", categories={LIST_2017: "ghettoområde"})
    count(LIST_2017, "ghettoområde", 1)
    assert of(LIST_2017) == {"ghettoområde": (1, 2, 0, -1)}


def test_readers_are_told_how_many_of_a_lists_areas_are_named(area, count):
    area("Hard", categories={LIST_2021: "omdannelsesområde"})
    assert notes(models.DesignationList.objects.all()) == {LIST_2021: ""}
    count(LIST_2021, "udsat boligområde", 20)
    count(LIST_2021, "omdannelsesområde", 1)
    count(LIST_2021, "forebyggelsesområde", 62)
    models.DesignationList.objects.update(note="Resten er ukendt.")
    assert notes(models.DesignationList.objects.all()) == {
        LIST_2021: "Navngivet her: 1 af 20 udsatte boligområder, heraf alle 1 omdannelsesområder, "
        "ingen af 62 forebyggelsesområder. Resten er ukendt."
    }
