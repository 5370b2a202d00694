"""PostGIS functions that GeoDjango lacks. Imports nothing of ours."""

from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import GeomOutputGeoFunc
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable, Expression
from django.db.models.fields import TextField


class Segmentize(GeomOutputGeoFunc):
    """ST_Segmentize(geometry, longest): no edge longer than `longest`, in the geometry's unit."""

    function = "ST_Segmentize"


class FlipCoordinates(GeomOutputGeoFunc):
    """ST_FlipCoordinates(geometry): for CRSs that put north first."""

    function = "ST_FlipCoordinates"


class Simplify(GeomOutputGeoFunc):
    """ST_Simplify(geometry, tolerance), which keeps what would collapse."""

    function = "ST_Simplify"
    template = "%(function)s(%(expressions)s, true)"


class AsMVTGeom(Func):
    """ST_AsMVTGeom(geometry, bounds, extent, buffer, clip): EPSG:3857 to tile coordinates."""

    function = "ST_AsMVTGeom"
    output_field = GeometryField(srid=0)


class TileEnvelope(Func):
    """ST_TileEnvelope(zoom, column, row) in EPSG:3857."""

    function = "ST_TileEnvelope"
    output_field = GeometryField(srid=3857)


class Json(Func):
    """The JSON text of a value; `null` for NULL."""

    template = "coalesce(to_json(%(expressions)s)::text, 'null')"
    output_field = TextField()


class JsonOrOpen(Func):
    """The JSON text of a day; ".." for NULL, which is an open end."""

    template = "coalesce(to_json(%(expressions)s)::text, '\"..\"')"
    output_field = TextField()


class Joined(Func):
    """Texts put together with `||`: the fastest way PostgreSQL has."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()

    def __init__(self, *parts: str | Expression | F | Combinable, **extra: Any) -> None:
        super().__init__(
            *(Value(p, TextField()) if isinstance(p, str) else p for p in parts), **extra
        )
