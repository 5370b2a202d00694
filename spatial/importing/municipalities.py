"""Municipalities: a delivery is the whole set. The regions are made from them."""

from pathlib import Path

from spatial.importing import places
from spatial.importing.delivery import Delivery, Wishes, opened
from spatial.importing.fields import Field, municipality_code, text
from spatial.importing.swap import Origin, Report, importing, swap, temporary
from spatial.models import Municipality
from spatial.models.area import REGION_NAMES, REGION_OF

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

_DISSOLVED = """
SELECT min(s.row) AS row, s.code, min(s.name) AS name, r.region_code,
       ST_Multi(ST_Union(s.geometry))::geometry(MultiPolygon, 25832) AS geometry,
       %(precision)s::integer AS precision_m, %(from)s::date AS valid_from,
       NULL::date AS valid_to, %(source)s AS source
FROM staging s
JOIN unnest(%(codes)s::text[], %(regions)s::text[]) AS r (code, region_code) USING (code)
GROUP BY s.code, r.region_code
"""
_REGIONS = """
INSERT INTO spatial_region (code, name, geometry)
SELECT r.code, r.name, ST_Multi(ST_Union(m.geometry))
FROM unnest(%s::text[], %s::text[]) AS r (code, name)
LEFT JOIN municipality m ON m.region_code = r.code
GROUP BY r.code, r.name
ORDER BY r.code
ON CONFLICT (code) DO UPDATE SET name = excluded.name, geometry = excluded.geometry
WHERE (spatial_region.name, spatial_region.geometry)
      IS DISTINCT FROM (excluded.name, excluded.geometry)
"""


def read(path: Path, wishes: Wishes) -> Delivery:
    """The file's rows, one per municipality or several to be dissolved. Raises BadInput."""
    return opened(path, FIELDS, wishes)


def replace(delivery: Delivery, origin: Origin, precision_m: int | None = None) -> Report:
    """Make these the municipalities, and the regions their unions. Raises BadInput.

    Rows of one code become one outline. What lies in which municipality is found anew.
    """
    with importing("municipalities", delivery, origin) as (cursor, report):
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
        cursor.execute(_REGIONS, [list(REGION_NAMES), list(REGION_NAMES.values())])
        changes = swap(
            cursor,
            Municipality._meta.db_table,
            "municipality",
            key=("code", "valid_from"),
            columns=("name", "region_code", "geometry", "precision_m", "valid_to", "source"),
        )
        report.notes.append(f"Municipalities: {changes}")
        cursor.execute("SELECT array_agg(code) FROM municipality")
        missing = sorted(REGION_OF.keys() - set(cursor.fetchone()[0]) - {"0411"})
        if missing:
            report.notes.append(f"Not in the file: {', '.join(missing)}.")
        places.assign_buildings(cursor)
    return report
