"""The data of the CQL2 standard's own tests as layers: world-wide, stored in EPSG:4326."""

import csv
from datetime import UTC
from pathlib import Path

import pyogrio
from django.contrib.gis.db import models
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection

from spatial.layers.crs import SPOKEN, Crs
from spatial.layers.layer import Fill, Layer, Quantity, Source

SOURCE = Source(
    title="Natural Earth",
    publisher="Natural Earth",
    licence="public domain",
    url="",
    attribution="",
)


class Country(models.Model):
    NAME = models.CharField(max_length=80, db_column="NAME")
    POP_EST = models.FloatField(db_column="POP_EST")
    geom = models.GeometryField(srid=4326)

    class Meta:
        app_label = "natural_earth"


class Place(models.Model):
    name = models.CharField(max_length=100)
    nameascii = models.CharField(max_length=100)
    pop_max = models.BigIntegerField()
    pop_min = models.BigIntegerField()
    pop_other = models.BigIntegerField()
    date = models.DateField(null=True)
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    boolean = models.BooleanField(null=True)
    geom = models.GeometryField(srid=4326)

    class Meta:
        app_label = "natural_earth"


class River(models.Model):
    name = models.CharField(max_length=80)
    geom = models.GeometryField(srid=4326)

    class Meta:
        app_label = "natural_earth"


MODELS = {
    "ne_110m_admin_0_countries": Country,
    "ne_110m_populated_places_simple": Place,
    "ne_110m_rivers_lake_centerlines": River,
}


def _layer(model: type[models.Model]) -> Layer:
    names = [field.name for field in model._meta.fields if field.name not in ("id", "geom")]
    numbers = (models.FloatField, models.BigIntegerField)
    return Layer(
        id=model._meta.model_name,
        title="",
        description="",
        model=model,
        published=tuple(
            Quantity(column=name, unit="persons")
            if isinstance(model._meta.get_field(name), numbers)
            else name
            for name in names
        ),
        queryables=tuple(names),
        geometry="geom",
        zooms=range(1),
        symbology=Fill(colour="#000"),
        source=SOURCE,
    )


LAYERS = {name: _layer(model) for name, model in MODELS.items()}


def create(file: Path) -> None:
    """The tables of the GeoPackage, with the columns that the predicates ask for."""
    with connection.schema_editor() as editor:
        for model in MODELS.values():
            editor.create_model(model)
    for name, model in MODELS.items():
        columns = [field.name for field in model._meta.fields if field.name not in ("id", "geom")]
        found = pyogrio.read_dataframe(file, layer=name, columns=columns)
        found = found.astype(object).where(found.notna(), None)
        model.objects.bulk_create(
            model(geom=GEOSGeometry(row["geometry"].wkb.hex(), srid=4326), **_known(row, columns))
            for _, row in found.iterrows()
        )


def _known(row, columns):
    return {name: _python(row[name]) for name in columns}


def _python(value):
    """A time of the file is UTC, though it does not say so."""
    return value.to_pydatetime().replace(tzinfo=UTC) if hasattr(value, "to_pydatetime") else value


def drop() -> None:
    with connection.schema_editor() as editor:
        for model in MODELS.values():
            editor.delete_model(model)


def cases(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def crs(name: str) -> Crs:
    [found] = [one for uri, one in SPOKEN.items() if uri.endswith(name)]
    return found
