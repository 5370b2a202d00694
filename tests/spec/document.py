"""docs/law.md: the rules as data, then the cases that hold them. `./dev document` writes it."""

from collections.abc import Iterator
from pathlib import Path

from spatial.law import rules
from spatial.law.rules import CategoryRule, Criterion, LawVersion, Limit
from tests.spec import cases

PATH = Path(__file__).parents[2] / "docs/law.md"
_HEAD = """# The law

Made from `spatial/law/rules.py` and the cases in `tests/spec/` by `./dev document`; do not edit.

What a published list says of an area is shown as it is. These rules explain and check it: which
criteria are met, how far each figure is from its limit, and what would change the category. Where a
figure or a limit is not known, the verdict is "cannot be decided". A verdict that differs from the
list is shown as a finding and corrects nothing.
"""


def markdown() -> str:
    parts = [_HEAD, *map(_version, rules.VERSIONS), _moving(), _years(), _redefined(), _nesting()]
    tables = [path.read_text(encoding="utf-8") for path in cases.files()]
    return "\n".join([*parts, "# The cases\n", *(_below(text) for text in tables)])


def _below(text: str) -> str:
    """The headings of a file one step down."""
    return "".join(f"#{line}" if line.startswith("#") else line for line in text.splitlines(True))


def _table(*rows: tuple[object, ...]) -> str:
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n"


def _version(law: LawVersion) -> str:
    until = law.valid_to or ""
    note = f"\n{law.note}\n" if law.note else ""
    return (
        f"## {law.id}: {law.title}\n\nLists {law.valid_from} to {until or 'today'}. "
        f"[{law.reference.act}]({law.reference.url})\n{note}\n"
        + _table(
            ("category", "at least", "gates: all", "within", "paragraph"),
            *(_rule(rule) for rule in law.rules),
        )
        + "\n"
        + _table(
            ("criterion", "limit", "a mean of", "paragraph"),
            *dict.fromkeys(row for rule in law.rules for row in _criteria(rule)),
        )
    )


def _rule(rule: CategoryRule) -> tuple[object, ...]:
    gates = "; ".join(f"{one.indicator} {_limit(one)}" for one in rule.gates)
    needed = f"{rule.needed} of {len(rule.criteria)}" + (", lasting" if rule.lasting else "")
    return rule.category, needed, gates, rule.within or "", rule.paragraph


def _criteria(rule: CategoryRule) -> Iterator[tuple[object, ...]]:
    for one in rule.criteria:
        years = f"{one.averaged_years} years" if one.averaged_years > 1 else ""
        yield f"{one.indicator.label} `{one.indicator}`", _limit(one), years, one.paragraph


def _limit(one: Criterion) -> str:
    if one.limit is None:
        return f"{one.compare} {one.times_national} x the national mean"
    return f"{one.compare} {one.limit}"


def _moving() -> str:
    rows = [
        (day, f"{times} x", _about(limit), _linked(limit))
        for day, by_times in rules.CRIME_LIMITS.items()
        for times, limit in sorted(by_times.items())
    ]
    return "## Convicted: the limits that move each year, percent\n\n" + _table(
        ("list", "national mean", "limit", "source"), *rows
    )


def _about(limit: Limit) -> str:
    return f"{limit.value} ± {limit.uncertainty}" if limit.uncertainty else str(limit.value)


def _linked(limit: Limit) -> str:
    return f"[{limit.source.act}]({limit.source.url})" if limit.source.url else limit.source.act


def _years() -> str:
    rows = [
        (
            one.valid_from,
            one.least if one.least == one.most else f"{one.least} or {one.most}",
            one.note,
            one.source.act,
        )
        for one in rules.YEARS_REQUIRED
    ]
    return "## Lists in a row for the lasting category\n\n" + _table(
        ("from", "lists", "note", "source"), *rows
    )


def _redefined() -> str:
    rows = [
        (one.label, day, text)
        for one, days in rules.REDEFINED.items()
        for day, text in days.items()
    ]
    return "## Figures that do not measure the same before and after\n\n" + _table(
        ("indicator", "from", "what is new"), *rows
    )


def _nesting() -> str:
    rows = [
        (law.id, rule.category, ", ".join(rules.nested(rule.category, law.valid_from)[1:]))
        for law in rules.VERSIONS
        for rule in law.rules
        if rule.within
    ]
    return (
        "## Nesting\n\nAn area is listed once, in its strictest category, and counts in those it "
        "lies within. Counts of nested categories are never added.\n\n"
        + _table(("law", "category", "is also"), *rows)
    )


if __name__ == "__main__":
    PATH.write_text(markdown(), encoding="utf-8")
