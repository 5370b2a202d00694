"""What a list can have called an area, as far as entries and completely named categories tell."""

from dataclasses import dataclass
from datetime import date

from spatial.law import rules
from spatial.law.rules import DesignationCategory as Category
from spatial.models.completeness import ListCompleteness
from spatial.models.designation import Designation


@dataclass(frozen=True, kw_only=True)
class Place:
    """What one list can have called an area: `possible`, the strictest first, one if it is known.

    `NOT_LISTED` among them: it may be, or alone is known to be, on no list.
    """

    possible: tuple[Category, ...]

    @property
    def category(self) -> Category | None:
        """What is known; None where the sources leave it open."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def on_list(self) -> bool | None:
        if Category.NOT_LISTED not in self.possible:
            return True
        return False if self.category else None

    def counts_in(self, categories: frozenset[Category], day: date) -> bool | None:
        """Whether the area counts in one of `categories` on the list of `day`; None: open."""
        answers = {bool(categories & set(rules.nested(one, day))) for one in self.possible}
        return answers.pop() if len(answers) == 1 else None


def place(said: Designation | None, on: ListCompleteness) -> Place:
    """What the entry, and the categories of which every name is known, leave possible."""
    day = on.published_on
    if said is not None and not said.not_in:
        return Place(possible=(Category(said.category),))
    out = {each.category for each in on.categories if each.unnamed == 0}
    if said is not None:
        out.add(Category(said.not_in))
    words = [rule.category for rule in rules.law_on(day).rules]
    open_still = [one for one in words if not out & set(rules.nested(one, day))]
    return Place(possible=(*open_still, Category.NOT_LISTED))
