"""Shapefile in a zip, with a text that explains what the format cannot say itself."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from spatial.exporting import rows, vector
from spatial.exporting.about import Export, Told
from spatial.layers.layer import Layer

NAME_LENGTH = 10
TEXT_LENGTH = 254  # bytes of UTF-8
_CHUNK = 1 << 20


def short_names(layer: Layer) -> dict[str, str]:
    """Property -> a name of ten characters at most, unique, always the same for a layer.

    The last word stays, cut to three letters: unemployment_pct_limit is unempl_lim.
    """
    made: dict[str, str] = {}
    for name in rows.names(layer):
        short = _short(name)
        number = 2
        while short in made.values():
            short = f"{_short(name)[: NAME_LENGTH - len(str(number))]}{number}"
            number += 1
        made[name] = short
    return made


def _short(name: str) -> str:
    if len(name) <= NAME_LENGTH:
        return name
    head, _, last = name.rpartition("_")
    if not head:
        return name[:NAME_LENGTH]
    last = last[:3]
    return f"{head[: NAME_LENGTH - 1 - len(last)].rstrip('_')}_{last}"


def write(export: Export, path: Path, told: Told) -> None:
    """The zip; raises what pyogrio raises at 2 GB, which a Shapefile cannot go beyond."""
    layer = export.layer
    short = short_names(layer)
    cut: Counter[str] = Counter()
    schema = rows.schema(layer)
    renamed = pa.schema([field.with_name(short.get(field.name, field.name)) for field in schema])
    folder = path.parent
    vector.write(
        export,
        folder / f"{layer.id}.shp",
        _renamed(rows.batches(export, told), renamed, cut),
        renamed,
        driver="ESRI Shapefile",
        layer=layer.id,
        ENCODING="UTF-8",
        DBF_DATE_LAST_UPDATE=export.about.made_on.isoformat(),
    )
    explained = folder / "LAESMIG.txt"
    explained.write_text(_explained(export, short, cut), encoding="utf-8-sig", newline="\r\n")
    _zip(path, [explained, *sorted(folder.glob(f"{layer.id}.*"))])


def _renamed(
    batches: Iterator[pa.RecordBatch], schema: pa.Schema, cut: Counter[str]
) -> Iterator[pa.RecordBatch]:
    """The same under short names; `cut` counts the texts that the format will cut off."""
    for batch in batches:
        for column, field in zip(batch.columns, batch.schema, strict=True):
            if pa.types.is_string(field.type):
                long = pc.sum(pc.greater(pc.binary_length(column), TEXT_LENGTH)).as_py()
                cut.update({field.name: long or 0})
        yield pa.RecordBatch.from_arrays(batch.columns, schema=schema)


def _explained(export: Export, short: dict[str, str], cut: Counter[str]) -> str:
    layer = export.layer
    lines = [layer.title, "", layer.description, ""]
    lines += [f"{label}: {value}" for _, label, value in export.about.facts()]
    lines += ["", "Kilder:"]
    lines += [
        "- " + ", ".join(text for text in (s.title, s.publisher, s.licence, s.url) if text)
        for s in export.about.sources
    ] or ["ukendt"]
    lines += ["", f"{export.count} rækker, EPSG:{export.asked.crs.srid}, øst før nord.", ""]
    lines += ["Felter (navn i filen, fuldt navn, titel, betydning):"]
    lines += [f"{short[rows.ID]:<10}  {rows.ID}  Id i laget {layer.id}"]
    for p in layer.properties:
        told = f"{short[p.name]:<10}  {p.name}  {p.label}"
        lines.append(f"{told}  {p.description}".rstrip())
    lines += [
        "",
        "Hvad Shapefile ikke kan:",
        "- Feltnavne er højst 10 tegn, tekst højst 254 byte (æ, ø og å er to).",
        "- En tom tekst er en ukendt tekst. En ukendt dato er tom.",
        "- En fil er højst 2 GB. GeoPackage har ikke grænserne.",
        "- Rækker uden sted står i tabellen uden omrids.",
    ]
    lines += [
        f"- {name}: {number} tekster er afkortet." for name, number in cut.items() if number
    ] or ["- Ingen tekster er afkortet i denne fil."]
    return "\n".join([*lines, ""])


def _zip(path: Path, files: list[Path]) -> None:
    """With one time for all, so that the same data are the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.file_size = file.stat().st_size
            with file.open("rb") as source, archive.open(entry, "w") as target:
                while part := source.read(_CHUNK):
                    target.write(part)
            file.unlink()
