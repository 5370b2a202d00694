"""The parts of an expression that are values: their kind, their SQL, and constants."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Field, Value
from django.db.models.fields import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    FloatField,
    IntegerField,
    TextField,
)

from spatial.layers.functions import Infix


class Unusable(Exception):
    """Why a filter cannot be used: what it would have to be."""


class Kind(StrEnum):
    NUMBER = "a number"
    TEXT = "a text"
    TRUTH = "a truth"
    DATE = "a date"
    TIME = "a timestamp"
    INTERVAL = "an interval"
    GEOMETRY = "a geometry"
    ARRAY = "an array"
    NULL = "NULL"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A value: `sql` is an expression; `constant` is known beforehand, None elsewhere.

    An interval has its two ends in `parts`, an array its elements; an array that is a property
    has the kind of its elements in `element`. `property` is the name of one that stands alone.
    """

    kind: Kind
    sql: Any = None
    constant: Any = None
    parts: "tuple[Term | None, ...]" = ()
    element: Kind | None = None
    property: str = ""


_KINDS: tuple[tuple[type[Any], Kind], ...] = (
    (BooleanField, Kind.TRUTH),
    (IntegerField, Kind.NUMBER),
    (FloatField, Kind.NUMBER),
    (DecimalField, Kind.NUMBER),
    (DateTimeField, Kind.TIME),
    (DateField, Kind.DATE),
    (CharField, Kind.TEXT),
    (TextField, Kind.TEXT),
    (GeometryField, Kind.GEOMETRY),
    (ArrayField, Kind.ARRAY),
)
LARGEST_NUMBER = Decimal("1e30")
SMALLEST_NUMBER = Decimal("1e-300")


def kind_of(field: "Field[Any, Any]") -> Kind:
    """The kind of a column's values; raises Unusable."""
    for cls, kind in _KINDS:
        if isinstance(field, cls):
            return kind
    raise Unusable(f"without {field.name}, whose type no filter knows")


def column(name: str, path: str, field: "Field[Any, Any]") -> Term:
    """The values of a column, NULL among them."""
    kind = kind_of(field)
    element = kind_of(field.base_field) if isinstance(field, ArrayField) else None
    return Term(kind=kind, sql=F(path), element=element, property=name)


def number(value: Decimal) -> Term:
    """A constant, of the smallest type that holds it: others would not use an index."""
    if not value.is_finite() or abs(value) >= LARGEST_NUMBER:
        raise Unusable(f"within numbers less than {LARGEST_NUMBER:e}")
    if value and abs(value) < SMALLEST_NUMBER:
        raise Unusable(f"without numbers nearer to 0 than {SMALLEST_NUMBER:e}")
    sql: Value
    if value == value.to_integral_value() and abs(value) < 2**63:
        small = abs(value) < 2**31
        sql = Value(int(value), IntegerField() if small else BigIntegerField())
    else:
        sql = Value(value, DecimalField())
    return Term(kind=Kind.NUMBER, sql=sql, constant=value)


def text(value: str) -> Term:
    if "\0" in value:
        raise Unusable("free of NUL characters")
    return Term(kind=Kind.TEXT, sql=Value(value, TextField()), constant=value)


def truth(sql: Any) -> Term:
    return Term(kind=Kind.TRUTH, sql=sql)


def joined(word: str, parts: list[Any]) -> Any:
    """Conditions with AND or OR between them."""
    return parts[0] if len(parts) == 1 else Infix(word, *parts)
