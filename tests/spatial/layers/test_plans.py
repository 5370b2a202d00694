"""The story of an area's plans, and the layer of their measures."""

from decimal import Decimal

import pytest

from spatial import models
from spatial.importing import demo
from spatial.law.shares import PARTS
from spatial.layers.plans import plan_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(area, source):
    return area().plans.create(
        code="parken-2019",
        summary="Planen",
        adopted_on="2019-05",
        target_share_pct=40,
        target_year=2030,
        source=source,
    )


@pytest.fixture
def measure(plan, source):
    return plan.measures.create(kind="nedrivning", description="Blok 4", source=source)


def published(measure):
    row = models.PublishedPlanMeasure.objects.get(pk=measure.pk)
    return (row.units_planned, row.units_planned_least, row.units_planned_most)


def planned(measure, source, units, **more):
    return measure.figures.create(status="planlagt", units=units, source=source, **more)


def test_one_figure_is_what_is_planned(measure, source):
    planned(measure, source, 12, as_of="2019")
    assert published(measure) == (12, 12, 12)


def test_sources_that_differ_leave_a_range_and_no_number(measure, source):
    planned(measure, source, 24, as_of="2019")
    planned(measure, source, 36, as_of="2019-05")
    assert published(measure) == (None, 24, 36)
    [told] = plan_story(measure.plan.area_id)["plans"][0]["measures"]
    assert told["figures_differ"]
    assert [one["units"] for one in told["figures"]] == [24, 36]


def test_a_newer_figure_takes_the_place_of_an_older_one(measure, source):
    planned(measure, source, 400, as_of="2019")
    planned(measure, source, 408, as_of="2023-02")
    assert published(measure) == (408, 408, 408)
    [told] = plan_story(measure.plan.area_id)["plans"][0]["measures"]
    assert not told["figures_differ"]
    assert [one["units"] for one in told["figures"]] == [400, 408]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"units_most": 36}, (None, 25, 36)),
        ({"precision": "mindst"}, (None, 25, None)),
        ({"precision": "højst"}, (None, None, 25)),
        ({"precision": "cirka"}, (25, 25, 25)),
    ],
)
def test_a_figure_that_is_not_exact_is_published_as_what_is_known_of_it(
    measure, source, figure, expected
):
    planned(measure, source, 25, **figure)
    assert published(measure) == expected


def test_done_is_the_newest_report_with_its_date(measure, source):
    for as_of, units in (("2020", 100), ("2022-06", 188)):
        measure.figures.create(status="udført", units=units, as_of=as_of, source=source)
    row = models.PublishedPlanMeasure.objects.get()
    assert (row.units_done, row.done_date) == (188, "2022-06")
    assert published(measure) == (None, None, None)


def test_the_area_shows_the_plan_that_no_other_supersedes(area, source):
    made = area()
    former = made.plans.create(code="b", summary="Den første", approved_on="2019", source=source)
    made.plans.create(code="a", summary="Allongen", supersedes=former, source=source)
    assert models.PublishedArea.objects.get().plan == "Allongen"
    assert [one["code"] for one in plan_story(made.pk)["plans"]] == ["a", "b"]


def test_a_share_is_computed_only_where_every_kind_of_one_day_is_known(plan, source):
    area = plan.area
    for kind in PARTS[:-1]:
        area.dwellings.create(
            kind=kind, count=100, status="faktisk", as_of="2024-01-01", source=source
        )
    assert plan_story(area.pk)["progress"]["latest"] is None
    area.dwellings.create(
        kind=PARTS[-1], count=300, status="faktisk", as_of="2024-01-01", source=source
    )
    assert plan_story(area.pk)["progress"]["latest"] == {
        "pct": 12.5,
        "as_of": {"date": "2024-01-01", "text": "1. januar 2024"},
        "computed": True,
    }


@pytest.mark.parametrize("precision", ["cirka", "mindst", "højst"])
def test_no_share_is_computed_from_a_count_that_is_not_exact(plan, source, precision):
    for kind in PARTS:
        plan.area.dwellings.create(
            kind=kind, count=100, status="faktisk", as_of="2024", source=source
        )
    plan.area.dwellings.filter(kind="erhverv").update(precision=precision)
    assert plan_story(plan.area_id)["progress"]["latest"] is None


def test_a_share_that_a_source_tells_is_not_computed_anew(plan, source):
    for kind in PARTS:
        plan.area.dwellings.create(
            kind=kind, count=100, status="faktisk", as_of="2024", source=source
        )
    plan.area.shares.create(status="indberettet", pct=Decimal("61.5"), as_of="2024", source=source)
    latest = plan_story(plan.area_id)["progress"]["latest"]
    assert (latest["pct"], latest["computed"]) == (61.5, False)


def test_counts_of_a_part_or_of_a_plan_give_no_share(plan, source):
    for kind in PARTS:
        more = {"kind": kind, "count": 9, "as_of": "2024", "source": source}
        plan.area.dwellings.create(status="faktisk", part="Nord", **more)
        plan.area.dwellings.create(status="planlagt", **more)
    assert plan_story(plan.area_id)["progress"]["latest"] is None


def test_the_story_never_takes_more_than_eight_queries(django_assert_max_num_queries):
    demo.load()
    for plan in models.DevelopmentPlan.objects.select_related("area"):
        with django_assert_max_num_queries(8):
            assert plan_story(plan.area_id)["plans"]


def test_an_area_without_a_plan_has_an_empty_story(area):
    told = plan_story(area().pk)
    assert (told["plans"], told["dwellings"], told["holistic_plans"]) == ([], [], [])
    assert told["progress"]["needed_per_year"] is None
    assert [one["step"] for one in told["steps"] if not one["verified"]] == ["skema"]
    assert len(told["steps"]) == 9
