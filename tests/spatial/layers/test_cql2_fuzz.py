"""Whatever a filter is, it gives rows or a reason: never an error of the parser or PostgreSQL."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from spatial.errors import InvalidParameter
from spatial.layers import cql2
from spatial.layers.catalogue import BUILDINGS, DESIGNATIONS
from tests.spatial.layers.natural_earth import crs

AT_LENGTH = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CRSS = ["CRS84", "EPSG/0/4326", "EPSG/0/4258", "EPSG/0/25832", "EPSG/0/3857"]
NAMES = [*DESIGNATIONS.queryables, *BUILDINGS.queryables, "geometry", "nosuch"]

numbers = some.one_of(
    some.integers(-3, 3),
    some.sampled_from([0.5, -0.5, 1e6, 29.9e28, 1e-300, 2**31, 2**63, -(2**63), 1e308, 55.7, 12.5]),
)
texts = some.one_of(
    some.text(max_size=4), some.sampled_from(["%", "_", "\\", "a\\", "ß", "＼", "'"])
)
dates = some.sampled_from(["2018-12-01", "0001-01-01", "9999-12-31", "2018-02-30", "x"])
times = some.sampled_from(["2018-12-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
positions = some.lists(numbers, min_size=2, max_size=3)
rings = some.lists(positions, max_size=5).map(lambda ring: ring + ring[:1])
properties = some.sampled_from(NAMES).map(lambda name: {"property": name})
shapes = some.one_of(
    positions.map(lambda one: {"type": "Point", "coordinates": one}),
    some.lists(positions, max_size=4).map(lambda one: {"type": "LineString", "coordinates": one}),
    some.lists(positions, max_size=4).map(lambda one: {"type": "MultiPoint", "coordinates": one}),
    some.lists(rings, max_size=2).map(lambda one: {"type": "Polygon", "coordinates": one}),
    some.lists(numbers, min_size=3, max_size=6).map(lambda one: {"bbox": one}),
)
leaves = some.one_of(
    numbers,
    texts,
    some.booleans(),
    some.none(),
    dates.map(lambda text: {"date": text}),
    times.map(lambda text: {"timestamp": text}),
    shapes,
    properties,
    properties,
)
ends = some.one_of(dates, times, some.just(".."), properties)


def operations(of, names):
    return some.sampled_from(names).flatmap(
        lambda name: some.lists(of, min_size=1, max_size=3).map(
            lambda args: {"op": name, "args": args}
        )
    )


SPATIAL = ["s_intersects", "s_disjoint", "s_equals", "s_touches", "s_crosses", "s_overlaps"]
TEMPORAL = ["t_after", "t_before", "t_during", "t_equals", "t_intersects", "t_metBy", "t_overlaps"]
OTHERS = ["a_contains", "a_equals", "casei", "accenti", "area", "year", "f", "like", "between"]
SCALAR = ["=", "<>", "<", "<=", "+", "-", "*", "/", "%", "div", "^", "in", "isNull"]
trees = some.recursive(
    leaves,
    lambda of: some.one_of(
        operations(of, ["and", "or", "not"]),
        operations(of, SCALAR),
        operations(of, [*SPATIAL, "s_contains", "s_within", *TEMPORAL, *OTHERS]),
        some.lists(ends, min_size=2, max_size=2).map(lambda pair: {"interval": pair}),
        some.lists(of, max_size=3),
    ),
    max_leaves=12,
)

# Of the kinds that each operator takes, so that most of them reach the database.
amounts = some.recursive(
    some.one_of(
        numbers,
        some.sampled_from(["year_built", "area_id"]).map(lambda name: {"property": name}),
        some.just({"op": "area", "args": [{"property": "geometry"}]}),
    ),
    lambda of: some.tuples(some.sampled_from(["+", "-", "*", "/", "%", "div", "^"]), of, of).map(
        lambda one: {"op": one[0], "args": [*one[1:]]}
    ),
    max_leaves=8,
)
conditions = some.one_of(
    some.tuples(some.sampled_from(["=", "<", ">="]), amounts, amounts),
    some.tuples(
        some.sampled_from([*SPATIAL, "s_contains", "s_within"]),
        some.just({"property": "geometry"}),
        shapes,
    ),
    some.tuples(some.just("like"), some.just({"property": "local_id"}), texts),
    some.tuples(
        some.just("like"),
        some.just({"op": "accenti", "args": [{"property": "local_id"}]}),
        texts.map(lambda text: {"op": "accenti", "args": [{"op": "casei", "args": [text]}]}),
    ),
).map(lambda one: {"op": one[0], "args": [*one[1:]]})


def asked(layer, text, language, name="CRS84"):
    """Whether the filter can be used; if so its rows are read."""
    try:
        made = cql2.read(layer, text, language=language, crs=crs(name))
    except InvalidParameter:
        return False
    list(layer.rows().filter(cql2.condition(layer, made)))
    return True


@pytest.fixture
def rows(building):
    building("a_1", year_built=1971)
    building("ß", lon=9.5, year_built=0)


@AT_LENGTH
@given(tree=trees, name=some.sampled_from(CRSS))
def test_a_random_tree_gives_rows_or_a_reason(rows, tree, name):
    for layer in (BUILDINGS, DESIGNATIONS):
        asked(layer, json.dumps(tree), "cql2-json", name)


@AT_LENGTH
@given(tree=conditions, name=some.sampled_from(CRSS))
def test_a_random_condition_of_the_right_kinds_gives_rows_or_a_reason(rows, tree, name):
    for whole in (tree, {"op": "not", "args": [tree]}):
        asked(BUILDINGS, json.dumps(whole), "cql2-json", name)


# What tokens are made of, and what they can be mistaken for.
WORDS = [
    *("(", ")", "(1,2)", ",", "=", "<", "-", "+", "^", "*", ";", "--", "'", '"', "\\", "æ"),
    *("and", "or", "not", "like", "between", "in", "is", "null", "true", "div"),
    *("casei(", "area(", "date(", "interval(", "bbox(", "s_intersects(", "t_after("),
    *("point(", "polygon((", "POINT(12.5 55.7)", "'a'", "'a%'", "''", "1", "2.5", "1e5"),
    *("year_built", "local_id", "geometry"),
]
words = some.lists(some.sampled_from(WORDS), max_size=25).map(" ".join)


@AT_LENGTH
@given(text=some.one_of(some.text(), words))
def test_random_text_gives_rows_or_a_reason(rows, text):
    asked(BUILDINGS, text, "cql2-text")
    asked(BUILDINGS, text, "cql2-json")
