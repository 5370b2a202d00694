"""How the tests of conformance ask: each names what it wants by Accept, as a client does."""

import pytest

from spatial.layers.catalogue import WITH_ITEMS

JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)


def get(client, path, accept=JSON, **given):
    """The answer, which must be one."""
    answer = client.get(path, given, headers={"Accept": accept})
    assert answer.status_code == 200, answer.content
    return answer


def collection(client, layer):
    return get(client, f"/api/collections/{layer.id}").json()


def page_of(client, layer, **given):
    """The first page of a layer's items."""
    answer = client.get(f"/api/collections/{layer.id}/items", given, headers={"Accept": GEOJSON})
    assert answer.status_code == 200, answer.content
    return answer.json()


def walked(client, layer, **given):
    """The items of every page, by the links to the next."""
    page = page_of(client, layer, **given)
    found = page["features"]
    while following := hrefs(page, "next"):
        page = get(client, following[0], accept=GEOJSON).json()
        found += page["features"]
    return found


def hrefs(document, rel):
    return [one["href"] for one in document["links"] if one["rel"] == rel]


def parameter_of(client, layer, name):
    """A parameter of a layer's items as the API's definition has it."""
    document = get(client, "/api/openapi", accept=OPENAPI).json()
    stated = document["paths"][f"/collections/{layer.id}/items"]["get"]["parameters"]
    shared = document["components"]["parameters"]
    resolved = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in stated]
    [found] = [one for one in resolved if one["name"] == name]
    return found
