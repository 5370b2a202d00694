"""What a filter may not say: each is refused with a reason, and nothing ends the process."""

import contextlib
import threading

import pytest

from spatial.errors import InvalidParameter
from spatial.layers import cql2
from spatial.layers.catalogue import MUNICIPALITIES


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nosuch = 1", "queryables (code, name, region_code, geometry)"),
        ("precision_m = 1", "in place of 'precision_m'"),
        ("name = 1", "a text and a number"),
        ("code = NULL", "IS NULL"),
        ("name", "a condition"),
        ("name = ", "more: the text ends too early"),
        ("name = 'x", "at character 8 is never closed"),
        ("((name = 'it''s') AND (name 'x'))", "other CQL2 text at character 29, \"'x'))\""),
        ("name = 'x'\nAND\n(code code)", "other CQL2 text at character 22, 'code)'"),
        ("name = 'x' ; name", "';' at character 12 stands where it cannot"),
        ("name = 'x' name", "other CQL2 text at character 12, 'name'"),
        ("", "more: the text ends too early"),
        ("nosuch(name) = 1", "area, year"),
        ("area(POINT(1 2)) > 1", "geometry of the collection"),
        ("area(geometry) = 1e31", "less than 1e+30"),
        ("area(geometry) = 1e400", "finite"),
        ("area(geometry) > 1/0", "no number"),
        ("area(geometry) > 1e-200 * 1e-200", "nearer to 0"),
        ("area(geometry) > 9^9^9^9", "less than"),
        (r"name LIKE 'x\\'", "does not end with the escape"),
        ("name LIKE code", "pattern in quotes"),
        ("name LIKE ACCENTI('x＼')", "backslashes"),
        ("name IN (1, 'x')", "of a kind"),
        ("name BETWEEN 1 AND 2", "of a kind"),
        ("CASEI(1) = 'x'", "a text in CASEI"),
        ("T_AFTER(DATE('2018-02-30'), DATE('2018-01-01'))", "a date such as"),
        ("T_AFTER(DATE('0000-01-01'), DATE('2018-01-01'))", "a date such as"),
        ("T_DURING(DATE('2018-01-01'), DATE('2018-01-01'))", "an interval"),
        ("T_AFTER('2018-01-01', DATE('2018-01-01'))", "T_AFTER"),
        ("T_AFTER(INTERVAL('2018-01-02','2018-01-01'), DATE('2018-01-01'))", "start"),
        ("S_INTERSECTS(geometry, POLYGON((0 0,1 1,0 1,1 0,0 0)))", "Self-intersection"),
        ("S_INTERSECTS(geometry, POLYGON((0 0,1 1,0 1)))", "a geometry"),
        ("S_INTERSECTS(geometry, POINT EMPTY)", "a filter"),
        ("S_INTERSECTS(geometry, POINT(700000 6200000))", "filter-crs"),
        ("S_INTERSECTS(geometry, BBOX(1,2,3))", "four or six"),
        ("S_INTERSECTS(geometry, BBOX(1,9,3,2))", "lower corner"),
        ("S_INTERSECTS(geometry, name)", "two geometries"),
        ("S_CONTAINS(geometry, GEOMETRYCOLLECTION(POINT(1 60),LINESTRING(2 60,3 60)))", "of one"),
        ("A_EQUALS((1,'x'),(1))", "one kind"),
        ("name = 'x" + "y" * 20_000 + "'", "at most 16384"),
        ("(" * 60 + "name = 'x'" + ")" * 60, "deep"),
        ("NOT " * 400 + "name = 'x'", "operators"),
        ("name = " + "-" * 400 + "1", "operators"),
        ("area(geometry) = 1" + "+1" * 400, "operators"),
        ("area(geometry) = 1" + "+area(geometry)" * 150, "deep"),
        ("name IN (" + "'x'," * 3000 + "'y')", "parts"),
        ("name IN (name IN (name IN ('x')))", "IN inside"),
        ("S_INTERSECTS(geometry, POINT(1" + "-1" * 400 + "))", "a position"),
    ],
    ids=lambda text: text[:50],
)
def test_what_cannot_be_used_is_refused_with_a_reason(text, reason):
    with pytest.raises(InvalidParameter) as refused:
        cql2.read(MUNICIPALITIES, text)
    assert refused.value.name == "filter"
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"op":"=","args":[{"property":"name"},"\\u0000"]}',
        '{"op":"=","args":[{"property":"name"},"\\ud800"]}',
        '{"op":"="}',
        "[]",
        "1",
        '{"op":"not","args":[]}',
        '{"op":"and","args":[]}',
        '{"op":"in","args":[{"property":"name"},[]]}',
        '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[]}]}',
        '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Circle"}]}',
        '{"op":"isNull","args":[{"interval":["..",".."]}]}',
        '{"op":"=","args":[{"date":{"property":"name"}},1]}',
        '{"op":"not","args":[' * 5000 + "true" + "]}" * 5000,
    ],
)
def test_json_that_is_no_filter_is_refused(text):
    with pytest.raises(InvalidParameter):
        cql2.read(MUNICIPALITIES, text, language="cql2-json")


def test_nothing_deep_overflows_the_stack_of_a_small_thread():
    """The parser would end the process; servers' threads have 2 MB or less."""
    deepest = ("(" * 49 + "NOT " * 250 + "name = 'x'" + ")" * 49, "1" + "-1" * 290 + " = 1",
               "(" * 49 + "code = 1 b" + ")" * 49, "(" * 49 + "1" + ",2)" * 49)  # fmt: skip
    done = []

    def read():
        for text in deepest:
            with contextlib.suppress(InvalidParameter):
                cql2.read(MUNICIPALITIES, text)
            done.append(text)

    before = threading.stack_size(1024 * 1024)
    try:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert done == list(deepest)
