"""Small files to import, written as a delivery would be."""

import itertools
import json
import zipfile
from pathlib import Path
from string import ascii_uppercase
from xml.sax.saxutils import escape

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


def xlsx(path: Path, **sheets: list[list]) -> Path:
    """A workbook of these sheets; a cell is a text, a number or None, as below a merged one."""
    office = "http://schemas.openxmlformats.org"
    relations = f"{office}/package/2006/relationships"
    kind = f"{office}/officeDocument/2006/relationships"
    main = f"{office}/spreadsheetml/2006/main"
    listed, targets, parts = "", "", {}
    for n, (name, rows) in enumerate(sheets.items(), 1):
        listed += f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
        targets += f'<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/s{n}.xml"/>'
        cells = [
            "".join(map(_xlsx_cell, itertools.repeat(r), ascii_uppercase, row))
            for r, row in enumerate(rows, 1)
        ]
        body = "".join(f'<row r="{r}">{row}</row>' for r, row in enumerate(cells, 1))
        parts[f"xl/worksheets/s{n}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{relations}">{targets}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    return _zipped(path, parts)


def _xlsx_cell(row: int, letter: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{letter}{row}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{letter}{row}"><v>{value!r}</v></c>'


def ods(path: Path, rows: list[list]) -> Path:
    """An OpenDocument table of one sheet."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, str):
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
            return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    words = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{words}><office:body><office:spreadsheet>"
        f'<table:table table:name="Ark1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
    }
    return _zipped(path, parts)


def _zipped(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path
