"""What a verdict is made of. Values, no rules: those are applied in `designate`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spatial.law.rules import CategoryRule, Criterion, LawVersion, Limit, YearsRequired
from spatial.law.rules import DesignationCategory as Category


@dataclass(frozen=True, kw_only=True)
class Persons:
    """A margin counted in residents. `at_most`: the share is of an age group whose size is not
    known, which is no larger than all residents together."""

    number: int
    at_most: bool


@dataclass(frozen=True, kw_only=True)
class Streak:
    """Lists in a row, up to one of them, on which something held: from `least` to `most`."""

    least: int
    most: int

    @property
    def number(self) -> int | None:
        return self.least if self.least == self.most else None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One criterion on one value. `margin` is value - limit, in the indicator's unit.

    `met` is None where the value or the limit is not known, or a limit is not known well enough.
    """

    criterion: Criterion
    value: Decimal | None
    limit: Limit | None
    met: bool | None
    margin: Decimal | None
    persons: Persons | None

    @property
    def nearness(self) -> Decimal:
        """The margin as a share of the limit: what is compared between indicators."""
        if self.margin is None or self.limit is None:
            return Decimal("Infinity")
        return abs(self.margin) / self.limit.value


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One category's rule on an area's figures. `years` and what is asked of them are None
    but for a lasting category."""

    rule: CategoryRule
    gates: tuple[Finding, ...]
    criteria: tuple[Finding, ...]
    years: Streak | None
    years_asked: YearsRequired | None
    fulfilled: bool | None

    @property
    def met(self) -> int:
        return sum(one.met is True for one in self.criteria)

    @property
    def unknown(self) -> int:
        return sum(one.met is None for one in self.criteria)

    @property
    def met_of_known(self) -> int | None:
        """Criteria met of those that are known; None where none is."""
        return self.met if self.unknown < len(self.criteria) else None


@dataclass(frozen=True, kw_only=True)
class Way:
    """What would have to change for an area to enter or leave `category`, all else equal.

    Enter: every one of `all_of`, and `some` of `some_of`, and then as many lists in a row as
    `more_lists` (None: not known). Leave: any one of `all_of` is enough, or `some` of `some_of`.
    Nearest first.
    """

    category: Category
    enter: bool
    all_of: tuple[Finding, ...]
    some_of: tuple[Finding, ...]
    some: int
    more_lists: int | None = 0


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the law of the list's day says of the figures.

    `category` is None where it cannot be decided; `possible` are those it can still be, strictest
    first. `hinges` are the conditions of which a single one would change the category, nearest
    to its limit first: the first of them was decisive.
    """

    day: date
    law: LawVersion
    category: Category | None
    possible: tuple[Category, ...]
    assessments: tuple[Assessment, ...]
    hinges: tuple[Finding, ...]

    @property
    def decisive(self) -> Finding | None:
        return self.hinges[0] if self.hinges else None

    def of(self, category: Category | None) -> Assessment:
        """The assessment by the rule an area in `category` is shown with."""
        rule = self.law.shown_for(category)
        return next(one for one in self.assessments if one.rule == rule)

    def contradicts(self, official: Category) -> bool:
        """Whether the figures known rule out what the list says: a finding, shown beside it."""
        return official not in self.possible
