"""A file of development plans: one row for each measure and figure. Tables and vector files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from spatial import partial_date
from spatial.errors import BadInput, BadRow
from spatial.importing import delivery, outlines, tables
from spatial.importing.delivery import Wishes
from spatial.importing.fields import Field, counted, mapping, percent, text, year
from spatial.importing.sheets import SPREADSHEETS
from spatial.law.status import MeasureKind
from spatial.models import DevelopmentPlan, MeasureFigure, Precision
from spatial.models.area import SRID
from spatial.models.names import comparable, folded

TABLES = (*SPREADSHEETS, ".csv", ".tsv", ".txt")


def _one_of(words: dict[str, Any]) -> Callable[[str], Any]:
    known = {comparable(word): value for word, value in words.items()}

    def parse(value: str) -> Any:
        if comparable(value) not in known:
            raise ValueError(f"is none of {', '.join(words)}")
        return known[comparable(value)]

    return parse


def _spelt(*names: str) -> tuple[str, ...]:
    """Each name also as columns of vector files have it: "fra år", "fra_år" and "fra_aar"."""
    return tuple(
        spelling
        for name in names
        for spelling in (name, name.replace(" ", "_"), folded(name).replace(" ", "_"))
    )


def _share(value: str) -> Decimal:
    return round(percent(100)(value), 1)


_KINDS = {kind.value: kind for kind in MeasureKind}
_KINDS |= {kind.name.lower(): kind for kind in MeasureKind}
_PRECISIONS = {one.value: one for one in Precision}
_PRECISIONS |= {one.name.lower(): one for one in Precision}
_KINDS_OF_PLAN = {kind.value: kind for kind in DevelopmentPlan.Kind}
_KINDS_OF_PLAN |= {kind.name.lower(): kind for kind in DevelopmentPlan.Kind}
_yes = _one_of({"ja": True, "nej": False, "yes": True, "no": False})

OF_PLAN = (
    Field(name="summary", known_as=_spelt("resumé", "summary"), parse=text(200)),
    Field(name="parties", known_as=_spelt("parter", "parties"), parse=text(200)),
    Field(name="adopted_on", known_as=_spelt("vedtaget", "adopted_on"), parse=partial_date.read),
    Field(name="approved_on", known_as=_spelt("godkendt", "approved_on"), parse=partial_date.read),
    Field(name="target_share_pct", known_as=_spelt("mål", "target_share_pct"), parse=_share),
    Field(name="target_year", known_as=_spelt("målår", "target_year"), parse=year),
    Field(name="dispensation", known_as=_spelt("dispensation"), parse=_yes),
    Field(
        name="kind_of_plan",
        known_as=_spelt("art", "kind_of_plan"),
        parse=_one_of(_KINDS_OF_PLAN),
    ),
    Field(name="supersedes", known_as=_spelt("afløser", "supersedes"), parse=text(90)),
)
OF_MEASURE = (
    Field(name="year_from", known_as=_spelt("fra år", "year_from"), parse=year),
    Field(name="year_to", known_as=_spelt("til år", "year_to"), parse=year),
    Field(name="place", known_as=_spelt("sted", "place"), parse=text(200)),
)
FIELDS = (
    Field(
        name="area",
        known_as=_spelt("område", "boligområde", "area"),
        parse=text(120),
        required=True,
        carried=True,
    ),
    Field(name="plan", known_as=_spelt("plan"), parse=text(90)),
    *OF_PLAN,
    Field(name="kind", known_as=_spelt("tiltag", "kind"), parse=_one_of(_KINDS)),
    Field(name="description", known_as=_spelt("beskrivelse", "description"), parse=text(300)),
    *OF_MEASURE,
    Field(
        name="units_planned",
        known_as=_spelt("planlagte boliger", "planlagt", "units_planned"),
        parse=counted,
    ),
    Field(
        name="units_planned_most",
        known_as=_spelt("planlagt højst", "units_planned_most"),
        parse=counted,
    ),
    Field(
        name="units_done", known_as=_spelt("udførte boliger", "udført", "units_done"), parse=counted
    ),
    Field(name="finished", known_as=_spelt("afsluttet", "finished"), parse=_yes),
    Field(
        name="precision",
        known_as=_spelt("præcision", "precision"),
        parse=_one_of(_PRECISIONS),
    ),
    Field(name="as_of", known_as=_spelt("opgjort", "as_of"), parse=partial_date.read),
    Field(name="family_share_pct", known_as=_spelt("andel", "family_share_pct"), parse=_share),
    Field(name="remark", known_as=_spelt("bemærkning", "remark"), parse=text(300)),
    Field(name="source", known_as=_spelt("kilde", "source"), parse=text(500)),
    Field(name="wkt", known_as=_spelt("wkt", "geometri", "geometry"), parse=text(10_000_000)),
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row: `values` by field, None is unknown; `shape` a MultiPolygon in EPSG:25832, or None."""

    number: int
    values: dict[str, Any]
    shape: shapely.MultiPolygon | None = None


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    """`columns` are the fields that the file has; what it has no column for is left as it was."""

    path: Path
    columns: frozenset[str]
    entries: tuple[Entry, ...]


def read(path: Path, wishes: Wishes) -> PlanFile:
    """The file's rows, all typed. Raises BadInput naming every row that cannot be used."""
    if path.suffix.lower() in TABLES:
        return _table(path, wishes)
    layer = wishes.layer or delivery.only_layer(path)
    try:
        info = pyogrio.read_info(path, layer=layer)
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from error
    return _outlined(path, wishes) if info["geometry_type"] else _bare(path, layer, wishes)


def typed(row: dict[str, Any]) -> dict[str, Any]:
    """The values of a row whose columns have the fields' own names. Raises ValueError."""
    return {field.name: field.value(row.get(field.name)) for field in FIELDS}


def figures(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures of a measure that a row tells: planned, done, or both; a remark needs none.

    Raises ValueError where an upper limit has no lower one.
    """
    common = {
        "precision": values["precision"] or Precision.EXACT,
        "as_of": values["as_of"],
        "remark": values["remark"] or "",
    }
    done = values["units_done"] is not None or values["finished"]
    planned = values["units_planned"] is not None
    most = values["units_planned_most"]
    if most is not None and not planned:
        raise ValueError(f"units_planned_most is {most}, and units_planned is missing")
    if planned or (common["remark"] and not done):
        yield common | {
            "status": MeasureFigure.Status.PLANNED,
            "units": values["units_planned"],
            "units_most": most,
        }
    if done:
        units = values["units_done"]
        yield common | {"status": MeasureFigure.Status.DONE, "units": units, "units_most": None}


def _table(path: Path, wishes: Wishes) -> PlanFile:
    table = tables.read(path, FIELDS, wishes)
    given = [row.values["wkt"] for row in table.rows]
    shapes: list[Any] = [None] * len(given)
    if any(given):
        shapes = list(_from_wkt(path, wishes, [(r.number, r.values["wkt"]) for r in table.rows]))
    entries = tuple(
        Entry(number=row.number, values=row.values, shape=shape)
        for row, shape in zip(table.rows, shapes, strict=True)
    )
    columns = frozenset(table.columns) | ({"geometry"} if "wkt" in table.columns else set())
    return PlanFile(path=path, columns=columns, entries=entries)


def _from_wkt(
    path: Path, wishes: Wishes, given: list[tuple[int, Any]]
) -> Iterator[shapely.MultiPolygon | None]:
    if not wishes.crs:
        raise BadInput(
            f"{path.name} has outlines and does not say which coordinate system they are in. "
            "Say which with --crs, such as --crs EPSG:25832."
        )
    try:
        to_storage = Transformer.from_crs(CRS.from_user_input(wishes.crs), SRID, always_xy=True)
    except CRSError as error:
        raise BadInput(f"--crs {wishes.crs} is not a coordinate system that is known.") from error
    read = shapely.from_wkt(np.array([one for _, one in given], dtype=object), on_invalid="ignore")
    cleaned = outlines.cleaned(shapely.to_wkb(read), to_storage)
    found = zip(given, cleaned.shapes, cleaned.reasons, strict=True)
    told = [(n, shape, reason if wkt else None) for (n, wkt), shape, reason in found]
    refuse(path, (BadRow(number, reason) for number, _, reason in told if reason))
    yield from (shape for _, shape, _ in told)


def _outlined(path: Path, wishes: Wishes) -> PlanFile:
    """A vector file, of whose rows some may have no outline."""
    opened = delivery.opened(path, FIELDS, wishes)
    rows = list(opened.rows())
    refuse(
        path,
        (
            BadRow(row.number, "; ".join(filter(None, (reason, *row.left_out))))
            for row in rows
            for reason in [None if row.reason == outlines.NO_OUTLINE else row.reason]
            if reason or row.left_out
        ),
    )
    names = [field.name for field in FIELDS]
    entries = tuple(
        Entry(
            number=row.number,
            values=dict(zip(names, row.values, strict=True)),
            shape=row.shape,
        )
        for row in rows
    )
    return PlanFile(path=path, columns=frozenset({*opened.columns, "geometry"}), entries=entries)


def _bare(path: Path, layer: str, wishes: Wishes) -> PlanFile:
    """A layer of a vector file that has no outlines at all."""
    meta, _, _, data = pyogrio.raw.read(path, layer=layer)
    names = [str(name) for name in meta["fields"]]
    columns = mapping(FIELDS, names, wishes.columns, path.name)
    found = dict(zip(names, (column.tolist() for column in data), strict=True))
    entries, bad = [], []
    for index in range(len(data[0]) if names else 0):
        row = {name: found[column][index] for name, column in columns.items()}
        try:
            entries.append(Entry(number=index + 1, values=typed(row)))
        except ValueError as error:
            bad.append(BadRow(index + 1, str(error)))
    refuse(path, bad)
    return PlanFile(path=path, columns=frozenset(columns), entries=tuple(entries))


def refuse(path: Path, bad: Iterable[BadRow]) -> None:
    """Raise BadInput if there is one."""
    if told := list(bad):
        lines = "\n  ".join(str(one) for one in told[:20])
        raise BadInput(f"{path.name} has rows that cannot be used:\n  {lines}")
