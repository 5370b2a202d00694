-- One measure of a development plan. Years become days so that layers can be asked by date.
-- Planned are the newest figures, those whose date holds that of the newest (2019 holds 2019-05),
-- and those of no date: of several, the range they span.
CREATE VIEW published_plan_measure AS
WITH figure AS (
    SELECT measure_id, status, as_of,
           CASE WHEN precision <> 'højst' THEN units END AS least,
           CASE WHEN precision <> 'mindst' THEN coalesce(units_most, units) END AS most,
           precision, max(as_of) OVER (PARTITION BY measure_id, status) AS newest
    FROM spatial_measurefigure
    WHERE units IS NOT NULL
), planned AS (
    SELECT measure_id,
           CASE WHEN count(*) = count(least) THEN min(least) END AS least,
           CASE WHEN count(*) = count(most) THEN max(most) END AS most,
           CASE WHEN count(DISTINCT precision) = 1 THEN min(precision) END AS precision
    FROM figure
    WHERE status = 'planlagt' AND (as_of IS NULL OR starts_with(newest, as_of))
    GROUP BY measure_id
), done AS (
    SELECT measure_id, min(least) AS units, min(as_of) AS as_of
    FROM figure
    WHERE status = 'udført' AND as_of IS NOT DISTINCT FROM newest
    GROUP BY measure_id
    HAVING count(*) = count(least) AND min(least) = max(most)
)
SELECT k.id, a.slug AS area, n.name AS area_name, a.municipality_code, p.code AS plan,
       k.kind, nullif(k.description, '') AS description,
       CASE WHEN planned.least = planned.most THEN planned.least END AS units_planned,
       planned.least AS units_planned_least, planned.most AS units_planned_most,
       CASE WHEN planned.least = planned.most THEN planned.precision END AS units_planned_precision,
       done.units AS units_done, done.as_of AS done_date,
       k.year_from, k.year_to, p.target_share_pct,
       make_date(k.year_from, 1, 1) AS valid_from, make_date(k.year_to, 12, 31) AS valid_to,
       k.source, nullif(s.url, '') AS source_url, k.geometry
FROM spatial_planmeasure k
JOIN spatial_developmentplan p ON p.id = k.plan_id
JOIN spatial_housingarea a ON a.id = p.area_id
JOIN spatial_source s ON s.code = k.source
LEFT JOIN planned ON planned.measure_id = k.id
LEFT JOIN done ON done.measure_id = k.id
LEFT JOIN LATERAL (
    SELECT name FROM spatial_areaname
    WHERE area_id = a.id AND kind = 'official' ORDER BY valid_from DESC LIMIT 1
) n ON true;
