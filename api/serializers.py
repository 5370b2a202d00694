"""Layer -> DRF-GIS serializer: the contract of every feature. PostGIS writes the lists."""

from functools import cache
from typing import Any

from rest_framework import serializers
from rest_framework_gis.fields import GeoJsonDict, GeometryField
from rest_framework_gis.serializers import (
    GeoFeatureModelListSerializer,
    GeoFeatureModelSerializer,
)

from spatial.layers import query
from spatial.layers.layer import Layer, Property


class WrittenGeometry(GeometryField):  # type: ignore[misc]
    """A geometry that PostGIS has written as GeoJSON in the CRS of the answer.

    DRF-GIS alone would publish storage coordinates: metres where degrees are promised.
    """

    def to_representation(self, value: str | None) -> GeoJsonDict | None:
        return None if value is None else GeoJsonDict(value)


class WrittenFeatures(GeoFeatureModelListSerializer):  # type: ignore[misc]
    """A list of features as the text that PostGIS writes: fifteen times faster, and equal.

    The context holds `asked` (an ItemsQuery) and may hold `annotations` (names of the rows'
    annotations that are published) and `write` (an expression in place of that of GeoJSON).
    """

    @property
    def data(self) -> query.Features:
        asked: query.ItemsQuery = self.context["asked"]
        write = self.context.get("write", query.feature)
        annotations = self.context.get("annotations", ())
        text = write(self.child.layer, asked, annotations=annotations)
        return query.features(self.instance, text, limit=asked.limit, sort=asked.sort)


class FeatureSerializer(GeoFeatureModelSerializer):  # type: ignore[misc]
    """One feature of `layer`, from a row that is annotated with its `shape`.

    The context may hold `properties`: the names of those that are asked for.
    """

    layer: Layer
    shape = WrittenGeometry(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        shown = {p.name for p in self.layer.only(self.context.get("properties"))}
        return {name: one for name, one in fields.items() if name in shown | {"id", "shape"}}


@cache
def serializer_for(layer: Layer) -> type[FeatureSerializer]:
    """The serializer of a layer's features: types from the model, names from the catalogue."""
    names = [p.name for p in layer.properties]
    meta = type(
        "Meta",
        (),
        {
            "model": layer.model,
            "fields": ["id", *names, "shape"],
            "geo_field": "shape",
            "id_field": "id",
            "list_serializer_class": WrittenFeatures,
        },
    )
    declared = {p.name: _field(p) for p in layer.properties}
    return type(
        f"{layer.model.__name__}Feature",
        (FeatureSerializer,),
        {"layer": layer, "Meta": meta, **declared},
    )


def _field(property: Property) -> serializers.Field[Any, Any, Any, Any]:
    """The serializer field of a column; exact decimals are numbers in JSON, not text."""
    kinds = serializers.ModelSerializer.serializer_field_mapping
    kind = next(kinds[cls] for cls in type(property.type).__mro__ if cls in kinds)
    if issubclass(kind, serializers.DecimalField):
        kind = serializers.FloatField
    options: dict[str, Any] = {"read_only": True, "allow_null": True}
    if property.path != property.name:
        options["source"] = property.path
    return kind(help_text=property.description, **options)
