-- The boundary of each area as it now stands. No boundary begins in the future: imports see to it.
CREATE VIEW newest_boundary AS
SELECT DISTINCT ON (area_id) area_id, method, precision_m, source, geometry
FROM spatial_areaboundary
ORDER BY area_id, valid_from DESC;
