"""CQL2: the predicates of the standard with their counts."""

from datetime import UTC, datetime

import pytest

from spatial.layers import cql2
from tests.spatial.layers import natural_earth

# What the table says against what the file of the same commit holds: counted in plain Python,
# Chișinău, Chicago and Chengdu begin with Ch, and Chișinău alone with Chiș.
WRONG_IN_THE_TABLE = {
    "ACCENTI(name) LIKE accenti('Ch%')": 3,
    "ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))": 1,
}
CLASSES = [
    "basic-cql2",
    "advanced-comparison-operators",
    "case-insensitive-comparison",
    "accent-insensitive-comparison",
    "basic-spatial-functions",
    "basic-spatial-functions-plus",
    "spatial-functions",
    "temporal-functions",
    "property-property",
    "arithmetic",
]


@pytest.fixture(scope="module")
def table(real_data, django_db_setup, django_db_blocker):
    """The rows of the standard's table; the layers they are about have their data."""
    with django_db_blocker.unblock():
        natural_earth.create(real_data / "cql2/ne110m4cql2.gpkg")
        yield natural_earth.cases(real_data / "cql2/cases.csv")
        natural_earth.drop()


def count(layer, text, **options):
    return layer.rows().filter(cql2.condition(layer, cql2.read(layer, text, **options))).count()


@pytest.mark.django_db
@pytest.mark.parametrize("name", CLASSES)
def test_the_predicates_of_the_standard_find_what_it_says(table, name):
    wrong = {}
    for case in table:
        if case["conformance_class"] == name:
            found = count(natural_earth.LAYERS[case["collection"]], case["predicate"])
            if found != int(case["expected_count"]):
                wrong[case["predicate"]] = found
    assert wrong == {
        case["predicate"]: WRONG_IN_THE_TABLE[case["predicate"]]
        for case in table
        if case["conformance_class"] == name and case["predicate"] in WRONG_IN_THE_TABLE
    }


@pytest.mark.django_db
def test_no_row_of_the_table_is_left_out(table):
    assert {case["conformance_class"] for case in table} == set(CLASSES)
    assert len(table) == 243


@pytest.mark.django_db
def test_the_same_predicates_as_json_find_the_same(table):
    for case in table:
        layer = natural_earth.LAYERS[case["collection"]]
        made = cql2.read(layer, case["predicate"])
        assert cql2.read(layer, made.tree, language="cql2-json") == made


@pytest.mark.django_db
def test_north_comes_first_where_the_crs_says_so(table):
    countries = natural_earth.LAYERS["ne_110m_admin_0_countries"]
    wgs84 = natural_earth.crs("EPSG/0/4326")
    for text, found in (
        ("S_INTERSECTS(geom,POINT(49.92 7.02))", 1),
        ("S_INTERSECTS(geom,BBOX(40,0,50,10))", 8),
        ("S_INTERSECTS(geom,BBOX(40,0,-5,50,10,5))", 8),
        ("S_INTERSECTS(geom,POLYGON((40 0,40 10,50 10,50 0,40 0)))", 8),
        ("S_INTERSECTS(geom,BBOX(-90,150,90,-150))", 10),
    ):
        assert count(countries, text, crs=wgs84) == found


@pytest.mark.django_db
def test_a_literal_in_another_crs_is_brought_to_that_of_the_column(table):
    countries = natural_earth.LAYERS["ne_110m_admin_0_countries"]
    mercator = natural_earth.crs("EPSG/0/3857")
    text = "S_INTERSECTS(geom,BBOX(0,4865942.3,1113194.9,6446275.8))"
    assert count(countries, text, crs=mercator) == 8


@pytest.mark.django_db
def test_a_date_beside_a_time_is_the_whole_of_its_day_in_utc(table):
    places = natural_earth.LAYERS["ne_110m_populated_places_simple"]
    day = datetime(2022, 4, 16, tzinfo=UTC)
    known = places.model.objects.filter(start__gte=day, start__lt=day.replace(day=17))
    assert known.count() > 0
    assert count(places, "T_INTERSECTS(start, DATE('2022-04-16'))") == known.count()
    assert count(places, "start >= DATE('2022-04-16') AND start < DATE('2022-04-17')") == (
        known.count()
    )
