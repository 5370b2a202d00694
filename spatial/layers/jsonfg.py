"""JSON-FG (OGC 21-045r1): GeoJSON with the place in any CRS, and time. PostGIS writes it."""

from collections.abc import Iterable

from django.db.models import Case, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields import TextField

from spatial.layers import query
from spatial.layers.crs import CRS84
from spatial.layers.functions import Joined, Json, JsonOrOpen
from spatial.layers.layer import Layer


def feature(layer: Layer, asked: query.ItemsQuery, *, annotations: Iterable[str] = ()) -> Joined:
    """The text of one feature, as an expression over a row of `layer`.

    `place` is in the CRS that is asked for, `geometry` always in CRS84; where that is what is
    asked for, `place` must be null. `time` is the row's period, null where neither end is known.
    """
    place, geometry = _shapes(layer, asked)
    parts: query.Parts = ['{"type":"Feature","id":', Json("pk"), ',"time":', _time(layer)]
    parts += [',"place":', place, ',"geometry":', geometry]
    return Joined(*parts, *query.written_properties(layer, asked, annotations), "}")


def _shapes(layer: Layer, asked: query.ItemsQuery) -> tuple[str | Combinable, str | Combinable]:
    if not asked.geometry:
        return "null", "null"
    geometry = query.written_shape(layer, CRS84)
    return "null" if asked.crs == CRS84 else query.written_shape(layer, asked.crs), geometry


def _time(layer: Layer) -> str | Combinable:
    if not layer.valid_time:
        return "null"
    first, last = layer.valid_time
    unknown = Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
    known = Joined('{"interval":[', JsonOrOpen(first), ",", JsonOrOpen(last), "]}")
    return Case(When(unknown, then=Value("null")), default=known, output_field=TextField())
