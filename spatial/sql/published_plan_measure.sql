-- One measure of a development plan. Years become days so that layers can be asked by date.
CREATE VIEW published_plan_measure AS
SELECT k.id, a.slug AS area, k.kind, k.units, k.year_from, k.year_to,
       make_date(k.year_from, 1, 1) AS valid_from, make_date(k.year_to, 12, 31) AS valid_to,
       k.source, k.geometry
FROM spatial_planmeasure k
JOIN spatial_developmentplan p ON p.id = k.plan_id
JOIN spatial_housingarea a ON a.id = p.area_id;
