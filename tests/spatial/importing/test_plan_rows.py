"""Which plan a row is of that names none."""

import pytest

from spatial import models
from spatial.errors import BadInput
from spatial.importing import plan_files, plans
from spatial.importing.delivery import Wishes
from tests.spatial.importing.files import TEST

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(area, source):
    made = area("Parken").plans.create(code="parken-2019", summary="Planen", source=source)
    made.measures.create(kind="nedrivning", description="Blok 4", source=source)
    return made


def later(plan, code, kind):
    return models.DevelopmentPlan.objects.create(
        area=plan.area, code=code, kind=kind, summary=kind, supersedes=plan, source=plan.source
    )


def reported(tmp_path, *rows):
    path = tmp_path / "status.csv"
    path.write_text("\n".join(("Område;Tiltag;Beskrivelse;Udført;Opgjort", *rows)))
    plans.replace(plan_files.read(path, Wishes()), TEST)


def done():
    figures = models.MeasureFigure.objects.order_by("units")
    return list(figures.values_list("measure__plan__code", "measure__description", "units"))


def test_a_report_on_a_plan_with_an_addendum_is_of_the_measure_that_it_names(tmp_path, plan):
    addendum = later(plan, "parken-2023", "allonge")
    addendum.measures.create(kind="nedrivning", description="Blok 9", source=plan.source)
    reported(
        tmp_path,
        "Parken;nedrivning;Blok 4;10;2024",
        "Parken;nedrivning;Blok 9;20;2024",
        "Parken;salg;;30;2024",
    )
    assert done() == [
        ("parken-2019", "Blok 4", 10),
        ("parken-2023", "Blok 9", 20),
        ("parken-2019", "", 30),
    ]
    assert models.PlanMeasure.objects.count() == 3


def test_a_report_is_of_the_revised_plan_also_where_an_addendum_came_between(tmp_path, plan):
    addendum = later(plan, "parken-2021", "allonge")
    addendum.measures.create(kind="salg", source=plan.source)
    later(addendum, "parken-2023", "revideret plan")
    reported(tmp_path, "Parken;nedrivning;Blok 4;10;2024", "Parken;salg;;20;2024")
    assert {code for code, *_ in done()} == {"parken-2023"}


def test_a_report_is_of_the_only_addendum_where_its_plan_is_not_known(tmp_path, plan):
    models.DevelopmentPlan.objects.update(kind="allonge")
    reported(tmp_path, "Parken;nedrivning;Blok 4;10;2024")
    assert done() == [("parken-2019", "Blok 4", 10)]


def test_of_two_plans_in_force_a_row_must_say_which(tmp_path, plan):
    models.DevelopmentPlan.objects.create(
        area=plan.area, code="parken-2022", summary="Endnu en", source=plan.source
    )
    with pytest.raises(BadInput, match="row 2: which plan of parken"):
        reported(tmp_path, "Parken;nedrivning;Blok 4;10;2024")
