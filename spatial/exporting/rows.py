"""Rows as PostgreSQL sends them, a batch at a time: memory does not grow with their number."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pyarrow as pa
from django.conf import settings
from django.contrib.gis.db.models.functions import AsWKB, GeoFunc, PointOnSurface
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.fields import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    FloatField,
    IntegerField,
    TextField,
)
from django.db.models.functions import Cast

from spatial.errors import DataReplaced
from spatial.exporting.about import Export, Told
from spatial.layers import known, query
from spatial.layers.crs import Crs
from spatial.layers.layer import Layer, Property

BATCH = 10_000
# The column of the item's id, as GeoJSON has it beside the properties.
ID = "id"
GEOMETRY = "geometry"


class East(GeoFunc):
    """ST_X(point)."""

    function = "ST_X"
    output_field = FloatField()


class North(GeoFunc):
    """ST_Y(point)."""

    function = "ST_Y"
    output_field = FloatField()


class AsText(GeoFunc):
    """ST_AsText(geometry, digits)."""

    function = "ST_AsText"
    output_field = TextField()


def wkb(layer: Layer, target: Crs) -> Any:
    return AsWKB(query.in_crs(F(layer.geometry), target))


def wkt(layer: Layer, target: Crs) -> Any:
    return AsText(query.in_crs(F(layer.geometry), target), Value(target.digits))


def axes(target: Crs) -> tuple[str, str]:
    """What the two numbers of a point are called, east first."""
    return ("longitude", "latitude") if target.unit == "degree" else ("easting", "northing")


def inside(layer: Layer, target: Crs) -> tuple[Any, Any]:
    """East and north, as two columns, of a point inside the geometry."""
    point = query.in_crs(PointOnSurface(layer.geometry), target)
    return East(point), North(point)


def values(layer: Layer) -> list[str | Combinable]:
    """The id and the properties; exact decimals as double precision, which all formats have."""
    return [
        "pk",
        *(
            Cast(F(p.path), FloatField()) if isinstance(p.type, DecimalField) else F(p.path)
            for p in layer.properties
        ),
    ]


def names(layer: Layer) -> list[str]:
    return [ID, *(p.name for p in layer.properties)]


@contextmanager
def patient() -> Iterator[None]:
    """A transaction whose statements may take as long as an export may."""
    with transaction.atomic(), connection.cursor() as cursor:
        limit = str(settings.EXPORT_TIMEOUT_MS)
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [limit])
        yield


@contextmanager
def opened(sql: str, parameters: Sequence[Any]) -> Iterator[Any]:
    """A cursor that stands on the server, and sends what is fetched from it as binary.

    Django's own sends text. Its errors are Django's.
    """
    with connection.cursor() as client:
        text = client.mogrify(sql, parameters)
    raw = psycopg.ServerCursor(connection.connection, name=f"export_{uuid4().hex}")
    raw.format = psycopg.pq.Format.BINARY
    with connection.make_cursor(raw) as cursor:
        cursor.execute(text)
        yield cursor


def matching(export: Export) -> QuerySet[Any]:
    return query.matching(export.layer, export.asked)


def read(
    export: Export, columns: Sequence[str | Combinable], told: Told
) -> Iterator[list[tuple[Any, ...]]]:
    """Batches of `columns` of the export's rows, in the order asked for.

    They are as of one moment; raises DataReplaced if that is not the version it says.
    """
    try:
        sql, parameters = matching(export).values_list(*columns).query.sql_with_params()
    except EmptyResultSet:  # as for a number that no row of its type can have
        return
    with patient(), opened(sql, parameters) as cursor:
        # The cursor's rows are those of the moment it was opened: what was imported before
        # that moment is in the version read now.
        if known.version() != export.about.version:
            raise DataReplaced()
        done = 0
        while batch := cursor.fetchmany(BATCH):
            yield batch
            done += len(batch)
            told(done)


def arrow_type(field: "Field[Any, Any]") -> pa.DataType:
    """The type of a column of `field` in Arrow."""
    kinds: list[tuple[Any, pa.DataType]] = [
        (BooleanField, pa.bool_()),
        (DecimalField, pa.float64()),
        (FloatField, pa.float64()),
        (DateField, pa.date32()),
    ]
    for kind, type in kinds:
        if isinstance(field, kind):
            return type
    if isinstance(field, IntegerField):
        wide = field.get_internal_type() in ("BigIntegerField", "BigAutoField")
        return pa.int64() if wide else pa.int32()
    return pa.string()


def _notes(property: Property) -> dict[str, str]:
    made = {
        "title": property.title,
        "description": property.description,
        "unit": property.unit or "",
    }
    return {name: text for name, text in made.items() if text}


def schema(layer: Layer) -> pa.Schema:
    """Id, properties and the geometry as WKB; each field says its title and unit."""
    return pa.schema(
        [
            pa.field(ID, pa.int64(), nullable=False),
            *(pa.field(p.name, arrow_type(p.type), metadata=_notes(p)) for p in layer.properties),
            pa.field(GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"}),
        ]
    )


def batches(export: Export, told: Told) -> Iterator[pa.RecordBatch]:
    """The rows as Arrow: see `schema`. A row without a place has a null geometry."""
    layer = export.layer
    made = schema(layer)
    columns = [*values(layer), wkb(layer, export.asked.crs)]
    for rows in read(export, columns, told):
        arrays = [
            pa.array(column, type=field.type)
            for column, field in zip(zip(*rows, strict=True), made, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=made)
