"""Tables as authorities publish them: where the header is, what is a row, what only a note."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spatial.errors import BadInput, BadRow
from spatial.importing.delivery import Wishes, checksum
from spatial.importing.fields import Field
from spatial.importing.sheets import SPREADSHEETS, Line, Sheet, sheets
from spatial.models.names import comparable

SEARCHED = 80  # lines above which a header is looked for
HEADER_LINES = 4  # at most
MISSING = {"-", "–", "—", "−", ".", "..", "...", "…", "•", "●", "·", "n/a", "i.o."}
TOTALS = {"i alt", "ialt", "total", "sum", "hele landet", "landsgennemsnit", "gennemsnit"}
# A mark at a cell's end: * 2) (2) ² a). A bare digit is part of the name or number.
_MARK = re.compile(
    r"\s*(\*+\)?|[¹²³⁰⁴-⁹]+\)?|\(\d{1,2}\)|(?:(?<=\s)|(?<=[^\W\d]))\d{1,2}\)|(?<=\s)[a-z]\))$"
)
_NOTE = re.compile(
    r"(\*+|[¹²³⁰⁴-⁹]+|\(?\d{1,2}\)|[a-z]\))\s*\S|(note|noter|anm|anmærkning|kilde|source)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """`number` as the file's own reader shows it; `values` by field, None is unknown.

    `heading` is the nearest sub-heading above; `marks` are footnote marks, taken off the values.
    """

    number: int
    values: dict[str, object]
    heading: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """The one table of a file. `columns`: which header fills which field; `unused`: the others.

    `footnotes` are kept as they stand; `totals` are lines such as "I alt", which are no rows.
    """

    path: Path
    columns: dict[str, str]
    unused: tuple[str, ...]
    rows: tuple[Row, ...]
    footnotes: tuple[str, ...]
    totals: tuple[str, ...]

    def checksum(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return checksum(self.path)


@dataclass(frozen=True, kw_only=True)
class _Header:
    """`places` of each field's columns (more than one: not clear which); `below`: first row."""

    sheet: Sheet
    titles: tuple[str, ...]
    places: dict[str, list[int]]
    below: int
    rank: tuple[int, ...]


def read(
    path: Path,
    fields: tuple[Field, ...],
    wishes: Wishes,
    *,
    is_heading: Callable[[str], bool] = lambda text: False,
) -> Table:
    """The table in a CSV, XLSX or ODS file, every value typed. Raises BadInput naming rows.

    The header is found by the fields' words, whatever stands above it. Of `fields` those that
    come first choose their column first: put the narrow words before the wide ones.
    `is_heading` tells the sub-headings that a caller understands from other lone cells.
    """
    header = _header(path, fields, wishes)
    table = _Reading(path, fields, header, is_heading)
    table.take(header.sheet.lines[header.below :])
    if table.bad:
        told = "\n  ".join(str(one) for one in table.bad[:20])
        raise BadInput(f"{path.name} has rows that cannot be used:\n  {told}")
    if not table.rows:
        raise BadInput(f"{path.name} has a header but not one row below it.")
    used = {place for places in header.places.values() for place in places}
    return Table(
        path=path,
        columns={name: header.titles[one] for name, [one] in header.places.items()},
        unused=tuple(t for place, t in enumerate(header.titles) if t and place not in used),
        rows=tuple(table.rows),
        footnotes=tuple(table.footnotes),
        totals=tuple(table.totals),
    )


class _Reading:
    """What is gathered while the lines below the header are gone through."""

    def __init__(
        self,
        path: Path,
        fields: tuple[Field, ...],
        header: _Header,
        is_heading: Callable[[str], bool],
    ) -> None:
        self.path, self.fields, self.header, self.is_heading = path, fields, header, is_heading
        self.place = {name: places[0] for name, places in header.places.items()}
        self.rows: list[Row] = []
        self.footnotes: list[str] = []
        self.totals: list[str] = []
        self.bad: list[BadRow] = []
        self.heading = ""
        self.above: dict[str, str] = {}  # of fields whose cells are merged downwards
        self.in_notes = False
        self.lone: list[tuple[Line, int]] = []  # and where their cell is
        self.needed = [self.place[field.name] for field in fields if field.required]

    def take(self, lines: Iterable[Line]) -> None:
        for line in lines:
            filled = line.filled()
            text = line.cell(filled[0])
            if len(filled) == 1 and self._alone(line, filled[0]):
                continue
            if comparable(text) in TOTALS:
                self.totals.append(text)
            elif self.rows or not self._belongs_to_header(line):
                self.in_notes = False
                self._settle(line)
                self._row(line)
        self.footnotes += [line.cell(place) for line, place in self.lone]

    def _alone(self, line: Line, place: int) -> bool:
        """Whether a lone cell is no row: a sub-heading, a merged cell's own line, or a footnote."""
        text = line.cell(place)
        if self.is_heading(text):
            self.heading, self.above = text, {}
            return True
        if _NOTE.match(text) or len(text) > 80 or self.in_notes:
            self.in_notes = True
            self.footnotes.append(text)
            return True
        if place in self.needed:
            return False
        for field in self.fields:
            if field.carried and self.place.get(field.name) == place:
                self.above[field.name] = text
        self.lone.append((line, place))
        return True

    def _settle(self, row: Line) -> None:
        """Rows follow lone cells: a cell merged over them is well, another is not understood."""
        merged = {self.place.get(field.name) for field in self.fields if field.carried}
        for line, place in self.lone:
            if place not in merged or row.cell(place):
                text = line.cell(place)
                self.bad.append(BadRow(line.number, f"{text!r} alone in a row is not understood"))
        self.lone = []

    def _belongs_to_header(self, line: Line) -> bool:
        """Units below the header: no name, and no number."""
        cells = [line.cell(place) for place in line.filled()]
        numbers = [cell for cell in cells if re.fullmatch(r"[-\d., %]+", cell)]
        return not numbers and not any(map(line.cell, self.needed))

    def _row(self, line: Line) -> None:
        width = max(place for place, title in enumerate(self.header.titles) if title) + 1
        if self.header.sheet.ragged and line.filled()[-1] >= width:
            reason = f"it has {line.filled()[-1] + 1} cells, the header {width}"
            self.bad.append(BadRow(line.number, f"{reason}: are decimal commas not in quotes?"))
            return
        row = Row(number=line.number, values={}, heading=self.heading)
        marks = []
        for field in self.fields:
            place = self.place.get(field.name)
            text, mark = ("", "") if place is None else _without_mark(line.cell(place))
            marks += [f"{field.name}: {mark}"] if mark else []
            if field.carried:
                text = self.above[field.name] = text or self.above.get(field.name, "")
            try:
                row.values[field.name] = field.value(text)
            except ValueError as error:
                where = "" if place is None else f" (column {self.header.titles[place]!r})"
                self.bad.append(BadRow(line.number, f"{error}{where}"))
        self.rows.append(replace(row, marks=tuple(marks)))


def _without_mark(cell: str) -> tuple[str, str]:
    """The cell's text and the footnote mark that followed it. "" where it means unknown."""
    found = _MARK.search(cell)
    text, mark = (cell[: found.start()], found[1]) if found else (cell, "")
    # The last bracket of "Parken (afd. 1)" belongs to the name.
    if mark.endswith(")") and mark[0] != "(" and cell.count("(") == cell.count(")"):
        text, mark = cell, ""
    return ("" if text.lower() in MISSING else text), mark


def _header(path: Path, fields: tuple[Field, ...], wishes: Wishes) -> _Header:
    """The lines that name most fields. Raises BadInput when none, or not only one, does."""
    known = {field.name for field in fields}
    for name in wishes.columns.keys() - known:
        raise BadInput(f"--field {name}=…: the fields are {', '.join(sorted(known))}.")
    best = [_best(sheet, fields, wishes) for sheet in sheets(path, wishes.layer)]
    found = sorted([one for one in best if one], key=lambda one: one.rank, reverse=True)
    if not found:
        needed = " and ".join(f"{f.name} (such as {f.known_as[0]!r})" for f in fields if f.required)
        raise BadInput(
            f"{path.name} has no line that is a header: it needs a column for {needed}. "
            "Say which columns with --field NAME=COLUMN, by their titles or their letters."
        )
    if len(found) > 1 and path.suffix.lower() in SPREADSHEETS:
        names = ", ".join(one.sheet.name for one in found)
        raise BadInput(f"{path.name} has tables in these sheets: {names}. Say --layer SHEET.")
    header = found[0]
    for name, places in header.places.items():
        if len(places) > 1:
            titles = ", ".join(f"{_letter(p)} {header.titles[p]!r}" for p in places)
            raise BadInput(f"{path.name}: which column is {name}, {titles}? Say --field {name}=…")
    for name in wishes.columns.keys() - header.places.keys():
        titles = ", ".join(title for title in header.titles if title)
        raise BadInput(f"{path.name} has no column {wishes.columns[name]!r}; it has {titles}.")
    return header


def _best(sheet: Sheet, fields: tuple[Field, ...], wishes: Wishes) -> _Header | None:
    """Most fields, then most by their whole title, then the fewest lines, the highest up."""
    needed = {field.name for field in fields if field.required}
    found = [one for one in _candidates(sheet, fields, wishes) if needed <= one.places.keys()]
    return max(found, key=lambda one: one.rank, default=None)


def _candidates(sheet: Sheet, fields: tuple[Field, ...], wishes: Wishes) -> Iterator[_Header]:
    lines = sheet.lines
    for first in range(min(len(lines), SEARCHED)):
        for height in range(1, min(HEADER_LINES, len(lines) - first) + 1):
            titles = _titles(lines[first : first + height])
            places, whole = _matched(titles, fields, wishes.columns)
            yield _Header(
                sheet=sheet,
                titles=titles,
                places=places,
                below=first + height,
                rank=(len(places), whole, -height, -first),
            )


def _titles(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The lines of a header read downwards, without footnote marks."""
    width = max(len(line.cells) for line in lines)
    cells = [[_without_mark(line.cell(place))[0] for line in lines] for place in range(width)]
    return tuple(" ".join(filter(None, column)) for column in cells)


def _matched(
    titles: tuple[str, ...], fields: tuple[Field, ...], asked: dict[str, str]
) -> tuple[dict[str, list[int]], int]:
    """Places of each field's columns, and how many fields have a whole title: asked or known."""
    heads = [comparable(title) for title in titles]
    places: dict[str, list[int]] = {}
    for name, column in asked.items():
        same = [place for place, head in enumerate(heads) if head and head == comparable(column)]
        same = same or [place for place in range(len(heads)) if _letter(place) == column]
        if same:
            places[name] = same
    for whole in (True, False):
        for field in fields:
            if field.name in asked or field.name in places:
                continue
            taken = {place for used in places.values() for place in used}
            free = [(p, head) for p, head in enumerate(heads) if head and p not in taken]
            words = field.known_as if whole else field.contains
            same = [place for place, head in free if _says(head, words, whole=whole)]
            if same:
                places[field.name] = same
        if whole:
            number = len(places)
    return places, number


def _says(head: str, words: tuple[str, ...], *, whole: bool) -> bool:
    known = map(comparable, words)
    return any(head == one if whole else f" {one} " in f" {head} " for one in known)


def _letter(place: int) -> str:
    """A spreadsheet's name of a column: A, B, … Z, AA."""
    left, right = divmod(place, 26)
    return (_letter(left - 1) if left else "") + chr(ord("A") + right)
