"""Reading a ministry's list, through import_list, on tables as a ministry publishes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError

from spatial import models
from tests.spatial.importing.files import ods, xlsx
from tests.spatial.importing.told import counts, csv, everything, figures, listed, told

pytestmark = pytest.mark.django_db

HEADS = [
    "Kommune",
    None,
    "Boligområde",
    "Antal beboere\npr. 1. januar",
    "Andel 18-64-årige uden tilknytning til arbejdsmarkedet eller uddannelse,\npct.",
    "Andel dømte for overtrædelse af straffeloven 2)",
    "Andel 30-59-årige, der alene har en grundskoleuddannelse",
    "Gennemsnitlig bruttoindkomst i pct. af regionens",
    "Andel indvandrere og efterkommere fra ikke-vestlige lande",
]
DIRTY = [
    ["Liste over udsatte boligområder pr. 1. december 2018"],
    ["Bilag 1"],
    HEADS,
    [None, None, None, "antal", "pct.", "pct.", "pct.", "pct.", "pct."],
    ["Hårde ghettoområder"],
    ["København", None, "Mjølnerparken 1)", "1.752", "44,2*", "2,27²", "-", "51,3 %", 82.1],
    [None, None, "Tingbjerg", 6527, 26.400000000000002, "..", "•", None, 72],
    ["Udsatte boligområder"],
    ["Aarhus Kommune", None, "Bispehaven", "2 256", "45,0", "1,90", "60,1", "54,0", "49,9"],
    ["I alt", None, None, 10535, None, None, None, None, None],
    [],
    ["1) Med Hothers Plads."],
    ["Kilde: Danmarks Statistik"],
]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_dirty_spreadsheet_gives_areas_categories_and_figures(tmp_path, known, kind):
    path = tmp_path / f"liste.{kind}"
    out = told(xlsx(path, Bilag=DIRTY) if kind == "xlsx" else ods(path, DIRTY))
    assert listed() == {
        "mjoelnerparken": "hårdt ghettoområde",
        "tingbjerg": "hårdt ghettoområde",
        "bispehaven": "udsat boligområde",
    }
    assert figures("mjoelnerparken") == {
        "residents": 1752,
        "unemployment_pct": Decimal("44.2"),
        "crime_pct": Decimal("2.27"),
        "income_pct": Decimal("51.3"),
        "nonwestern_pct": Decimal("82.1"),
    }
    assert figures("tingbjerg") == {
        "residents": 6527,
        "unemployment_pct": Decimal("26.4"),
        "nonwestern_pct": 72,
    }
    assert figures("bispehaven")["residents"] == 2256
    assert "Footnote: 1) Med Hothers Plads.\n  Footnote: Kilde: Danmarks Statistik" in out
    assert "row 6 Mjølnerparken (unemployment_pct: *, crime_pct: ²" in out
    assert "Lines that are no areas: I alt." in out
    assert counts() == {}


def test_the_same_file_again_changes_nothing(tmp_path, known):
    path = xlsx(tmp_path / "liste.xlsx", Bilag=DIRTY)
    told(path, "--whole")
    before = everything()
    out = told(path, "--whole")
    assert everything() == before
    assert "Areas on the list of 2018-12-01: 3 as before." in out


def test_a_category_for_the_whole_file_is_told(tmp_path, known):
    path = csv(tmp_path, "Boligområde", "Mjølnerparken", "Tingbjerg")
    with pytest.raises(CommandError, match="row 2: it has no category: say which with --category"):
        told(path)
    told(path, "--category", "Ghettoområder")
    assert set(listed().values()) == {"ghettoområde"}


def test_an_area_is_known_by_its_other_names_too(tmp_path, known, source):
    known["Gellerup"].names.create(
        name="Gellerupparken", kind="alias", valid_from=date(2010, 1, 1), source=source
    )
    told(csv(tmp_path, "Boligområde;Kategori", "GELLERUPPARKEN;udsat boligområde"))
    assert listed() == {"gellerup": "udsat boligområde"}


def test_an_unknown_name_stops_the_import_with_the_nearest_names(tmp_path, known):
    path = csv(
        tmp_path,
        "Boligområde;Kommune;Kategori",
        "Mjølnerparken;København;ghettoområde",
        "Bispehavn;Aarhus;ghettoområde",
    )
    with pytest.raises(CommandError) as stopped:
        told(path)
    assert (
        "liste.csv has rows that cannot be used:\n  row 3: no area is called 'Bispehavn' in "
        in (str(stopped.value))
    )
    assert "The nearest names: Bispehaven (0751)" in str(stopped.value)
    assert not models.DesignationList.objects.exists()
    assert not models.Source.objects.filter(code="liste").exists()


def test_a_new_area_is_made_when_it_is_said_to_be_new(tmp_path, known):
    path = csv(tmp_path, "Boligområde;Kommune;Kategori", "Rosenhøj;751;udsat boligområde")
    out = told(path, "--new-area", "Rosenhøj")
    assert "New areas: Rosenhøj." in out
    assert models.HousingArea.objects.get(slug="rosenhoej").municipality_code == "0751"
    before = everything()
    told(path, "--new-area", "Rosenhøj")
    assert everything() == before


def test_a_new_area_needs_its_municipality_and_a_row(tmp_path, known):
    path = csv(tmp_path, "Boligområde;Kategori", "Rosenhøj;udsat boligområde")
    with pytest.raises(CommandError, match="the new area 'Rosenhøj' needs its municipality"):
        told(path, "--new-area", "Rosenhøj")
    path = csv(tmp_path, "Boligområde;Kategori", "Bispehaven;udsat boligområde")
    with pytest.raises(CommandError, match="--new-area Rosenhøj: no row of"):
        told(path, "--new-area", "Rosenhøj")


def test_a_name_of_two_areas_stops_until_the_municipality_tells_which(tmp_path, known, source):
    known["Bispehaven"].names.create(
        name="Tingbjerg", kind="alias", valid_from=date(2010, 1, 1), source=source
    )
    with pytest.raises(CommandError, match="'Tingbjerg' is the name of 2 areas, in 0101, 0751"):
        told(csv(tmp_path, "Boligområde;Kategori", "Tingbjerg;ghettoområde"))
    told(csv(tmp_path, "Boligområde;Kategori;Kommune", "Tingbjerg;ghettoområde;Aarhus"))
    assert listed() == {"bispehaven": "ghettoområde"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tingbjerg;ghettoområde;København;101;1", "unemployment_pct '101' is not a percentage"),
        ("Tingbjerg;ghettoområde;København;-4;1", "unemployment_pct '-4' is not a percentage"),
        (
            "Tingbjerg;ghettoområde;København;4;270",
            "crime_pct 270.00 is not a percentage .*column .Dømte",
        ),
        ("Tingbjerg;ghettoområde;Utopia;4;1", "municipality 'Utopia' is not a municipality"),
        ("Tingbjerg;parallelsamfund;København;4;1", "'parallelsamfund' is no category of 2018"),
        ("Tingbjerg;grønt område;København;4;1", "'grønt område' is no category of 2018"),
        ("Tingbjerg;ghettoområde;Aarhus;4;1", "no area is called 'Tingbjerg' in municipality 0751"),
    ],
)
def test_what_cannot_be_is_an_error_that_names_the_row_and_nothing_is_stored(
    tmp_path, known, line, expected
):
    heads = "Boligområde;Kategori;Kommune;Uden arbejde;Dømte"
    path = csv(tmp_path, heads, "Bispehaven;ghettoområde;Aarhus;50,1;2,2", line)
    with pytest.raises(CommandError, match=f"row 3: {expected}"):
        told(path)
    assert not models.Designation.objects.exists()


def test_convictions_per_10_000_are_percent_when_the_column_says_so(tmp_path, known):
    path = csv(tmp_path, "Boligområde;Dømte pr. 10.000 beboere", "Tingbjerg;287")
    told(path, "--category", "ghettoområde", on=date(2012, 10, 1))
    assert figures("tingbjerg", date(2012, 10, 1)) == {"crime_pct": Decimal("2.87")}


def test_fractions_are_not_taken_for_percentages(tmp_path, known):
    rows = [["Boligområde", "Uden arbejde", "Indkomst"], ["Tingbjerg", 0.264, 0.61]]
    with pytest.raises(CommandError, match="every share is 1 or less"):
        told(xlsx(tmp_path / "l.xlsx", Ark1=rows), "--category", "ghettoområde")


def test_lists_that_nest_may_stand_in_one_file(tmp_path, known):
    path = csv(
        tmp_path,
        "Boligområde;Beboere",
        "Udsatte boligområder",
        "Mjølnerparken;1752",
        "Tingbjerg;6527",
        "Bispehaven;2256",
        "Ghettoområder",
        "Mjølnerparken;1752",
        "Tingbjerg;",
        "15 hårde ghettoområder",
        "Mjølnerparken;",
    )
    told(path, "--whole")
    assert listed() == {
        "mjoelnerparken": "hårdt ghettoområde",
        "tingbjerg": "ghettoområde",
        "bispehaven": "udsat boligområde",
    }
    assert counts() == {"udsat boligområde": 3, "ghettoområde": 2, "hårdt ghettoområde": 1}


def test_rows_of_one_area_that_contradict_each_other_stop_the_import(tmp_path, known):
    path = csv(tmp_path, "Boligområde;Beboere", "Tingbjerg;1", "Tingbjerg;2")
    with pytest.raises(CommandError, match="row 3: residents of 'Tingbjerg' is 2, in row 2 1"):
        told(path, "--category", "ghettoområde")
    path = csv(
        tmp_path,
        "Boligområde;Kategori",
        "Tingbjerg;forebyggelsesområde",
        "Tingbjerg;omdannelsesområde",
    )
    with pytest.raises(CommandError, match="row 3: 'Tingbjerg' cannot be omdannelsesområde and"):
        told(path, on=date(2022, 12, 1))


@pytest.mark.parametrize(
    "head", ["Uddannelse, pct. (>60 pct.)", "Grunduddannelse (pct.)", "Uddannelse 1)"]
)
def test_the_education_column_is_known_by_the_ministrys_short_names(tmp_path, known, head):
    told(csv(tmp_path, f"Boligområde;Kategori;{head}", "Tingbjerg;ghettoområde;61,2"))
    assert figures("tingbjerg") == {"education_pct": Decimal("61.2")}


def test_the_report_says_which_of_the_laws_figures_no_column_gives(tmp_path, known):
    out = told(csv(tmp_path, "Boligområde;Kategori;Beboere", "Tingbjerg;ghettoområde;1200"))
    assert "NO COLUMN WAS READ AS nonwestern_pct, unemployment_pct, crime_pct" in out
    names_only = told(csv(tmp_path, "Boligområde;Kategori", "Tingbjerg;ghettoområde"))
    assert "NO COLUMN" not in names_only


@pytest.mark.parametrize(("year", "told_so"), [(2018, False), (2021, True)])
def test_the_report_says_where_the_limit_for_convictions_is_not_known(
    tmp_path, known, year, told_so
):
    path = csv(tmp_path, "Boligområde;Kategori;Beboere", "Tingbjerg;udsat boligområde;1200")
    out = told(path, on=date(year, 12, 1))
    assert ("The limit for convictions of this list is not known" in out) is told_so
