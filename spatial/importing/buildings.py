"""Building footprints. A delivery is all buildings of its source."""

import re
from pathlib import Path
from typing import Any

from psycopg import sql

from spatial.errors import BadRow
from spatial.importing import places, states
from spatial.importing.delivery import Delivery, Wishes, is_osm, opened
from spatial.importing.fields import Field, metres, text, whole_number, year
from spatial.importing.swap import Origin, Report, drop_duplicates, importing, swap, temporary
from spatial.models import Building, demonstration

FIELDS = (
    Field(
        name="local_id",
        known_as=("id_lokalid", "bbr_id", "bbruuid", "bygning_id", "uuid", "local_id", "id")
        + ("osm_id", "gml_id", "ogc_fid", "fid"),
        parse=text(80),
    ),
    Field(
        name="floors",
        known_as=("byg054antaletager", "floors", "etager", "antal_etager", "building:levels"),
        parse=whole_number,
        sql_type="int4",
    ),
    Field(
        name="height_m",
        known_as=("height_m", "height", "hoejde", "bygningshoejde"),
        parse=metres,
        sql_type="numeric",
    ),
    Field(
        name="year_built",
        known_as=("byg026opfoerelsesaar", "byg026opførelsesår", "year_built", "opfoerelsesaar"),
        parse=year,
        sql_type="int4",
    ),
    Field(
        name="dwellings",
        known_as=("dwellings", "antal_boliger", "boliger"),
        parse=whole_number,
        sql_type="int4",
    ),
    Field(
        name="use_code",
        known_as=("byg021bygningensanvendelse", "use_code", "anvendelseskode"),
        parse=text(10),
    ),
)
ATTRIBUTES = tuple(field.name for field in FIELDS[1:])

_BUILDINGS = """
SELECT row, %(source)s AS source,
       coalesce(local_id, 'outline-' || md5(ST_AsEWKB(geometry))) AS local_id,
       geometry, floors, height_m, year_built, dwellings, use_code,
       'existing' AS state, false AS from_plan
FROM staging
"""
_REPEATED = """
DELETE FROM building b USING (
    SELECT row, min(row) OVER (PARTITION BY local_id) AS first FROM building
) f
WHERE f.row = b.row AND f.first < f.row
RETURNING b.row, b.local_id, f.first
"""


def read(path: Path, wishes: Wishes) -> Delivery:
    """The file's footprints; of OpenStreetMap, closed ways and relations with `building`.

    Raises BadInput.
    """
    if not is_osm(path):
        return opened(path, FIELDS, wishes)
    return opened(
        path,
        FIELDS,
        wishes,
        where="building IS NOT NULL AND building <> 'no'",
        derive=_from_osm,
        derived=("local_id", "building:levels", "height"),
        derived_from=("osm_id", "osm_way_id", "other_tags"),
    )


def replace(delivery: Delivery, origin: Origin) -> Report:
    """Make these the buildings of the source; schematic ones go. Raises BadInput.

    Rows with the same outline and the same attributes but the id are one building: the first.
    """
    with importing("buildings", delivery, origin) as (cursor, report):
        drop_duplicates(cursor, report, *ATTRIBUTES)
        temporary(cursor, "building", _BUILDINGS, {"source": origin.code})
        cursor.execute(_REPEATED)
        report.rejected += [
            BadRow(row, f"its id {local_id!r} is already that of row {first}")
            for row, local_id, first in sorted(cursor.fetchall())
        ]
        report.taken = report.read - report.dropped - len(report.rejected)
        changes = swap(
            cursor,
            Building._meta.db_table,
            "building",
            key=("source", "local_id"),
            columns=("geometry", *ATTRIBUTES),
            at_first=("state", "from_plan"),
            scope=sql.SQL("t.source = {}").format(sql.Literal(origin.code)),
        )
        report.notes.append(f"Buildings of {origin.code}: {changes}")
        removed, _ = Building.objects.filter(source=demonstration.SCHEMATIC).delete()
        if removed:
            report.notes.append(f"Schematic buildings: {removed} removed.")
        places.assign_buildings(cursor)
        if restated := states.restate(cursor):
            report.notes.append(f"States that follow from plans: {restated} rows.")
    return report


def _from_osm(row: dict[str, Any]) -> dict[str, Any]:
    """What OpenStreetMap's tags say, in our words. Values that are no plain number are left out."""
    tags = dict(re.findall(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"', row["other_tags"] or ""))
    way, relation = row["osm_way_id"], row["osm_id"]
    height = re.fullmatch(r"(\d+(?:\.\d+)?)(?: ?m)?", tags.get("height", ""))
    levels = re.fullmatch(r"\d+", tags.get("building:levels", ""))
    return {
        "local_id": f"way/{way}" if way else f"relation/{relation}",
        "building:levels": levels and levels[0],
        "height": height and height[1],
    }
