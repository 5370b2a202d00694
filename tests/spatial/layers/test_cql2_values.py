"""What a filter may say of a layer: kinds of values, text, geometry, arrays."""

from datetime import date

import pytest
from django.contrib.gis.db import models as gis
from django.contrib.postgres.fields import ArrayField
from django.db import connection

from spatial.layers import cql2
from spatial.layers.catalogue import AREAS, BUILDINGS, DESIGNATIONS, MUNICIPALITIES
from spatial.layers.layer import Fill, Layer
from spatial.models import judging
from tests.spatial.layers.natural_earth import SOURCE, crs


def rows(layer, text, **options):
    made = cql2.read(layer, text, **options)
    return layer.rows().filter(cql2.condition(layer, made)).order_by("pk")


def names(text, layer=MUNICIPALITIES, column="name", **options):
    return [getattr(row, column) for row in rows(layer, text, **options)]


@pytest.fixture
def towns(municipality):
    for code, name in (("0101", "København"), ("0751", "Aarhus"), ("0461", "Ærø"), ("0169", "Åby")):
        municipality(code, name, lon=9 + int(code) / 500, side_m=100)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CASEI(name) = CASEI('KØBENHAVN')", ["København"]),
        ("CASEI(name) LIKE CASEI('æ%')", ["Ærø"]),
        ("ACCENTI(name) = 'Kobenhavn'", ["København"]),
        ("ACCENTI(CASEI(name)) LIKE ACCENTI(CASEI('AERØ'))", ["Ærø"]),
        ("name > 'Z'", ["Ærø", "Åby"]),
        ("name BETWEEN 'A' AND 'B'", ["Aarhus"]),
        ("name LIKE '_ø%' AND NOT name LIKE '%s'", ["København"]),
        ("name NOT IN ('Aarhus', 'Ærø')", ["København", "Åby"]),
        ("region_code IS NULL", ["Ærø", "Åby"]),
        ("region_code = '1084'", ["København"]),
        ("NOT region_code = '1084'", ["Aarhus"]),
    ],
)
def test_text_is_compared_by_code_point_and_folded_in_every_letter(towns, text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "(name = 'København')",
        "(NOT (name <> 'København'))",
        "((\"region_code\" = '1084') AND (name = 'København'))",
        "(code = '0101') AND (NOT (name IS NULL))",
        "(CASEI(name) LIKE CASEI('KØB%'))",
        "(name IN ('København'))",
    ],
)
def test_text_as_qgis_writes_it_is_understood(towns, text):
    assert names(text) == ["København"]


def test_a_backslash_is_doubled_and_a_quote_is_doubled_or_escaped(municipality):
    for code, name in (("0147", r"a\b"), ("0151", "it's"), ("0153", "a%b"), ("0155", "aXb")):
        municipality(code, name, lon=9 + int(code) / 500, side_m=100)
    assert names(r"name = 'a\\b'") == [r"a\b"]
    assert names("name = 'it''s'") == names(r"name = 'it\'s'") == ["it's"]
    assert names(r"name LIKE 'a\%b'") == ["a%b"]
    assert names(r'{"op":"=","args":[{"property":"name"},"a\\b"]}', language="cql2-json") == [
        r"a\b"
    ]


def test_numbers_dates_truths_and_choices_are_compared(area, building):
    building("old", year_built=1971, state="demolished", valid_to=date(2020, 1, 1))
    building("new", lon=12.6, year_built=2020)
    building("unknown", lon=12.7)

    def found(text):
        return names(text, BUILDINGS, "local_id")

    assert found("year_built = ( - (-1971))") == ["old"]
    assert found("year_built > 1999.5") == ["new"]
    assert found("year_built / 2 * 2 = 1971 AND year_built % 2 = 1") == ["old"]
    assert found("year_built div 1000 = 2 OR year_built ^ 2 < 1971 * 1972") == ["old", "new"]
    assert found("year_built / (year_built - 1971) > 0") == ["new"]
    tiny = "year_built ^ (0 - 80) * year_built ^ (0 - 80)"  # less than a double can be
    assert found(f"area(geometry) > {tiny}") == ["old", "new"]
    assert found("state = 'demolished'") == ["old"]
    assert found("area_id IS NULL AND local_id < 'p'") == ["old", "new"]
    area("Parken", categories={date(2018, 12, 1): "ghettoområde"})
    judging.store()
    for text in (
        "list_date = DATE('2018-12-01')",
        "list_date < TIMESTAMP('2018-12-01T00:00:01Z')",
        "year(list_date) = 2018",
        "NOT differs",
        "differs = FALSE",
        "(differs IS NOT NULL)",
        "category = 'ghettoområde'",
        "category LIKE '%område'",
    ):
        assert names(text, DESIGNATIONS) == ["Parken"], text


def test_an_interval_of_the_days_of_a_layer_is_open_where_they_are_unknown(building):
    building("gone", valid_from=date(2000, 1, 1), valid_to=date(2010, 1, 1))
    building("still", lon=12.6, valid_from=date(2005, 1, 1))
    layer = Layer(
        **{
            name: getattr(BUILDINGS, name)
            for name in ("id", "title", "description", "model", "published", "valid_time")
            + ("zooms", "symbology")
        },
        queryables=("valid_from", "valid_to"),
    )

    def found(text):
        return names(text, layer, "local_id")

    lived = "INTERVAL(valid_from, valid_to)"
    assert found(f"T_INTERSECTS({lived}, INTERVAL('2015-01-01', '..'))") == ["still"]
    assert found(f"T_DURING({lived}, INTERVAL('..', '2011-01-01'))") == ["gone"]
    assert found(f"T_BEFORE({lived}, DATE('2011-01-01'))") == ["gone"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("CRS84", "S_INTERSECTS(geometry, POINT(12.55 55.7))", 1),
        ("CRS84", "S_INTERSECTS(geometry, POINT(55.7 12.55))", 0),
        ("EPSG/0/4326", "S_INTERSECTS(geometry, POINT(55.7 12.55))", 1),
        ("EPSG/0/4258", "S_WITHIN(geometry, BBOX(55,12,56,13))", 1),
        ("EPSG/0/25832", "S_WITHIN(geometry, BBOX(600000,6100000,800000,6300000))", 1),
        ("EPSG/0/3857", "S_WITHIN(geometry, BBOX(1300000,7400000,1500000,7600000))", 1),
        ("CRS84", "S_INTERSECTS(geometry, BBOX(-180,-90,180,90))", 1),
        ("CRS84", "S_WITHIN(geometry, BBOX(-180,-90,-1000,180,90,1000))", 1),
        ("CRS84", "S_DISJOINT(geometry, BBOX(170,-90,-170,90))", 1),
        ("CRS84", "S_CONTAINS(geometry, POINT(12.55 55.7)) AND area(geometry) > 39000", 1),
        ("CRS84", "S_CONTAINS(geometry, MULTIPOINT(12.55 55.7, 150 -30))", 0),
        ("CRS84", "S_INTERSECTS(geometry, LINESTRING(-170 55.7, 170 55.7))", 1),
        ("CRS84", "S_CROSSES(LINESTRING(12 55.7, 13 55.7), geometry)", 1),
        ("CRS84", "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(1 1), "
         "LINESTRING(12 55.7,13 55.7)))", 1),
        ("CRS84", "S_INTERSECTS(POINT(1 1), BBOX(0,0,2,2))", 1),
        ("CRS84", "S_EQUALS(POINT(1 1), POINT(1 2)) OR S_EQUALS(geometry, geometry)", 1),
        ("CRS84", "NOT S_TOUCHES(geometry, POINT Z (1.25E1 .5 7))", 1),
    ],
)  # fmt: skip
def test_a_geometry_is_in_the_crs_that_is_named_and_cut_to_where_data_are(area, name, text, found):
    area("Parken", lon=12.55, lat=55.7)
    assert len(names(text, AREAS, crs=crs(name))) == found


def test_an_edge_in_degrees_is_a_parallel_as_that_of_a_bbox_is(area):
    area("South of the chord", lon=11.6, lat=54.52)
    box = "POLYGON((8 54.5,15.2 54.5,15.2 57.8,8 57.8,8 54.5))"
    assert len(names(f"S_INTERSECTS(geometry, {box})", AREAS)) == 1


def test_the_spatial_index_is_used(building):
    made = cql2.read(BUILDINGS, "S_INTERSECTS(geometry, BBOX(12,55,13,56)) AND year_built > 1970")
    found = BUILDINGS.rows().filter(cql2.condition(BUILDINGS, made))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = found.order_by().explain()
    index = f"{BUILDINGS.model._meta.db_table}_geometry"
    assert "Index" in plan
    assert index in plan
    assert "&&" in plan


class Tagged(gis.Model):
    tags = ArrayField(gis.CharField(max_length=9))
    years = ArrayField(gis.IntegerField())
    geometry = gis.PointField(srid=25832, null=True)

    class Meta:
        app_label = "tagged"


TAGGED = Layer(
    id="tagged",
    title="",
    description="",
    model=Tagged,
    published=("tags", "years"),
    queryables=("tags", "years"),
    zooms=range(1),
    symbology=Fill(colour="#000"),
    source=SOURCE,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A_CONTAINS(tags, ('a','b'))", [1, 2]),
        ("A_CONTAINEDBY(tags, ('b','a','x'))", [1]),
        ("A_EQUALS(tags, ('b','a'))", [1]),
        ("A_OVERLAPS(tags, ('c'))", [2]),
        ("A_OVERLAPS(('c','z'), tags)", [2]),
        ("A_CONTAINS(years, (2018))", [1, 2]),
        ("A_CONTAINS(years, (2010+8,2020))", [2]),
        ("A_CONTAINS((1,2),(1))", [1, 2]),
    ],
)
def test_arrays_are_compared_as_sets(db, text, found):
    with connection.schema_editor() as editor:
        editor.create_model(Tagged)
    Tagged.objects.create(id=1, tags=["a", "b"], years=[2018])
    Tagged.objects.create(id=2, tags=["a", "b", "c"], years=[2018, 2020])
    assert names(text, TAGGED, "pk") == found


def test_a_filter_that_is_asked_again_is_the_same_value():
    text = "S_INTERSECTS(geometry, POINT(12 55)) AND name = 'x'"
    one, two = cql2.read(AREAS, text), cql2.read(AREAS, f"({text})")
    assert one == two
    assert repr(one) == repr(two)
    assert repr(one) != repr(cql2.read(AREAS, text, crs=crs("EPSG/0/4326")))
