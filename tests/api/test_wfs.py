"""WFS 2.0: what its clients read, and what a request without care cannot do."""

import json
from xml.etree import ElementTree

import pytest

from api.wfs.features import LayerType
from spatial import models
from spatial.layers.catalogue import BUILDINGS, WITH_ITEMS

WFS = "{http://www.opengis.net/wfs/2.0}"
OWS = "{http://www.opengis.net/ows/1.1}"
GML = "{http://www.opengis.net/gml/3.2}"
OURS = "{urn:omraadekortet:lag}"
LINK = "{http://www.w3.org/1999/xlink}href"
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


def asked(client, request, status=200, **given):
    answer = client.get("/wfs", {"service": "WFS", "version": "2.0.0", "request": request} | given)
    assert answer.status_code == status, answer.content.decode()
    return answer


def tree(client, request, status=200, **given):
    return ElementTree.fromstring(asked(client, request, status, **given).content)


def features(client, layer="areas", **given):
    return tree(client, "GetFeature", typeNames=layer, **given).findall(f"{WFS}member/*")


def slugs(client, **given):
    return [one.findtext(f"{OURS}slug") for one in features(client, **given)]


def test_the_capabilities_are_danish_and_name_licences_and_whom_to_credit(client, every_layer):
    models.Source.objects.update(licence="CC BY 4.0", attribution="Indeholder data fra en prøve")
    root = tree(client, "GetCapabilities")
    about = root.find(f"{OWS}ServiceIdentification")
    assert about.findtext(f"{OWS}Title") == "Områdekortet"
    assert "udpegede boligområder" in about.findtext(f"{OWS}Abstract")
    assert about.findtext(f"{OWS}Fees") == "NONE"
    constraints = about.findtext(f"{OWS}AccessConstraints")
    assert "CC BY 4.0" in constraints
    assert "Indeholder data fra en prøve" in constraints
    assert root.findtext(f"{OWS}ServiceProvider/{OWS}ProviderName") == "Områdekortet"
    assert root.find(f"{OWS}ServiceProvider/{OWS}ServiceContact") is None  # nobody is configured


@each_layer
def test_every_layer_is_a_feature_type_with_all_spoken_crs(client, every_layer, layer):
    root = tree(client, "GetCapabilities")
    types = {one.findtext(f"{WFS}Name"): one for one in root.iter(f"{WFS}FeatureType")}
    assert set(types) == {f"lag:{one.id}" for one in WITH_ITEMS}
    one = types[f"lag:{layer.id}"]
    assert one.findtext(f"{WFS}Title") == layer.title
    assert one.findtext(f"{WFS}Abstract").startswith(layer.description)
    assert one.findtext(f"{WFS}DefaultCRS") == "urn:ogc:def:crs:EPSG::25832"
    others = {crs.text.split(":crs:")[1] for crs in one.findall(f"{WFS}OtherCRS")}
    assert others == {"EPSG::4326", "EPSG::4258", "EPSG::3857", "OGC::CRS84"}
    west, south = map(float, one.findtext(f".//{OWS}LowerCorner").split())
    assert 9 < west < 16
    assert 54 < south < 58
    url = one.find(f"{WFS}MetadataURL").get(LINK)
    assert url == f"http://testserver/api/collections/{layer.id}/metadata?f=xml"
    assert client.get(url).status_code == 200


def test_demonstration_data_are_told_in_the_abstract(client, every_layer):
    models.AreaBoundary.objects.update(method="approximate")
    root = tree(client, "GetCapabilities")
    told = [one.findtext(f"{WFS}Abstract") for one in root.iter(f"{WFS}FeatureType")]
    assert any("til demonstration" in abstract for abstract in told)
    assert "til demonstration" in root.findtext(f".//{OWS}ServiceIdentification/{OWS}Abstract")


def test_addresses_are_those_of_the_setting(client, every_layer, settings):
    settings.PUBLIC_BASE_URL = "https://kort.example.org/kort"
    text = asked(client, "GetCapabilities").content.decode()
    assert 'xlink:href="https://kort.example.org/kort/wfs"' in text
    assert "testserver" not in text
    page = asked(client, "GetFeature", typeNames="areas", count="1").content.decode()
    assert "testserver" not in page
    assert 'next="https://kort.example.org/kort/wfs?' in page


XSD = {
    "CharField": "string",
    "SlugField": "string",
    "TextField": "string",
    "DateField": "date",
    "DecimalField": "decimal",
    "BooleanField": "boolean",
}


@each_layer
def test_the_schema_has_the_published_properties_and_geometry_last(client, db, layer):
    root = tree(client, "DescribeFeatureType", typeNames=layer.id)
    xs = "{http://www.w3.org/2001/XMLSchema}"
    fields = root.findall(f".//{xs}sequence/{xs}element")
    assert [one.get("name") for one in fields] == [p.name for p in layer.properties] + ["geometry"]
    assert all(one.get("nillable") == "true" for one in fields)
    types = {one.get("name"): one.get("type") for one in fields}
    assert types["geometry"] == "gml:MultiSurfacePropertyType"
    for p in layer.properties:
        kind = p.type.get_internal_type()
        assert types[p.name] == XSD.get(kind, "integer"), kind


@each_layer
def test_features_have_the_values_of_the_items(client, every_layer, layer):
    given = {"typeNames": layer.id, "outputFormat": "geojson", "srsName": "EPSG:4326"}
    found = asked(client, "GetFeature", **given).json()["features"]
    items = client.get(f"/api/collections/{layer.id}/items").json()["features"]
    assert [one["properties"] for one in found] == [one["properties"] for one in items]
    assert [one["id"] for one in found] == [f"{layer.id}.{one['id']}" for one in items]
    assert [one["geometry"] for one in found] == [one["geometry"] for one in items]


@pytest.mark.parametrize(
    ("crs", "first", "second"),
    [
        (None, 7e5, 6e6),
        ("urn:ogc:def:crs:EPSG::25832", 7e5, 6e6),
        ("urn:ogc:def:crs:EPSG::4326", 55, 12),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", 55, 12),
        ("urn:ogc:def:crs:EPSG::4258", 55, 12),
        ("urn:ogc:def:crs:OGC::CRS84", 12, 55),
        ("EPSG:4326", 12, 55),
        ("urn:ogc:def:crs:EPSG::3857", 1.39e6, 7e6),
    ],
)
def test_gml_has_the_axis_order_that_the_name_of_its_crs_asks_for(client, area, crs, first, second):
    area()
    [one] = features(client, **({"srsName": crs} if crs else {}))
    found = one.find(f".//{GML}posList").text.split()
    assert float(found[0]) == pytest.approx(first, rel=0.05)
    assert float(found[1]) == pytest.approx(second, rel=0.1)


@pytest.mark.parametrize(
    "box",
    [
        "55.69,12.54,55.71,12.56,urn:ogc:def:crs:EPSG::4326",
        "55.69,12.54,55.71,12.56,urn:ogc:def:crs:EPSG::4258",
        "12.54,55.69,12.56,55.71,urn:ogc:def:crs:OGC::CRS84",
        "12.54,55.69,12.56,55.71,EPSG:4326",
        "720000,6170000,725000,6180000,urn:ogc:def:crs:EPSG::25832",
        "720000,6170000,725000,6180000,EPSG:25832",
        "720000,6170000,725000,6180000",
    ],
)
def test_a_box_is_read_in_the_axis_order_of_its_crs(client, area, box):
    area("Her", lon=12.55, lat=55.7)
    area("Der", lon=9, lat=56)
    assert slugs(client, bbox=box) == ["her"]


FILTER = '<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0">{}</fes:Filter>'
IS = (
    "<fes:PropertyIs{}><fes:ValueReference>{}</fes:ValueReference>"
    "<fes:Literal>{}</fes:Literal></fes:PropertyIs{}>"
)


@pytest.mark.parametrize(
    ("layer", "condition", "count"),
    [
        ("areas", IS.format("EqualTo", "slug", "park-1", "EqualTo"), 1),
        ("areas", IS.format("GreaterThan", "residents", "1000", "GreaterThan"), 2),
        ("municipalities", IS.format("EqualTo", "region_code", "1084", "EqualTo"), 1),
        ("buildings", IS.format("EqualTo", "source", "test", "EqualTo"), 4),
        ("buildings", IS.format("LessThan", "height_m", "12.6", "LessThan"), 1),
        ("designations", IS.format("EqualTo", "list_date", "2018-12-01", "EqualTo"), 3),
        (
            "buildings",
            "<fes:PropertyIsNull><fes:ValueReference>floors</fes:ValueReference></fes:PropertyIsNull>",
            3,
        ),
    ],
)
def test_fes_filters_are_answered(client, every_layer, layer, condition, count):
    assert len(features(client, layer, filter=FILTER.format(condition))) == count


def test_a_filter_may_be_posted(client, every_layer):
    body = (
        '<wfs:GetFeature service="WFS" version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0">'
        '<wfs:Query typeNames="areas">'
        f"{FILTER.format(IS.format('EqualTo', 'slug', 'park-1', 'EqualTo'))}"
        "</wfs:Query></wfs:GetFeature>"
    )
    answer = client.post("/wfs", body, content_type="text/xml")
    assert answer.status_code == 200
    assert len(ElementTree.fromstring(answer.content).findall(f"{WFS}member")) == 1


def test_pages_follow_each_other_without_gap(client, every_layer):
    seen, url = [], "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=areas&count=1"
    while url:
        root = ElementTree.fromstring(client.get(url).content)
        seen += [one.get(f"{GML}id") for one in root.findall(f"{WFS}member/*")]
        url = root.get("next")
    assert len(seen) == len(set(seen)) == 3


def test_hits_are_counted_without_a_row(client, every_layer):
    root = tree(client, "GetFeature", typeNames="areas", resultType="hits")
    assert (root.get("numberMatched"), root.get("numberReturned")) == ("3", "0")


@pytest.mark.parametrize("form", ["application/gml+xml; version=3.2", "geojson", "csv"])
def test_without_a_count_a_page_is_bounded_in_every_form(client, every_layer, monkeypatch, form):
    monkeypatch.setattr("api.wfs.operations.DEFAULT_LIMIT", 2)
    text = asked(client, "GetFeature", typeNames="areas", outputFormat=form).content.decode()
    assert [f"park-{number}" in text for number in range(3)] == [True, True, False]


@pytest.mark.parametrize("form", ["application/gml+xml; version=3.2", "geojson", "csv"])
def test_nobody_gets_a_page_beyond_the_largest(client, every_layer, monkeypatch, form):
    monkeypatch.setattr("api.views.wfs.Wfs.max_page_size", 2)
    monkeypatch.setattr("gisserver.operations.base.OutputFormat.max_page_size", None)
    given = {"typeNames": "areas", "outputFormat": form, "count": "1000000"}
    text = asked(client, "GetFeature", **given).content.decode()
    assert "park-2" not in text


def test_no_form_has_pages_without_end(client, every_layer):
    view = LayerType(BUILDINGS, version="", abstract="")
    assert view.name == "buildings"
    root = tree(client, "GetCapabilities")
    constraints = {one.get("name"): one for one in root.iter(f"{OWS}Constraint")}
    assert constraints["CountDefault"].findtext(f"{OWS}DefaultValue") == "1000"
    assert constraints["DefaultMaxFeatures"].findtext(f".//{OWS}Value") == "10000"


@each_layer
def test_a_page_takes_few_queries_however_many_rows(
    client, every_layer, layer, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):  # version, page, count, and what is remembered
        asked(client, "GetFeature", typeNames=layer.id)


def test_capabilities_that_are_known_take_one_query(client, every_layer, django_assert_num_queries):
    asked(client, "GetCapabilities")
    with django_assert_num_queries(1):
        asked(client, "GetCapabilities")


def test_what_is_unchanged_is_304(client, every_layer):
    first = asked(client, "GetFeature", typeNames="areas")
    assert first["ETag"].startswith('W/"')
    given = {"If-None-Match": first["ETag"]}
    assert client.get(first.wsgi_request.get_full_path(), headers=given).status_code == 304


def test_the_page_for_people_names_the_address(client, every_layer):
    page = client.get("/wfs").content.decode()
    assert "<code>http://testserver/wfs</code>" in page
    assert "OGC API - Features" in page


def test_numbers_in_geojson_are_numbers(client, every_layer):
    text = asked(client, "GetFeature", typeNames="buildings", outputFormat="geojson").content
    heights = {one["properties"]["height_m"] for one in json.loads(text)["features"]}
    assert heights == {None, 12.5}
