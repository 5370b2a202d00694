"""A vector file of any format GDAL reads, as batches of rows ready to be stored."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from spatial.errors import BadInput
from spatial.importing import fields, outlines
from spatial.models.area import SRID

BATCH = 20_000
WKT_COLUMNS = "wkb_geometry,wkt,geom,geometry,the_geom,geometri"
Columns = dict[str, list]  # the file's columns that are needed, by name
POLYGON_WORDS = ("Polygon", "Surface", "Unknown", "Collection")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the operator says of a file; empty means: find out, or refuse."""

    layer: str = ""
    crs: str = ""
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """`number` counts from 1 in the layer; `shape` is None when `reason` says why.

    `left_out` says why optional values that the file gives are not among `values`.
    """

    number: int
    values: tuple
    shape: object
    repaired: bool
    reason: str | None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A layer of a file whose columns and coordinate system are known."""

    path: Path
    layer: str | None
    fields: tuple[fields.Field, ...]
    columns: dict[str, str]
    crs: CRS
    total: int | None
    needed: frozenset[str]
    where: str | None = None
    derive: Callable[[dict], dict] | None = None

    def rows(self) -> Iterator[Row]:
        """Every row once, in the file's order. Raises BadInput when the file ends too soon."""
        to_storage = Transformer.from_crs(self.crs, SRID, always_xy=True)
        number = 0
        for columns, wkb in self._batches() if self.total else self._whole():
            cleaned = outlines.cleaned(wkb, to_storage)
            for index in range(len(wkb)):
                number += 1
                given = {name: column[index] for name, column in columns.items()}
                values, left_out, reason = self._typed(given)
                yield Row(
                    number=number,
                    values=values,
                    shape=cleaned.shapes[index],
                    repaired=bool(cleaned.repaired[index]),
                    reason=reason or cleaned.reasons[index],
                    left_out=left_out,
                )
        if self.total and number != self.total:
            raise BadInput(f"{self.path.name} breaks off after {number} of {self.total} rows.")

    def _batches(self) -> Iterator[tuple[Columns, list]]:
        """Columns and outlines (WKB), so many rows at a time.

        GDAL's streams end without a word where a file is broken: count what comes.
        """
        try:
            with pyogrio.raw.open_arrow(
                self.path,
                layer=self.layer,
                batch_size=BATCH,
                use_pyarrow=True,
                **_options(self.path),
            ) as (meta, reader):
                geometry = meta["geometry_name"] or "wkb_geometry"
                if geometry not in reader.schema.names:
                    raise BadInput(f"{self.path.name} has no outlines, only a table.")
                for batch in reader:
                    names = [name for name in batch.schema.names if name in self.needed]
                    columns = {name: batch.column(name).to_pylist() for name in names}
                    yield columns, batch.column(geometry).to_pylist()
        except (DataSourceError, OSError, pa.ArrowException) as error:
            raise BadInput(f"{self.path.name} cannot be read to its end: {error}") from error

    def _whole(self) -> Iterator[tuple[Columns, list]]:
        """The same at once, for formats that do not know their number of rows (GML, OSM).

        Only this way does GDAL tell that such a file is broken.
        """
        try:
            meta, _, wkb, data = pyogrio.raw.read(
                self.path,
                layer=self.layer,
                columns=sorted(self.needed),
                where=self.where,
                **_options(self.path),
            )
        except (DataSourceError, FeatureError) as error:
            raise BadInput(f"{self.path.name} cannot be read to its end: {error}") from error
        if wkb is None:
            raise BadInput(f"{self.path.name} has no outlines, only a table.")
        columns = zip(meta["fields"], (column.tolist() for column in data), strict=True)
        yield dict(columns), wkb.tolist()

    def _typed(self, given: dict[str, object]) -> tuple[tuple, tuple[str, ...], str | None]:
        """A row's values, what is left out of them, and why the row cannot be used."""
        if self.derive:
            given |= self.derive(given)
        values, left_out = [], []
        for one in self.fields:
            try:
                values.append(one.value(given.get(self.columns.get(one.name))))
            except ValueError as error:
                if one.required:
                    return (), (), str(error)
                values.append(None)
                left_out.append(f"{error}: left out")
        return tuple(values), tuple(left_out), None

    def shapes(self, bbox: tuple[float, float, float, float]) -> np.ndarray:
        """The shapes that meet `bbox`, both in the file's own system, east first."""
        try:
            _, _, wkb, _ = pyogrio.raw.read(
                self.path, layer=self.layer, columns=[], bbox=bbox, **_options(self.path)
            )
            return shapely.from_wkb([] if wkb is None else wkb)
        except (DataSourceError, FeatureError, shapely.errors.GEOSException) as error:
            raise BadInput(f"{self.path.name} cannot be read to its end: {error}") from error

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


def opened(
    path: Path,
    known: tuple[fields.Field, ...],
    wishes: Wishes,
    *,
    derived: tuple[str, ...] = (),
    derived_from: tuple[str, ...] = (),
    **more: Any,
) -> Delivery:
    """The delivery in `path`. Raises BadInput in a sentence that names the file.

    `more` may hold `where` (only with formats of unknown length) and `derive`, which makes the
    columns `derived` of a row from those named in `derived_from`.
    """
    layer = wishes.layer or only_layer(path)
    try:
        info = pyogrio.read_info(path, layer=layer, **_options(path))
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from error
    if info["features"] == 0:
        raise BadInput(f"{path.name} holds no rows.")
    names = [str(name) for name in info["fields"]]
    columns = fields.mapping(known, names + list(derived), wishes.columns, path.name)
    return Delivery(
        path=path,
        layer=layer,
        fields=known,
        columns=columns,
        needed=frozenset(names) & {*columns.values(), *derived_from},
        crs=_crs(path, layer, wishes.crs or info["crs"]),
        total=info["features"] if info["features"] > 0 else None,
        **more,
    )


def is_osm(path: Path) -> bool:
    return path.name.endswith((".osm", ".pbf"))


def _options(path: Path) -> dict[str, str]:
    """Of GDAL's drivers."""
    if path.suffix.lower() in (".csv", ".tsv"):
        return {"GEOM_POSSIBLE_NAMES": WKT_COLUMNS, "KEEP_GEOM_COLUMNS": "NO"}
    if is_osm(path):  # else GDAL gives up, without a word, on files whose ids are not in order
        return {"USE_CUSTOM_INDEXING": "NO"}
    return {}


def only_layer(path: Path) -> str:
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


def _crs(path: Path, layer: str, named: str | None) -> CRS:
    """The system named by the operator or else the file; never a guess."""
    if named:
        try:
            return CRS.from_user_input(named)
        except CRSError as error:
            raise BadInput(f"--crs {named} is not a coordinate system that is known.") from error
    west, south, east, north = outlines.DENMARK
    info = pyogrio.read_info(path, layer=layer, force_total_bounds=True, **_options(path))
    x, y, *_ = info["total_bounds"] or (np.nan, np.nan)
    hint = "Say which with --crs, such as --crs EPSG:25832."
    if west < x < east and south < y < north:
        hint = "Its numbers would fit UTM zone 32N: if it is that, add --crs EPSG:25832."
    elif 7 < x < 16 and 54 < y < 58:
        hint = "Its numbers would fit degrees, east first: if it is that, add --crs EPSG:4326."
    raise BadInput(f"{path.name} does not say which coordinate system it is in. {hint}")
