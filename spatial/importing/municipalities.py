"""Municipalities: a delivery is the whole set. The regions are made from them."""

from pathlib import Path

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from spatial.errors import BadInput
from spatial.importing import places
from spatial.importing.delivery import Delivery, Wishes, opened
from spatial.importing.fields import Field, municipality_code, text
from spatial.importing.swap import Origin, Report, drop_duplicates, importing, swap, temporary
from spatial.models import Municipality
from spatial.models.area import REGION_NAMES, REGION_OF, SRID

FIELDS = (
    Field(
        name="code",
        known_as=("komkode", "kommunekode", "kode", "code", "municipality_code", "lau_id"),
        parse=municipality_code,
        required=True,
    ),
    Field(
        name="name",
        known_as=("komnavn", "kommunenavn", "navn", "name", "municipality_name", "lau_name"),
        parse=text(60),
        required=True,
    ),
)
IN_FORCE_FROM = "2007-01-01"  # the municipal reform: the codes in REGION_OF hold from that day

_DISSOLVED = f"""
SELECT min(s.row) AS row, s.code, min(s.name) AS name, r.region_code,
       ST_Multi(ST_Union(s.geometry))::geometry(MultiPolygon, {SRID}) AS geometry,
       %(precision)s::integer AS precision_m, %(from)s::date AS valid_from,
       NULL::date AS valid_to, %(source)s AS source
FROM staging s
JOIN unnest(%(codes)s::text[], %(regions)s::text[]) AS r (code, region_code) USING (code)
GROUP BY s.code, r.region_code
"""  # noqa: S608  a constant
_REGIONS = """
INSERT INTO spatial_region (code, name)
SELECT code, name FROM unnest(%s::text[], %s::text[]) AS r (code, name) ORDER BY code
ON CONFLICT (code) DO NOTHING
"""
_UNIONS = """
UPDATE spatial_region r SET geometry = made.geometry
FROM (
    SELECT region.code, ST_Multi(ST_Union(m.geometry ORDER BY m.code)) AS geometry
    FROM spatial_region region
    LEFT JOIN spatial_municipality m ON m.region_code = region.code AND m.valid_to IS NULL
    GROUP BY region.code
) made
WHERE made.code = r.code AND r.geometry IS DISTINCT FROM made.geometry
"""


def read(path: Path, wishes: Wishes) -> Delivery:
    """The file's rows, one per municipality or several to be dissolved. Raises BadInput."""
    return opened(path, FIELDS, wishes)


def replace(
    delivery: Delivery,
    origin: Origin,
    precision_m: int | None = None,
    *,
    partial: bool = False,
) -> Report:
    """Make these the municipalities, and the regions their unions. Raises BadInput.

    Rows of one code become one outline. All codes must be there (0411 may be missing) unless
    `partial`; what is not there stays as it is. What lies in which municipality is found anew.
    """
    with importing("municipalities", delivery, origin) as (cursor, report):
        drop_duplicates(cursor, report, "code", "name")
        report.taken = temporary(
            cursor,
            "municipality",
            _DISSOLVED,
            {
                "precision": precision_m,
                "from": IN_FORCE_FROM,
                "source": origin.code,
                "codes": list(REGION_OF),
                "regions": list(REGION_OF.values()),
            },
        )
        if missing := _missing(cursor):
            if not partial:
                rejected = f" Rejected: {report.rejected[0]}." if report.rejected else ""
                raise BadInput(
                    f"{delivery.path.name} has no usable row of {', '.join(missing)}: to replace "
                    f"only those it has, add --partial.{rejected}"
                )
            report.notes.append(f"Not in the file, left as they are: {', '.join(missing)}.")
        cursor.execute(_REGIONS, [list(REGION_NAMES), list(REGION_NAMES.values())])
        changes = swap(
            cursor,
            Municipality._meta.db_table,
            "municipality",
            key=("code", "valid_from"),
            columns=("name", "region_code", "geometry", "precision_m", "valid_to", "source"),
            scope=sql.SQL("t.code IN (SELECT code FROM municipality)"),
        )
        cursor.execute(_UNIONS)
        report.notes.append(f"Municipalities: {changes}")
        places.assign_buildings(cursor)
    return report


def _missing(cursor: CursorWrapper) -> list[str]:
    """Codes without a row. Christiansø may be left out: it is no municipality."""
    cursor.execute("SELECT code FROM municipality")
    return sorted(REGION_OF.keys() - {code for (code,) in cursor.fetchall()} - {"0411"})
