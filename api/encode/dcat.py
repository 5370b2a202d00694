"""The catalogue as DCAT-AP 3, in the terms that 2.1 and DCAT-AP-DK 2.0 have too. Pure.

Nodes have addresses below the catalogue's, never blank ones: the same data make the same text.
What nobody has told (a contact, a licence, how often data are renewed) is left out.
"""

from collections.abc import Sequence
from datetime import datetime

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD

from api.encode.described import LICENCE_URLS, Agent, Described, Way
from spatial.layers.crs import STORAGE

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
GSP = Namespace("http://www.opengis.net/ont/geosparql#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
EU = Namespace("http://publications.europa.eu/resource/authority/")
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")

DANISH, DENMARK, PUBLIC = EU["language/DAN"], EU["country/DNK"], EU["access-right/PUBLIC"]
THEMES = (EU["data-theme/SOCI"], EU["data-theme/REGI"])
# Media types that IANA does not have are told in the title only.
_REGISTERED = {
    "application/geo+json",
    "application/geopackage+sqlite3",
    "application/gml+xml",
    "application/vnd.apache.parquet",
    "application/vnd.mapbox-vector-tile",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "text/csv",
}
_OGC = "http://www.opengis.net/spec/"


def catalogue(
    described: Sequence[Described],
    *,
    url: str,
    home: str,
    services: Sequence[Way],
    publisher: Agent,
    description: str,
    issued: datetime | None,
) -> Graph:
    """The graph of the catalogue at `url`, whose pages are at `home`."""
    graph = Graph()
    _bind(graph)
    catalog = URIRef(url)
    agent = _agent(graph, catalog, publisher)
    graph.add((catalog, RDF.type, DCAT.Catalog))
    _words(graph, catalog, "Områdekortet", description)
    graph.add((catalog, DCTERMS.publisher, agent))
    graph.add((catalog, DCTERMS.language, DANISH))
    graph.add((catalog, DCTERMS.spatial, DENMARK))
    graph.add((catalog, FOAF.homepage, _typed(graph, home, FOAF.Document)))
    graph.add((catalog, DCAT.themeTaxonomy, EU["data-theme"]))
    _dates(
        graph, catalog, issued, max((one.updated for one in described if one.updated), default=None)
    )
    for service in services:
        graph.add((catalog, DCAT.service, _service(graph, catalog, service, agent)))
    for one in described:
        dataset = _dataset(graph, catalog, one, agent, issued)
        graph.add((catalog, DCAT.dataset, dataset))
        for service in services:
            if any(way.service == service.name for way in one.ways):
                graph.add((_service_node(catalog, service.name), DCAT.servesDataset, dataset))
    _contact(graph, catalog, publisher)
    return graph


def _bind(graph: Graph) -> None:
    for name, namespace in (("vcard", VCARD), ("gsp", GSP), ("locn", LOCN), ("dcat", DCAT)):
        graph.bind(name, namespace)
    graph.bind("dct", DCTERMS, replace=True)


def _words(graph: Graph, node: URIRef, title: str, description: str = "") -> None:
    graph.add((node, DCTERMS.title, Literal(title, lang="da")))
    if description:
        graph.add((node, DCTERMS.description, Literal(description, lang="da")))


def _dates(graph: Graph, node: URIRef, issued: datetime | None, modified: datetime | None) -> None:
    for name, moment in ((DCTERMS.issued, issued), (DCTERMS.modified, modified)):
        if moment:
            graph.add((node, name, Literal(moment.isoformat(), datatype=XSD.dateTime)))


def _typed(graph: Graph, url: str, kind: URIRef) -> URIRef:
    node = URIRef(url)
    graph.add((node, RDF.type, kind))
    return node


def _agent(graph: Graph, catalog: URIRef, publisher: Agent) -> URIRef:
    node = _typed(graph, f"{catalog}#udgiver", FOAF.Agent)
    graph.add((node, FOAF.name, Literal(publisher.name, lang="da")))
    if publisher.url:
        graph.add((node, FOAF.homepage, URIRef(publisher.url)))
    return node


def _contact(graph: Graph, catalog: URIRef, publisher: Agent) -> None:
    """The contact point of each dataset, if there is any."""
    if not (publisher.contact or publisher.email):
        return
    node = _typed(graph, f"{catalog}#kontakt", VCARD.Organization)
    graph.add((node, VCARD.fn, Literal(publisher.contact or publisher.name, lang="da")))
    if publisher.email:
        graph.add((node, VCARD.hasEmail, URIRef(f"mailto:{publisher.email}")))
    for dataset in list(graph.subjects(RDF.type, DCAT.Dataset)):
        graph.add((dataset, DCAT.contactPoint, node))


def _service_node(catalog: URIRef, name: str) -> URIRef:
    return URIRef(f"{catalog}#tjeneste-{name}")


def _service(graph: Graph, catalog: URIRef, service: Way, agent: URIRef) -> URIRef:
    node = _service_node(catalog, service.name)
    graph.add((node, RDF.type, DCAT.DataService))
    _words(graph, node, service.title)
    graph.add((node, DCAT.endpointURL, _typed(graph, service.url, RDFS.Resource)))
    graph.add((node, DCAT.endpointDescription, _typed(graph, service.about, RDFS.Resource)))
    graph.add((node, DCTERMS.publisher, agent))
    graph.add((node, DCTERMS.accessRights, PUBLIC))
    graph.add((node, DCTERMS.conformsTo, _typed(graph, f"{_OGC}{service.name}", DCTERMS.Standard)))
    return node


def _dataset(
    graph: Graph, catalog: URIRef, one: Described, agent: URIRef, issued: datetime | None
) -> URIRef:
    node = _typed(graph, one.url, DCAT.Dataset)
    _words(graph, node, one.layer.title, one.description)
    graph.add((node, DCTERMS.identifier, Literal(one.url)))
    graph.add((node, DCTERMS.publisher, agent))
    graph.add((node, DCTERMS.language, DANISH))
    graph.add((node, DCTERMS.accessRights, PUBLIC))
    graph.add((node, DCAT.landingPage, _typed(graph, f"{one.url}?f=html", FOAF.Document)))
    graph.add((node, DCTERMS.conformsTo, _typed(graph, STORAGE.uri, DCTERMS.Standard)))
    _dates(graph, node, issued, one.updated)
    for theme in THEMES:
        graph.add((node, DCAT.theme, theme))
    for keyword in one.keywords:
        graph.add((node, DCAT.keyword, Literal(keyword, lang="da")))
    lineage = _typed(graph, f"{one.url}#herkomst", DCTERMS.ProvenanceStatement)
    graph.add((lineage, RDFS.label, Literal(one.lineage, lang="da")))
    graph.add((node, DCTERMS.provenance, lineage))
    _where_and_when(graph, node, one)
    rights = _typed(graph, f"{one.url}#rettigheder", DCTERMS.RightsStatement)
    graph.add((rights, RDFS.label, Literal(one.rights, lang="da")))
    for way in one.ways:
        distribution = _distribution(graph, catalog, one, way, rights)
        graph.add((node, DCAT.distribution, distribution))
    return node


def _where_and_when(graph: Graph, node: URIRef, one: Described) -> None:
    place = _typed(graph, f"{one.url}#sted", DCTERMS.Location)
    graph.add((node, DCTERMS.spatial, place))
    graph.add((place, LOCN.geographicName, Literal("Danmark", lang="da")))
    if one.extent.bbox:
        west, south, east, north = one.extent.bbox
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        ring = ", ".join(f"{x} {y}" for x, y in corners)
        graph.add((place, DCAT.bbox, Literal(f"POLYGON(({ring}))", datatype=GSP.wktLiteral)))
    days = ((DCAT.startDate, one.extent.first), (DCAT.endDate, one.extent.last))
    if any(day for _, day in days):
        period = _typed(graph, f"{one.url}#tid", DCTERMS.PeriodOfTime)
        graph.add((node, DCTERMS.temporal, period))
        for name, day in days:
            if day:
                graph.add((period, name, Literal(day.isoformat(), datatype=XSD.date)))


def _distribution(
    graph: Graph, catalog: URIRef, one: Described, way: Way, rights: URIRef
) -> URIRef:
    node = _typed(graph, f"{one.url}#{way.name}", DCAT.Distribution)
    _words(graph, node, way.title)
    url = _typed(graph, way.url, RDFS.Resource)
    graph.add((node, DCAT.accessURL, url))
    if way.file:
        graph.add((node, DCAT.downloadURL, url))
    if way.media_type in _REGISTERED:
        graph.add((node, DCAT.mediaType, _typed(graph, MEDIA[way.media_type], DCTERMS.MediaType)))
    if way.service:
        graph.add((node, DCAT.accessService, _service_node(catalog, way.service)))
    graph.add((node, DCTERMS.rights, rights))
    # A distribution has one licence at most: where sources differ, the rights tell each.
    if (
        len(one.licences) == 1
        and one.licences[0] in LICENCE_URLS
        and all(source.licence for source in one.sources)
    ):
        licence = _typed(graph, LICENCE_URLS[one.licences[0]], DCTERMS.LicenseDocument)
        graph.add((node, DCTERMS.license, licence))
    return node
