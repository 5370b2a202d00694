"""What a client sees of each class of filters and sorting, in the world of `every_layer`."""

from tests.api.test_items import items

_SPEC = "http://www.opengis.net/spec/"
_JSON = '{"op": "=", "args": [{"property": "category"}, "ghettoområde"]}'

# A filter that only a server of the class understands, and how many items it finds.
_CQL2 = {
    "cql2-text": ("designations", "category = 'ghettoområde'", 3),
    "cql2-json": ("designations", _JSON, 3),
    "basic-cql2": ("designations", "list_date < DATE('2020-01-01') AND NOT (name IS NULL)", 3),
    "advanced-comparison-operators": (
        "buildings",
        "local_id LIKE 'b%' OR local_id IN ('x', 'y') OR year_built BETWEEN 1970 AND 1972",
        4,
    ),
    "case-insensitive-comparison": ("municipalities", "CASEI(name) = CASEI('KØBENHAVN')", 1),
    "accent-insensitive-comparison": ("municipalities", "ACCENTI(name) = 'Kobenhavn'", 1),
    "basic-spatial-functions": ("municipalities", "S_INTERSECTS(geometry, BBOX(15,55,16,56))", 1),
    "basic-spatial-operators": ("municipalities", "S_INTERSECTS(geometry, POINT(12.5 56))", 1),
    "basic-spatial-functions-plus": (
        "municipalities",
        "S_INTERSECTS(geometry, MULTILINESTRING((12 56, 13 56), (15 55.3, 16 55.3)))",
        2,
    ),
    "spatial-functions": (
        "municipalities",
        "S_WITHIN(geometry, POLYGON((12 55,13 55,13 57,12 57,12 55))) OR "
        "S_CONTAINS(geometry, POINT(15.2 55.3))",
        2,
    ),
    "temporal-functions": ("designations", "T_AFTER(list_date, DATE('2018-12-01'))", 3),
    "array-functions": ("regions", "A_CONTAINS(('1081', '1084'), (code))", 2),
    "property-property": ("areas", "name <> slug", 3),
    "functions": ("designations", "year(list_date) = 2018", 3),
    "arithmetic": ("buildings", "year_built + 9 = 2 * 990", 1),
}


def _finds(name, collection, text, count):
    def sees(client):
        given = {"filter-lang": "cql2-json"} if name == "cql2-json" else {}
        assert items(client, collection, filter=text, **given)["numberMatched"] == count

    sees.__name__ = f"sees_{name}"
    return sees


def sees_filter(client):
    given = {"filter": "name LIKE '%2%'", "filter-lang": "cql2-text"}
    assert items(client, "areas", **given)["numberMatched"] == 1
    assert client.get("/api/collections/areas/items", {"filter": "nosuch"}).status_code == 400


def sees_sorting(client):
    forward = [one["id"] for one in items(client, "areas", sortby="name")["features"]]
    back = [one["id"] for one in items(client, "areas", sortby="-name")["features"]]
    assert forward == back[::-1]
    assert len(forward) == 3


CLASSES = {
    f"{_SPEC}ogcapi-features-3/1.0/conf/filter": sees_filter,
    f"{_SPEC}ogcapi-features-3/1.0/conf/features-filter": sees_filter,
    **{f"{_SPEC}cql2/1.0/conf/{name}": _finds(name, *seen) for name, seen in _CQL2.items()},
    f"{_SPEC}ogcapi-features-8/1.0/conf/sortables": sees_sorting,
    f"{_SPEC}ogcapi-features-8/1.0/conf/sorting": sees_sorting,
    f"{_SPEC}ogcapi-features-8/1.0/conf/features-sorting": sees_sorting,
}
