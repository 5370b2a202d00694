"""The formats that GDAL writes. Coordinates are east before north, whatever the CRS."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyogrio

from spatial.exporting import rows
from spatial.exporting.about import Export, Told

# GDAL writes the time into its files: always this one, so that the same data are the same bytes.
pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})

# The index of FlatGeobuf is made in memory, 220 bytes a row.
MOST_INDEXED = 1_000_000


class Batches:
    """An iterator for GDAL that keeps the error that ended it: GDAL would only tell its text."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self.batches = batches
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        try:
            yield from self.batches
        except Exception as error:
            self.error = error
            raise


def write(
    export: Export, path: Path, batches: Iterator[pa.RecordBatch], schema: pa.Schema, **options: Any
) -> None:
    """Write `batches` to `path`; `options` are those of pyogrio.write_arrow and of the driver."""
    source = Batches(batches)
    reader = pa.RecordBatchReader.from_batches(schema, iter(source))
    try:
        pyogrio.write_arrow(
            reader,
            path,
            geometry_name=rows.GEOMETRY,
            geometry_type=export.layer.geometry_type(),
            crs=f"EPSG:{export.asked.crs.srid}",
            **options,
        )
    except Exception:
        if source.error:
            raise source.error  # noqa: B904  its cause is the database's, not GDAL's text of it
        raise


def flatgeobuf(export: Export, path: Path, told: Told) -> None:
    """FlatGeobuf, with its spatial index unless a row is without a place: it cannot index those."""
    layer = export.layer
    placed = not rows.matching(export).filter(**{f"{layer.geometry}__isnull": True}).exists()
    write(
        export,
        path,
        rows.batches(export, told),
        rows.schema(layer),
        driver="FlatGeobuf",
        layer=layer.id,
        layer_metadata=export.about.as_dict(),
        TITLE=export.title(),
        DESCRIPTION=export.description(),
        SPATIAL_INDEX="YES" if placed and 0 < export.count <= MOST_INDEXED else "NO",
    )
