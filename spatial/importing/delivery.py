"""A vector file of any format GDAL reads, as batches of rows ready to be stored."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from spatial.errors import BadInput
from spatial.importing import fields, outlines
from spatial.models.area import SRID

BATCH = 20_000
WKT_COLUMNS = "wkb_geometry,wkt,geom,geometry,the_geom,geometri"
POLYGON_WORDS = ("Polygon", "Surface", "Unknown", "Collection")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the operator says of a file; empty means: find out, or refuse."""

    layer: str = ""
    crs: str = ""
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """`number` counts from 1 in the layer; `shape` is None when `reason` says why."""

    number: int
    values: tuple
    shape: object
    repaired: bool
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A layer of a file whose columns and coordinate system are known."""

    path: Path
    layer: str | None
    fields: tuple[fields.Field, ...]
    columns: dict[str, str]
    crs: CRS
    total: int | None
    where: str | None = None
    derive: Callable[[dict], dict] | None = None

    def rows(self) -> Iterator[Row]:
        """Every row once, in the file's order."""
        to_storage = Transformer.from_crs(self.crs, SRID, always_xy=True)
        number = 0
        with pyogrio.raw.open_arrow(
            self.path,
            layer=self.layer,
            where=self.where,
            batch_size=BATCH,
            use_pyarrow=True,
            **_options(self.path),
        ) as (meta, reader):
            for batch in reader:
                wkb = batch.column(meta["geometry_name"] or "wkb_geometry").to_pylist()
                cleaned = outlines.cleaned(wkb, to_storage)
                for index, values in enumerate(self._values(batch)):
                    number += 1
                    yield Row(
                        number=number,
                        values=values if isinstance(values, tuple) else (),
                        shape=cleaned.shapes[index],
                        repaired=bool(cleaned.repaired[index]),
                        reason=values if isinstance(values, str) else cleaned.reasons[index],
                    )

    def _values(self, batch: pa.RecordBatch) -> Iterator[tuple | str]:
        """The typed values of each row, or the reason why it has none."""
        names = self.columns.values() if self.derive is None else batch.schema.names
        names = [name for name in dict.fromkeys(names) if name in batch.schema.names]
        plain = {
            name: batch.column(name).to_pylist()
            for name in names
            if not pa.types.is_binary(batch.column(name).type)
        }
        for index in range(batch.num_rows):
            given = {name: column[index] for name, column in plain.items()}
            if self.derive:
                given |= self.derive(given)
            try:
                yield tuple(one.value(given.get(self.columns.get(one.name))) for one in self.fields)
            except ValueError as error:
                yield str(error)

    def checksum(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return checksum(self.path)


def checksum(path: Path) -> str:
    """SHA-256 of a file, hexadecimal; of a folder (a file geodatabase), of its files in order."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            with file.open("rb") as opened:
                while chunk := opened.read(1 << 20):
                    digest.update(chunk)
    return digest.hexdigest()


def opened(path: Path, known: tuple[fields.Field, ...], wishes: Wishes, **more) -> Delivery:
    """The delivery in `path`. Raises BadInput in a sentence that names the file."""
    layer = wishes.layer or _only_layer(path)
    try:
        info = pyogrio.read_info(path, layer=layer, **_options(path))
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from error
    if info["features"] == 0:
        raise BadInput(f"{path.name} holds no rows.")
    columns = [str(name) for name in info["fields"]]
    return Delivery(
        path=path,
        layer=layer,
        fields=known,
        columns=fields.mapping(known, columns + more.pop("derived", []), wishes.columns, path.name),
        crs=_crs(path, wishes.crs, info["crs"], info["total_bounds"]),
        total=info["features"] if info["features"] > 0 else None,
        **more,
    )


def is_osm(path: Path) -> bool:
    return path.name.endswith((".osm", ".pbf"))


def _options(path: Path) -> dict[str, str]:
    if path.suffix.lower() not in (".csv", ".tsv"):
        return {}
    return {"GEOM_POSSIBLE_NAMES": WKT_COLUMNS, "KEEP_GEOM_COLUMNS": "NO"}


def _only_layer(path: Path) -> str:
    """The one layer that can hold polygons."""
    if not path.exists():
        raise BadInput(f"There is no file {path}.")
    try:
        layers = pyogrio.list_layers(path)
    except DataSourceError as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from error
    if is_osm(path):
        return "multipolygons"  # GDAL puts closed ways and relations there
    if len(layers) == 1:
        return layers[0][0]
    names = [name for name, kind in layers if kind and any(word in kind for word in POLYGON_WORDS)]
    if len(names) != 1:
        every = ", ".join(name for name, _ in layers) or "none"
        raise BadInput(f"{path.name} has these layers: {every}. Say which with --layer NAME.")
    return names[0]


def _crs(path: Path, asked: str, found: str | None, bounds: tuple | None) -> CRS:
    """What the operator says, else what the file says; never a guess."""
    if asked or found:
        try:
            return CRS.from_user_input(asked or found)
        except CRSError as error:
            raise BadInput(f"--crs {asked or found} is not a coordinate system: {error}") from error
    west, south, east, north = outlines.DENMARK
    hint = "Say which, for example --crs EPSG:25832 (UTM zone 32N) or --crs EPSG:4326 (degrees)."
    x, y, *_ = bounds if bounds is not None else (np.nan, np.nan)
    if west < x < east and south < y < north:
        hint = "Its numbers would fit UTM zone 32N: if it is that, add --crs EPSG:25832."
    elif 7 < x < 16 and 54 < y < 58:
        hint = "Its numbers would fit degrees, east first: if so, add --crs EPSG:4326."
    raise BadInput(f"{path.name} does not say which coordinate system it is in. {hint}")
