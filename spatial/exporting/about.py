"""What a file says of itself, and what is to be written into it. Values, no SQL."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from spatial.layers import known
from spatial.layers.layer import Layer
from spatial.layers.query import ItemsQuery

# Called with the number of rows written so far.
Told = Callable[[int], None]


def nobody(rows: int) -> None:
    """Nobody is told how far the writing has come."""


@dataclass(frozen=True, kw_only=True)
class SourceNote:
    """A source as a file names it; texts may be empty."""

    title: str
    publisher: str
    licence: str
    attribution: str
    url: str


@dataclass(frozen=True, kw_only=True)
class About:
    """Where a file's data are from. `address` is the query that the file came from.

    `warnings` are sentences on demonstration data; `version` is that of known.version().
    """

    version: str
    made_on: date
    address: str
    attribution: str
    sources: tuple[SourceNote, ...]
    warnings: tuple[str, ...] = ()

    @property
    def data_time(self) -> datetime | None:
        """When the newest import ended; None before the first."""
        ended = known.updated(self.version)
        return ended and timezone.localtime(ended)

    def licence(self) -> str:
        return _distinct(one.licence for one in self.sources)

    def publisher(self) -> str:
        return _distinct(one.publisher for one in self.sources)

    def facts(self) -> list[tuple[str, str, str]]:
        """(name for programs, name for people, value); unknown is said."""
        data = self.data_time
        return [
            ("attribution", "Kreditering", self.attribution or "ukendt"),
            ("licence", "Licens", self.licence() or "ukendt"),
            ("publisher", "Udgiver", self.publisher() or "ukendt"),
            ("data_date", "Indlæst her", data.date().isoformat() if data else "ukendt"),
            ("made_on", "Filen er lavet", self.made_on.isoformat()),
            ("query", "Forespørgsel", self.address),
            *(("demonstration", "Demonstrationsdata", text) for text in self.warnings),
        ]

    def as_dict(self) -> dict[str, str]:
        """The same for programs; several warnings are one text."""
        found: dict[str, str] = {}
        for name, _, value in self.facts():
            found[name] = f"{found[name]} {value}" if name in found else value
        return found

    def sentence(self) -> str:
        """The same as one text."""
        return ". ".join(f"{label}: {value.rstrip('.')}" for _, label, value in self.facts()) + "."


def _distinct(texts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True, kw_only=True)
class Export:
    """One file to be made: the rows of `layer` that match `asked`, in its CRS.

    `count` is how many they are. `options` are those of the format; `style` is a QML text for
    the formats that can hold one.
    """

    layer: Layer
    asked: ItemsQuery
    about: About
    count: int
    options: dict[str, str] = field(default_factory=dict)
    style: str | None = None

    def title(self) -> str:
        return self.layer.title

    def description(self) -> str:
        return " ".join([self.layer.description, *self.about.warnings, self.about.sentence()])
