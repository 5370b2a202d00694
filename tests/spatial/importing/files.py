"""Small files to import, written as a delivery would be."""

import json
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from spatial.importing.swap import Origin

TEST = Origin(code="delivery")


def box(east: float, north: float, side: float = 100) -> list:
    """Rings of a square in metres, its lower left corner given."""
    far_east, far_north = east + side, north + side
    corners = [(east, north), (far_east, north), (far_east, far_north), (east, far_north)]
    return [[*corners, (east, north)]]


def geojson(path: Path, *rows: tuple[dict, dict | None], epsg: int = 25832) -> Path:
    """A GeoJSON file of (properties, geometry) rows that names its coordinate system."""
    features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    body = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def polygon(*where: float, **more: float) -> dict:
    return {"type": "Polygon", "coordinates": box(*where, **more)}


def written(path: Path, ids: dict[str, shapely.Polygon], *, epsg: int = 4326, **more) -> Path:
    """A file of any format GDAL writes, told by its name; one column `bbr_id`."""
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(list(ids.values()))),
        [np.array(list(ids), dtype=object)],
        ["bbr_id"],
        geometry_type="Polygon",
        crs=f"EPSG:{epsg}",
        **more,
    )
    return path
