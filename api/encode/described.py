"""What descriptions of a layer's data say, whatever form they have. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.encode import collection
from spatial.layers.known import Extent
from spatial.layers.layer import Layer
from spatial.layers.layer import Source as OwnSource
from spatial.models import Source
from spatial.models.demonstration import Part


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who publishes: `url`, `contact` and `email` are "" where nobody has told them."""

    name: str
    url: str = ""
    contact: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to the data: `service` names the one that serves it, "" for a file; `about` is the
    address of a service's own description."""

    name: str
    title: str
    url: str
    media_type: str
    service: str = ""
    file: bool = False
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Described:
    """A layer with what is known of its data; `url` is the address of its collection."""

    layer: Layer
    url: str
    extent: Extent
    sources: Sequence[Source | OwnSource]
    attribution: str
    demonstration: Sequence[Part]
    updated: datetime | None
    ways: Sequence[Way]

    @property
    def description(self) -> str:
        return collection.description(self.layer, self.demonstration)

    @property
    def keywords(self) -> list[str]:
        return list(dict.fromkeys([self.layer.title, *self.layer.keywords, "Danmark"]))

    @property
    def licences(self) -> list[str]:
        """Each that a source names, once."""
        return list(dict.fromkeys(one.licence for one in self.sources if one.licence))

    @property
    def rights(self) -> str:
        """Under which licences which parts are, and whom to name."""
        told = [f"{one.title}: {one.licence}" for one in self.sources if one.licence]
        unknown = sum(not one.licence for one in self.sources)
        if unknown:
            told.append(f"{unknown} kilder uden oplyst licens")
        text = f"Licens efter kilde: {'; '.join(told) or 'ukendt'}."
        return f"{text} Kreditering: {self.attribution}." if self.attribution else text

    @property
    def lineage(self) -> str:
        """Where the data come from, source by source."""
        told = [one.title + (f" ({one.url})" if one.url else "") for one in self.sources]
        return f"Kilder: {'; '.join(told)}." if told else "Kilderne er ikke oplyst."


# The address of a licence, where it is known; others are told in words only.
LICENCE_URLS = {
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
