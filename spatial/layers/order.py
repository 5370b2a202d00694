"""The order of a layer's rows, and the place behind one of them: what keyset pages are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.fields import CharField, TextField
from django.db.models.functions import Collate
from django.db.models.lookups import GreaterThan, LessThan

from spatial.layers.functions import COLLATION
from spatial.layers.layer import Property


@dataclass(frozen=True, kw_only=True)
class Key:
    """A property to order by; unknown values come last, whatever the direction."""

    property: Property
    descending: bool = False

    def __repr__(self) -> str:
        return f"{'-' if self.descending else '+'}{self.property.name}"

    def _sql(self) -> Any:
        text = isinstance(self.property.type, CharField | TextField)
        return Collate(self.property.path, COLLATION) if text else F(self.property.path)

    def ordering(self) -> OrderBy:
        return OrderBy(self._sql(), descending=self.descending, nulls_last=True)

    def equal(self, value: Any) -> Q:
        if value is None:
            return Q(**{f"{self.property.path}__isnull": True})
        return Q(**{self.property.path: value})

    def behind(self, value: Any) -> Q | None:
        """Rows whose value comes after `value`; None if none can."""
        if value is None:
            return None
        compare = LessThan if self.descending else GreaterThan
        return Q(compare(self._sql(), Value(value, self.property.type))) | self.equal(None)


def ordering(keys: Sequence[Key]) -> list[OrderBy | str]:
    """What to order by: the keys, then the id."""
    return [*(key.ordering() for key in keys), "pk"]


def behind(keys: Sequence[Key], last: Sequence[Any]) -> Q:
    """Rows behind the one whose values of `keys`, then id, are `last`."""
    *values, id = last
    found, so_far = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        later = key.behind(value)
        if later is not None:
            found |= so_far & later
        so_far &= key.equal(value)
    return found | (so_far & Q(pk__gt=id))


def columns(keys: Sequence[Key]) -> list[str]:
    """The columns whose values say where a row stands, the id last."""
    return [*(key.property.path for key in keys), "pk"]
