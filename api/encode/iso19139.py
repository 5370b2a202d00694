"""A layer's record in ISO 19115, written as ISO 19139: what INSPIRE's and WFS clients read. Pure.

The elements stand in the order that the schemas ask for; what is unknown is left out, or has
gco:nilReason where the element must be there.
"""

from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from api.encode.described import Agent, Described, Way
from spatial.layers.crs import STORAGE

GMD, GCO = "http://www.isotc211.org/2005/gmd", "http://www.isotc211.org/2005/gco"
GML, XLINK = "http://www.opengis.net/gml/3.2", "http://www.w3.org/1999/xlink"
_NAMES = {"gmd": GMD, "gco": GCO, "gml": GML, "xlink": XLINK}
for _prefix, _uri in _NAMES.items():
    ElementTree.register_namespace(_prefix, _uri)

_CODES = (
    "http://standards.iso.org/ittf/PubliclyAvailableStandards/ISO_19139_Schemas/resources/"
    "codelist/gmxCodelists.xml"
)
# What GeoNetwork and QGIS call the protocols of online resources.
_PROTOCOLS = {"ogcapi-features-1/1.0": "OGC API - Features", "wfs/2.0": "OGC:WFS"}


def document(one: Described, publisher: Agent) -> bytes:
    """The record of one layer, in Danish, UTF-8."""
    root = _in(
        "gmd:MD_Metadata",
        _in("gmd:fileIdentifier", _text(one.url)),
        _language(),
        _in("gmd:characterSet", _code("MD_CharacterSetCode", "utf8")),
        _in("gmd:hierarchyLevel", _code("MD_ScopeCode", "dataset")),
        _in("gmd:contact", _party(publisher, "pointOfContact")),
        _day("gmd:dateStamp", one.updated.date() if one.updated else None),
        _in("gmd:metadataStandardName", _text("ISO 19115:2003/19139")),
        _in("gmd:metadataStandardVersion", _text("1.0")),
        _in("gmd:dataSetURI", _text(one.url)),
        _reference_system(),
        _in("gmd:identificationInfo", _identification(one, publisher)),
        _in("gmd:distributionInfo", _distribution(one)),
        _in("gmd:dataQualityInfo", _quality(one)),
    )
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _in(name: str, *parts: Element | None, **attributes: str) -> Element:
    """An element with the parts that there are."""
    made = Element(_full(name), {_full(key.replace("_", ":")): v for key, v in attributes.items()})
    made.extend(part for part in parts if part is not None)
    return made


def _full(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{_NAMES[prefix]}}}{local}" if prefix else name


def _value(kind: str, text: str) -> Element:
    made = _in(kind)
    made.text = text
    return made


def _text(text: str) -> Element:
    return _value("gco:CharacterString", text)


def _code(kind: str, value: str) -> Element:
    made = _in(f"gmd:{kind}", codeList=f"{_CODES}#{kind}", codeListValue=value)
    made.text = value
    return made


def _day(name: str, day: date | None) -> Element:
    if day is None:
        return _in(name, gco_nilReason="unknown")
    return _in(name, _value("gco:Date", day.isoformat()))


def _language() -> Element:
    made = _in(
        "gmd:LanguageCode",
        codeList="http://www.loc.gov/standards/iso639-2/",
        codeListValue="dan",
    )
    made.text = "dan"
    return _in("gmd:language", made)


def _party(publisher: Agent, role: str) -> Element:
    contact = None
    if publisher.email:
        address = _in("gmd:CI_Address", _in("gmd:electronicMailAddress", _text(publisher.email)))
        contact = _in("gmd:contactInfo", _in("gmd:CI_Contact", _in("gmd:address", address)))
    return _in(
        "gmd:CI_ResponsibleParty",
        _in("gmd:individualName", _text(publisher.contact)) if publisher.contact else None,
        _in("gmd:organisationName", _text(publisher.name)),
        contact,
        _in("gmd:role", _code("CI_RoleCode", role)),
    )


def _reference_system() -> Element:
    identifier = _in("gmd:RS_Identifier", _in("gmd:code", _text(STORAGE.uri)))
    system = _in("gmd:MD_ReferenceSystem", _in("gmd:referenceSystemIdentifier", identifier))
    return _in("gmd:referenceSystemInfo", system)


def _identification(one: Described, publisher: Agent) -> Element:
    constraints = _in(
        "gmd:MD_LegalConstraints",
        _in("gmd:accessConstraints", _code("MD_RestrictionCode", "otherRestrictions")),
        _in("gmd:useConstraints", _code("MD_RestrictionCode", "license")),
        _in("gmd:otherConstraints", _text(one.rights)),
    )
    keywords = [_in("gmd:keyword", _text(word)) for word in one.keywords]
    return _in(
        "gmd:MD_DataIdentification",
        _in("gmd:citation", _citation(one)),
        _in("gmd:abstract", _text(one.description)),
        _in("gmd:credit", _text(one.attribution)) if one.attribution else None,
        _in("gmd:pointOfContact", _party(publisher, "publisher")),
        _in("gmd:descriptiveKeywords", _in("gmd:MD_Keywords", *keywords)),
        _in("gmd:resourceConstraints", constraints),
        _in(
            "gmd:spatialRepresentationType",
            _code("MD_SpatialRepresentationTypeCode", "vector"),
        ),
        _language(),
        _in("gmd:characterSet", _code("MD_CharacterSetCode", "utf8")),
        _in("gmd:topicCategory", _value("gmd:MD_TopicCategoryCode", one.layer.topic)),
        _in("gmd:extent", _extent(one)),
    )


def _citation(one: Described) -> Element:
    dated = _in("gmd:date", gco_nilReason="unknown")
    if one.updated:
        dated = _in(
            "gmd:date",
            _in(
                "gmd:CI_Date",
                _day("gmd:date", one.updated.date()),
                _in("gmd:dateType", _code("CI_DateTypeCode", "revision")),
            ),
        )
    identifier = _in("gmd:MD_Identifier", _in("gmd:code", _text(one.url)))
    return _in(
        "gmd:CI_Citation",
        _in("gmd:title", _text(one.layer.title)),
        dated,
        _in("gmd:identifier", identifier),
    )


def _extent(one: Described) -> Element:
    return _in(
        "gmd:EX_Extent",
        _in("gmd:description", _text("Danmark")),
        _box(one),
        _period(one),
    )


def _box(one: Described) -> Element | None:
    if one.extent.bbox is None:
        return None
    west, south, east, north = one.extent.bbox
    bounds = (
        ("westBoundLongitude", west),
        ("eastBoundLongitude", east),
        ("southBoundLatitude", south),
        ("northBoundLatitude", north),
    )
    parts = [_in(f"gmd:{name}", _value("gco:Decimal", str(value))) for name, value in bounds]
    return _in("gmd:geographicElement", _in("gmd:EX_GeographicBoundingBox", *parts))


def _period(one: Described) -> Element | None:
    """The days of the items; an open end is unknown, unless the layer has no time at all."""
    if not one.layer.valid_time:
        return None
    ends = []
    for name, day in (("beginPosition", one.extent.first), ("endPosition", one.extent.last)):
        end = _in(f"gml:{name}") if day else _in(f"gml:{name}", indeterminatePosition="unknown")
        end.text = day.isoformat() if day else None
        ends.append(end)
    period = _in("gml:TimePeriod", *ends, gml_id=f"tid-{one.layer.id}")
    return _in("gmd:temporalElement", _in("gmd:EX_TemporalExtent", _in("gmd:extent", period)))


def _distribution(one: Described) -> Element:
    online = [_in("gmd:onLine", _online(way)) for way in one.ways]
    kinds = list(dict.fromkeys(way.media_type for way in one.ways))
    formats = [
        _in(
            "gmd:distributionFormat",
            _in(
                "gmd:MD_Format",
                _in("gmd:name", _text(kind)),
                _in("gmd:version", gco_nilReason="unknown"),
            ),
        )
        for kind in kinds
    ]
    options = _in("gmd:MD_DigitalTransferOptions", *online)
    return _in("gmd:MD_Distribution", *formats, _in("gmd:transferOptions", options))


def _online(way: Way) -> Element:
    protocol = _PROTOCOLS.get(way.service, "WWW:LINK-1.0-http--link")
    function = "download" if way.file else "information"
    return _in(
        "gmd:CI_OnlineResource",
        _in("gmd:linkage", _value("gmd:URL", way.url)),
        _in("gmd:protocol", _text("WWW:DOWNLOAD-1.0-http--download" if way.file else protocol)),
        _in("gmd:name", _text(way.title)),
        _in("gmd:function", _code("CI_OnLineFunctionCode", function)),
    )


def _quality(one: Described) -> Element:
    level = _in("gmd:level", _code("MD_ScopeCode", "dataset"))
    return _in(
        "gmd:DQ_DataQuality",
        _in("gmd:scope", _in("gmd:DQ_Scope", level)),
        _in("gmd:lineage", _in("gmd:LI_Lineage", _in("gmd:statement", _text(one.lineage)))),
    )
