"""The plans in fixtures/: as the sources have them, and nothing more."""

import csv
import re

import pytest

from spatial import models
from spatial.errors import BadInput
from spatial.importing import demo, fixtures, plan_facts, plan_files, plans
from spatial.importing.delivery import Wishes
from spatial.layers.plans import plan_story
from spatial.models.names import slug
from tests.spatial.importing.files import TEST

pytestmark = pytest.mark.django_db

FILES = ("plans", "plan_measures", "dwelling_stock", "family_shares", "holistic_plans")
OF_2018 = {
    *("mjoelnerparken", "tingbjerg-utterslevhuse", "taastrupgaard", "gadehavegaard", "agervang"),
    *("ringparken", "motalavej", "vollsmose", "stengaardsvej", "skovvejen-skovparken"),
    *("munkebo", "finlandsparken", "sundparken", "bispehaven", "gellerupparken-toveshoej"),
}
OF_2020 = {"solbakken-mv", "noerager-soestjernevej-m-fl"}


def story(slug):
    return plan_story(models.HousingArea.objects.get(slug=slug).pk)


def measures(told):
    return {
        (one["kind"], one["description"]): one for plan in told["plans"] for one in plan["measures"]
    }


def test_the_15_areas_of_2018_and_the_two_of_2020_have_a_plan():
    demo.load()
    areas = set(models.DevelopmentPlan.objects.values_list("area__slug", flat=True))
    assert areas == OF_2018 | OF_2020
    shown = models.PublishedArea.objects.exclude(plan=None)
    assert set(shown.values_list("slug", flat=True)) == areas


def test_targets_are_40_percent_but_where_a_dispensation_says_otherwise():
    demo.load()
    plans = models.DevelopmentPlan.objects.exclude(target_share_pct=None)
    other = dict(plans.filter(dispensation=True).values_list("area__slug", "target_share_pct"))
    assert other == {
        "agervang": 56,
        "motalavej": 58,
        "munkebo": 60,
        "finlandsparken": 68,
        "sundparken": 60,
        "noerager-soestjernevej-m-fl": 60,
    }
    assert set(plans.filter(dispensation=False).values_list("target_share_pct", flat=True)) == {40}


def test_a_conflict_between_sources_is_kept():
    demo.load()
    told = measures(story("munkebo"))["nedrivning", "Nedrivning i planen fra 2019"]
    assert told["figures_differ"]
    assert {(one["units"], one["source"]["code"]) for one in told["figures"]} == {
        (24, "tvsyd-379-boliger"),
        (36, "derived-jv-2721668"),
    }


def test_what_was_reported_later_is_a_dated_figure_of_the_same_measure():
    demo.load()
    told = measures(story("taastrupgaard"))["nedrivning", "8 blokke, besluttet i 2016"]
    assert [(one["status"], one["units"]) for one in told["figures"]] == [
        ("planlagt", 188),
        ("udført", 188),
    ]
    assert told["figures"][1]["as_of"] == {"date": "2020", "text": "2020"}


def test_an_undated_share_gives_no_rate_and_a_dated_one_does():
    demo.load()
    assert story("stengaardsvej")["progress"]["needed_per_year"] is None
    gellerup = story("gellerupparken-toveshoej")["progress"]
    assert (gellerup["latest"]["pct"], gellerup["latest"]["as_of"]["date"]) == (91, "2010")
    assert gellerup["needed_per_year"] == pytest.approx(-2.49)


def test_the_addendum_of_finlandsparken_supersedes_its_plan():
    demo.load()
    new, former = story("finlandsparken")["plans"]
    assert (new["kind"], new["supersedes"]) == ("allonge", former["code"])
    assert new["approved_on"] == {"date": "2023-08-15", "text": "15. august 2023"}


def test_bispehavens_residents_voted_no_and_the_plan_was_adopted_all_the_same():
    demo.load()
    [plan] = story("bispehaven")["plans"]
    votes = [one["text"] for one in plan["steps"] if one["step"] == "afstemninger"]
    assert set(votes) == {"171 stemte imod og 33 for.", "Vedtaget."}


def test_the_2872_dwellings_of_vollsmose_are_of_every_kind():
    demo.load()
    told = {
        (one["kind"], one["count"], one["precision"]) for one in story("vollsmose")["dwellings"]
    }
    assert told == {("alle boliger", 2872, "præcis"), ("familieboliger", 2800, "cirka")}


def test_two_holistic_plans_that_no_source_joins_stand_apart_and_say_so():
    demo.load()
    told = {one["code"]: one for one in story("motalavej")["holistic_plans"]}
    assert "2016" in told["motalavej-2016"]["stage"]
    assert "188" not in told["motalavej-2016"]["note"]
    assert told["motalavej-afdeling-21"]["stage"] is None
    for code in ("motalavej-2016", "motalavej-afdeling-21"):
        assert "Kilderne siger ikke, om det er den samme plan" in told[code]["note"]
    step = models.PlanStep.objects.get(plan__area__slug="motalavej", step="afstemninger")
    assert step.holistic_plan.code == "motalavej-2016"


def test_no_building_has_a_state_that_a_plan_only_foresees():
    demo.load()
    assert set(models.Building.objects.values_list("state", flat=True)) == {"existing"}


def test_every_row_names_a_source_and_no_unverified_one_says_it_is_a_fact():
    reliability = {row["code"]: row["reliability"] for row in fixtures.rows("sources")}
    for name in (*FILES, "plan_steps"):
        for row in fixtures.rows(name):
            assert row["source"] in reliability, (name, row)
            assert reliability[row["source"]] != "unverified"


def test_addresses_are_whole():
    for row in fixtures.rows("sources"):
        assert re.fullmatch(r"|https://[^\s;]+[^.\s;]", row["url"]), row
        assert "..." not in row["url"]


def test_loading_plans_twice_changes_nothing_and_leaves_one_alone_that_was_taken_over(source):
    demo.load()
    taken = models.DevelopmentPlan.objects.get(code="vollsmose-2019")
    taken.measures.all().delete()
    models.DevelopmentPlan.objects.filter(pk=taken.pk).update(source=source)
    counts = [
        models.PlanMeasure.objects.count(),
        models.MeasureFigure.objects.count(),
        models.PlanStep.objects.count(),
    ]
    demo.load()
    assert counts == [
        models.PlanMeasure.objects.count(),
        models.MeasureFigure.objects.count(),
        models.PlanStep.objects.count(),
    ]


@pytest.mark.parametrize(
    ("name", "column", "value", "expected"),
    [
        ("family_shares", "pct", "mange", r"line 3: pct: 'mange' cannot be read"),
        ("family_shares", "pct", "", r"line 3: pct: "),
        ("family_shares", "as_of", "i går", r"line 3: as_of: 'i går' cannot be read"),
        ("family_shares", "area", "Andeby", r"line 3: area: 'Andeby' is on no list"),
        ("dwelling_stock", "source", "rygte", r"line 3: source: 'rygte' is not in sources"),
        ("dwelling_stock", "kind", "slotte", r"line 3: kind: "),
        ("plan_steps", "text", "x" * 301, r"line 3: text: "),
        ("family_shares", "pct", "101", r".*family_share_pct.*Failing row contains .*101"),
    ],
)
def test_a_mistake_in_a_file_is_named_by_file_line_and_column(
    monkeypatch, tmp_path, name, column, value, expected
):
    for path in fixtures.FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = fixtures.rows(name)
    rows[1][column] = value
    with (tmp_path / f"{name}.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    models.HousingArea.objects.bulk_create(
        models.HousingArea(slug=slug(row["area"]), municipality_code="0101")
        for row in {row["area"]: row for row in fixtures.rows("lists")}.values()
    )
    models.Source.objects.bulk_create(
        models.Source(code=row["code"], title=row["text"], reliability=row["reliability"])
        for row in fixtures.rows("sources")
    )
    monkeypatch.setattr(fixtures, "FOLDER", tmp_path)
    with pytest.raises(BadInput, match=rf"^{name}\.csv: {expected}"):
        plan_facts.load()


def test_the_measures_are_a_file_that_import_plan_reads_and_it_changes_nothing():
    demo.load()
    file = plan_files.read(fixtures.FOLDER / "plan_measures.csv", Wishes())
    report = plans.replace(file, TEST)
    changed = [note for note in report.notes if "0 new, 0 changed, 0 removed" not in note]
    assert changed == ["Buildings whose states changed: 0."]
