"""GeoJSON as PostGIS writes it, with what the file says of itself before the features."""

import json
from pathlib import Path

from spatial.exporting import rows
from spatial.exporting.about import Export, Told
from spatial.layers import query


def write(export: Export, path: Path, told: Told) -> None:
    """Features as the items of the API, in the axis order of the CRS's URI.

    The foreign member `contentCrs` names the CRS. Where east comes first the file also has the
    `crs` member of GeoJSON 2008, by which QGIS and GDAL put it in its place; where north comes
    first they would take the axes for swapped.
    """
    text = query.feature(export.layer, export.asked)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"type":"FeatureCollection",{_members(export)},"features":[\n')
        separator = ""
        for batch in rows.read(export, [text], told):
            file.write(separator + ",\n".join(written for (written,) in batch))
            file.flush()
            separator = ",\n"
        file.write("\n]}\n")


def _members(export: Export) -> str:
    target = export.asked.crs
    about = export.about
    members: dict[str, object] = {
        "name": export.layer.id,
        "title": export.layer.title,
        "description": export.layer.description,
        **about.as_dict(),
        "sources": [vars(one) for one in about.sources],
        "contentCrs": target.uri,
    }
    if not target.north_first and target.srid != 4326:
        name = f"urn:ogc:def:crs:EPSG::{target.srid}"
        members["crs"] = {"type": "name", "properties": {"name": name}}
    return json.dumps(members, ensure_ascii=False)[1:-1]
