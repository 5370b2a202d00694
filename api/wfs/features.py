"""Layer -> WFS feature type, and the rows it reads. WFS 2.0 itself is django-gisserver's."""

import math
from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon
from django.db.models import Model, Q, QuerySet, Value
from gisserver.crs import CRS
from gisserver.exceptions import ExternalValueError
from gisserver.features import FeatureField, FeatureType
from gisserver.geometries import WGS84BoundingBox
from gisserver.types import GeometryXsdElement, XsdElement, XsdTypes

from spatial.layers import crs, known
from spatial.layers.functions import Segmentize
from spatial.layers.layer import Layer

STORAGE = CRS.from_string(f"urn:ogc:def:crs:EPSG::{crs.STORAGE.srid}")
OTHERS = [
    CRS.from_string(
        "urn:ogc:def:crs:OGC::CRS84" if one is crs.CRS84 else f"urn:ogc:def:crs:EPSG::{one.srid}"
    )
    for one in crs.SPOKEN.values()
    if one is not crs.STORAGE
]
# An edge of theirs is straight in the storage CRS only where it is cut into short pieces.
_PIECES = {srid: crs.EDGE[unit] for srid, unit in crs.UNIT.items() if srid != crs.STORAGE.srid}


class Rows(QuerySet[Any]):
    """Rows that are compared with geometries of any CRS as exactly as items are (query.py)."""

    def filter(self, *conditions: Any, **more: Any) -> "Rows":
        exact: Rows = super().filter(*map(_exact, conditions), **more)
        return exact

    def __getitem__(self, key: Any) -> Any:
        """A page that does not begin at 0 is cut among ids: rows that are skipped are not
        written as GML only to be thrown away."""
        if isinstance(key, slice) and key.start and key.stop:
            ids = self.values("pk")[slice(0, key.stop)][key.start :]
            return super().filter(pk__in=ids)
        return super().__getitem__(key)


def _exact(condition: Any) -> Any:
    """The condition with every geometry in it brought to the storage CRS, edges and all."""
    if isinstance(condition, Q):
        made = condition.copy()
        made.children = [_exact(child) for child in condition.children]
        return made
    if isinstance(condition, tuple):
        return tuple(_exact(part) for part in condition)
    if not isinstance(condition, GEOSGeometry):
        return condition
    shape = _outline(condition)
    if shape.srid not in _PIECES:
        return shape
    within = Value(_within_domain(shape, shape.srid))
    return Transform(Segmentize(within, _PIECES[shape.srid]), crs.STORAGE.srid)


def _outline(shape: GEOSGeometry) -> GEOSGeometry:
    """The shape; a box without area is a line or a point, since as a polygon it is invalid.

    Raises ExternalValueError, which becomes a 400, for coordinates that are no numbers.
    """
    if not all(map(math.isfinite, shape.extent)):
        raise ExternalValueError("The coordinates of a geometry are numbers.")
    if not isinstance(shape, Polygon) or shape.area:
        return shape
    west, south, east, north = shape.extent
    corners = sorted({(west, south), (east, north)})
    return (
        LineString(*corners, srid=shape.srid)
        if len(corners) > 1
        else Point(*corners[0], srid=shape.srid)
    )


def _within_domain(shape: GEOSGeometry, srid: int) -> GEOSGeometry:
    """What of `shape` lies where there can be data: the rest may be too far to be projected."""
    domain = Polygon.from_bbox(crs.DOMAIN)
    domain.srid = 4326
    edge = Polygon.from_bbox(domain.transform(srid, clone=True).extent)
    if edge.contains(shape):
        return shape
    cut: GEOSGeometry = shape.intersection(edge)
    cut.srid = srid
    return cut


class Nullable(XsdElement):  # type: ignore[misc]
    """Any published value may be unknown; the models are views, which cannot say so."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more | {"nillable": True})


class NullableGeometry(Nullable, GeometryXsdElement):  # type: ignore[misc]
    """A place may be unknown too."""


class Field(FeatureField):  # type: ignore[misc]
    """A property whose type GDAL understands: it passes over a whole schema that has another."""

    def _get_xsd_type(self) -> Any:
        kind = super()._get_xsd_type()
        return XsdTypes.integer if kind is XsdTypes.nonNegativeInteger else kind


class LayerType(FeatureType):  # type: ignore[misc]
    """The feature type of one layer: its properties by their published names, geometry last."""

    def __init__(self, layer: Layer, *, version: str, abstract: str) -> None:
        self.layer, self.version = layer, version
        fields = [
            Field(
                p.name,
                model_attribute=p.path if p.path != p.name else None,
                abstract=_told(p.title, p.unit, p.description),
                xsd_class=Nullable,
            )
            for p in layer.properties
        ]
        super().__init__(
            Rows(model=layer.model).order_by("pk"),
            name=layer.id,
            title=layer.title,
            abstract=abstract,
            keywords=[layer.id, layer.title],
            fields=[*fields, FeatureField(layer.geometry, xsd_class=NullableGeometry)],
            geometry_field_name=layer.geometry,
            crs=STORAGE,
            other_crs=OTHERS,
            show_name_field=False,
        )

    def get_bounding_box(self) -> WGS84BoundingBox | None:
        bbox = known.extent(self.layer, version=self.version).bbox
        return WGS84BoundingBox(*bbox) if bbox else None

    def get_display_value(self, instance: Model) -> str:
        return f"{self.name}.{instance.pk}"


def _told(title: str, unit: str | None, description: str) -> str:
    return ". ".join(part for part in (f"{title} ({unit})" if unit else title, description) if part)
