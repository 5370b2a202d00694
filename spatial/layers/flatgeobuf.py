"""A page of items as a FlatGeobuf file.

GDAL writes it: ST_AsFlatGeobuf of PostGIS 3.3 gives no bytes for a page without rows, no CRS
where the first row has no geometry, and files with NULLs that GDAL cannot read.
"""

import io
from collections.abc import Sequence
from typing import Any

import numpy
import pyogrio.raw
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import F, Value
from django.db.models.fields import (
    BinaryField,
    BooleanField,
    DateField,
    DecimalField,
    FloatField,
    IntegerField,
)

from spatial.layers import query
from spatial.layers.layer import Layer, Property

Column = tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]

# How the values of a column are kept, and what stands for NULL, which a mask marks.
_KEPT: tuple[tuple[type, str, object], ...] = (
    (BooleanField, "bool", False),
    (IntegerField, "int64", 0),
    (DecimalField, "float64", 0.0),
    (FloatField, "float64", 0.0),
    (DateField, "datetime64[D]", "1970-01-01"),
)


def page(layer: Layer, ids: Sequence[int], asked: query.ItemsQuery) -> bytes:
    """The items `ids`, in that order, with their id as the first column, without an index.

    Coordinates are east before north in every CRS, as the format has it. Days are date-times,
    since it knows no days.
    """
    chosen = layer.only(asked.properties)
    paths = ["pk", *(p.path for p in chosen)]
    rows = _rows(layer, ids, asked, paths)
    columns = [_column(None, [row[0] for row in rows])]
    columns += [_column(p, [row[n] for row in rows]) for n, p in enumerate(chosen, start=1)]
    file = io.BytesIO()
    pyogrio.raw.write(
        file,
        numpy.array([row[-1] for row in rows], dtype=object),
        [values for values, _ in columns],
        ["id", *(p.name for p in chosen)],
        field_mask=[mask for _, mask in columns],
        layer=layer.id,
        driver="FlatGeobuf",
        geometry_type=layer.geometry_type(),
        crs=f"EPSG:{asked.crs.srid}",
        SPATIAL_INDEX="NO",
    )
    return file.getvalue()


def _rows(
    layer: Layer, ids: Sequence[int], asked: query.ItemsQuery, paths: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The values of `paths` and the geometry as WKB, in the order of `ids`."""
    shape = AsWKB(query.in_crs(F(layer.geometry), asked.crs))
    binary = shape if asked.geometry else Value(None, BinaryField())
    found = layer.rows().filter(pk__in=ids).annotate(binary=binary)
    by_id = {row[0]: row for row in found.values_list(*paths, "binary")}
    rows = [by_id[one] for one in ids if one in by_id]
    return [(*row[:-1], bytes(row[-1]) if row[-1] is not None else None) for row in rows]


def _column(property: Property | None, values: Sequence[Any]) -> Column:
    """The values of a property, of the id for None, and which of them are NULL."""
    unknown = numpy.array([value is None for value in values], dtype=bool)
    kind = type(property.type) if property else IntegerField
    for known, kept, instead in _KEPT:
        if issubclass(kind, known):
            filled = [instead if value is None else value for value in values]
            return numpy.array(filled, dtype=kept), unknown
    return numpy.array(values, dtype=object), unknown
