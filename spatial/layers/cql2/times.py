"""Instants and intervals, and the T_ functions between them.

An interval holds both its days; `..` is without end. A date beside a timestamp is the whole of
its day in UTC.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Value
from django.db.models.fields import DateField, DateTimeField
from django.db.models.functions import Coalesce

from spatial.layers.cql2.terms import Kind, Term, Unusable, joined
from spatial.layers.functions import DayEnd, DayStart, Infinity, Infix

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z", re.ASCII)
_END = ".."


def instant(text: Any) -> Term:
    """A date or timestamp from RFC 3339 text; raises Unusable."""
    try:
        if isinstance(text, str) and _DATE.fullmatch(text):
            day = date.fromisoformat(text)
            return Term(kind=Kind.DATE, sql=Value(day, DateField()), constant=day)
        if isinstance(text, str) and _TIME.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return Term(kind=Kind.TIME, sql=Value(moment, DateTimeField()), constant=moment)
    except ValueError:
        pass
    expected = "a date such as '2018-12-01' or a time such as '2018-12-01T00:00:00Z' in place of"
    raise Unusable(f"{expected} {str(text)[:40]!r}")


def typed(kind: Kind, text: Any) -> Term:
    """The `text` of DATE('...') or TIMESTAMP('...')."""
    made = instant(text)
    if made.kind is not kind:
        raise Unusable(f"{kind} in place of {text!r}")
    return made


def interval(ends: Any, one: Callable[[Any], Term], open_ended: frozenset[str]) -> Term:
    """INTERVAL(a, b): texts, `..` or properties, which `one` reads.

    NULL is no end for properties in `open_ended`; for others the whole interval is unknown.
    """
    if not isinstance(ends, list) or len(ends) != 2:
        raise Unusable("an interval of two ends")
    parts = [None if end == _END else _end(end, one) for end in ends]
    kinds = {part.kind for part in parts if part}
    if not kinds <= {Kind.DATE, Kind.TIME}:
        raise Unusable("dates or timestamps at the ends of an interval")
    first, last = parts
    if first and last and first.constant and last.constant:
        if first.kind is not last.kind:
            raise Unusable("an interval of two dates or two timestamps")
        if first.constant > last.constant:
            raise Unusable("an interval whose start is not after its end")
    kind = Kind.TIME if Kind.TIME in kinds else Kind.DATE
    sides = [
        _endless(part, kind, open_ended, sign) for part, sign in zip(parts, ("-", ""), strict=True)
    ]
    return Term(kind=Kind.INTERVAL, parts=tuple(sides))


def _end(end: Any, one: Callable[[Any], Term]) -> Term:
    return instant(end) if isinstance(end, str) else one(end)


def _endless(part: Term | None, kind: Kind, open_ended: frozenset[str], sign: str) -> Term:
    if part is not None and part.property not in open_ended:
        return part
    kind = part.kind if part else kind
    endless = Infinity(sign=sign, type="date" if kind is Kind.DATE else "timestamptz")
    return Term(kind=kind, sql=Coalesce(part.sql, endless) if part else endless)


_Ends = tuple[Any, Any]
_before: Callable[[_Ends, _Ends], Any] = lambda a, b: Infix("<", a[1], b[0])  # noqa: E731


def _all(*conditions: tuple[Any, str, Any]) -> Any:
    return joined("AND", [Infix(sign, left, right) for left, sign, right in conditions])


_OF_BOTH: dict[str, Callable[[_Ends, _Ends], Any]] = {
    "t_after": lambda a, b: _before(b, a),
    "t_before": _before,
    "t_disjoint": lambda a, b: Infix("OR", _before(a, b), _before(b, a)),
    "t_equals": lambda a, b: _all((a[0], "=", b[0]), (a[1], "=", b[1])),
    "t_intersects": lambda a, b: _all((a[0], "<=", b[1]), (a[1], ">=", b[0])),
}
_OF_INTERVALS: dict[str, Callable[[_Ends, _Ends], Any]] = {
    "t_contains": lambda a, b: _all((a[0], "<", b[0]), (a[1], ">", b[1])),
    "t_during": lambda a, b: _all((a[0], ">", b[0]), (a[1], "<", b[1])),
    "t_finishedby": lambda a, b: _all((a[0], "<", b[0]), (a[1], "=", b[1])),
    "t_finishes": lambda a, b: _all((a[0], ">", b[0]), (a[1], "=", b[1])),
    "t_meets": lambda a, b: _all((a[1], "=", b[0])),
    "t_metby": lambda a, b: _all((a[0], "=", b[1])),
    "t_overlappedby": lambda a, b: _all((a[0], ">", b[0]), (a[0], "<", b[1]), (a[1], ">", b[1])),
    "t_overlaps": lambda a, b: _all((a[0], "<", b[0]), (a[1], ">", b[0]), (a[1], "<", b[1])),
    "t_startedby": lambda a, b: _all((a[0], "=", b[0]), (a[1], ">", b[1])),
    "t_starts": lambda a, b: _all((a[0], "=", b[0]), (a[1], "<", b[1])),
}
FUNCTIONS = _OF_BOTH | _OF_INTERVALS


def related(name: str, terms: list[Term]) -> Any:
    """The condition of one of the T_ functions (CQL2, 7.7); raises Unusable."""
    wanted = {Kind.INTERVAL} if name in _OF_INTERVALS else {Kind.INTERVAL, Kind.DATE, Kind.TIME}
    if len(terms) != 2 or not {term.kind for term in terms} <= wanted:
        raise Unusable(f"two of {' or '.join(sorted(wanted))} in {name.upper()}")
    kinds = {part.kind for term in terms for part in _instants(term)}
    as_times = Kind.TIME in kinds
    return FUNCTIONS[name](*(_ends(term, as_times=as_times) for term in terms))


def _instants(term: Term) -> list[Term]:
    return [part for part in term.parts if part] if term.kind is Kind.INTERVAL else [term]


def _ends(term: Term, *, as_times: bool) -> _Ends:
    parts = _instants(term)
    first, last = parts[0], parts[-1]
    return (
        DayStart(first.sql) if as_times and first.kind is Kind.DATE else first.sql,
        DayEnd(last.sql) if as_times and last.kind is Kind.DATE else last.sql,
    )
