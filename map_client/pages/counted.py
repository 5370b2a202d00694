"""Counts as words that say no more than is known."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from map_client import words
from spatial.layers.figures import Sum
from spatial.models.completeness import CategoryCompleteness


def at_least(named: int, category: CategoryCompleteness) -> str:
    """A number, unless the list has areas that nothing names: then no more than is known."""
    if category.unnamed == 0:
        return str(named)
    return _("mindst %(number)s") % {"number": named} if named else _("ukendt")


def residents(sums: Iterable[Sum]) -> str:
    """The sum that is known, and of how many areas; "" where nobody is counted.

    `sums` have no area in common.
    """
    counted = [each for each in sums if each.areas]
    known = [each.residents for each in counted if each.residents is not None]
    unknown = sum(each.residents_unknown for each in counted)
    number = sum(each.areas for each in counted)
    if not known:
        return _("ukendt") if number else ""
    total = words.number(sum(known))
    if not unknown:
        return total
    return _("%(sum)s i %(known)s af %(areas)s områder") % {
        "sum": total,
        "known": number - unknown,
        "areas": number,
    }
