"""What the database refuses of plans, with what a person is told of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spatial import models

pytestmark = pytest.mark.django_db


def refused(row, words):
    """The database refuses the row, and the form says `words`."""
    with pytest.raises(ValidationError, match=words):
        row.validate_constraints(exclude={"geometry"})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.fixture
def plan(area, source):
    return area().plans.create(code="parken-2019", summary="Plan", source=source)


@pytest.fixture
def measure(plan, source):
    return plan.measures.create(kind="salg", source=source)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"target_share_pct": 101}, "fra 0 til 100"),
        ({"kind": "skitse"}, "Plantypen findes ikke"),
        ({"adopted_on": "2019-13"}, "En dato skrives"),
        ({"approved_on": "juni 2019"}, "En dato skrives"),
        ({"code": "Parken 2019"}, "små bogstaver"),
    ],
)
def test_a_plan_that_cannot_be(area, source, given, words):
    row = {"code": "p", "summary": "Plan", "area": area(), "source": source} | given
    refused(models.DevelopmentPlan(**row), words)


def test_a_plan_does_not_supersede_itself(plan):
    plan.supersedes = plan
    refused(plan, "afløse sig selv")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"year_from": 2030, "year_to": 2020}, "Sidste år er før"),
        ({"kind": "maling"}, "Tiltaget findes ikke"),
        ({"kind": "salg"}, "allerede dette tiltag"),
    ],
)
def test_a_measure_that_cannot_be(measure, source, given, words):
    row = {"kind": "nybyggeri", "plan": measure.plan, "source": source} | given
    refused(models.PlanMeasure(**row), words)


def test_a_measure_may_have_one_year_alone(plan, source):
    plan.measures.create(kind="nybyggeri", year_to=2030, source=source)
    plan.measures.create(kind="renovering", year_from=2024, source=source)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"units": 36, "units_most": 25}, "øvre grænse er under den nedre"),
        ({"units": None, "units_most": 25}, "øvre grænse er under den nedre"),
        ({"units": -1}, "ikke under 0"),
        ({"precision": "vel"}, "præcis, cirka, mindst eller højst"),
        ({"status": "måske"}, "Ukendt status"),
        ({"as_of": "i fjor"}, "En dato skrives"),
        ({"units": 5}, "Tallet er der allerede"),
    ],
)
def test_a_figure_that_cannot_be(measure, source, given, words):
    measure.figures.create(status="planlagt", units=5, source=source)
    row = {"status": "planlagt", "units": 9, "measure": measure, "source": source} | given
    refused(models.MeasureFigure(**row), words)


def test_two_sources_may_tell_the_same_and_one_may_tell_it_anew(measure, source):
    other = models.Source.objects.create(code="other", reliability="press")
    for told_by, as_of in ((source, None), (other, None), (source, "2020")):
        measure.figures.create(status="planlagt", units=5, source=told_by, as_of=as_of)
    assert measure.figures.count() == 3


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "telte"}, "Boligtypen findes ikke"),
        ({"status": "gættet"}, "Ukendt status"),
        ({"count": -1}, "ikke under 0"),
    ],
)
def test_a_count_of_dwellings_that_cannot_be(area, source, given, words):
    row = {"kind": "familieboliger", "status": "faktisk", "count": 1} | given
    refused(models.DwellingStock(area=area(), source=source, **row), words)


@pytest.mark.parametrize(
    ("given", "words"),
    [({"pct": 101}, "fra 0 til 100"), ({"status": "gættet"}, "Ukendt status")],
)
def test_a_share_that_cannot_be(area, source, given, words):
    row = {"pct": 40, "status": "mål"} | given
    refused(models.FamilyShare(area=area(), source=source, **row), words)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "åndelig"}, "Typen af helhedsplan"),
        ({"grant_dkk": -1}, "ikke under 0"),
        ({"year_from": 2025, "year_to": 2021}, "Sidste år er før"),
    ],
)
def test_a_holistic_plan_that_cannot_be(area, source, given, words):
    row = {"code": "h", "title": "Helhedsplan"} | given
    refused(models.HolisticPlan(area=area(), source=source, **row), words)


def test_a_step_is_one_of_the_nine(plan, source):
    refused(models.PlanStep(plan=plan, step="fest", text="x", source=source), "Trinnet findes ikke")
    assert len(models.Step) == 9


def test_a_plan_outlives_the_area_s_designations(plan):
    plan.area.designations.all().delete()
    assert models.DevelopmentPlan.objects.filter(area=plan.area).exists()
