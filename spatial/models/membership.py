"""Which municipality an area lies in by geometry. The published list may say otherwise."""

from dataclasses import dataclass

from django.db import connection

# Of the outline o.geometry. The lower code wins a tie.
LARGEST_SHARE = """
SELECT m.code,
       CASE WHEN ST_Covers(m.geometry, o.geometry) THEN 1
            ELSE ST_Area(ST_Intersection(m.geometry, o.geometry)) / ST_Area(o.geometry)
       END AS share
FROM spatial_municipality m
WHERE m.valid_to IS NULL AND ST_Intersects(m.geometry, o.geometry)
ORDER BY share DESC, m.code LIMIT 1
"""
_SHARES = f"""
SELECT o.area_id, s.code, s.share FROM newest_boundary o CROSS JOIN LATERAL ({LARGEST_SHARE}) s
"""  # noqa: S608  constants


@dataclass(frozen=True, kw_only=True)
class MunicipalityShare:
    """`share` of the area's newest boundary, 0 to 1, lies in the municipality `code`."""

    area_id: int
    code: str
    share: float


def largest_share_municipality() -> dict[int, MunicipalityShare]:
    """By area id: the municipality that holds most of the area's newest boundary.

    An area without a boundary, or outside every municipality, is not in the answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHARES)
        return {
            row[0]: MunicipalityShare(area_id=row[0], code=row[1], share=float(row[2]))
            for row in cursor.fetchall()
        }
