"""The documents of collections: what a client learns of a layer before it asks for items."""

import html
import re

import pytest

from spatial.layers.catalogue import LAYERS, WITH_ITEMS
from spatial.models import judging
from tests.api.test_documents import by_rel


def test_a_collection_tells_where_when_and_in_which_crs(client, every_layer):
    document = client.get("/api/collections/designations").json()
    assert document["itemType"] == "feature"
    [box] = document["extent"]["spatial"]["bbox"]
    assert 12 < box[0] < box[2] < 13
    assert document["extent"]["temporal"]["interval"] == [["2018-12-01T00:00:00Z", None]]
    assert "http://www.opengis.net/def/crs/OGC/1.3/CRS84" in document["crs"]
    assert document["storageCrs"] == "http://www.opengis.net/def/crs/EPSG/0/25832"
    assert client.get(by_rel(document)["items", "application/geo+json"]).status_code == 200


def test_an_unknown_day_makes_the_extent_open(client, building):
    building(valid_from=None, valid_to="2020-01-01")
    interval = client.get("/api/collections/buildings").json()["extent"]["temporal"]["interval"]
    assert interval == [[None, "2020-01-01T00:00:00Z"]]


def test_an_empty_collection_has_no_place(client, db):
    assert "spatial" not in client.get("/api/collections/areas").json().get("extent", {})


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_a_collection_names_the_unit_of_every_number_and_its_sources(client, every_layer, layer):
    document = client.get(f"/api/collections/{layer.id}").json()
    assert document["sources"]
    units = {name for name, one in document["properties"].items() if "unit" in one}
    assert units == {p.name for p in layer.properties if p.unit}


def test_regions_carry_the_attribution_of_the_outlines_they_are_made_from(
    client, municipality, source
):
    source.attribution = "© Nogen"
    source.save()
    municipality()
    assert client.get("/api/collections/regions").json()["attribution"] == "© Nogen"


def test_collections_holds_each_as_it_is_alone_and_only_those_of_features(client, every_layer):
    together = client.get("/api/collections").json()["collections"]
    assert together == [client.get(f"/api/collections/{layer.id}").json() for layer in WITH_ITEMS]


def test_what_is_for_demonstration_says_so_in_words(client, area, building, source):
    area().boundaries.update(method="approximate")
    collection = client.get("/api/collections/areas").json()
    assert collection["demonstration"] is True
    assert "ikke områdernes grænser" in collection["description"]
    assert client.get("/api/collections/buildings").json()["demonstration"] is False


def test_the_second_look_at_the_collections_reads_no_data(
    client, every_layer, django_assert_num_queries
):
    client.get("/api/collections")
    with django_assert_num_queries(1):
        client.get("/api/collections")


def test_the_page_of_a_collection_leads_to_its_json(client, db):
    page = client.get("/api/collections/areas?f=html").content.decode()
    [address] = re.findall(r'rel="alternate" type="application/json" href="([^"]*)"', page)
    assert client.get(html.unescape(address)).json()["id"] == "areas"
    own = by_rel(client.get("/api/collections/areas").json())
    assert client.get(own["self", "application/json"]).json()["id"] == "areas"
    assert client.get(own["alternate", "text/html"])["Content-Type"].startswith("text/html")


def test_a_collection_says_how_many_items_it_has_and_what_they_are_about(client, every_layer):
    for layer in WITH_ITEMS:
        document = client.get(f"/api/collections/{layer.id}").json()
        assert document["itemCount"] == layer.rows().count()
        assert document["keywords"]


def test_a_collection_names_the_licences_of_its_sources_and_where_they_can_be_read(
    client, municipality, source
):
    source.licence = "ODbL 1.0"
    source.save()
    municipality()
    document = client.get("/api/collections/municipalities").json()
    assert document["license"] == "ODbL 1.0"
    [link] = [one for one in document["links"] if one["rel"] == "license"]
    assert link["href"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert "license" not in client.get("/api/collections/areas").json()


def test_a_truth_is_told_in_danish_on_the_pages(client, every_layer):
    judging.store()
    at = "/api/collections/designations/items"
    number = client.get(at).json()["features"][0]["id"]
    assert "<td>nej</td>" in client.get(f"{at}?f=html").content.decode()
    page = client.get(f"{at}/{number}?f=html").content.decode()
    assert re.search(r"<code>differs</code></dt>\s*<dd>nej</dd>", page)
