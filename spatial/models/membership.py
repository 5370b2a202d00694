"""Which municipality an area lies in by geometry. The published list may say otherwise."""

from dataclasses import dataclass

from django.db import connection

# The newest boundary of an area is the one its layer shows (see sql/published_area.sql).
_SHARES = """
WITH bounded AS (
    SELECT DISTINCT ON (area_id) area_id, geometry
    FROM spatial_areaboundary
    ORDER BY area_id, valid_from DESC
)
SELECT DISTINCT ON (b.area_id) b.area_id, m.code,
       CASE WHEN ST_Covers(m.geometry, b.geometry) THEN 1
            ELSE ST_Area(ST_Intersection(m.geometry, b.geometry)) / ST_Area(b.geometry)
       END AS share
FROM bounded b
JOIN spatial_municipality m ON m.valid_to IS NULL AND ST_Intersects(m.geometry, b.geometry)
WHERE %(area)s::bigint IS NULL OR b.area_id = %(area)s::bigint
ORDER BY b.area_id, share DESC, m.code
"""


@dataclass(frozen=True, kw_only=True)
class MunicipalityShare:
    """`share` of the area's newest boundary, 0 to 1, lies in the municipality `code`."""

    area_id: int
    code: str
    share: float


def largest_share_municipality(area_id: int | None = None) -> dict[int, MunicipalityShare]:
    """By area id: the municipality that holds most of the area's newest boundary.

    Of all areas, or of one. An area without a boundary, or outside every municipality, is not
    in the answer. The lower code wins a tie.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHARES, {"area": area_id})
        return {
            row[0]: MunicipalityShare(area_id=row[0], code=row[1], share=float(row[2]))
            for row in cursor.fetchall()
        }
