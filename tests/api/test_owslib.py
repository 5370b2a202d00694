"""OWSLib, the Python client of OGC's services, finds its way and reads what it finds."""

import pytest
from owslib.ogcapi.features import Features

from spatial.layers.catalogue import WITH_ITEMS

pytestmark = pytest.mark.django_db(transaction=True)
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


@pytest.fixture
def service(live_server, every_layer):
    return Features(f"{live_server.url}/api")


def test_owslib_finds_the_documents_that_describe_the_service(service):
    assert service.links
    assert service.api()["openapi"].startswith("3.0")
    classes = service.conformance()["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in classes
    assert service.feature_collections() == [layer.id for layer in WITH_ITEMS]


@each_layer
def test_owslib_reads_a_collection_its_schemas_and_its_items(service, layer):
    assert service.collection(layer.id)["id"] == layer.id
    assert service.collection(layer.id)["itemCount"] == layer.rows().count()
    queryables = service.collection_queryables(layer.id)["properties"]
    assert set(queryables) == {layer.geometry, *layer.queryables}
    schema = service.collection_schema(layer.id)["properties"]
    assert list(schema)[2:] == [p.name for p in layer.properties]
    page = service.collection_items(layer.id, limit=2)
    assert page["numberReturned"] == 2 == len(page["features"])
    first = page["features"][0]
    assert service.collection_item(layer.id, first["id"])["properties"] == first["properties"]


def test_owslib_filters_by_box_time_and_property(service):
    found = service.collection_items("designations", bbox=[12.49, 55.6, 12.505, 55.8])
    assert found["numberMatched"] == 2
    found = service.collection_items(
        "designations", datetime_="2019-01-01", category="ghettoområde"
    )
    assert found["numberMatched"] == 3
    assert service.response_headers["OGC-NumberMatched"] == "3"
