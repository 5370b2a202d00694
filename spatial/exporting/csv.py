"""CSV, for programs (RFC 4180) or as Danish Excel opens it right."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models.expressions import Combinable

from spatial.exporting import rows
from spatial.exporting.about import Export, Told

# The column whose first cell tells of the file; a comment line would be a row to most programs.
ABOUT = "about"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon a text that starts so
Cell = Callable[[Any], str]


def write(export: Export, path: Path, told: Told) -> None:
    """Property names as heading, UTF-8. None is an empty cell, which means unknown.

    Options: `dialect` rfc4180 (comma, decimal point) or excel (a BOM, semicolon, decimal comma);
    `geometry` point (two columns, a point inside), wkt or none. A text that a spreadsheet would
    take for a formula has an apostrophe before it in both.
    """
    excel = export.options.get("dialect") == "excel"
    heads, columns = _place(export)
    cell = _cell_of_excel if excel else _cell
    with path.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if excel else ",")
        writer.writerow([*rows.names(export.layer), *heads, ABOUT])
        note = export.about.sentence()
        for batch in rows.read(export, [*rows.values(export.layer), *columns], told):
            for line in _lines(batch, cell):
                writer.writerow([*line, note])
                note = ""
            file.flush()


def _lines(batch: list[tuple[Any, ...]], cell: Cell) -> Iterator[list[str]]:
    return ([cell(value) for value in row] for row in batch)


def _place(export: Export) -> tuple[list[str], list[str | Combinable]]:
    """Heads and columns that say where a row is."""
    layer, target = export.layer, export.asked.crs
    match export.options.get("geometry", "point"):
        case "none":
            return [], []
        case "wkt":
            return ["wkt"], [rows.wkt(layer, target)]
        case _:
            return list(rows.axes(target)), list(rows.inside(layer, target))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.7f}".rstrip("0").rstrip(".")
        case str() if value.startswith(_FORMULA):
            return f"'{value}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _cell_of_excel(value: Any) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case float():
            return _cell(value).replace(".", ",")
        case _:
            return _cell(value)
