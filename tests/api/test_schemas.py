"""Schemas, queryables and sortables: OGC API - Features Part 3 and Part 5 (Common Part 3)."""

import json
import re

import jsonschema
import pytest

from spatial.layers.catalogue import WITH_ITEMS
from tests.api.test_items import items

SCHEMA = "application/schema+json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
GEOMETRY = "geometry"
KINDS = ("schema", "queryables", "sortables", "schema/geojson")
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
each_kind = pytest.mark.parametrize("kind", KINDS)
of_part_5 = pytest.mark.parametrize("kind", ["schema", "sortables"])


def schema(client, layer, kind, **headers):
    answer = client.get(f"/api/collections/{layer.id}/{kind}", headers=headers)
    assert answer.status_code == 200
    return answer.json()


def with_keyword(document, keyword, value=None):
    """The properties that have `keyword`, with this value if one is given."""
    return {
        name: one
        for name, one in document["properties"].items()
        if keyword in one and (value is None or one[keyword] == value)
    }


@each_layer
@each_kind
def test_basic_schema_inspection(client, db, layer, kind):
    """Part 5, /conf/schemas/basic-schema-inspection; Part 3, /conf/queryables/get-queryables."""
    document = schema(client, layer, kind)
    assert document["$schema"] == DIALECT
    assert document["$id"] == f"http://testserver/api/collections/{layer.id}/{kind}"
    again = client.get(document["$id"], headers={"Accept": SCHEMA})
    assert (again.status_code, again["Content-Type"]) == (200, SCHEMA)
    assert again.json() == document
    assert document["type"] == "object"
    assert document["properties"]
    jsonschema.Draft202012Validator.check_schema(document)
    words = set(re.findall(r'"(x-[^"]*)":', json.dumps(document)))
    assert {word for word in words if not word.startswith("x-ogc-")} == set()


@each_layer
@of_part_5
def test_each_property_has_one_type_or_is_a_geometry(client, db, layer, kind):
    """Part 5, /req/schemas/properties; QGIS reads a type that is one word alone."""
    for name, one in schema(client, layer, kind)["properties"].items():
        if name == GEOMETRY:
            assert one["format"] == "geometry-multipolygon"
            assert not {"type", "$ref"} & set(one)
        else:
            assert one["type"] in ("string", "integer", "number", "boolean")
            assert one["title"]


@each_layer
def test_role_id(client, every_layer, layer):
    """Part 5, /conf/schemas/role and role-id."""
    [one] = with_keyword(schema(client, layer, "schema"), "x-ogc-role", "id").values()
    assert one["type"] == "integer"
    assert all(isinstance(each["id"], int) for each in items(client, layer.id)["features"])


@each_layer
def test_property_seq(client, db, layer):
    """Part 5, /conf/schemas/property-seq: the order in which items have their properties."""
    order = {
        one["x-ogc-propertySeq"]: name
        for name, one in schema(client, layer, "schema")["properties"].items()
    }
    assert [order[number] for number in sorted(order)] == [
        "id",
        GEOMETRY,
        *(p.name for p in layer.properties),
    ]


@each_layer
@pytest.mark.parametrize("kind", ["schema", "queryables", "sortables"])
def test_unit(client, db, layer, kind):
    """Part 5, /conf/schemas/unit: in Danish words, not UCUM; QGIS shows it as a comment."""
    document = schema(client, layer, kind)
    measured = with_keyword(document, "x-ogc-unit")
    units = {p.name: p.unit for p in layer.properties if p.unit}
    assert set(measured) == set(units) & set(document["properties"])
    for name, one in measured.items():
        assert (one["x-ogc-unit"], one["x-ogc-unitLang"]) == (units[name], "da")
        assert one["type"] in ("number", "integer")
        assert one["description"].endswith(f"Enhed: {units[name]}.")


@each_layer
def test_role_primary_geometry(client, db, layer):
    """Part 5, /conf/advanced-property-roles/role-primary-geometry."""
    document = schema(client, layer, "schema")
    assert list(with_keyword(document, "x-ogc-role", "primary-geometry")) == [GEOMETRY]
    assert list(with_keyword(document, "format", "geometry-multipolygon")) == [GEOMETRY]


@each_layer
def test_role_primary_temporal(client, db, layer):
    """Part 5, /conf/advanced-property-roles/role-primary-temporal."""
    document = schema(client, layer, "schema")
    roles = ("primary-interval-start", "primary-interval-end")
    found = [list(with_keyword(document, "x-ogc-role", role)) for role in roles]
    assert found == [[name] for name in layer.valid_time or ()] or found == [[], []]
    assert bool(layer.valid_time) == (found != [[], []])
    for [name] in found if layer.valid_time else ():
        assert document["properties"][name]["format"] == "date"


@each_layer
@pytest.mark.parametrize(
    ("kind", "rel"),
    [
        ("schema", f"{REL}schema"),
        ("queryables", f"{REL}queryables"),
        ("queryables", "queryables"),
        ("sortables", f"{REL}sortables"),
        ("schema/geojson", "describedby"),
        ("schema/geojson", "describedBy"),
    ],
)
def test_link(client, every_layer, layer, kind, rel):
    """Part 5, /conf/returnables-and-receivables/link, /conf/sortables/link; Part 3,
    /conf/queryables/get-collection. GDAL looks for `queryables` and `describedby`."""
    document = client.get(f"/api/collections/{layer.id}").json()
    links = [one for one in document["links"] if (one["rel"], one["type"]) == (rel, SCHEMA)]
    at = f"http://testserver/api/collections/{layer.id}/{kind}"
    assert [link["href"] for link in links] == [at]


@each_kind
def test_op_and_response(client, db, kind):
    """Part 5, /conf/returnables-and-receivables/op-and-response, /conf/sortables/..."""
    at = f"/api/collections/areas/{kind}"
    assert client.get(at, headers={"Accept": SCHEMA})["Content-Type"] == SCHEMA
    assert client.get(at, {"f": "json"})["Content-Type"] == SCHEMA
    plain = client.get(at, headers={"Accept": "application/json"})
    assert plain["Content-Type"] == "application/json"
    assert client.get(at, {"a": "1"}).status_code == 400
    assert client.get(f"/api/collections/land/{kind}").status_code == 404


@each_layer
def test_every_item_is_valid_by_the_schema_of_its_collection(client, every_layer, layer):
    """Part 5, /conf/returnables-and-receivables/response-1. A value that is not known is no
    value: the null that GeoJSON writes for it stands for a property that is not there."""
    document = schema(client, layer, "schema")
    assert document["additionalProperties"] is False
    validator = jsonschema.Draft202012Validator(document, format_checker=jsonschema.FormatChecker())
    features = items(client, layer.id)["features"]
    assert len(features) >= 3
    for feature in features:
        flat = {"id": feature["id"], GEOMETRY: feature["geometry"], **feature["properties"]}
        validator.validate({name: value for name, value in flat.items() if value is not None})


@each_layer
def test_every_item_is_valid_by_the_geojson_schema_of_its_collection(client, every_layer, layer):
    document = schema(client, layer, "schema/geojson")
    validator = jsonschema.Draft202012Validator(document, format_checker=jsonschema.FormatChecker())
    features = items(client, layer.id)["features"]
    nulls = 0
    for feature in features:
        validator.validate(feature)
        nulls += None in feature["properties"].values()
        for name, value in feature["properties"].items():
            if value is not None:
                wrong = {**feature, "properties": {**feature["properties"], name: [value]}}
                assert not validator.is_valid(wrong), name
    assert nulls or layer.id in ("areas", "regions")  # of which all is known here
    assert not validator.is_valid({**features[0], "properties": {"unknown": 1}})


@each_layer
def test_queryables_are_what_may_be_a_parameter_and_the_geometry(client, every_layer, layer):
    """Part 3, /conf/queryables and /conf/queryables-query-parameters/parameters. QGIS and the
    standard's test know a geometry by its reference alone."""
    document = schema(client, layer, "queryables")
    properties = document["properties"]
    assert document["additionalProperties"] is False
    assert properties.pop(GEOMETRY)["$ref"] == "https://geojson.org/schema/MultiPolygon.json"
    api = client.get("/api/openapi").json()
    stated = api["paths"][f"/collections/{layer.id}/items"]["get"]["parameters"]
    own = {one["name"]: one["schema"] for one in stated if "name" in one}
    assert set(own) == set(properties) == set(layer.queryables)
    first = items(client, layer.id)["features"][0]["properties"]
    for name, one in properties.items():
        assert own[name].get("format") == one.get("format")
        if first[name] is not None:
            value = json.dumps(first[name]).strip('"') if one["type"] != "string" else first[name]
            found = items(client, layer.id, **{name: value})["features"]
            assert {each["properties"][name] for each in found} == {first[name]}


@each_layer
def test_sortables_are_neither_geometries_nor_lists(client, db, layer):
    """Part 5, /req/sortables/response."""
    properties = schema(client, layer, "sortables")["properties"]
    assert properties
    assert {one["type"] for one in properties.values()} <= {
        "string",
        "integer",
        "number",
        "boolean",
    }


@pytest.mark.parametrize("kind", ["schema", "queryables", "sortables"])
def test_a_page_tells_of_each_property_in_danish(client, every_layer, kind):
    page = client.get(f"/api/collections/designations/{kind}?f=html").content.decode()
    row = re.search(r"<code>criteria_met</code></th>(.*?)</tr>", page)[1]
    cells = re.findall(r"<td>(.*?)</td>", row)
    assert cells[:3] == ["Opfyldte kriterier", "helt tal", "kriterier"]
    assert "Af dem, hvis tal er kendt." in cells[4]
    values = re.search(r"<code>category</code></th>(.*?)</tr>", page)[1]
    assert "udsat boligområde" in values
    [address] = re.findall(r'rel="alternate" type="application/schema.json" href="([^"]*)"', page)
    assert client.get(address)["Content-Type"] == SCHEMA
