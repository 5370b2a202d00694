"""Filters that show a newcomer how one is written: for every queryable of every layer. Pure."""

from django.db.models.fields import BooleanField, DateField, DecimalField, IntegerField

from spatial.layers.layer import Layer, Property

# The centre of Copenhagen: west, south, east, north.
HERE = "BBOX(12.4,55.6,12.7,55.8)"
OF_EVERY_LAYER = f"S_INTERSECTS(geometry, {HERE})"


def of_layer(layer: Layer) -> dict[str, str]:
    """A filter for the geometry and for each queryable, by name."""
    place = {layer.geometry: f"S_INTERSECTS({layer.geometry}, {HERE})"}
    return place | {name: _of_property(layer.property(name)) for name in layer.queryables}


def joined(layer: Layer) -> str:
    """A filter of two conditions."""
    first, second, *_ = of_layer(layer).values()
    return f"{second} AND NOT {first}"


def _of_property(property: Property) -> str:
    if property.values:
        return f"{property.name} IN ('{property.values[0]}')"
    if isinstance(property.type, DateField):
        return f"{property.name} >= DATE('2018-12-01')"
    if isinstance(property.type, BooleanField):
        return f"{property.name} = TRUE"
    if isinstance(property.type, IntegerField | DecimalField):
        return f"{property.name} >= 1"
    if property.name.endswith("code"):
        return f"{property.name} LIKE '%1%'"
    return f"CASEI({property.name}) LIKE CASEI('%a%')"
