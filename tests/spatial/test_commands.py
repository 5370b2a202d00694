"""The commands as an operator meets them."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spatial import models
from tests.conftest import ROOT
from tests.spatial.importing.files import geojson, polygon

pytestmark = pytest.mark.django_db

EAST, NORTH = 722_000, 6_175_000


def told(*words) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_report_names_rejected_rows_also_as_csv(tmp_path):
    path = geojson(
        tmp_path / "bygninger.json",
        ({"id": "1"}, polygon(EAST, NORTH)),
        ({"id": "2"}, None),
        ({"id": "3", "height": "tall"}, polygon(EAST + 200, NORTH)),
    )
    out = told("import_buildings", str(path), "--rejected-csv", str(tmp_path / "rejected.csv"))
    assert "bygninger.json: 3 rows read, 2 taken, 0 repaired" in out
    assert "1 rejected, 1 values left out" in out
    assert "row 2: it has no outline" in out
    with (tmp_path / "rejected.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["row", "reason"],
            ["2", "it has no outline"],
            ["3", "height_m 'tall' is not a height in metres below 1000: left out"],
        ]


def test_a_run_is_recorded_with_checksum_and_counts(tmp_path):
    path = geojson(tmp_path / "b.json", ({"id": "1"}, polygon(EAST, NORTH)), ({"id": "2"}, None))
    told("import_buildings", str(path))
    run = models.ImportRun.objects.get()
    assert (run.dataset, run.file_name, run.rows_read, run.rows_taken) == (
        "buildings",
        "b.json",
        2,
        1,
    )
    assert run.rejected == [{"row": 2, "reason": "it has no outline"}]
    assert len(run.checksum) == 64


def test_the_source_is_what_the_operator_says_and_nothing_else(tmp_path):
    path = geojson(tmp_path / "Grønne huse.json", ({"id": "1"}, polygon(EAST, NORTH)))
    told("import_buildings", str(path), "--licence", "CC BY 4.0")
    source = models.Source.objects.get()
    assert (source.code, source.title) == ("groenne-huse", "Grønne huse.json")
    assert (source.licence, source.publisher, source.reliability) == ("CC BY 4.0", "", "unverified")
    told("import_buildings", str(path), "--publisher", "Byen")
    source.refresh_from_db()
    assert (source.licence, source.publisher) == ("CC BY 4.0", "Byen")


def test_openstreetmap_files_carry_their_attribution(real_data):
    told("import_buildings", str(real_data / "denmark/osm/amager_kastrup.osm"))
    assert "OpenStreetMap contributors" in models.Source.objects.get().attribution


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--field", "colour"], "write it as NAME=COLUMN"),
        (["--field", "colour=id"], "the fields are"),
        (["--source-code", "schematic"], "say --source-code OTHER"),
        (["--crs", "utm"], "--crs utm is not a coordinate system"),
        (["--layer", "roofs"], "roofs"),
    ],
)
def test_a_mistake_is_a_sentence_and_changes_nothing(tmp_path, words, expected):
    path = geojson(tmp_path / "b.json", ({"id": "1"}, polygon(EAST, NORTH)))
    with pytest.raises(CommandError, match=expected):
        told("import_buildings", str(path), *words)
    assert not models.Source.objects.exists()


def test_an_area_is_put_in_the_municipality_that_the_operator_says(tmp_path):
    path = geojson(tmp_path / "a.json", ({"navn": "Parken"}, polygon(EAST, NORTH)))
    told("import_areas", str(path), "--municipality", "101", "--precision-m", "5")
    assert models.HousingArea.objects.get().municipality_code == "0101"
    assert models.AreaBoundary.objects.get().precision_m == 5
    with pytest.raises(CommandError, match="--municipality 9999 is not the code"):
        told("import_areas", str(path), "--municipality", "9999")


def test_check_data_finds_the_area_whose_approximate_place_is_across_the_border():
    told("load_demo")
    out = told("check_data")
    assert "tingbjerg-utterslevhuse  0101    0159" in " ".join(out.splitlines())
    assert "Areas without an outline: none" in out


def test_check_data_says_list_by_list_how_many_areas_are_named_and_which_figures_known():
    told("load_demo")
    lines = [line.split() for line in told("check_data").splitlines()]
    found = {tuple(line[:-8]): line[-8:-2] for line in lines if line[:1] == ["2014-12-01"]}
    assert found == {("2014-12-01", "ghettoområde", "31", "31", "0", "0"): ["31"] * 6}
    text = told("check_data")
    assert "2018-12-01  udsat boligområde            43        41     7        2" in text
    assert "2018-12-01  of which hårdt ghettoområde  15        15     0        0" in text
    assert "2013-10-01  ghettoområde                 40        39     0        1" in text
    assert "unverified: list-count-2013" in text
    assert "2024-12-01  5      Askerød; Gellerupparken/Toveshøj; Skovvejen/Skovparken; " in text


def test_the_document_of_what_is_missing_is_that_of_the_demonstration_data(tmp_path):
    told("load_demo")
    told("check_data", "--markdown", str(tmp_path / "data.md"))
    made = (tmp_path / "data.md").read_text(encoding="utf-8")
    assert (ROOT / "docs/data.md").read_text(encoding="utf-8") == made


def test_check_data_names_areas_without_an_outline(area):
    area("Parken").boundaries.all().delete()
    assert "Areas without an outline: 1\n  area\n  parken" in told("check_data")
