"""The A_ functions: arrays as sets of values."""

from typing import Any

from spatial.layers.cql2.terms import Kind, Term, Unusable
from spatial.layers.functions import ArrayOf, Infix

OPERATORS = {"a_contains": "@>", "a_containedby": "<@", "a_overlaps": "&&", "a_equals": ""}
_TYPES = {
    Kind.NUMBER: "numeric",
    Kind.TEXT: "text",
    Kind.TRUTH: "boolean",
    Kind.DATE: "date",
    Kind.TIME: "timestamptz",
}


def related(name: str, terms: list[Term]) -> Any:
    """The condition of one of the A_ functions (CQL2, 7.8); raises Unusable.

    Arrays are equal when they have the same values, in whatever order.
    """
    terms = [_array(term) for term in terms]
    if len(terms) != 2 or any(term.kind is not Kind.ARRAY for term in terms):
        raise Unusable(f"two arrays in {name.upper()}")
    kinds = {kind for term in terms for kind in _elements(term)}
    if len(kinds) > 1 or not kinds <= _TYPES.keys():
        raise Unusable(f"arrays of one kind of scalar in {name.upper()}")
    type = _TYPES[kinds.pop()] if kinds else "text"
    left, right = (_sql(term, type) for term in terms)
    if name == "a_equals":
        return Infix("AND", Infix("@>", left, right), Infix("<@", left, right))
    return Infix(OPERATORS[name], left, right)


def _array(term: Term) -> Term:
    """An array of one value is, in text, that value in parentheses."""
    return Term(kind=Kind.ARRAY, parts=(term,)) if term.kind in _TYPES else term


def _elements(term: Term) -> set[Kind]:
    return {term.element} if term.element else {part.kind for part in term.parts if part}


def _sql(term: Term, type: str) -> ArrayOf:
    if term.element:
        return ArrayOf(term.sql, type=type, column=True)
    return ArrayOf(*(part.sql for part in term.parts if part), type=type)
