"""What a layer is. A layer that contradicts its model cannot be made."""

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.db.models.fields import DecimalField, FloatField, IntegerField

from spatial.layers.symbology import Entry, Extrude, Fill, FillBy, contradictions, entries
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
    def label(self) -> str:
        """The title and the unit, as a heading: "Beboere (personer)"."""
        title = self.title[:1].upper() + self.title[1:]
        return f"{title} ({self.unit})" if self.unit else title

    @property
    def choices(self) -> dict[str, str]:
        """The values it can have, if they are few and known, with the words for each."""
        return {str(value): str(label) for value, label in self.field.flatchoices}

    @property
    def values(self) -> tuple[str, ...]:
        """The values it can have, if they are few and known."""
        return tuple(self.choices)


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
    parts that make this layer one of them. `label` is the property that a map writes, `brief`
    those that tell of a feature in a few lines; a map of all layers shows it first if `shown`.
    From the zoom `label_from` labels have room. `topic` is one of ISO 19115's topic categories.
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
    extrude: Extrude | None = None
    label: str | None = None
    label_from: int = 0
    brief: tuple[str, ...] = ()
    shown: bool = True
    source: Source | None = None
    made_from: "Layer | None" = None
    source_columns: tuple[str, ...] = ("source",)
    demonstration: frozenset[Part] = frozenset()
    items: bool = True
    keywords: tuple[str, ...] = ()
    topic: str = "society"
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
        absent = sorted(self._referred() - set(names))
        wrong += [f"{name!r} is not published" for name in absent]
        if isinstance(self.symbology, FillBy) and not absent:
            wrong += contradictions(self.symbology, self.property(self.symbology.field).choices)
            drawn = {self.symbology.field, *(self.symbology.dashed or ())[:1]} | self._heights()
            missing = sorted(drawn - {p.name for p in self.in_tiles()})
            wrong += [f"{name!r} is drawn and not in tiles" for name in missing]
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.id):
            wrong.append("an id is lower-case words with hyphens")
        if not isinstance(self.model._meta.get_field(self.geometry), GeometryField):
            wrong.append(f"{self.geometry!r} is not a geometry")
        if not self.zooms or self.zooms[0] < 0 or self.zooms[-1] > 22:
            wrong.append("zooms run within 0 to 22")
        return wrong

    def _referred(self) -> set[str]:
        """Every property that the layer speaks of."""
        named = {*self.queryables, *(self.valid_time or ()), *(self.tile_properties or ())}
        named |= {*self.brief, *([self.label] if self.label else ())} | self._heights()
        if isinstance(self.symbology, FillBy):
            named |= {self.symbology.field, *(self.symbology.dashed or ())[:1]}
        if not self.source and not self.made_from:
            named |= set(self.source_columns)
        return named

    def _heights(self) -> set[str]:
        return {self.extrude.height, self.extrude.floors} if self.extrude else set()

    def legend(self) -> tuple[Entry, ...]:
        """What colours and shapes mean, in the order of the law or the model."""
        choices = {}
        if isinstance(self.symbology, FillBy):
            choices = self.property(self.symbology.field).choices
        return entries(self.symbology, self.title, choices)

    def property(self, name: str) -> Property:
        """The published property `name`; KeyError if there is none."""
        return {p.name: p for p in self.properties}[name]

    def geometry_field(self) -> Any:
        """The field of the geometry, which has its SRID, its type and its lookups."""
        return self.model._meta.get_field(self.geometry)

    def geometry_type(self) -> str:
        """The type of every geometry, as GeoJSON and GDAL name it: one for each layer."""
        names = {"POLYGON": "Polygon", "MULTIPOLYGON": "MultiPolygon", "POINT": "Point"}
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
