"""Arithmetic: nothing in it can end in an error of the database.

Sums and products are reckoned in `numeric`, where they cannot overflow at the size that a filter
may have; what has no value, such as a division by zero, is NULL. Constants are reckoned here.
"""

from collections.abc import Callable
from decimal import Decimal, DecimalException, localcontext
from typing import Any

from django.db.models import Value
from django.db.models.fields import DecimalField
from django.db.models.functions import NullIf

from spatial.layers.cql2.terms import Kind, Term, Unusable, number
from spatial.layers.functions import Infix, Numeric, NumericFunction, Power

_CONSTANT: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
    "div": lambda a, b: a // b,
    "^": lambda a, b: a**b,
}
OPERATORS = frozenset(_CONSTANT)


def arithmetic(operator: str, terms: list[Term]) -> Term:
    """`operator` between two numbers; raises Unusable."""
    if len(terms) != 2 or any(term.kind is not Kind.NUMBER for term in terms):
        raise Unusable(f"two numbers on the sides of {operator}")
    left, right = terms
    if left.constant is not None and right.constant is not None:
        return _reckoned(operator, left.constant, right.constant)
    return Term(kind=Kind.NUMBER, sql=_sql(operator, Numeric(left.sql), Numeric(right.sql)))


def _reckoned(operator: str, left: Decimal, right: Decimal) -> Term:
    with localcontext(prec=40) as context:
        context.Emax, context.Emin = 999, -999
        try:
            return number(_CONSTANT[operator](left, right))
        except DecimalException as error:
            raise Unusable(f"without {left} {operator} {right}, which is no number") from error


def _sql(operator: str, left: Any, right: Any) -> Any:
    if operator in ("+", "-", "*"):
        return Infix(operator, left, right, output_field=DecimalField())
    if operator == "^":
        return Power(left, right)
    divisor = NullIf(right, Numeric(Value(0)))
    if operator == "/":
        return Infix("/", left, divisor, output_field=DecimalField())
    return NumericFunction(left, divisor, function="mod" if operator == "%" else "div")
