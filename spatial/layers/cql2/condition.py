"""A filter as a value, and the condition that it is for the rows of a layer."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Value

from spatial.errors import InvalidParameter
from spatial.layers.cql2 import arrays, geometry, numbers, published, reading, terms, times
from spatial.layers.cql2.comparing import COMPARISONS, between, compared, folded, inside, like
from spatial.layers.cql2.terms import Kind, Term, Unusable, joined, truth
from spatial.layers.crs import CRS84, Crs
from spatial.layers.functions import IsNull, Not
from spatial.layers.layer import Layer


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A CQL2 expression as the JSON text of its tree, with the CRS of its geometry literals."""

    tree: str
    crs: Crs = CRS84


def read(layer: Layer, text: str, *, language: str = "cql2-text", crs: Crs = CRS84) -> Filter:
    """The filter `text` for `layer`; raises InvalidParameter, here and never when it is used.

    Source: CQL2 (OGC 21-065r2); OGC API - Features Part 3, clause 8.
    """
    try:
        tree = reading.tree(text, language)
        made = Filter(tree=json.dumps(tree, ensure_ascii=False, allow_nan=False), crs=crs)
        condition(layer, made)
    except (Unusable, ValueError) as error:
        shown = text if len(text) <= 100 else f"{text[:100]}…"
        reason = str(error) if isinstance(error, Unusable) else "with finite numbers"
        raise InvalidParameter(
            "filter", shown, f"a filter for {layer.id}; expected {reason}"
        ) from error
    return made


def condition(layer: Layer, asked: Filter) -> Any:
    """The filter as a boolean expression over rows of `layer`; NULL is neither true nor false."""
    return _Translation(layer, asked.crs).condition(json.loads(asked.tree))


class _Translation:
    """One tree -> expressions, by its nodes; raises Unusable."""

    def __init__(self, layer: Layer, crs: Crs) -> None:
        self.layer, self.crs = layer, crs
        self.open_ended = frozenset(layer.valid_time or ())

    def condition(self, node: Any) -> Any:
        term = self.term(node)
        if term.kind is not Kind.TRUTH:
            raise Unusable(f"a condition where {_shown(node)} stands")
        return term.sql

    def term(self, node: Any) -> Term:
        if node is None:
            return Term(kind=Kind.NULL)
        if isinstance(node, bool):
            return truth(Value(node, BooleanField()))
        if isinstance(node, int | float):
            return terms.number(Decimal(repr(node)))
        if isinstance(node, str):
            return terms.text(node)
        if isinstance(node, list):
            return Term(kind=Kind.ARRAY, parts=tuple(self.term(one) for one in node))
        return self._object(node)

    def _object(self, node: dict[str, Any]) -> Term:
        if "op" in node:
            return self._operation(node["op"], node.get("args", []))
        if "property" in node:
            return self._property(node["property"])
        if "date" in node:
            return times.typed(Kind.DATE, node["date"])
        if "timestamp" in node:
            return times.typed(Kind.TIME, node["timestamp"])
        if "interval" in node:
            return times.interval(node["interval"], self.term, self.open_ended)
        if "bbox" in node or "type" in node:
            return geometry.literal(node, self.crs)
        raise Unusable(f"CQL2 in place of {_shown(node)}")

    def _property(self, name: str) -> Term:
        if name == self.layer.geometry:
            return terms.column(name, name, self.layer.geometry_field())
        if name not in self.layer.queryables:
            known = ", ".join((*self.layer.queryables, self.layer.geometry))
            raise Unusable(f"one of its queryables ({known}) in place of {name!r}")
        property = self.layer.property(name)
        return terms.column(name, property.path, property.type)

    def _operation(self, written: str, args: list[Any]) -> Term:
        name = written.lower()  # JSON has t_finishedBy
        if name in ("and", "or"):
            if not args:
                raise Unusable(f"conditions in {name}")
            return truth(joined(name.upper(), [self.condition(one) for one in args]))
        if name == "not":
            [one] = _counted(name, args, 1)
            return truth(Not(self.condition(one)))
        return self._of_values(name, [self.term(one) for one in args])

    def _of_values(self, name: str, given: list[Term]) -> Term:
        if name in COMPARISONS:
            return truth(compared(name, *_counted(name, given, 2)))
        if name in _SPECIAL:
            count, make = _SPECIAL[name]
            return make(*_counted(name, given, count))
        if name in numbers.OPERATORS:
            return numbers.arithmetic(name, given)
        if name in geometry.LOOKUPS:
            return truth(geometry.related(self.layer, name, given))
        if name in times.FUNCTIONS:
            return truth(times.related(name, given))
        if name in arrays.OPERATORS:
            return truth(arrays.related(name, given))
        return self._called(name, given)

    def _called(self, name: str, given: list[Term]) -> Term:
        function = published.FUNCTIONS.get(name)
        if function is None:
            known = ", ".join(published.FUNCTIONS)
            raise Unusable(f"a function that exists (of ours {known}) in place of {name[:40]!r}")
        for term, wanted in zip(
            _counted(name, given, len(function.arguments)), function.arguments, strict=True
        ):
            # A geometry of the filter has a CRS of its own: only the layer's is measured.
            if term.kind not in wanted.kinds or (term.kind is Kind.GEOMETRY and not term.property):
                raise Unusable(f"{' or '.join(wanted.kinds)} in {name}: {wanted.description}")
        return Term(kind=Kind.NUMBER, sql=function.sql(*(term.sql for term in given)))


def _is_null(term: Term) -> Term:
    if term.sql is None:
        raise Unusable("a property before IS NULL")
    return truth(IsNull(term.sql))


_SPECIAL: dict[str, tuple[int, Callable[..., Term]]] = {
    "isnull": (1, _is_null),
    "like": (2, lambda text, pattern: truth(like(text, pattern))),
    "between": (3, lambda value, low, high: truth(between(value, low, high))),
    "in": (2, lambda value, listed: truth(inside(value, listed))),
    "casei": (1, lambda text: folded("casei", text)),
    "accenti": (1, lambda text: folded("accenti", text)),
}


def _counted(name: str, args: list[Any], count: int) -> list[Any]:
    if len(args) != count:
        raise Unusable(f"{count} arguments in {name[:40]}, not {len(args)}")
    return args


def _shown(node: Any) -> str:
    return json.dumps(node, ensure_ascii=False)[:60]
