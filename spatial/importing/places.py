"""In which municipality and area a building lies: where its inside point is."""

from django.db.backends.utils import CursorWrapper

from spatial.importing.swap import temporary

# Outlines cut into pieces of 128 points: an outline of 10,000 points costs as much to fetch as
# it does to search, for every building anew.
_PIECES = {
    "municipality_piece": """
    SELECT code, ST_Subdivide(geometry, 128) AS geometry
    FROM spatial_municipality WHERE valid_to IS NULL
    """,
    "area_piece": """
    SELECT area_id, method <> 'approximate' AS drawn, ST_Area(geometry) AS size,
           ST_Subdivide(geometry, 128) AS geometry
    FROM newest_boundary
    """,
}
# An outline that somebody drew wins over an approximate one, then the smaller area, since one
# may lie in another; on a border, the lower code.
_ASSIGN = """
UPDATE spatial_building b SET municipality_code = found.code, area_id = found.area_id
FROM (
    SELECT p.id, m.code, a.area_id
    FROM spatial_building p
    LEFT JOIN LATERAL (
        SELECT code FROM municipality_piece
        WHERE ST_Intersects(geometry, p.inside_point) ORDER BY code LIMIT 1
    ) m ON true
    LEFT JOIN LATERAL (
        SELECT area_id FROM area_piece
        WHERE ST_Intersects(geometry, p.inside_point) ORDER BY drawn DESC, size, area_id LIMIT 1
    ) a ON true
) found
WHERE found.id = b.id
  AND (b.municipality_code, b.area_id) IS DISTINCT FROM (found.code, found.area_id)
"""


def assign_buildings(cursor: CursorWrapper) -> int:
    """Set municipality and area of every building, from the outlines as they now are.

    Inside a transaction. Gives the number of buildings that changed.
    """
    for name, query in _PIECES.items():
        temporary(cursor, name, query)
    cursor.execute("CREATE INDEX ON municipality_piece USING gist (geometry)")
    cursor.execute("CREATE INDEX ON area_piece USING gist (geometry)")
    cursor.execute("ANALYZE spatial_building")
    cursor.execute(_ASSIGN)
    return cursor.rowcount
