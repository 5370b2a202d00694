"""A ministry's list as a table: which areas are on it, in which category, with which figures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from spatial.errors import BadInput, BadRow
from spatial.importing import tables
from spatial.importing.delivery import Wishes
from spatial.importing.fields import Field, counted, percent, text
from spatial.importing.naming import KnownAreas, KnownMunicipalities
from spatial.law import rules
from spatial.law.rules import CATEGORIES_FROM, DesignationCategory, Indicator
from spatial.models.completeness import MANY
from spatial.models.names import comparable

# Those with the narrowest words first: they choose their columns first (see tables.read).
FIELDS = (
    Field(
        name="unemployment_pct",
        known_as=("unemployment_pct", "uden arbejde og uddannelse"),
        parse=percent(100),
        contains=("uden tilknytning til arbejdsmarkedet", "uden tilknytning til arbejde")
        + ("uden for arbejdsmarkedet", "uden for arbejdsmarked", "uden arbejde", "uden job")
        + ("outside work", "outside the labour market"),
    ),
    Field(
        name="crime_pct",
        known_as=("crime_pct", "kriminalitet"),
        parse=percent(10_000),  # until 2013 some lists count convictions per 10,000 residents
        contains=("dømte", "dømt", "kriminalitet", "convicted", "convictions"),
    ),
    Field(
        name="nonwestern_pct",
        known_as=("nonwestern_pct",),
        parse=percent(100),
        contains=("ikke vestlig", "ikke vestlige", "ikkevestlig", "ikkevestlige")
        + ("non western", "nonwestern"),
    ),
    Field(
        name="education_pct",
        known_as=("education_pct", "uddannelse", "uddannelse pct", "uddannelse procent"),
        parse=percent(100),
        contains=("grundskole", "grundskoleuddannelse", "grunduddannelse", "uddannelse")
        + ("basic education", "primary education", "education"),
    ),
    Field(
        name="income_pct",
        known_as=("income_pct", "indkomst"),
        parse=percent(200),
        contains=("bruttoindkomst", "indkomst", "income"),
    ),
    Field(
        name="category",
        known_as=("kategori", "betegnelse", "områdetype", "category", "designation"),
        parse=text(120),
        carried=True,
    ),
    Field(
        name="municipality",
        known_as=("kommune", "kommunenavn", "kommunekode", "municipality", "municipality_code"),
        parse=text(60),
        carried=True,
    ),
    Field(
        name="residents",
        known_as=("beboere", "residents", "indbyggere", "population"),
        parse=counted,
        contains=("antal beboere", "beboertal", "antal indbyggere", "number of residents"),
    ),
    Field(
        name="name",
        known_as=("boligområde", "område", "områdenavn", "navn", "area", "name"),
        parse=text(120),
        required=True,
        contains=("boligområde", "ghettoområde", "parallelsamfund", "områdets navn")
        + ("housing area",),
    ),
)
SHARES = ("unemployment_pct", "education_pct", "nonwestern_pct", "income_pct")
_BESIDE = {"liste", "over", "pr", "de", "øvrige", "andre", "list", "of"}  # in a sub-heading


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the operator says of the list. `new_areas` are names that may be unknown."""

    on: date
    category: str = ""
    whole: bool = False
    counts: dict[DesignationCategory, int] = field(default_factory=dict)
    new_areas: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Entry:
    """An area as the file has it; `area_id` is None while it is to be made.

    `category` is the strictest of `said`, those of its rows.
    """

    row: int
    name: str
    code: str | None
    area_id: int | None
    category: DesignationCategory
    said: set[DesignationCategory]
    values: dict[Indicator, Decimal]


def read(path: Path, wishes: Wishes) -> tables.Table:
    """The list's rows; a sub-heading is one that names a category. Raises BadInput."""
    table = tables.read(path, FIELDS, wishes, is_heading=lambda one: category_of(one) is not None)
    shares = [
        value for row in table.rows for name in SHARES if (value := row.values[name]) is not None
    ]
    if shares and all(isinstance(value, Decimal) and value <= 1 for value in shares):
        raise BadInput(
            f"{path.name}: every share is 1 or less. Are the cells formatted as percent? Then the "
            "file holds fractions: make them plain numbers, 52.3 for 52.3 %."
        )
    return table


def category_of(words: str) -> DesignationCategory | None:
    """The category that a cell or sub-heading names, in the singular or plural; else None."""
    if not (known := _WORDS.get(comparable(words))):
        plain = [one for one in comparable(words).split() if not one.isdigit()]
        known = _WORDS.get(" ".join(one for one in plain if one not in _FOLDED_BESIDE))
    return known


_FOLDED_BESIDE = {comparable(one) for one in _BESIDE}
_WORDS = {comparable(one.value): one for one in MANY} | {
    comparable(many): one for one, many in MANY.items()
}


def entries(table: tables.Table, asked: Asked) -> tuple[list[Entry], int]:
    """Each area of the file once, in its strictest category, and how many rows said no more.

    Raises BadInput with every row that cannot be used.
    """
    _words_in_force(asked.on)
    reading = _Entries(table, asked)
    found: dict[object, Entry] = {}
    bad, repeated = [], 0
    for row in table.rows:
        try:
            entry = reading.entry(row)
            key = entry.area_id or (comparable(entry.name), entry.code)
            if key in found:
                repeated += 1
                _merge(found[key], entry, asked.on)
            else:
                found[key] = entry
        except ValueError as error:
            bad.append(BadRow(row.number, str(error)))
    unused = set(map(comparable, asked.new_areas)) - {comparable(e.name) for e in found.values()}
    if bad:
        told = "\n  ".join(str(one) for one in bad[:20])
        raise BadInput(f"{table.path.name} has rows that cannot be used:\n  {told}")
    if unused:
        names = ", ".join(one for one in asked.new_areas if comparable(one) in unused)
        raise BadInput(f"--new-area {names}: no row of {table.path.name} has that name.")
    return list(found.values()), repeated


class _Entries:
    """Rows read as entries, by what is known of areas and municipalities."""

    def __init__(self, table: tables.Table, asked: Asked) -> None:
        self.asked = asked
        self.areas, self.municipalities = KnownAreas(), KnownMunicipalities()
        self.new = set(map(comparable, asked.new_areas))
        self.crime_column = table.columns.get("crime_pct", "")
        words = comparable(self.crime_column)
        self.per_10_000 = "10 000" in words or "10000" in words

    def entry(self, row: tables.Row) -> Entry:
        """Raises ValueError."""
        name, given = str(row.values["name"]), row.values["municipality"]
        code = None
        if given:
            try:
                code = self.municipalities.code(str(given))
            except ValueError as error:
                raise ValueError(f"municipality {str(given)!r} {error}") from error
        category = self._category(row)
        return Entry(
            row=row.number,
            name=name,
            code=code,
            area_id=self._area(name, code),
            category=category,
            said={category},
            values=dict(self._values(row)),
        )

    def _area(self, name: str, code: str | None) -> int | None:
        area_id = self.areas.find(name, code)
        if area_id is None and comparable(name) not in self.new:
            alike = "; ".join(self.areas.nearest(name)) or "none is alike"
            where = f" in municipality {code}" if code else ""
            raise ValueError(
                f"no area is called {name!r}{where}. The nearest names: {alike}. "
                f"If it is a new area, say --new-area {name!r}"
            )
        if area_id is None and code is None:
            raise ValueError(f"the new area {name!r} needs its municipality")
        return area_id

    def _category(self, row: tables.Row) -> DesignationCategory:
        words = row.values["category"] or row.heading or self.asked.category
        if not words:
            raise ValueError("it has no category: say which with --category")
        category = category_of(str(words))
        if category is None or not rules.nested(category, self.asked.on):
            used = ", ".join(sorted(_words_in_force(self.asked.on)))
            raise ValueError(f"{str(words)!r} is no category of {self.asked.on}, which has {used}")
        return category

    def _values(self, row: tables.Row) -> Iterator[tuple[Indicator, Decimal]]:
        for indicator in Indicator:
            value = row.values[indicator.value]
            if value is None:
                continue
            number = Decimal(str(value))
            if indicator is Indicator.CONVICTED:
                number = round(number / 100, 2) if self.per_10_000 else number
                if number > 100:
                    raise ValueError(
                        f"crime_pct {value} is not a percentage from 0 to 100 "
                        f"(column {self.crime_column!r})"
                    )
            yield indicator, number


def _merge(first: Entry, again: Entry, on: date) -> None:
    """Lists nest, so an area may stand under several categories: the strictest holds.

    Raises ValueError where the two rows contradict each other.
    """
    for indicator, value in again.values.items():
        there = first.values.setdefault(indicator, value)
        if there != value:
            raise ValueError(
                f"{indicator} of {again.name!r} is {value}, in row {first.row} {there}"
            )
    first.said |= again.said
    wider, stricter = rules.nested(first.category, on), rules.nested(again.category, on)
    if first.category in stricter:
        first.category = again.category
    elif again.category not in wider:
        raise ValueError(
            f"{again.name!r} cannot be {again.category} and, in row {first.row}, {first.category}"
        )


def _words_in_force(on: date) -> frozenset[DesignationCategory]:
    """The categories a list of that day may use. Raises BadInput."""
    if not min(CATEGORIES_FROM) <= on <= timezone.localdate():
        raise BadInput(f"--date {on}: lists are from {min(CATEGORIES_FROM)} until today.")
    return max((start, words) for start, words in CATEGORIES_FROM.items() if start <= on)[1]
