"""Excel: typed cells, a sheet of sources and one that explains the columns."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db.models.fields import BooleanField, DateField
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spatial.errors import TooManyRows
from spatial.exporting import rows
from spatial.exporting.about import Export, Told
from spatial.exporting.formats import BY_CODE, MOST_ROWS_IN_XLSX
from spatial.layers.crs import CRS84, Crs

LONGEST_CELL = 32_767
_FIRST_DAY = date(1900, 3, 1)  # earlier ones Excel reckons wrong, or not at all
_HEADING = 2
_AXES = {
    "longitude": "Længdegrad",
    "latitude": "Breddegrad",
    "easting": "Østkoordinat",
    "northing": "Nordkoordinat",
}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Formats = dict[str, Format]


def write(export: Export, path: Path, told: Told) -> None:
    """The workbook; raises TooManyRows. A row has its place as a point inside."""
    BY_CODE["xlsx"].check(export.count)
    with xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        about = export.about
        book.set_properties(
            {
                "title": export.layer.title,
                "comments": about.sentence(),
                "created": about.data_time.replace(tzinfo=None)
                if about.data_time
                else datetime.combine(about.made_on, datetime.min.time()),
            }
        )
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "name": book.add_format({"italic": True, "font_color": "#47585F", "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _rows(book.add_worksheet(export.layer.title[:31]), export, looks, told)
        _sources(book.add_worksheet("Kilder"), export, looks)
        _columns(book.add_worksheet("Kolonner"), export, looks)


def _heads(export: Export) -> list[tuple[str, str]]:
    """Title with unit, and name, of each column."""
    of_layer = [(p.label, p.name) for p in export.layer.properties]
    return [("Id", rows.ID), *of_layer, *_place(export.asked.crs)]


def _place(target: Crs) -> list[tuple[str, str]]:
    """Title with the CRS, and name, of the two columns that say where a row is."""
    told = "WGS 84" if target == CRS84 else f"EPSG:{target.srid}"
    return [(f"{_AXES[name]} ({told})", name) for name in rows.axes(target)]


def _rows(sheet: Worksheet, export: Export, looks: Formats, told: Told) -> None:
    heads = _heads(export)
    for column, (title, name) in enumerate(heads):
        sheet.set_column(column, column, _width(export, name, title))
    sheet.set_row(0, 45)
    sheet.freeze_panes(_HEADING, 0)
    for row in range(_HEADING):
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head[row], looks["name" if row else "head"])
    cells = [_writer(sheet, looks, one) for one in ("", *export.layer.properties, "", "")]
    columns = [*rows.values(export.layer), *rows.inside(export.layer, export.asked.crs)]
    line = _HEADING
    for batch in rows.read(export, columns, told):
        for values in batch:
            if line - _HEADING >= MOST_ROWS_IN_XLSX:
                raise TooManyRows(line - _HEADING + 1, MOST_ROWS_IN_XLSX, "xlsx")
            for column, (cell, value) in enumerate(zip(cells, values, strict=True)):
                if value is not None:
                    cell(line, column, value)
            line += 1
    sheet.autofilter(_HEADING - 1, 0, max(line - 1, _HEADING), len(heads) - 1)


def _width(export: Export, name: str, title: str) -> int:
    """Wide enough for what is likely there: constant memory cannot look at all rows first."""
    known = {p.name: p for p in export.layer.properties}
    if name not in known:
        return 12
    kind = known[name].type
    longest = max(map(len, known[name].values), default=0)
    if isinstance(kind, DateField | BooleanField):
        return 12
    length = getattr(kind, "max_length", None) or (
        40 if kind.get_internal_type() == "TextField" else 10
    )
    return max(10, min(longest or length, 36), min(len(title) // 2, 20), len(name) + 2)


def _writer(sheet: Worksheet, looks: Formats, property: Any) -> Callable[[int, int, Any], Any]:
    """How a cell of the property is written: a text stays one, whatever it begins with."""
    kind = property.type if property else None
    if isinstance(kind, BooleanField):
        return sheet.write_boolean
    if isinstance(kind, DateField):

        def day(row: int, column: int, value: date) -> None:
            if value < _FIRST_DAY:
                sheet.write_string(row, column, value.isoformat())
            else:
                sheet.write_datetime(row, column, value, looks["date"])

        return day
    if kind is None or kind.get_internal_type() in _NUMBERS:
        return sheet.write_number
    return lambda row, column, value: sheet.write_string(row, column, value[:LONGEST_CELL])


_NUMBERS = {
    "AutoField",
    "BigAutoField",
    "BigIntegerField",
    "DecimalField",
    "FloatField",
    "IntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SmallIntegerField",
}


def _table(
    sheet: Worksheet, lines: list[tuple[str, ...]], widths: list[int], looks: Formats
) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text[:LONGEST_CELL], looks["wrap" if row else "head"])


def _sources(sheet: Worksheet, export: Export, looks: Formats) -> None:
    about = export.about
    lines = [("Om filen", export.layer.title), ("", export.layer.description)]
    lines += [(label, value) for _, label, value in about.facts()]
    lines += [("Rækker", str(export.count)), ("", "")]
    table: list[tuple[str, ...]] = [
        *lines,
        ("Kilde", "Udgiver", "Licens", "Kreditering", "Adresse"),
    ]
    table += [
        (one.title, one.publisher, one.licence, one.attribution, one.url) for one in about.sources
    ]
    _table(sheet, table, [30, 60, 20, 40, 60], looks)


def _columns(sheet: Worksheet, export: Export, looks: Formats) -> None:
    heading = ("Kolonne", "Titel", "Enhed", "Betydning", "Værdier")
    lines: list[tuple[str, ...]] = [heading, (rows.ID, "Id", "", "Rækkens id i laget.", "")]
    for p in export.layer.properties:
        lines.append((p.name, p.label, p.unit or "", p.description, ", ".join(p.values)))
    inside = "Et punkt inde i rækkens omrids. Tom: intet sted er kendt."
    unit = "grader" if export.asked.crs.unit == "degree" else "meter"
    lines += [(name, title, unit, inside, "") for title, name in _place(export.asked.crs)]
    _table(sheet, lines, [26, 40, 24, 60, 60], looks)
