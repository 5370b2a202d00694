"""PostGIS functions that GeoDjango lacks. Imports nothing of ours."""

from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import GeomOutputGeoFunc
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable, Expression
from django.db.models.fields import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    FloatField,
    TextField,
)

# Code points: an order of texts that is the same on every system.
COLLATION = "C"


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


class Infix(Func):
    """Operands with one operator between them, in parentheses; a condition unless told else."""

    template = "(%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, operator: str, *operands: Any, **extra: Any) -> None:
        super().__init__(*operands, arg_joiner=f" {operator} ", **extra)


class Not(Func):
    template = "(NOT %(expressions)s)"
    output_field = BooleanField()


class IsNull(Func):
    template = "(%(expressions)s IS NULL)"
    output_field = BooleanField()


class CaseFolded(Func):
    """Text that is equal for all its cases, in every script: `ß` as `SS`.

    By way of upper case, since lower case alone keeps ß; by ICU, since the collation "C" knows
    no letters beyond ASCII and others depend on the system.
    """

    template = 'lower(upper((%(expressions)s) COLLATE "und-x-icu"))'
    output_field = TextField()


class Unaccented(Func):
    """Text without accents, by PostgreSQL's unaccent: ø is o, å is a, æ is ae."""

    function = "unaccent"
    output_field = TextField()


class Numeric(Func):
    template = "(%(expressions)s)::numeric"
    output_field = DecimalField()


class NumericFunction(Func):
    output_field = DecimalField()


class Power(Func):
    """x to the power of y; NULL where that is no number, or none of a size to reckon with.

    The operands are named by a subquery, so that nested powers do not multiply the text.
    """

    template = (
        "(SELECT CASE WHEN abs(v.x) >= 1e300 OR abs(v.y) >= 1e6 THEN NULL"
        " WHEN abs(v.x) < 1e-300 THEN CASE WHEN v.y > 0 THEN 0 WHEN v.y = 0 THEN 1 END"
        " WHEN v.x < 0 AND v.y <> trunc(v.y) THEN NULL"
        " WHEN abs(round(v.y, 20)::float8 * ln(abs(v.x)::float8)) < 650"
        " THEN power(v.x::float8, round(v.y, 20)::float8)::numeric END"
        " FROM (VALUES (%(expressions)s)) AS v(x, y))"
    )
    output_field = DecimalField()


class Infinity(Func):
    """The end of time, or with the sign `-` its beginning, as a `type` of PostgreSQL."""

    template = "'%(sign)sinfinity'::%(type)s"

    def __init__(self, *, sign: str, type: str) -> None:
        field = DateField() if type == "date" else DateTimeField()
        super().__init__(sign=sign, type=type, output_field=field)


class DayStart(Func):
    """The first moment of a date, UTC."""

    template = "((%(expressions)s)::timestamp AT TIME ZONE 'UTC')"
    output_field = DateTimeField()


class DayEnd(Func):
    """The last moment of a date, UTC."""

    template = (
        "((%(expressions)s)::timestamp AT TIME ZONE 'UTC'"
        " + interval '1 day' - interval '1 microsecond')"
    )
    output_field = DateTimeField()


class Year(Func):
    """The year of a date, or of a timestamp, UTC."""

    template = "date_part('year', (%(expressions)s) AT TIME ZONE 'UTC')"
    output_field = FloatField()


class SquareMetres(Func):
    """ST_Area of a geometry stored in metres."""

    function = "ST_Area"
    output_field = FloatField()


class ArrayOf(Func):
    """Values as an array of a `type` of PostgreSQL, or the array of one `column` as such."""

    template = "(ARRAY[%(expressions)s])::%(type)s[]"
    output_field = BooleanField()

    def __init__(self, *values: Any, type: str, column: bool = False) -> None:
        form = "(%(expressions)s)::%(type)s[]" if column else self.template
        super().__init__(*values, type=type, template=form)
