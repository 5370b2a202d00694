"""In which municipality and area a building lies: where its inside point is."""

# The first outline in force today wins; of areas, the smallest, since one may lie in another.
_ASSIGN = """
UPDATE spatial_building b SET municipality_code = found.code, area_id = found.area_id
FROM (
    SELECT p.id, m.code, a.area_id
    FROM spatial_building p
    LEFT JOIN LATERAL (
        SELECT code FROM spatial_municipality
        WHERE valid_to IS NULL AND ST_Intersects(geometry, p.inside_point)
        ORDER BY code LIMIT 1
    ) m ON true
    LEFT JOIN LATERAL (
        SELECT area_id FROM newest_boundary
        WHERE ST_Intersects(geometry, p.inside_point)
        ORDER BY size, area_id LIMIT 1
    ) a ON true
) found
WHERE found.id = b.id
  AND (b.municipality_code, b.area_id) IS DISTINCT FROM (found.code, found.area_id)
"""
_NEWEST = """
CREATE TEMPORARY TABLE newest_boundary ON COMMIT DROP AS
SELECT DISTINCT ON (area_id) area_id, geometry, ST_Area(geometry) AS size
FROM spatial_areaboundary ORDER BY area_id, valid_from DESC
"""


def assign_buildings(cursor) -> int:
    """Set municipality and area of every building, from the outlines as they now are.

    Inside a transaction. Gives the number of buildings that changed.
    """
    cursor.execute("DROP TABLE IF EXISTS newest_boundary")
    cursor.execute(_NEWEST)
    cursor.execute("CREATE INDEX ON newest_boundary USING gist (geometry)")
    cursor.execute(_ASSIGN)
    return cursor.rowcount
