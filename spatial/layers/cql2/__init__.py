"""Filters: CQL2 (OGC 21-065r2), text and JSON, over the queryables of a layer.

The library cql2 parses, `reading.py` guards it; the tree becomes Django expressions here, never
text of SQL.
"""

from spatial.layers.cql2.condition import Filter, condition, read
from spatial.layers.cql2.published import FUNCTIONS, Function
from spatial.layers.cql2.reading import LANGUAGES, LARGEST_TEXT
from spatial.layers.cql2.terms import Kind

__all__ = [
    "FUNCTIONS",
    "LANGUAGES",
    "LARGEST_TEXT",
    "Filter",
    "Function",
    "Kind",
    "condition",
    "read",
]
