"""Plans of many areas: what is known of each, and sums as exact as the least exact of them."""

from datetime import date
from decimal import Decimal

import pytest

from spatial.layers import figures, progress
from spatial.models import DwellingStock, Precision

LATEST = date(2024, 12, 1)


@pytest.fixture
def planned(area, source):
    made = area("Parken")
    made.plans.create(code="parken-2019", summary="En plan", target_share_pct=40, source=source)
    return made


def one(codes=None) -> progress.AreaProgress:
    [found] = progress.of_areas(codes)
    return found


def test_an_area_without_a_plan_is_not_among_them(planned, area):
    area("Uden plan")
    assert one().area_id == planned.pk
    assert one(["0101"]).area_id == planned.pk
    assert progress.of_areas(["0751"]) == []


def test_the_newest_plan_comes_first_and_one_dispensation_is_enough(planned, source):
    older = planned.plans.get()
    older.dispensation = True
    older.save()
    planned.plans.create(
        code="parken-2023", kind="allonge", summary="En allonge", supersedes=older, source=source
    )
    assert [plan.code for plan in one().plans] == ["parken-2023", "parken-2019"]
    assert one().dispensation


def test_a_share_at_the_start_is_no_report_of_progress(planned, source):
    planned.shares.create(status="udgangspunkt", pct=96, source=source)
    assert one().told.pct == Decimal(96)
    assert not one().reported
    planned.shares.create(status="indberettet", pct=80, as_of="2023", source=source)
    assert one().told.pct == Decimal(80)
    assert one().reported


def test_dwellings_of_a_part_or_that_sources_differ_on_are_not_the_areas(planned, source):
    stock = {"kind": "familieboliger", "status": "udgangspunkt", "source": source}
    planned.dwellings.create(count=100, part="Nord", **stock)
    assert one().family_before is None
    planned.dwellings.create(count=500, **stock)
    assert one().family_before.count == 500
    planned.dwellings.create(count=520, as_of="2019", **stock)
    assert one().family_before is None


def test_measures_are_counted_by_what_is_known_of_them(planned, source):
    plan = planned.plans.get()
    with_number = plan.measures.create(kind="nedrivning", source=source)
    with_number.figures.create(status="planlagt", units=100, source=source)
    done = plan.measures.create(kind="salg", source=source)
    done.figures.create(status="udført", units=None, source=source)
    plan.measures.create(kind="nybyggeri", source=source)
    found = one()
    assert (found.measures, found.measures_planned, found.measures_done) == (3, 1, 1)


@pytest.mark.parametrize(
    ("precisions", "of_sum"),
    [
        ("præcis præcis", Precision.EXACT),
        ("præcis cirka", Precision.ABOUT),
        ("præcis mindst", Precision.AT_LEAST),
        ("mindst højst", Precision.ABOUT),
    ],
)
def test_a_sum_is_as_exact_as_the_least_exact_of_its_parts(precisions, of_sum):
    counts = [DwellingStock(count=10, precision=each) for each in precisions.split()]
    found = progress.summed([*counts, None])
    assert (found.dwellings, found.known, found.areas) == (20, 2, 3)
    assert found.precision == of_sum


def test_nothing_known_is_no_sum():
    assert progress.summed([None, None]).dwellings is None


def test_a_place_of_several_municipalities_is_counted_as_they_are_together(area, source):
    for name, code, residents in (("Nord", "0101", 1000), ("Syd", "0147", 2000)):
        made = area(name, code=code, categories={LATEST: "parallelsamfund"})
        made.values.create(list_id=LATEST, indicator="residents", value=residents, source=source)
    area("Vest", code="0751", categories={LATEST: "parallelsamfund"})
    found = figures.of_places({"both": ["0101", "0147"], "west": ["0751"], "none": ["0773"]})
    strictest = {
        name: [each.strictest for each in lists[0].categories if each.strictest.areas]
        for name, lists in found.items()
        if lists
    }
    assert [(each.areas, each.residents) for each in strictest["both"]] == [(2, 3000)]
    assert [(each.areas, each.residents_unknown) for each in strictest["west"]] == [(1, 1)]
    assert found["none"] == []
