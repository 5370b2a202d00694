-- An area on one published list: the category, the values and the boundary of that day, and
-- what the law of that day says of the values. A list holds until the day before the next one.
CREATE VIEW published_designation AS
WITH periods AS (
    SELECT published_on, date_precision,
           lead(published_on) OVER (ORDER BY published_on) - 1 AS last_day
    FROM spatial_designationlist
), indicators AS (
    SELECT area_id, list_date,
           max(value) FILTER (WHERE indicator = 'residents')::integer AS residents,
           max(value) FILTER (WHERE indicator = 'unemployment_pct') AS unemployment_pct,
           max(value) FILTER (WHERE indicator = 'crime_pct') AS crime_pct,
           max(value) FILTER (WHERE indicator = 'education_pct') AS education_pct,
           max(value) FILTER (WHERE indicator = 'income_pct') AS income_pct,
           max(value) FILTER (WHERE indicator = 'nonwestern_pct') AS nonwestern_pct
    FROM spatial_indicatorvalue
    GROUP BY area_id, list_date
), results AS (
    SELECT designation_id,
           max("limit") FILTER (WHERE indicator = 'unemployment_pct') AS unemployment_pct_limit,
           max(margin) FILTER (WHERE indicator = 'unemployment_pct') AS unemployment_pct_margin,
           max("limit") FILTER (WHERE indicator = 'crime_pct') AS crime_pct_limit,
           max(margin) FILTER (WHERE indicator = 'crime_pct') AS crime_pct_margin,
           max("limit") FILTER (WHERE indicator = 'education_pct') AS education_pct_limit,
           max(margin) FILTER (WHERE indicator = 'education_pct') AS education_pct_margin,
           max("limit") FILTER (WHERE indicator = 'income_pct') AS income_pct_limit,
           max(margin) FILTER (WHERE indicator = 'income_pct') AS income_pct_margin,
           max("limit") FILTER (WHERE indicator = 'nonwestern_pct') AS nonwestern_pct_limit,
           max(margin) FILTER (WHERE indicator = 'nonwestern_pct') AS nonwestern_pct_margin
    FROM spatial_criterionresult
    GROUP BY designation_id
)
SELECT d.id, a.slug AS area, n.name, a.municipality_code, m.name AS municipality_name,
       d.list_date, p.date_precision AS list_date_precision, d.category,
       j.category AS computed_category, j.contradicted AS differs,
       j.criteria_met::integer, j.criteria_unknown::integer, j.criteria_needed::integer,
       j.years_on_list::integer,
       v.residents, v.unemployment_pct, r.unemployment_pct_limit, r.unemployment_pct_margin,
       v.crime_pct, r.crime_pct_limit, r.crime_pct_margin,
       v.education_pct, r.education_pct_limit, r.education_pct_margin,
       v.income_pct, r.income_pct_limit, r.income_pct_margin,
       v.nonwestern_pct, r.nonwestern_pct_limit, r.nonwestern_pct_margin,
       b.method AS boundary_method, b.precision_m,
       d.source, nullif(s.url, '') AS source_url,
       d.list_date AS valid_from, p.last_day AS valid_to, b.geometry
FROM spatial_designation d
JOIN spatial_housingarea a ON a.id = d.area_id
JOIN periods p ON p.published_on = d.list_date
JOIN spatial_source s ON s.code = d.source
LEFT JOIN indicators v ON v.area_id = d.area_id AND v.list_date = d.list_date
LEFT JOIN spatial_designationverdict j ON j.designation_id = d.id
LEFT JOIN results r ON r.designation_id = d.id
LEFT JOIN spatial_areaname n ON n.area_id = d.area_id AND n.kind = 'official'
     AND daterange(n.valid_from, n.valid_to, '[]') @> d.list_date
LEFT JOIN spatial_areaboundary b ON b.area_id = d.area_id
     AND daterange(b.valid_from, b.valid_to, '[]') @> d.list_date
LEFT JOIN spatial_municipality m ON m.code = a.municipality_code AND m.valid_to IS NULL
WHERE d.category <> 'ikke på listen';
