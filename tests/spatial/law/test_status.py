"""The state of a building through time."""

from datetime import date

import pytest

from spatial.law.status import BuildingState, Cover, MeasureKind, Period, on, periods

DECIDED, DONE = date(2019, 9, 10), date(2022, 12, 31)
TORN = MeasureKind.DEMOLITION


def told(*covers, **more):
    return [(str(p.state), p.valid_from, p.valid_to) for p in periods(covers, **more)]


def test_a_building_that_no_measure_covers_is_kept():
    assert told() == [("existing", None, None)]


def test_a_demolition_is_planned_from_the_plan_s_day_until_reported_done():
    assert told(Cover(kind=TORN, decided=DECIDED, done=DONE)) == [
        ("existing", None, date(2019, 9, 9)),
        ("planned_demolition", DECIDED, date(2022, 12, 30)),
        ("demolished", DONE, None),
    ]


def test_a_year_in_a_plan_is_not_a_fact_that_it_happened():
    [_, last] = told(Cover(kind=TORN, decided=DECIDED, year_from=2020))
    assert last == ("planned_demolition", DECIDED, None)


def test_a_plan_of_unknown_date_has_its_demolitions_planned_since_a_day_not_known():
    assert told(Cover(kind=TORN)) == [("planned_demolition", None, None)]


def test_a_demolition_reported_before_the_plan_s_day_was_never_planned():
    assert told(Cover(kind=TORN, decided=DONE, done=DECIDED)) == [
        ("existing", None, date(2019, 9, 9)),
        ("demolished", DECIDED, None),
    ]


def test_a_demolition_that_a_newer_plan_drops_leaves_the_building_as_it_was():
    assert told(Cover(kind=TORN, decided=DECIDED, dropped=date(2021, 5, 31))) == [
        ("existing", None, date(2019, 9, 9)),
        ("planned_demolition", DECIDED, date(2021, 5, 31)),
        ("existing", date(2021, 6, 1), None),
    ]


def test_a_demolition_that_both_plans_hold_is_one_period():
    covers = (
        Cover(kind=TORN, decided=DECIDED, dropped=date(2021, 5, 31)),
        Cover(kind=TORN, decided=date(2021, 6, 1)),
    )
    assert told(*covers)[1:] == [("planned_demolition", DECIDED, None)]


def test_renovated_from_the_day_it_is_reported_done_and_not_before():
    renovation = MeasureKind.RENOVATION
    assert told(Cover(kind=renovation, decided=DECIDED)) == [("existing", None, None)]
    assert told(Cover(kind=renovation, decided=DECIDED, done=DONE)) == [
        ("existing", None, date(2022, 12, 30)),
        ("renovated", DONE, None),
    ]


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (2022, [("existing", None, None)]),
        (2023, [("new", date(2023, 1, 1), None)]),
        (2024, [("new", date(2024, 1, 1), None)]),
        (None, [("existing", None, None)]),
    ],
)
def test_new_is_a_building_of_the_measure_s_first_year_or_later(built, expected):
    cover = Cover(kind=MeasureKind.NEW_BUILD, year_from=2023)
    assert told(cover, year_built=built) == expected


def test_a_new_building_has_no_state_before_its_year():
    new = Cover(kind=MeasureKind.NEW_BUILD, year_from=2023)
    known = periods((new, Cover(kind=TORN, decided=DECIDED)), year_built=2023)
    assert known == (Period(state=BuildingState.PLANNED_DEMOLITION, valid_from=date(2023, 1, 1)),)


def test_sale_and_relabelling_change_no_building():
    kinds = set(MeasureKind) - {TORN, MeasureKind.RENOVATION, MeasureKind.NEW_BUILD}
    covers = [Cover(kind=kind, decided=DECIDED, done=DONE, year_from=2000) for kind in kinds]
    assert told(*covers, year_built=2020) == [("existing", None, None)]


def test_the_state_on_a_day_counts_first_and_last_day():
    known = periods((Cover(kind=TORN, decided=DECIDED, done=DONE),))
    days = (date(2019, 9, 9), DECIDED, date(2022, 12, 30), DONE)
    assert [str(on(known, day)) for day in days] == [
        "existing",
        "planned_demolition",
        "planned_demolition",
        "demolished",
    ]
    new = Cover(kind=MeasureKind.NEW_BUILD, year_from=2023)
    assert on(periods((new,), year_built=2023), date(2022, 12, 31)) is None
