"""Areas by the names that files call them."""

import difflib
from collections import defaultdict
from collections.abc import Iterable

from spatial.errors import BadInput, BadRow
from spatial.models import AreaName, HousingArea
from spatial.models.names import comparable


class UnknownAreas(BadInput):
    """Rows whose area is not known, each with the names that are near."""


def areas(rows: Iterable[tuple[int, str]]) -> dict[int, HousingArea]:
    """The area of each row (number, name), by official or other name or slug.

    Raises UnknownAreas.
    """
    known: dict[str, set[int]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for area_id, name in AreaName.objects.values_list("area_id", "name"):
        known[comparable(name)].add(area_id)
        spelt[comparable(name)] = name
    by_id = HousingArea.objects.in_bulk()
    for area in by_id.values():
        known[comparable(area.slug)].add(area.pk)
    found, bad = {}, []
    for number, name in rows:
        ids = known.get(comparable(name), set())
        if len(ids) == 1:
            found[number] = by_id[next(iter(ids))]
        elif ids:
            slugs = ", ".join(sorted(by_id[one].slug for one in ids))
            bad.append(BadRow(number, f"area {name!r} is one of several, say which: {slugs}"))
        else:
            near = difflib.get_close_matches(comparable(name), spelt, n=4, cutoff=0.5)
            names = ", ".join(spelt[one] for one in near)
            hint = f"near it are {names}" if near else "no name is near it"
            bad.append(BadRow(number, f"area {name!r} is not known; {hint}"))
    if bad:
        lines = "\n  ".join(str(one) for one in bad[:20])
        raise UnknownAreas(f"rows that cannot be used:\n  {lines}")
    return found
