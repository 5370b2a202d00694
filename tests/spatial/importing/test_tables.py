"""Tables as ministries publish them: each kind of dirt once."""

from decimal import Decimal

import pytest

from spatial.errors import BadInput
from spatial.importing import tables
from spatial.importing.delivery import Wishes
from spatial.importing.fields import Field, counted, percent, text
from tests.spatial.importing.files import ods, xlsx

FIELDS = (
    Field(
        name="work",
        known_as=("arbejde",),
        parse=percent(100),
        contains=("uden tilknytning til arbejdsmarkedet",),
    ),
    Field(name="municipality", known_as=("kommune",), parse=text(60), carried=True),
    Field(name="residents", known_as=("beboere", "antal beboere"), parse=counted),
    Field(
        name="name",
        known_as=("boligområde", "housing area"),
        parse=text(120),
        required=True,
    ),
)


def read(path, **wishes):
    return tables.read(
        path, FIELDS, Wishes(**wishes), is_heading=lambda one: one.endswith("områder")
    )


def csv(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def rows(table):
    """Row number, name, residents, share outside work."""
    every = [(row.number, row.values) for row in table.rows]
    return [(number, one["name"], one["residents"], one["work"]) for number, one in every]


LONG = "Andel 18-64-årige uden tilknytning til arbejdsmarkedet eller uddannelse,\npct."


@pytest.mark.parametrize(
    "make", [lambda p, r: xlsx(p / "l.xlsx", Ark1=r), lambda p, r: ods(p / "l.ods", r)]
)
def test_a_spreadsheet_with_titles_above_and_notes_below_gives_its_rows(tmp_path, make):
    path = make(
        tmp_path,
        [
            ["Liste over boligområder pr. 1. december"],
            [],
            ["Kommune", None, "Boligområde", "Antal beboere", LONG],
            [None, None, None, "antal", "pct."],
            ["Hårde ghettoområder"],
            ["København", None, "Mjølnerparken", 1752, 52.300000000000004],
            [None, None, "Tingbjerg 1)", "1.234", "45,2*"],
            ["Andre områder"],
            ["Odense", None, "Vollsmose²", "9 184 ", "27,5 %"],
            ["I alt", None, None, 12170, None],
            [],
            ["1) Med Utterslevhuse"],
            ["Kilde: ministeriet"],
        ],
    )
    table = read(path)
    assert rows(table) == [
        (6, "Mjølnerparken", 1752, Decimal("52.3")),
        (7, "Tingbjerg", 1234, Decimal("45.2")),
        (9, "Vollsmose", 9184, Decimal("27.5")),
    ]
    assert [row.values["municipality"] for row in table.rows] == [
        "København",
        "København",
        "Odense",
    ]
    assert [row.heading for row in table.rows] == ["Hårde ghettoområder"] * 2 + ["Andre områder"]
    assert [row.marks for row in table.rows] == [(), ("work: *", "name: 1)"), ("name: ²",)]
    assert table.footnotes == ("1) Med Utterslevhuse", "Kilde: ministeriet")
    assert table.totals == ("I alt",)


def test_a_header_over_two_lines_is_read_downwards(tmp_path):
    path = xlsx(
        tmp_path / "l.xlsx",
        Ark1=[
            ["Boligområde", "Andel 18-64-årige uden", "Antal"],
            [None, "tilknytning til arbejdsmarkedet", "beboere"],
            ["Vollsmose", 52.5, 9184],
        ],
    )
    assert rows(read(path)) == [(3, "Vollsmose", 9184, Decimal("52.5"))]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_read_whatever_parts_and_encodes_it(tmp_path, delimiter, encoding):
    lines = [
        ["Liste; over, områder"],
        ["Boligområde", "Arbejde", "Beboere"],
        ["Mjølnerparken", '"52,3"', "1.752"],
    ]
    path = csv(tmp_path / "l.csv", "\r\n".join(delimiter.join(line) for line in lines), encoding)
    assert rows(read(path)) == [(3, "Mjølnerparken", 1752, Decimal("52.3"))]


def test_the_number_of_a_row_is_that_of_its_line_in_the_text(tmp_path):
    path = csv(tmp_path / "l.csv", 'Boligområde;"Arbejde"\n\n"Voll-\nsmose";1\nMunkebo;x\n')
    with pytest.raises(
        BadInput, match=r"row 5: work 'x' is not a percentage from 0 to 100 \(column 'Arbejde'\)"
    ):
        read(path)


@pytest.mark.parametrize("nothing", ["-", "–", "..", "•", "", "…"])
def test_what_stands_for_missing_is_unknown(tmp_path, nothing):
    path = csv(tmp_path / "l.csv", f"Boligområde;Arbejde;Beboere\nParken;{nothing};{nothing}*\n")
    assert rows(read(path)) == [(2, "Parken", None, None)]


@pytest.mark.parametrize("value", ["101", "-1", "52.3.1", "ca. 50", "52,31)"])
def test_a_value_that_cannot_be_is_an_error_with_row_and_column(tmp_path, value):
    path = csv(tmp_path / "l.csv", f"Boligområde;Arbejde\nMunkebo;1\nParken;{value}\n")
    with pytest.raises(BadInput, match=r"l.csv has rows.*\n  row 3: work .* \(column 'Arbejde'\)"):
        read(path)


def test_a_number_with_a_decimal_point_in_a_spreadsheet_is_no_thousand(tmp_path):
    path = xlsx(tmp_path / "l.xlsx", Ark1=[["Boligområde", "Beboere"], ["Parken", 1.234]])
    with pytest.raises(BadInput, match="row 2: residents '1,234' is not a whole number"):
        read(path)


def test_decimal_commas_that_part_the_cells_are_seen(tmp_path):
    path = csv(tmp_path / "l.csv", "Boligområde,Arbejde\nParken,52,3\n")
    with pytest.raises(BadInput, match="row 2: it has 3 cells, the header 2"):
        read(path)


def test_brackets_and_numbers_of_a_name_stay(tmp_path):
    path = csv(
        tmp_path / "l.csv", "Boligområde;Beboere\nParken (afd. 1);1\nHørgården 1;2\nLøget (2);3"
    )
    assert [row[1] for row in rows(read(path))] == ["Parken (afd. 1)", "Hørgården 1", "Løget"]


def test_two_columns_of_one_meaning_are_asked_about(tmp_path):
    text = "Boligområde;Arbejde;Arbejde\nParken;1;2\n"
    with pytest.raises(BadInput, match="which column is work, B 'Arbejde', C 'Arbejde'"):
        read(csv(tmp_path / "l.csv", text))
    table = read(csv(tmp_path / "l.csv", text), columns={"work": "C"})
    assert rows(table) == [(2, "Parken", None, 2)]
    assert table.unused == ("Arbejde",)


def test_a_column_is_named_by_its_title_whatever_the_line_breaks(tmp_path):
    path = xlsx(tmp_path / "l.xlsx", Ark1=[["Boligområde", "Uden\njob"], ["Parken", 7]])
    assert rows(read(path, columns={"work": "Uden job"})) == [(2, "Parken", None, 7)]
    with pytest.raises(BadInput, match="has no column 'Job'; it has Boligområde, Uden job"):
        read(path, columns={"work": "Job"})


def test_of_several_sheets_only_those_with_a_header_count(tmp_path):
    table = [["Boligområde", "Beboere"], ["Parken", 7]]
    assert rows(read(xlsx(tmp_path / "l.xlsx", Om=[["Læs mig"]], A=table)))
    both = xlsx(tmp_path / "m.xlsx", A=table, B=table)
    with pytest.raises(BadInput, match=r"tables in these sheets: A, B\. Say --layer SHEET"):
        read(both)
    assert rows(read(both, layer="B"))
    with pytest.raises(BadInput, match="has these sheets: A, B"):
        read(both, layer="C")


def test_a_municipality_on_a_line_of_its_own_holds_for_the_rows_below(tmp_path):
    path = csv(
        tmp_path / "l.csv", "Kommune;Boligområde;Beboere\nOdense;;\n;Vollsmose;1\nRettet i maj;;"
    )
    table = read(path)
    assert table.rows[0].values["municipality"] == "Odense"
    assert table.footnotes == ("Rettet i maj",)


@pytest.mark.parametrize("line", ["Udgåede;;", ";;Udgåede"])
def test_a_lone_cell_above_rows_is_never_passed_over(tmp_path, line):
    text = f"Kommune;Boligområde;Beboere\nOdense;Vollsmose;1\n{line}\nKolding;Munkebo;2\n"
    with pytest.raises(BadInput, match="row 3: 'Udgåede' alone in a row is not understood"):
        read(csv(tmp_path / "l.csv", text))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("l.csv", b"", "no line that is a header: it needs a column for name"),
        ("l.csv", b"a;b\n1;2\n", "no line that is a header"),
        ("l.csv", "Boligområde\n".encode(), "a header but not one row"),
        ("l.xlsx", b"PK", "l.xlsx cannot be read as a spreadsheet"),
        ("l.ods", b"", "l.ods cannot be read as a spreadsheet"),
    ],
)
def test_a_file_without_a_table_is_a_sentence(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=expected):
        read(tmp_path / name)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(BadInput, match="There is no file"):
        read(tmp_path / "l.xlsx")
