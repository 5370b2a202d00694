"""What changed between two lists: never more than the sources say."""

from datetime import date

import pytest

from spatial import models
from spatial.models import changes

pytestmark = pytest.mark.django_db

LIST_2017, LIST_2018, LIST_2019 = (date(year, 12, 1) for year in (2017, 2018, 2019))
LIST_2020, LIST_2021 = (date(year, 12, 1) for year in (2020, 2021))
GROUPS = ("entered", "left", "changed", "stayed", "unknown")


def groups(earlier, later):
    """Each area's name and its group."""
    found = changes.between(earlier, later)
    return {change.area.name: group for group in GROUPS for change in getattr(found, group)}


def test_an_area_that_an_incomplete_list_does_not_name_has_not_left(area, count):
    area("Gone", categories={LIST_2018: "ghettoområde"})
    area("Here", categories={LIST_2018: "ghettoområde", LIST_2019: "ghettoområde"})
    assert groups(LIST_2018, LIST_2019) == {"Gone": "unknown", "Here": "stayed"}
    count(LIST_2019, "udsat boligområde", 2)
    assert groups(LIST_2018, LIST_2019)["Gone"] == "unknown"


def test_an_area_has_left_when_the_whole_list_is_named_without_it(area, count, source):
    area("Gone", categories={LIST_2018: "ghettoområde"})
    area("Here", categories={LIST_2018: "ghettoområde", LIST_2019: "ghettoområde"})
    count(LIST_2019, "udsat boligområde", 1)
    [left] = changes.between(LIST_2018, LIST_2019).left
    assert left.area.name == "Gone"
    assert left.after.category == "ikke på listen"
    assert left.source == source


def test_a_source_can_say_that_an_area_left_and_why(area, source):
    gone = area("Gone", categories={LIST_2018: "ghettoområde", LIST_2019: "ikke på listen"})
    gone.designations.filter(list=LIST_2019).update(remark="under 1.000 beboere")
    [left] = changes.between(LIST_2018, LIST_2019).left
    assert (left.remark, left.source) == ("under 1.000 beboere", source)


def test_to_have_left_one_category_is_not_to_have_left_the_list(area):
    gone = area("Gone", categories={LIST_2019: "hårdt ghettoområde", LIST_2020: "ikke på listen"})
    gone.designations.filter(list=LIST_2020).update(not_in="ghettoområde")
    [change] = changes.between(LIST_2019, LIST_2020).unknown
    assert list(change.left_categories) == ["hårdt ghettoområde", "ghettoområde"]
    assert list(change.after.possible) == ["udsat boligområde", "ikke på listen"]
    assert change.after.on_list is None


def test_a_list_whose_stricter_names_are_known_says_so_much_and_no_more(area, count):
    area("Gone", categories={LIST_2018: "ghettoområde"})
    area("Here", categories={LIST_2019: "ghettoområde"})
    count(LIST_2018, "ghettoområde", 1)
    count(LIST_2019, "ghettoområde", 1)
    found = {one.area.name: one for one in changes.between(LIST_2018, LIST_2019).unknown}
    assert list(found["Gone"].left_categories) == ["ghettoområde"]
    assert list(found["Here"].entered_categories) == ["ghettoområde"]


def test_an_area_out_of_61_a_has_left_though_it_may_be_a_prevention_area(area):
    later = date(2022, 12, 1)
    gone = area("Gone", categories={LIST_2021: "parallelsamfund", later: "ikke på listen"})
    gone.designations.filter(list=later).update(not_in="udsat boligområde")
    [left] = changes.between(LIST_2021, later).left
    assert list(left.after.possible) == ["forebyggelsesområde", "ikke på listen"]


def test_entering_needs_a_list_before_that_is_fully_named(area, count):
    area("Old", categories={LIST_2017: "ghettoområde", LIST_2018: "ghettoområde"})
    area("New", categories={LIST_2018: "udsat boligområde"})
    assert groups(LIST_2017, LIST_2018)["New"] == "unknown"
    count(LIST_2017, "ghettoområde", 1)
    assert groups(LIST_2017, LIST_2018)["New"] == "entered"


def test_an_area_in_a_category_that_was_not_there_before_may_have_been_in_another(area):
    area("New", categories={LIST_2021: "forebyggelsesområde"})
    area("Other", categories={LIST_2020: "ghettoområde"})
    assert groups(LIST_2020, LIST_2021)["New"] == "unknown"


def test_another_category_is_a_change_and_a_new_name_for_the_same_is_not(area):
    area("Same", categories={LIST_2020: "hårdt ghettoområde", LIST_2021: "omdannelsesområde"})
    area("Moved", categories={LIST_2020: "ghettoområde", LIST_2021: "omdannelsesområde"})
    area("Down", categories={LIST_2020: "ghettoområde", LIST_2021: "forebyggelsesområde"})
    assert groups(LIST_2020, LIST_2021) == {"Same": "stayed", "Moved": "changed", "Down": "changed"}


@pytest.mark.parametrize(
    ("earlier", "later", "changed"),
    [(LIST_2017, LIST_2018, True), (LIST_2018, LIST_2019, False), (LIST_2020, LIST_2021, True)],
)
def test_it_says_whether_another_law_made_the_later_list(area, earlier, later, changed):
    area(categories={earlier: "ghettoområde", later: "udsat boligområde"})
    assert changes.between(earlier, later).rule_changed is changed


def test_areas_that_nothing_names_are_counted_by_category(area, count):
    area(categories={LIST_2018: "hårdt ghettoområde", LIST_2019: "hårdt ghettoområde"})
    count(LIST_2018, "udsat boligområde", 43)
    count(LIST_2018, "hårdt ghettoområde", 1)
    found = changes.between(LIST_2018, LIST_2019)
    assert found.unnamed_before == {
        "udsat boligområde": 42,
        "ghettoområde": None,
        "hårdt ghettoområde": 0,
    }
    assert set(found.unnamed_after.values()) == {None}


def test_the_first_list_has_nothing_to_be_compared_with(area):
    area(categories={LIST_2017: "ghettoområde"})
    assert changes.list_before(LIST_2017) is None
    found = changes.between(None, LIST_2017)
    assert found.earlier is None
    assert not any(getattr(found, group) for group in GROUPS)


def test_a_day_without_a_list_is_an_error(area):
    area(categories={LIST_2018: "ghettoområde"})
    with pytest.raises(models.DesignationList.DoesNotExist):
        changes.between(LIST_2018, date(2018, 12, 2))


def test_names_are_in_danish_order_and_questions_few(area, django_assert_num_queries):
    for name in ("Åparken", "Zoneparken", "Ærøparken"):
        area(name, categories={LIST_2018: "ghettoområde", LIST_2019: "ghettoområde"})
    with django_assert_num_queries(8):
        found = changes.between(LIST_2018, LIST_2019)
    assert [one.area.name for one in found.stayed] == ["Zoneparken", "Ærøparken", "Åparken"]
