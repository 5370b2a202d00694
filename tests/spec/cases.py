"""The cases as tables: Markdown files beside this one, each row a case of the statute."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from spatial.law.rules import DesignationCategory, Indicator
from spatial.law.verdict import Streak

FOLDER = Path(__file__).parent
COLUMNS = {
    "residents": Indicator.RESIDENTS,
    "work": Indicator.OUTSIDE_WORK_AND_EDUCATION,
    "crime": Indicator.CONVICTED,
    "education": Indicator.BASIC_EDUCATION_ONLY,
    "income": Indicator.INCOME,
    "non-western": Indicator.NON_WESTERN,
}
UNKNOWN, NOT_ASKED = "?", "-"
MANY = 99  # lists in a row; no bound


@dataclass(frozen=True, kw_only=True)
class Case:
    """`possible` is one category, or several where it cannot be decided; `met` is in words."""

    name: str
    day: date
    values: dict[Indicator, Decimal]
    earlier: Streak | None
    possible: tuple[DesignationCategory, ...]
    met: str
    by: DesignationCategory | None


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.md"))


def cases() -> list[Case]:
    """Every row of every table."""
    return [case for path in files() for case in _read(path)]


def _read(path: Path) -> list[Case]:
    head: list[str] = []
    made = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "case":
            head = cells
        elif line.startswith("| "):
            made.append(_case(path, dict(zip(head, cells, strict=True))))
    return made


def _case(path: Path, row: dict[str, str]) -> Case:
    given = {one: row[name] for name, one in COLUMNS.items()}
    by = row.get("by", NOT_ASKED)
    return Case(
        name=f"{path.stem}: {row['case']}",
        day=date.fromisoformat(row["list"]),
        values={
            one: Decimal(text) for one, text in given.items() if text not in (UNKNOWN, NOT_ASKED)
        },
        earlier=_streak(row["lists before"]),
        possible=tuple(
            DesignationCategory(name) for name in row["category"].removeprefix("? ").split(", ")
        ),
        met=row["met"],
        by=None if by == NOT_ASKED else DesignationCategory(by),
    )


def _streak(text: str) -> Streak | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not numbers:
        return None
    if text.startswith("at most"):
        return Streak(least=0, most=numbers[0])
    if text.endswith("or more"):
        return Streak(least=numbers[0], most=MANY)
    return Streak(least=numbers[0], most=numbers[-1])
