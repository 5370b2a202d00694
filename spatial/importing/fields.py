"""What a row may carry beside its outline: names, types, and values as written in files."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from spatial.errors import BadInput
from spatial.models.area import REGION_OF

# What files write where nothing is known. The numbers are terrain models' words for it.
UNKNOWN = {"", "null", "nan", "nat", "none"}
UNKNOWN_NUMBERS = {-999, -9999}


@dataclass(frozen=True, kw_only=True)
class Field:
    """`parse` takes a text that is not empty; None is unknown. It raises ValueError.

    `sql_type` is PostgreSQL's. Of tables (see tables.py): `contains` are words, one of which in
    a column's title is enough; an empty cell of a `carried` column is that of the row above.
    """

    name: str
    known_as: tuple[str, ...]
    parse: Callable[[str], object]
    sql_type: str = "text"
    required: bool = False
    contains: tuple[str, ...] = ()
    carried: bool = False

    def value(self, given: object) -> object:
        """The value typed; None where the file does not know it. Raises ValueError."""
        if isinstance(given, float) and given.is_integer():
            given = int(given)  # GDAL makes a column of integers with gaps one of floats
        text = "" if given is None else str(given).strip()
        if text.lower() in UNKNOWN or number(text) in UNKNOWN_NUMBERS:
            if self.required:
                raise ValueError(f"it has no {self.name}")
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            raise ValueError(f"{self.name} {text!r} {error}") from error


def number(text: str) -> Decimal | None:
    """The number that a text is, with a decimal point or comma; None when it is none."""
    if not re.fullmatch(r"[+-]?\d{1,15}([.,]\d{1,15})?", text, re.ASCII):
        return None
    return Decimal(text.replace(",", "."))


def text(longest: int) -> Callable[[str], str]:
    """A text of at most so many characters."""

    def parse(value: str) -> str:
        if len(value) > longest:
            raise ValueError(f"is longer than {longest} characters")
        return value

    return parse


def whole_number(value: str) -> int:
    """An integer that PostgreSQL's smallint holds; "5.0" is 5."""
    given = number(value)
    if given is None or given % 1 or not 0 <= given <= 32767:
        raise ValueError("is not a whole number from 0 to 32767")
    return int(given)


def counted(value: str) -> int:
    """A whole number as tables write it: 1234, 1.234 or 1 234."""
    parted = re.fullmatch(r"\d{1,3}([. ]\d{3})+|\d{1,9}", value, re.ASCII)
    if not parted:
        raise ValueError("is not a whole number")
    return int(re.sub(r"\D", "", value))


def percent(most: int) -> Callable[[str], Decimal]:
    """A percentage from 0 to so many, to two decimals; a sign or "pct." may follow it."""

    def parse(value: str) -> Decimal:
        given = number(re.sub(r"\s*(%|pct\.?|procent)$", "", value, flags=re.IGNORECASE))
        if given is None or not 0 <= given <= most:
            raise ValueError(f"is not a percentage from 0 to {most}")
        return round(given, 2)

    return parse


def year(value: str) -> int | None:
    """A year; 0 is unknown."""
    return whole_number(value) or None


def metres(value: str) -> Decimal | None:
    """A height in metres to the centimetre; 0 is unknown."""
    given = number(value)
    if given is None or not 0 <= given < 1000:
        raise ValueError("is not a height in metres below 1000")
    return round(given, 2) or None


def municipality_code(value: str) -> str:
    """ "0101" from "0101", "101" or "101.0"."""
    digits = value.removesuffix(".0").zfill(4)
    if digits not in REGION_OF:
        raise ValueError("is not the code of a Danish municipality")
    return digits


def mapping(
    fields: tuple[Field, ...], columns: list[str], asked: dict[str, str], where: str
) -> dict[str, str]:
    """Which of the file's `columns` fills which field: as `asked`, else by well-known names.

    Raises BadInput naming the column or field that is not there.
    """
    known = {field.name for field in fields}
    for name, column in asked.items():
        if name not in known:
            raise BadInput(f"--field {name}=…: the fields are {', '.join(sorted(known))}.")
        if column not in columns:
            raise BadInput(f"{where} has no column {column!r}; it has {', '.join(columns)}.")
    by_lower_case = {column.lower(): column for column in reversed(columns)}
    found = {}
    for field in fields:
        names = [name for name in field.known_as if name in by_lower_case]
        if field.name in asked:
            found[field.name] = asked[field.name]
        elif names:
            found[field.name] = by_lower_case[names[0]]
        elif field.required:
            raise BadInput(
                f"{where} has no column for {field.name} (such as {field.known_as[0]}): "
                f"say which with --field {field.name}=COLUMN; it has {', '.join(columns)}."
            )
    return found
