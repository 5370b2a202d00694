"""The way into this package: an Export and a format become a file."""

from collections.abc import Callable
from pathlib import Path

from spatial.exporting import csv, geojson, geopackage, geoparquet, shapefile, vector, xlsx
from spatial.exporting.about import Export, Told, nobody

_WRITERS: dict[str, Callable[[Export, Path, Told], None]] = {
    "csv": csv.write,
    "fgb": vector.flatgeobuf,
    "geojson": geojson.write,
    "gpkg": geopackage.write,
    "parquet": geoparquet.write,
    "shp": shapefile.write,
    "xlsx": xlsx.write,
}


def write(format: str, export: Export, path: Path, told: Told = nobody) -> None:
    """Write the file at `path`, in whose folder nothing else is; KeyError for another format.

    The same data, question and day are the same bytes. Memory does not grow with the rows, but
    in FlatGeobuf by 220 bytes of its index for each, up to a million.
    """
    _WRITERS[format](export, path, told)
