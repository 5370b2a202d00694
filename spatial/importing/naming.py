"""Which area and which municipality a table means by a name. Nothing is guessed."""

import re
from collections import defaultdict
from difflib import get_close_matches

from spatial.importing.fields import municipality_code
from spatial.models import AreaName, Municipality
from spatial.models.names import comparable


class KnownAreas:
    """The areas by their names, official and other, as they are when this is made."""

    def __init__(self) -> None:
        self._areas: dict[str, set[tuple[int, str]]] = defaultdict(set)  # (area, municipality)
        self._written: dict[str, str] = {}
        rows = AreaName.objects.values_list("name", "area_id", "area__municipality_code")
        for name, area_id, code in rows.order_by("valid_from", "pk"):
            self._areas[comparable(name)].add((area_id, code))
            self._written.setdefault(comparable(name), name)

    def find(self, name: str, code: str | None) -> int | None:
        """The one area of this name, within the municipality if it is given; None if none is.

        Raises ValueError when there are several.
        """
        found = self._areas.get(comparable(name), set())
        there = [(area_id, in_code) for area_id, in_code in found if code in (None, in_code)]
        if len(there) > 1:
            codes = ", ".join(sorted(in_code for _, in_code in there))
            raise ValueError(f"{name!r} is the name of {len(there)} areas, in {codes}")
        return there[0][0] if there else None

    def nearest(self, name: str) -> list[str]:
        """Known names alike, each with its municipality's code: first those of the same words."""
        given = f" {comparable(name)} "
        alike = [one for one in self._areas if given in f" {one} " or f" {one} " in given]
        alike += get_close_matches(comparable(name), self._areas, n=3, cutoff=0.6)
        return [
            f"{self._written[one]} ({', '.join(sorted({code for _, code in self._areas[one]}))})"
            for one in list(dict.fromkeys(alike))[:3]
        ]


class KnownMunicipalities:
    """The municipalities by their codes and names, as they are when this is made."""

    def __init__(self) -> None:
        names = Municipality.objects.values_list("name", "code")
        self._codes = {comparable(name): code for name, code in names}

    def code(self, text: str) -> str:
        """ "0101" from "101", "København" or "Københavns Kommune". Raises ValueError."""
        if re.fullmatch(r"[\d.]+", text):
            return municipality_code(text)
        name = comparable(text).removesuffix(" kommune")
        for one in (name, name.removesuffix("s")):
            if one in self._codes:
                return self._codes[one]
        raise ValueError("is not a municipality that is known")
