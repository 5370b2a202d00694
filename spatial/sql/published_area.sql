-- A housing area in its latest state: newest boundary, newest name, newest designation.
CREATE VIEW published_area AS
WITH newest_list AS (
    SELECT max(published_on) AS day FROM spatial_designationlist
), designated AS (
    SELECT area_id, min(list_date) AS first_listed, count(*)::integer AS lists,
           (array_agg(category ORDER BY list_date DESC))[1] AS category,
           max(list_date) AS category_date
    FROM spatial_designation
    WHERE category <> 'ikke på listen'
    GROUP BY area_id
), counted AS (
    SELECT DISTINCT ON (area_id) area_id, value::integer AS residents,
           list_date AS residents_date, source AS residents_source
    FROM spatial_indicatorvalue
    WHERE indicator = 'residents' AND value IS NOT NULL
    ORDER BY area_id, list_date DESC
), named AS (
    SELECT DISTINCT ON (area_id) area_id, name
    FROM spatial_areaname WHERE kind = 'official'
    ORDER BY area_id, valid_from DESC
), planned AS (
    SELECT DISTINCT ON (area_id) area_id, summary
    FROM spatial_developmentplan p
    ORDER BY area_id, EXISTS (SELECT FROM spatial_developmentplan n WHERE n.supersedes_id = p.id),
             coalesce(approved_on, adopted_on) DESC NULLS LAST, id DESC
)
SELECT a.id, a.slug, n.name, a.municipality_code, m.name AS municipality_name,
       CASE WHEN d.category_date = newest_list.day THEN d.category END AS current_category,
       d.category, d.category_date, d.first_listed, coalesce(d.lists, 0) AS lists,
       c.residents, c.residents_date, c.residents_source, p.summary AS plan,
       b.method AS boundary_method, b.precision_m, b.source, b.geometry
FROM spatial_housingarea a
CROSS JOIN newest_list
LEFT JOIN named n ON n.area_id = a.id
LEFT JOIN designated d ON d.area_id = a.id
LEFT JOIN counted c ON c.area_id = a.id
LEFT JOIN newest_boundary b ON b.area_id = a.id
LEFT JOIN planned p ON p.area_id = a.id
LEFT JOIN spatial_municipality m ON m.code = a.municipality_code AND m.valid_to IS NULL;
