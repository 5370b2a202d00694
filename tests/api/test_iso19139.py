"""The ISO 19139 record: the elements that must be there, in the order of the schemas."""

from xml.etree import ElementTree

import pytest

from api.encode.iso19139 import GCO, GMD, GML
from spatial import models
from spatial.layers.catalogue import DESIGNATIONS, LAYERS

NS = {"gmd": GMD, "gco": GCO, "gml": GML}
each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
# The children of each element that we write, in the order of gmd's schemas.
ORDER = {
    "MD_Metadata": "fileIdentifier language characterSet hierarchyLevel contact dateStamp "
    "metadataStandardName metadataStandardVersion dataSetURI referenceSystemInfo "
    "identificationInfo distributionInfo dataQualityInfo",
    "MD_DataIdentification": "citation abstract credit pointOfContact descriptiveKeywords "
    "resourceConstraints spatialRepresentationType language characterSet topicCategory extent",
    "CI_Citation": "title date identifier",
    "CI_ResponsibleParty": "individualName organisationName contactInfo role",
    "EX_Extent": "description geographicElement temporalElement",
    "EX_GeographicBoundingBox": "westBoundLongitude eastBoundLongitude southBoundLatitude "
    "northBoundLatitude",
    "MD_LegalConstraints": "accessConstraints useConstraints otherConstraints",
    "MD_Distribution": "distributionFormat transferOptions",
    "CI_OnlineResource": "linkage protocol name function",
    "DQ_DataQuality": "scope lineage",
}
MANDATORY = (
    "gmd:language/gmd:LanguageCode",
    "gmd:characterSet/gmd:MD_CharacterSetCode",
    "gmd:contact/gmd:CI_ResponsibleParty/gmd:organisationName/gco:CharacterString",
    "gmd:contact/gmd:CI_ResponsibleParty/gmd:role/gmd:CI_RoleCode",
    "gmd:dateStamp",
    ".//gmd:citation/gmd:CI_Citation/gmd:title/gco:CharacterString",
    ".//gmd:citation/gmd:CI_Citation/gmd:date",
    ".//gmd:abstract/gco:CharacterString",
    ".//gmd:MD_DataIdentification/gmd:language/gmd:LanguageCode",
    ".//gmd:topicCategory/gmd:MD_TopicCategoryCode",
    ".//gmd:geographicElement/gmd:EX_GeographicBoundingBox",
    ".//gmd:RS_Identifier/gmd:code/gco:CharacterString",
    ".//gmd:otherConstraints/gco:CharacterString",
    ".//gmd:LI_Lineage/gmd:statement/gco:CharacterString",
    ".//gmd:CI_OnlineResource/gmd:linkage/gmd:URL",
)


def record(client, layer, **given):
    answer = client.get(f"/api/collections/{layer.id}/metadata", {"f": "xml"} | given)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.iso.19139+xml"
    return ElementTree.fromstring(answer.content)


def local(element):
    return element.tag.rpartition("}")[2]


@each_layer
def test_a_record_has_the_core_elements(client, every_layer, layer):
    root = record(client, layer)
    assert root.tag == f"{{{GMD}}}MD_Metadata"
    assert [one for one in MANDATORY if root.find(one, NS) is None] == []


@each_layer
def test_elements_stand_in_the_order_of_the_schemas(client, every_layer, layer, settings):
    settings.CONTACT_NAME, settings.CONTACT_EMAIL = "Kortholdet", "kort@example.org"
    seen = set()
    for element in record(client, layer).iter():
        if (name := local(element)) in ORDER:
            order = ORDER[name].split()
            found = [local(child) for child in element]
            assert found == sorted(found, key=order.index), name
            seen.add(name)
    assert seen == set(ORDER)


@each_layer
def test_a_property_holds_one_thing_or_the_reason_why_not(client, every_layer, layer):
    for element in record(client, layer).iter():
        if element.tag.startswith(f"{{{GMD}}}") and local(element)[0].islower():
            assert len(element) == 1 or element.get(f"{{{GCO}}}nilReason") == "unknown"


def test_a_record_is_danish_and_names_crs_place_and_time(client, every_layer):
    root = record(client, DESIGNATIONS)
    assert {one.get("codeListValue") for one in root.iter(f"{{{GMD}}}LanguageCode")} == {"dan"}
    assert root.findtext(".//gmd:title/gco:CharacterString", None, NS) == DESIGNATIONS.title
    code = root.findtext(".//gmd:RS_Identifier/gmd:code/gco:CharacterString", None, NS)
    assert code.endswith("EPSG/0/25832")
    bounds = [
        float(one.text)
        for one in root.find(".//gmd:EX_GeographicBoundingBox", NS).iter(f"{{{GCO}}}Decimal")
    ]
    west, east, south, north = bounds
    assert 12 < west < east < 13
    assert 55 < south < north < 56
    assert root.findtext(".//gml:beginPosition", None, NS) == "2018-12-01"
    end = root.find(".//gml:endPosition", NS)
    assert (end.text, end.get("indeterminatePosition")) == (None, "unknown")


def test_what_is_unknown_is_said_to_be(client, db):
    root = record(client, DESIGNATIONS)
    assert root.find("gmd:dateStamp", NS).get(f"{{{GCO}}}nilReason") == "unknown"
    assert root.find(".//gmd:geographicElement", NS) is None
    models.ImportRun.objects.create(
        dataset="areas", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )
    assert record(client, DESIGNATIONS).find("gmd:dateStamp/gco:Date", NS) is not None


def test_licences_and_sources_are_told(client, area, source):
    source.licence, source.attribution = "CC BY 4.0", "© En prøve"
    source.save()
    area()
    root = record(client, LAYERS[0])
    rights = root.findtext(".//gmd:otherConstraints/gco:CharacterString", None, NS)
    assert "A test: CC BY 4.0" in rights
    assert "© En prøve" in rights
    assert "A test" in root.findtext(".//gmd:statement/gco:CharacterString", None, NS)


@each_layer
def test_the_collection_leads_to_its_record_and_online_resources_answer(client, every_layer, layer):
    document = client.get(f"/api/collections/{layer.id}").json()
    [url] = [
        one["href"]
        for one in document["links"]
        if (one["rel"], one["type"]) == ("describedby", "application/vnd.iso.19139+xml")
    ]
    answer = client.get(url, headers={"Accept": "application/xml"})
    assert answer["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(answer.content)
    for one in root.iter(f"{{{GMD}}}URL"):
        assert client.get(one.text).status_code == 200, one.text
