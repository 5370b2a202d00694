"""Which plan a row is of, and what it is to the plan before it."""

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


def imported(tmp_path, *rows):
    path = tmp_path / "p.csv"
    path.write_text("\n".join(("Område;Plan;Resumé;Art;Afløser;Tiltag", *rows)))
    return plans.replace(plan_files.read(path, Wishes()), TEST)


def test_a_file_says_what_a_plan_is_and_which_it_supersedes(tmp_path, area):
    area("Parken")
    rows = (
        "Parken;parken-2019;Planen;;;",
        "Parken;parken-2023;Allongen;Allonge;parken-2019;salg",
        "Parken;parken-2023;;;;nybyggeri",
    )
    imported(tmp_path, *rows)
    former, addendum = models.DevelopmentPlan.objects.order_by("code")
    assert (former.kind, former.supersedes) == ("udviklingsplan", None)
    assert (addendum.kind, addendum.supersedes) == ("allonge", former)
    assert "Plans: 0 new, 0 changed, 0 removed." in imported(tmp_path, *rows).notes
    imported(tmp_path, rows[1].replace("Allonge;", "revised;"))
    addendum.refresh_from_db()
    assert addendum.kind == "revideret plan"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Parken;p;Plan;skitse;;", "row 2: kind_of_plan 'skitse' is none of udviklingsplan"),
        ("Parken;p;Plan;;haven-2019;", "row 2: supersedes 'haven-2019': no plan of parken"),
    ],
)
def test_an_unknown_kind_of_plan_or_former_plan_is_a_sentence(tmp_path, plan, row, expected):
    other = plan.__class__(code="haven-2019", summary="Plan", source=plan.source)
    other.area = models.HousingArea.objects.create(slug="haven", municipality_code="0461")
    other.save()
    with pytest.raises(BadInput, match=expected):
        imported(tmp_path, row)
