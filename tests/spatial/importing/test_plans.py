"""Files of development plans: tables and vector files, all or nothing, the same twice."""

from decimal import Decimal

import numpy as np
import pyogrio
import pytest

from spatial import models
from spatial.errors import BadInput
from spatial.importing import demo, plan_files, plans
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin
from tests.spatial.importing.files import TEST, geojson, polygon, xlsx

pytestmark = pytest.mark.django_db

EAST, NORTH = 722_000, 6_175_000
HEADER = (
    "Område;Resumé;Parter;Vedtaget;Godkendt;Mål;Målår;Dispensation;Tiltag;Beskrivelse;Fra år;"
    "Til år;Planlagte boliger;Planlagt højst;Udført;Præcision;Opgjort;Andel;Bemærkning;Kilde"
)
ROWS = (
    "Vollsmose;Planen i én linje;Civica og FAB;22.5.2019;efteråret 2019;40;2030;nej;Nedrivning;"
    "Bøgeparken;2020;2029;1.000;;;cirka;2019;;;",
    "Vollsmose;;;;;;;;Nedrivning;Bøgeparken;;;;;200;;juni 2022;61,5;;",
    "Vollsmose;;;22.5.2019;;;;;Nybyggeri;;;;25;36;;;;;Rækkehuse;Byrådet 1. maj 2019",
)
MODELS = (
    models.DevelopmentPlan,
    models.PlanMeasure,
    models.MeasureFigure,
    models.FamilyShare,
    models.Building,
    models.Source,
)


@pytest.fixture
def vollsmose(area):
    made = area("Vollsmose", code="0461")
    area("Munkebo", lon=12.6, code="0621")
    return made


def table(path, *rows, header=HEADER):
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def imported(path, *, origin=TEST, crs="", **more):
    return plans.replace(plan_files.read(path, Wishes(crs=crs)), origin, **more)


def snapshot():
    return [list(model.objects.order_by("pk").values_list()) for model in MODELS]


def figures():
    ordered = models.MeasureFigure.objects.order_by("measure__kind", "status")
    return list(ordered.values_list("measure__kind", "status", "units", "units_most", "as_of"))


def test_a_table_without_outlines_is_a_plan_with_measures_figures_and_a_share(tmp_path, vollsmose):
    report = imported(table(tmp_path / "p.csv", *ROWS))
    plan = models.DevelopmentPlan.objects.get()
    assert (plan.code, plan.area, plan.summary) == (
        "vollsmose-2019",
        vollsmose,
        "Planen i én linje",
    )
    assert (plan.adopted_on, plan.approved_on) == ("2019-05-22", "2019-23")
    assert (plan.target_share_pct, plan.target_year) == (Decimal(40), 2030)
    assert figures() == [
        ("nedrivning", "planlagt", 1000, None, "2019"),
        ("nedrivning", "udført", 200, None, "2022-06"),
        ("nybyggeri", "planlagt", 25, 36, None),
    ]
    share = models.FamilyShare.objects.get()
    assert (share.pct, share.status, share.as_of) == (Decimal("61.5"), "indberettet", "2022-06")
    by_council = models.MeasureFigure.objects.get(units=25).source
    assert (by_council.code, by_council.title) == ("byraadet-1-maj-2019", "Byrådet 1. maj 2019")
    assert (report.read, report.taken) == (3, 3)
    run = models.ImportRun.objects.get()
    assert (run.dataset, run.file_name, run.rows_taken) == ("plans", "p.csv", 3)


def test_the_same_file_again_changes_nothing(tmp_path, vollsmose):
    path = table(tmp_path / "p.csv", *ROWS)
    imported(path)
    before = snapshot()
    report = imported(path)
    assert snapshot() == before
    assert "Figures: 0 new, 0 changed, 0 removed." in report.notes


def test_a_workbook_and_english_headers_say_the_same(tmp_path, vollsmose):
    head = ["area", "plan", "summary", "kind", "description", "units_planned", "as_of"]
    rows = [["VOLLSMOSE", "vollsmose-2019", "Plan", "demolition", "Parken", 1000, "2019-05"]]
    imported(xlsx(tmp_path / "p.xlsx", Plan=[head, *rows]))
    assert figures() == [("nedrivning", "planlagt", 1000, None, "2019-05")]


def test_a_later_report_is_a_figure_beside_the_plan_not_a_new_plan(tmp_path, vollsmose):
    imported(table(tmp_path / "p.csv", *ROWS))
    header = "Område;Tiltag;Beskrivelse;Udført;Opgjort"
    path = table(tmp_path / "status.csv", "Vollsmose;Nedrivning;Bøgeparken;400;2024", header=header)
    imported(path, origin=Origin(code="status-2024"))
    assert models.DevelopmentPlan.objects.count() == 1
    demolition = models.PlanMeasure.objects.get(kind="nedrivning")
    assert (demolition.year_from, demolition.year_to) == (2020, 2029)  # no column, left alone
    assert ("nedrivning", "udført", 400, None, "2024") in figures()
    assert len(figures()) == 4
    shown = models.PublishedPlanMeasure.objects.get(kind="nedrivning")
    assert (shown.units_planned, shown.units_done, shown.done_date) == (1000, 400, "2024")


def test_a_target_or_years_that_a_later_file_changes_have_that_files_source(tmp_path, vollsmose):
    imported(table(tmp_path / "p.csv", *ROWS))
    header = "Område;Mål;Tiltag;Beskrivelse;Fra år;Til år;Kilde"
    same = "Vollsmose;40;Nedrivning;Bøgeparken;2020;2029;Avisen"
    imported(table(tmp_path / "same.csv", same, header=header), origin=Origin(code="press"))
    plan, measure = models.DevelopmentPlan.objects.get(), models.PlanMeasure.objects.earliest("pk")
    assert {plan.source_id, measure.source_id} == {TEST.code}
    rows = ("Vollsmose;;Salg;;;;Tavlen", "Vollsmose;45;Nedrivning;Bøgeparken;2020;2031;Avisen")
    path = table(tmp_path / "other.csv", *rows, header=header)
    imported(path, origin=Origin(code="press"))
    plan.refresh_from_db()
    measure.refresh_from_db()
    assert (plan.target_share_pct, plan.source_id) == (45, "avisen")
    assert (measure.year_to, measure.source_id) == (2031, "avisen")
    before = snapshot()
    imported(path, origin=Origin(code="press"))
    assert snapshot() == before


def test_what_a_source_no_longer_says_goes_and_what_others_say_stays(tmp_path, vollsmose):
    imported(table(tmp_path / "p.csv", *ROWS))
    other = "Vollsmose;Salg;Grunde;30;2019"
    header = "Område;Tiltag;Beskrivelse;Planlagt;Opgjort"
    imported(table(tmp_path / "o.csv", other, header=header), origin=Origin(code="other"))
    imported(table(tmp_path / "p.csv", ROWS[0]))
    kinds = models.PlanMeasure.objects.values_list("kind", flat=True)
    # The new build was said by another source, which this file no longer names.
    assert sorted(kinds) == ["nedrivning", "nybyggeri", "salg"]
    assert ("nedrivning", "udført", 200, None, "2022-06") not in figures()
    assert not models.FamilyShare.objects.exists()


def test_a_whole_file_is_all_there_is_of_its_plans(tmp_path, vollsmose):
    demo.load()
    known = models.DevelopmentPlan.objects.get(code="vollsmose-2019")
    assert known.measures.count() > 1
    imported(table(tmp_path / "p.csv", *ROWS), whole=True)
    assert set(known.measures.values_list("kind", "description")) == {
        ("nedrivning", "Bøgeparken"),
        ("nybyggeri", ""),
    }
    before = snapshot()
    demo.load()
    assert snapshot() == before


def test_outlines_of_a_measure_are_put_together_and_states_follow(tmp_path, vollsmose, building):
    block = {"område": "Vollsmose", "tiltag": "nedrivning", "plan": "p", "resumé": "Plan"}
    path = geojson(
        tmp_path / "p.json",
        (block | {"planlagt": 90, "vedtaget": "2019-05-22"}, polygon(EAST, NORTH)),
        (block | {"planlagt": 90}, polygon(EAST + 300, NORTH)),
        ({"område": "Vollsmose", "tiltag": "salg", "plan": "p", "planlagt": 5}, None),
    )
    models.Building.objects.create(
        local_id="1",
        source_id="test",
        geometry="SRID=25832;MULTIPOLYGON(((722010 6175010, "
        "722030 6175010, 722030 6175030, 722010 6175030, 722010 6175010)))",
    )
    imported(path)
    demolition = models.PlanMeasure.objects.get(kind="nedrivning")
    assert demolition.geometry.area == pytest.approx(20_000)
    assert demolition.figures.get().units == 90
    assert models.PlanMeasure.objects.get(kind="salg").geometry is None
    states = models.Building.objects.order_by("valid_from").values_list("state", flat=True)
    assert sorted(states) == ["existing", "planned_demolition"]
    before = snapshot()
    imported(path)
    assert snapshot() == before
    imported(geojson(tmp_path / "p.json", (block | {"planlagt": 90}, None)))
    assert models.Building.objects.get().state == "existing"


def test_a_table_may_carry_outlines_as_text_in_a_system_that_is_said(tmp_path, vollsmose):
    square = "POLYGON((722000 6175000, 722009 6175000, 722009 6175009, 722000 6175000))"
    path = table(
        tmp_path / "p.csv",
        f"Vollsmose;p;Plan;nedrivning;{square}",
        header="Område;Plan;Resumé;Tiltag;WKT",
    )
    with pytest.raises(BadInput, match=r"p.csv .* --crs EPSG:25832"):
        imported(path)
    imported(path, crs="EPSG:25832")
    assert models.PlanMeasure.objects.get().geometry.area == pytest.approx(40.5)


def test_a_geopackage_that_is_only_a_table_is_read(tmp_path, vollsmose):
    columns = {"area": "Vollsmose", "plan": "p", "summary": "Plan", "kind": "salg"}
    pyogrio.raw.write(
        tmp_path / "p.gpkg",
        None,
        [np.array([value], dtype=object) for value in columns.values()],
        list(columns),
        geometry_type=None,
    )
    imported(tmp_path / "p.gpkg")
    assert models.PlanMeasure.objects.get().kind == "salg"


def test_an_unknown_area_stops_the_import_and_names_those_near(tmp_path, vollsmose):
    path = table(tmp_path / "p.csv", ROWS[0], ROWS[1].replace("Vollsmose", "Volsmosse"))
    with pytest.raises(BadInput, match=r"row 3: area 'Volsmosse' is not known; .* Vollsmose"):
        imported(path)
    assert not models.DevelopmentPlan.objects.exists()
    assert not models.ImportRun.objects.exists()


@pytest.mark.parametrize("name", ["Parkerne", "vollsmose", "VOLLSMOSE"])
def test_an_area_is_found_by_other_names_and_by_its_slug(tmp_path, vollsmose, source, name):
    vollsmose.names.create(name="Parkerne", kind="alias", valid_from="2010-01-01", source=source)
    imported(table(tmp_path / "p.csv", ROWS[0].replace("Vollsmose", name)))
    assert models.DevelopmentPlan.objects.get().area == vollsmose


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Vollsmose;p;Plan;maling;;;;;", "row 2: kind 'maling' is none of nedrivning"),
        ("Vollsmose;p;Plan;salg;;;;;31.2.2019", "row 2: as_of '31.2.2019' is no day"),
        ("Vollsmose;p;Plan;salg;tolv;;;;", "row 2: units_planned 'tolv' is not a whole number"),
        ("Vollsmose;p;Plan;salg;;3;;;", "row 2: units_planned_most is 3, and units_planned is m"),
        ("Vollsmose;p;Plan;;;3;;;", "row 2: it counts dwellings"),
        ("Vollsmose;p;Plan;salg;9;3;;;", "row 2: Spændets øvre grænse er under den nedre"),
        ("Vollsmose;p;Plan;salg;;;2030;2020;", "row 2: Sidste år er før det første"),
        ("Vollsmose;p;;salg;;;;;", "row 2: plan 'p' is new: it needs a summary"),
        ("Vollsmose;;Plan;salg;;;;;", "row 2: which plan of vollsmose"),
        ("Vollsmose;p;Plan;;12;;;;", "row 2: it counts dwellings"),
    ],
)
def test_a_row_that_cannot_be_used_stops_the_import(tmp_path, vollsmose, row, expected):
    header = "Område;Plan;Resumé;Tiltag;Planlagt;Planlagt højst;Fra år;Til år;Opgjort"
    with pytest.raises(BadInput, match=r"^p\.csv") as raised:
        imported(table(tmp_path / "p.csv", row, header=header))
    assert expected in str(raised.value)
    assert not models.DevelopmentPlan.objects.exists()


def test_two_rows_of_a_plan_may_not_contradict_each_other(tmp_path, vollsmose):
    other = ROWS[2].replace("22.5.2019;;;", "22.5.2019;;60;")
    with pytest.raises(BadInput, match=r"row 3: target_share_pct is 60.0, in a row above .* 40.0"):
        imported(table(tmp_path / "p.csv", ROWS[0], other))


def test_a_plan_stays_with_its_area(tmp_path, vollsmose):
    imported(table(tmp_path / "p.csv", ROWS[0]))
    header = "Område;Plan;Resumé"
    path = table(tmp_path / "q.csv", "Munkebo;vollsmose-2019;Plan", header=header)
    with pytest.raises(BadInput, match="plan 'vollsmose-2019' is one of another area"):
        imported(path)


def test_an_outline_that_is_broken_stops_the_import(tmp_path, vollsmose):
    point = {"type": "Point", "coordinates": [EAST, NORTH]}
    row = {"område": "Vollsmose", "plan": "p", "resumé": "Plan", "tiltag": "salg"}
    with pytest.raises(BadInput, match="row 2: its outline holds no polygon"):
        imported(geojson(tmp_path / "p.json", (row, polygon(EAST, NORTH)), (row, point)))
