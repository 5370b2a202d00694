"""schema.org's Dataset and DataCatalog, for search engines that read our pages. Pure."""

from collections.abc import Sequence
from typing import Any

from api.encode.described import LICENCE_URLS, Agent, Described

Json = dict[str, Any]
_CONTEXT = "https://schema.org/"


def dataset(one: Described, publisher: Agent) -> Json:
    """The Dataset that the page of a collection is about."""
    made: Json = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": one.url,
        "name": one.layer.title,
        "description": f"{one.description} Et lag i Områdekortet.",
        "url": f"{one.url}?f=html",
        "inLanguage": "da",
        "isAccessibleForFree": True,
        "keywords": one.keywords,
        "creditText": one.attribution,
        "license": [LICENCE_URLS.get(name, name) for name in one.licences],
        "publisher": _organization(publisher),
        "dateModified": one.updated.isoformat() if one.updated else None,
        "spatialCoverage": _place(one),
        "temporalCoverage": _time(one),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": p.name, "description": p.title, "unitText": p.unit}
            for p in one.layer.properties
            if p.unit
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": way.title,
                "contentUrl": way.url,
                "encodingFormat": way.media_type,
            }
            for way in one.ways
        ],
    }
    return {name: value for name, value in made.items() if value}


def catalogue(described: Sequence[Described], publisher: Agent, url: str, about: str) -> Json:
    """The DataCatalog that the landing page is about."""
    return {
        "@context": _CONTEXT,
        "@type": "DataCatalog",
        "@id": url,
        "name": "Områdekortet",
        "description": about,
        "url": url,
        "inLanguage": "da",
        "publisher": _organization(publisher),
        "dataset": [
            {"@type": "Dataset", "@id": one.url, "name": one.layer.title} for one in described
        ],
    }


def _organization(publisher: Agent) -> Json:
    made = {"@type": "Organization", "name": publisher.name, "url": publisher.url}
    return {name: value for name, value in made.items() if value}


def _place(one: Described) -> Json | None:
    if one.extent.bbox is None:
        return None
    west, south, east, north = one.extent.bbox
    box = f"{south} {west} {north} {east}"  # schema.org: latitude first
    return {"@type": "Place", "name": "Danmark", "geo": {"@type": "GeoShape", "box": box}}


def _time(one: Described) -> str | None:
    if not one.layer.valid_time:
        return None
    return f"{one.extent.first or '..'}/{one.extent.last or '..'}"
