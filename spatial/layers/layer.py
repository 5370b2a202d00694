"""What a layer is. A layer that contradicts its model cannot be made."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.db.models.fields import DecimalField, FloatField, IntegerField

from spatial.models.demonstration import Part


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number that is published, with its unit in words."""

    column: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Property:
    """A published column: `name` is the column's, `path` what an ORM filter calls it."""

    name: str
    path: str
    field: "Field[Any, Any]"
    unit: str | None = None

    @property
    def title(self) -> str:
        return str(self.field.verbose_name)

    @property
    def description(self) -> str:
        return str(self.field.help_text)

    @property
    def type(self) -> "Field[Any, Any]":
        """The field whose values are seen: that of the column a foreign key points to."""
        return self.field.target_field if isinstance(self.field, ForeignKey) else self.field

    @property
    def values(self) -> tuple[str, ...]:
        """The values it can have, if they are few and known."""
        return tuple(str(value) for value, _ in self.field.flatchoices)


@dataclass(frozen=True, kw_only=True)
class Fill:
    """One colour for all features."""

    colour: str
    outline: str | None = None


@dataclass(frozen=True, kw_only=True)
class FillBy:
    """A colour, and for points a shape, by the value of a property; "" stands for NULL."""

    field: str
    colours: Mapping[str, str]
    shapes: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who answers for a layer whose rows do not name their source themselves."""

    title: str
    publisher: str
    licence: str
    url: str
    attribution: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Layer:
    """A collection: what is public of a model, how it is asked for and how it looks.

    `valid_time` names the columns of the first and the last day (inclusive; NULL is open).
    `zooms` are those for which tiles are made; below `polygons_from` a tile has a point
    inside each feature in place of its outline. Rows name their sources in `source_columns`,
    unless the layer has one `source` or is `made_from` another. `demonstration` names the
    parts that make this layer one of them.
    """

    id: str
    title: str
    description: str
    model: type[Model]
    published: tuple[str | Quantity, ...]
    queryables: tuple[str, ...] = ()
    tile_properties: tuple[str, ...] | None = None
    geometry: str = "geometry"
    valid_time: tuple[str, str] | None = None
    zooms: range
    polygons_from: int = 0
    symbology: Fill | FillBy
    source: Source | None = None
    made_from: "Layer | None" = None
    source_columns: tuple[str, ...] = ("source",)
    demonstration: frozenset[Part] = frozenset()
    items: bool = True
    keywords: tuple[str, ...] = ()
    properties: tuple[Property, ...] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "properties", tuple(self._property(p) for p in self.published))
        for wrong in self._contradictions():
            raise ValueError(f"layer {self.id!r}: {wrong}")

    def _property(self, declared: str | Quantity) -> Property:
        name, unit = (
            (declared.column, declared.unit) if isinstance(declared, Quantity) else (declared, None)
        )
        columns = {field.column: field for field in self.model._meta.concrete_fields}
        if name not in columns:
            raise ValueError(f"layer {self.id!r}: {self.model.__name__} has no column {name!r}")
        return Property(name=name, path=columns[name].attname, field=columns[name], unit=unit)

    def _contradictions(self) -> list[str]:
        names = [p.name for p in self.properties]
        wrong = [f"{name!r} is published twice" for name in set(names) if names.count(name) > 1]
        wrong += [
            f"{p.name!r} is a number without a unit"
            for p in self.properties
            if isinstance(p.field, IntegerField | FloatField | DecimalField) and not p.unit
        ]
        referred = {*self.queryables, *(self.valid_time or ()), *(self.tile_properties or ())}
        if isinstance(self.symbology, FillBy):
            referred.add(self.symbology.field)
        if not self.source and not self.made_from:
            referred |= set(self.source_columns)
        wrong += [f"{name!r} is not published" for name in sorted(referred - set(names))]
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.id):
            wrong.append("an id is lower-case words with hyphens")
        if not isinstance(self.model._meta.get_field(self.geometry), GeometryField):
            wrong.append(f"{self.geometry!r} is not a geometry")
        if not self.zooms or self.zooms[0] < 0 or self.zooms[-1] > 22:
            wrong.append("zooms run within 0 to 22")
        return wrong

    def property(self, name: str) -> Property:
        """The published property `name`; KeyError if there is none."""
        return {p.name: p for p in self.properties}[name]

    def geometry_field(self) -> Any:
        """The field of the geometry, which has its SRID, its type and its lookups."""
        return self.model._meta.get_field(self.geometry)

    def geometry_type(self) -> str:
        """The type of every geometry, as GeoJSON names it: one for each layer."""
        names = {"POLYGON": "Polygon", "MULTIPOLYGON": "MultiPolygon"}
        return names[self.geometry_field().geom_type]

    def only(self, names: Iterable[str] | None) -> tuple[Property, ...]:
        """The published properties among `names`, in the layer's order; all, for None."""
        if names is None:
            return self.properties
        return tuple(p for p in self.properties if p.name in set(names))

    def sortables(self) -> tuple[Property, ...]:
        """What rows may be ordered by: the queryables, and the id."""
        id = Property(name="id", path="pk", field=self.model._meta.pk)
        return (*(self.property(name) for name in self.queryables), id)

    def in_tiles(self) -> tuple[Property, ...]:
        """The properties that vector tiles carry: all, if the layer does not choose."""
        if self.tile_properties is None:
            return self.properties
        return tuple(self.property(name) for name in self.tile_properties)

    def rows(self) -> QuerySet[Any]:
        """Every row, unordered."""
        return self.model._default_manager.all()
