"""GeoPackage, with what QGIS reads of it beyond the features: titles of fields, sources, style."""

import contextlib
import json
import sqlite3
from datetime import UTC
from pathlib import Path

from spatial.exporting import rows, vector
from spatial.exporting.about import Export, Told

# As QGIS makes it (QgsOgrProviderUtils): one default style per layer, as QML.
_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
# GeoPackage 1.3, F.9 (schema) and F.8 (metadata).
_COLUMNS = """
CREATE TABLE IF NOT EXISTS gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
)
"""
_CONSTRAINTS = """
CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
)
"""
_SCHEMA = "http://www.geopackage.org/spec121/#extension_schema"


def write(export: Export, path: Path, told: Told) -> None:
    """A GeoPackage of one layer whose feature ids are the items' ids."""
    layer = export.layer
    facts = export.about.as_dict()
    vector.write(
        export,
        path,
        rows.batches(export, told),
        rows.schema(layer),
        driver="GPKG",
        layer=layer.id,
        layer_metadata=facts,
        VERSION="1.2",  # the newest that GDAL of the last years reads without a warning
        FID=rows.ID,
        GEOMETRY_NAME=rows.GEOMETRY,
        IDENTIFIER=export.title(),
        DESCRIPTION=export.description(),
        SPATIAL_INDEX="YES",
    )
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        _name_columns(file, export)
        _describe(file, export)
        _set_times(file, export)
        if export.style:
            _embed(file, export, export.style)


def _name_columns(file: sqlite3.Connection, export: Export) -> None:
    """The title of each field, and its meaning and values: QGIS shows them as alias and comment."""
    file.execute(_COLUMNS)
    file.execute(_CONSTRAINTS)
    table = export.layer.id
    file.executemany(
        "INSERT OR REPLACE INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
        [(table, p.name, p.name, p.label, p.description or None) for p in export.layer.properties],
    )
    extended = [("gpkg_data_columns", None), ("gpkg_data_column_constraints", None)]
    for name, column in extended:
        file.execute("DELETE FROM gpkg_extensions WHERE table_name = ?", [name])
        file.execute(
            "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_schema', ?, 'read-write')",
            [name, column, _SCHEMA],
        )


def _describe(file: sqlite3.Connection, export: Export) -> None:
    """The facts of the file as JSON in gpkg_metadata, beside the XML that GDAL made of them."""
    about = export.about
    facts = {
        "title": export.layer.title,
        "description": export.layer.description,
        **about.as_dict(),
        "sources": [vars(one) for one in about.sources],
    }
    [number] = file.execute("SELECT coalesce(max(id), 0) + 1 FROM gpkg_metadata").fetchone()
    file.execute(
        "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'application/json', ?)",
        [number, about.address, json.dumps(facts, ensure_ascii=False)],
    )
    file.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
        [export.layer.id, _time(export), number],
    )


def _set_times(file: sqlite3.Connection, export: Export) -> None:
    file.execute("UPDATE gpkg_contents SET last_change = ?", [_time(export)])
    file.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", [_time(export)])


def _time(export: Export) -> str:
    """That of the data, not that of the writing: the same data are the same bytes."""
    data = export.about.data_time
    day = export.about.made_on
    return f"{data.astimezone(UTC) if data else day:%Y-%m-%dT%H:%M:%S}.000Z"


def _embed(file: sqlite3.Connection, export: Export, style: str) -> None:
    file.execute(_STYLES)
    file.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
        " ui, update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', NULL, ?)",
        [
            export.layer.id,
            rows.GEOMETRY,
            export.layer.id,
            style,
            export.layer.title,
            _time(export),
        ],
    )
    file.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        [_time(export)],
    )
