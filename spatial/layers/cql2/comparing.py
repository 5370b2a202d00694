"""Comparisons of scalars: equality, order, LIKE, BETWEEN, IN; CASEI and ACCENTI."""

from dataclasses import replace
from typing import Any

from django.db.models.functions import Collate

from spatial.layers.cql2.terms import Kind, Term, Unusable, joined
from spatial.layers.functions import COLLATION, CaseFolded, DayStart, Infix, Numeric, Unaccented

COMPARISONS = {"=": "=", "<>": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_SCALARS = {Kind.NUMBER, Kind.TEXT, Kind.TRUTH, Kind.DATE, Kind.TIME}
# What unaccent makes a backslash, which is the escape of LIKE.
_LIKE_BACKSLASH = "\u2216\ufe68\uff3c"


def compared(operator: str, left: Term, right: Term) -> Any:
    """`left operator right`; raises Unusable unless both are of a kind."""
    if Kind.NULL in (left.kind, right.kind):
        raise Unusable("IS NULL in place of a comparison with NULL")
    if {left.kind, right.kind} == {Kind.DATE, Kind.TIME}:
        left, right = _as_time(left), _as_time(right)
    if left.kind is not right.kind or left.kind not in _SCALARS:
        raise Unusable(f"two values of a kind beside {operator}, not {left.kind} and {right.kind}")
    if left.kind is Kind.NUMBER and left.constant is None and right.constant is None:
        left, right = _exact(left), _exact(right)
    if operator in ("=", "<>"):
        return Infix(operator, left.sql, right.sql)
    if left.kind is Kind.TRUTH:
        raise Unusable(f"without {operator} between truths")
    if left.kind is Kind.TEXT:
        left, right = _by_code_point(left), _by_code_point(right)
    return Infix(operator, left.sql, right.sql)


def _as_time(term: Term) -> Term:
    """A date as its first moment in UTC."""
    if term.kind is Kind.TIME:
        return term
    return Term(kind=Kind.TIME, sql=DayStart(term.sql))


def _exact(term: Term) -> Term:
    """As `numeric`: what beside a double is too small to be one would be an error."""
    return replace(term, sql=Numeric(term.sql))


def _by_code_point(term: Term) -> Term:
    return replace(term, sql=Collate(term.sql, COLLATION))


def between(value: Term, low: Term, high: Term) -> Any:
    return Infix("AND", compared(">=", value, low), compared("<=", value, high))


def inside(value: Term, listed: Term) -> Any:
    if listed.kind is not Kind.ARRAY or listed.element or not listed.parts:
        raise Unusable("a list of values after IN")
    return joined("OR", [compared("=", value, one) for one in listed.parts if one])


def folded(name: str, term: Term) -> Term:
    """CASEI or ACCENTI of a text. A pattern stays one: its constant is kept as it was written."""
    if term.kind is not Kind.TEXT:
        raise Unusable(f"a text in {name.upper()}")
    if name == "casei":
        return replace(term, sql=Collate(CaseFolded(term.sql), COLLATION), property="")
    if term.constant and any(sign in term.constant for sign in _LIKE_BACKSLASH):
        raise Unusable("without signs in ACCENTI that become backslashes")
    return replace(term, sql=Unaccented(term.sql), property="")


def like(text: Term, pattern: Term) -> Any:
    """LIKE with % and _, and \\ before either to mean itself; raises Unusable."""
    if text.kind is not Kind.TEXT or pattern.kind is not Kind.TEXT or pattern.constant is None:
        raise Unusable("a text before LIKE and a pattern in quotes after it")
    trailing = len(pattern.constant) - len(pattern.constant.rstrip("\\"))
    if trailing % 2:
        raise Unusable("a pattern that does not end with the escape \\")
    return Infix("LIKE", text.sql, pattern.sql)
