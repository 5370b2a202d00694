"""The cells of a table's file as text, whatever its kind: CSV, XLSX or ODS."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path

import python_calamine

from spatial.errors import BadInput

SPREADSHEETS = (".xlsx", ".ods", ".xlsm", ".xlsb", ".xls")
DELIMITERS = ";\t,"


@dataclass(frozen=True, kw_only=True)
class Line:
    """`number` is that of the spreadsheet's row or of the text's line, from 1."""

    number: int
    cells: tuple[str, ...]

    def filled(self) -> list[int]:
        """Places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell]

    def cell(self, place: int) -> str:
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One reading of a file. A text is given once for each delimiter: the header tells which.

    `ragged` says that a line too long is a mistake (a decimal comma taken for a delimiter).
    """

    name: str
    lines: tuple[Line, ...]
    ragged: bool = False


def sheets(path: Path, wanted: str = "") -> Iterator[Sheet]:
    """Every sheet of a spreadsheet, or the one `wanted`; every reading of a text. Raises BadInput.

    Numbers of spreadsheets have a decimal comma here, so that 1.234 as a text is always 1,234.
    """
    if not path.is_file():
        raise BadInput(f"There is no file {path}.")
    if path.suffix.lower() in SPREADSHEETS:
        yield from _spreadsheet(path, wanted)
    elif wanted:
        raise BadInput(f"{path.name} is a text: it has no sheets.")
    else:
        yield from _text(path)


def _spreadsheet(path: Path, wanted: str) -> Iterator[Sheet]:
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            if wanted and wanted not in book.sheet_names:
                raise BadInput(f"{path.name} has these sheets: {', '.join(book.sheet_names)}.")
            for name in [wanted] if wanted else book.sheet_names:
                # From A1 on, so that numbers are those of the program that shows the file.
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                lines = [
                    Line(number=number, cells=tuple(map(_written, row)))
                    for number, row in enumerate(rows, 1)
                ]
                yield Sheet(name=name, lines=tuple(line for line in lines if line.filled()))
    except (python_calamine.CalamineError, OSError) as error:
        raise BadInput(f"{path.name} cannot be read as a spreadsheet: {error}") from error


def _text(path: Path) -> Iterator[Sheet]:
    text = _decoded(path)
    for delimiter in DELIMITERS:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        lines, before = [], 0
        try:
            for row in reader:
                lines.append(Line(number=before + 1, cells=tuple(map(_written, row))))
                before = reader.line_num
        except csv.Error:
            continue  # quotes that do not fit: not this delimiter
        yield Sheet(name="", lines=tuple(one for one in lines if one.filled()), ragged=True)


def _decoded(path: Path) -> str:
    """UTF-8, UTF-16 where the file says so (Excel's "Unicode text"), else Windows-1252."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name} is neither UTF-8 nor Windows-1252: {error}") from error


def _written(cell: object) -> str:
    """A cell as one line of text."""
    if isinstance(cell, float):
        exact = Decimal(repr(round(cell, 9)))  # 52.300000000000004 is 52,3
        return f"{exact.normalize():f}".replace(".", ",")
    return re.sub(r"[\s\u200b\ufeff]+", " ", str(cell).replace("\u00ad", "")).strip()
