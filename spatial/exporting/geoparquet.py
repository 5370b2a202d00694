"""GeoParquet 1.1, with a covering box for each row and the box of all."""

import json
from pathlib import Path
from typing import Any

import numpy
import pyarrow as pa
import pyproj
import shapely
from pyarrow import parquet

from spatial.exporting import rows
from spatial.exporting.about import Export, Told

BOX = "bbox"
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_BOX_TYPE = pa.struct([pa.field(side, pa.float64()) for side in _SIDES])


def write(export: Export, path: Path, told: Told) -> None:
    """One row group a batch. Coordinates are east before north: the format says so.

    Source: GeoParquet 1.1.0.
    """
    schema = rows.schema(export.layer).append(pa.field(BOX, _BOX_TYPE))
    whole = numpy.full(4, numpy.nan)
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        for batch in rows.batches(export, told):
            bounds = _bounds(batch.column(rows.GEOMETRY))
            whole[:2] = numpy.fmin(whole[:2], _least(bounds[:, :2], numpy.fmin))
            whole[2:] = numpy.fmax(whole[2:], _least(bounds[:, 2:], numpy.fmax))
            file.write_batch(
                pa.RecordBatch.from_arrays([*batch.columns, _boxes(bounds)], schema=schema)
            )
        box = None if numpy.isnan(whole).any() else whole.tolist()
        file.add_key_value_metadata(_metadata(export, box))


def _bounds(shapes: pa.BinaryArray) -> Any:
    """An array of n x 4, NaN where there is no geometry."""
    return shapely.bounds(shapely.from_wkb(shapes.to_numpy(zero_copy_only=False)))


def _least(values: Any, pick: numpy.ufunc) -> Any:
    return pick.reduce(values, axis=0)


def _boxes(bounds: Any) -> pa.StructArray:
    absent = numpy.isnan(bounds[:, 0])
    sides = [pa.array(bounds[:, side], mask=absent) for side in range(4)]
    return pa.StructArray.from_arrays(sides, fields=list(_BOX_TYPE), mask=pa.array(absent))


def _metadata(export: Export, box: list[float] | None) -> dict[str, str]:
    srid = export.asked.crs.srid
    known = "OGC:CRS84" if srid == 4326 else f"EPSG:{srid}"
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": [export.layer.geometry_type()],
        "crs": pyproj.CRS(known).to_json_dict(),
        "covering": {BOX: {side: [BOX, side] for side in _SIDES}},
    }
    if box:
        column["bbox"] = box
    geo = {"version": "1.1.0", "primary_column": rows.GEOMETRY, "columns": {rows.GEOMETRY: column}}
    facts = {"title": export.layer.title, "description": export.layer.description}
    return {"geo": json.dumps(geo), **facts, **export.about.as_dict()}
