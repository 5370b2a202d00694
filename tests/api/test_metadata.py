"""DCAT-AP, ISO 19139 and schema.org: what catalogues and search engines read of our data."""

import json
import re
from pathlib import Path

import pyshacl
import pytest
from django.urls import reverse
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, RDFS
from shapely import from_wkt

from api import links
from spatial import models
from spatial.exporting.formats import FORMATS
from spatial.layers.catalogue import LAYERS, WITH_ITEMS

SHAPES = Graph().parse(Path(__file__).parent / "dcat_ap.ttl")
BASE = "http://testserver/api"
each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)


@pytest.fixture
def an_import(db):
    models.ImportRun.objects.create(
        dataset="areas", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )


def graph(client, form="ttl"):
    answer = client.get("/api/dcat", {"f": form})
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format={"ttl": "turtle", "jsonld": "json-ld"}[form])


def valid(found):
    conforms, _, text = pyshacl.validate(found, shacl_graph=SHAPES)
    assert conforms, text


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_the_catalogue_has_what_dcat_ap_asks_for(client, every_layer, an_import, form):
    valid(graph(client, form))


def test_an_empty_instance_is_a_valid_catalogue_too(client, db):
    valid(graph(client))


def test_a_catalogue_that_lacks_what_is_mandatory_is_seen_not_to_be_one(client, every_layer):
    found = graph(client)
    found.remove((URIRef(f"{BASE}/collections/areas"), DCTERMS.title, None))
    assert not pyshacl.validate(found, shacl_graph=SHAPES)[0]


def test_both_forms_say_the_same_and_say_it_the_same_again(client, every_layer, an_import):
    assert isomorphic(graph(client, "ttl"), graph(client, "jsonld"))
    for form in ("ttl", "jsonld"):
        first, again = (client.get("/api/dcat", {"f": form}).content for _ in range(2))
        assert first == again


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "application/ld+json"),
    ],
)
def test_accept_chooses_the_form_of_the_catalogue(client, db, accept, type):
    answer = client.get("/api/dcat", headers={"Accept": accept})
    assert answer["Content-Type"].split(";")[0] == type


@each_layer
def test_a_dataset_tells_where_when_and_in_which_crs(client, every_layer, an_import, layer):
    found, node = graph(client), URIRef(f"{BASE}/collections/{layer.id}")
    assert found.value(node, DCTERMS.title) == Literal(layer.title, lang="da")
    assert found.value(node, DCTERMS.conformsTo) == URIRef(
        "http://www.opengis.net/def/crs/EPSG/0/25832"
    )
    box = from_wkt(str(found.value(found.value(node, DCTERMS.spatial), DCAT.bbox)))
    west, south, east, north = box.bounds
    assert 8 < west < east < 16
    assert 54 < south < north < 58
    assert found.value(node, DCTERMS.modified).toPython().year >= 2025
    start = found.value(found.value(node, DCTERMS.temporal), DCAT.startDate)
    if layer.id == "designations":
        assert str(start) == "2018-12-01"


@each_layer
def test_every_address_of_a_dataset_is_served(client, every_layer, layer):
    found, node = graph(client), URIRef(f"{BASE}/collections/{layer.id}")
    ways = list(found.objects(node, DCAT.distribution))
    assert len(ways) == (3 + len(FORMATS) if layer in WITH_ITEMS else 1)
    for way in ways:
        url = str(found.value(way, DCAT.accessURL))
        assert client.get(url).status_code == 200, url
    assert client.get(str(found.value(node, DCAT.landingPage))).status_code == 200


def test_the_services_are_those_that_answer(client, every_layer):
    found = graph(client)
    services = set(found.subjects(RDF.type, DCAT.DataService))
    urls = {str(found.value(one, DCAT.endpointURL)) for one in services}
    assert urls == {BASE, "http://testserver/wfs"}
    told = {str(found.value(one, DCAT.endpointDescription)) for one in services}
    assert all(client.get(url).status_code == 200 for url in urls | told)


def test_a_contact_that_nobody_configured_is_not_invented(client, every_layer, settings):
    assert not set(graph(client).objects(None, DCAT.contactPoint))
    settings.CONTACT_EMAIL, settings.CONTACT_NAME = "kort@example.org", "Kortholdet"
    found = graph(client)
    valid(found)
    contacts = set(found.objects(None, DCAT.contactPoint))
    assert len(contacts) == 1
    assert b"mailto:kort@example.org" in client.get("/api/dcat?f=ttl").content
    assert not set(found.objects(None, DCTERMS.accrualPeriodicity))


def test_a_licence_that_the_source_does_not_name_is_not_invented(client, area, source):
    area()
    found = graph(client)
    assert found.value(URIRef(f"{BASE}/collections/areas#ogc-api"), DCTERMS.license) is None
    rights = URIRef(f"{BASE}/collections/areas#rettigheder")
    assert "1 kilder uden oplyst licens" in str(found.value(rights, RDFS.label))


def test_the_licence_of_every_source_is_told(client, area, source):
    source.licence, source.attribution = "ODbL 1.0", "© En prøve"
    source.save()
    area()
    found, node = graph(client), URIRef(f"{BASE}/collections/areas")
    way = URIRef(f"{node}#ogc-api")
    assert "opendatacommons.org" in str(found.value(way, DCTERMS.license))
    told = client.get("/api/dcat?f=ttl").text
    assert "A test: ODbL 1.0" in told
    assert "© En prøve" in told
    page = client.get("/api/collections/areas").json()
    assert [one["title"] for one in page["links"] if one["rel"] == "license"] == ["ODbL 1.0"]
    items = client.get("/api/collections/areas/items").json()
    [licence] = [one["href"] for one in items["links"] if one["rel"] == "license"]
    assert "ODbL 1.0" in client.get(licence).text


def test_downloads_are_described_once_there_is_a_route(client, every_layer, monkeypatch):
    monkeypatch.setattr(links, "reverse", _reversed)
    found = graph(client)
    valid(found)
    urls = {str(url) for url in found.objects(None, DCAT.downloadURL)}
    assert f"{BASE}/collections/areas/downloads/gpkg" in urls
    assert len(urls) == 7 * len(WITH_ITEMS)


def _reversed(name, args):
    if name == "download":
        return f"/api/collections/{args[0]}/downloads/{args[1]}"
    return reverse(name, args=args)


# -- schema.org ----------------------------------------------------------------------------


def linked(page):
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


@each_layer
def test_the_page_of_a_collection_is_a_dataset_to_search_engines(client, every_layer, layer):
    data = linked(client.get(f"/api/collections/{layer.id}?f=html").text)
    assert (data["@type"], data["name"]) == ("Dataset", layer.title)
    assert data["@id"] == f"{BASE}/collections/{layer.id}"
    assert len(data["description"]) >= 50  # what Google asks for
    assert data["distribution"][0]["contentUrl"].startswith(BASE)
    south, west, north, east = map(float, data["spatialCoverage"]["geo"]["box"].split())
    assert 54 < south < north < 58
    assert 8 < west < east < 16


def test_the_landing_page_is_a_catalogue_to_search_engines(client, every_layer):
    data = linked(client.get("/api?f=html").text)
    assert data["@type"] == "DataCatalog"
    assert [one["name"] for one in data["dataset"]] == [layer.title for layer in LAYERS]


def test_no_text_ends_the_script_it_stands_in(client, area, source):
    source.attribution = "</script><script>alert(1)</script>"
    source.save()
    area()
    page = client.get("/api/collections/areas?f=html").text
    assert "<script>alert" not in page
    assert linked(page)["creditText"] == source.attribution


def test_a_layer_says_its_topic(client, db):
    record = client.get("/api/collections/plan-measures/metadata").text
    assert "<gmd:MD_TopicCategoryCode>planningCadastre</gmd:MD_TopicCategoryCode>" in record
