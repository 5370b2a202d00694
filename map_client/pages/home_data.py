"""The first page as data for its client: every area and list, for all years at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from map_client import areas, when
from map_client.areas import KIND_OF, KINDS
from map_client.drawings import overview
from map_client.pages import criteria, rail
from map_client.pages.criteria import SHORT
from map_client.pages.home_labels import label_texts
from spatial.models import Municipality

_MET = {True: "y", False: "n", None: "-"}


def placed(everything: list[areas.Listed]) -> list[tuple[areas.Listed, list[tuple[int, int]]]]:
    """The areas that have a place, each with its symbol's shifts."""
    there = sorted((area for area in everything if area.point), key=lambda area: area.pk)
    shifts = overview.shifts(tuple(area.point for area in there))
    return list(zip(there, shifts, strict=True))


def for_client(
    everything: list[areas.Listed],
    history: when.History,
    told: Sequence[rail.Told],
    notes: Mapping[date, str],
) -> dict[str, Any]:
    """Everything that another year, a search or a filter needs, so that none asks the server."""
    shifts = {area.slug: each for area, each in placed(everything)}
    return {
        "bounds": overview.BOUNDS,
        "steps": overview.STEPS,
        "kinds": [{"code": k.code, "category": k.category} for k in KINDS],
        "shorts": [(short.letter, short.name) for short in SHORT.values()],
        "years": {
            "first": when.FIRST,
            "last": when.LAST,
            "start": history.newest.number,
            "said": [rail.said(year) for year in history.years.values()],
            "holding": [rail.holding(year) for year in history.years.values()],
        },
        "lists": [
            {
                "date": one.list.published_on.isoformat(),
                "day": one.day,
                "counts": one.counts,
                "note": notes[one.list.published_on],
                "address": one.address,
                "words": label_texts(one.list),
            }
            for one in told
        ],
        "areas": [
            {
                "slug": area.slug,
                "name": area.name,
                "place": area.municipality,
                "told": " ".join(_told(area.pk, history)),
                "search": area.search,
                "point": area.point,
                "box": area.box,
                "shifts": shifts.get(area.slug),
            }
            for area in everything
        ],
        "places": places(),
    }


def _told(area_id: int, history: when.History) -> list[str]:
    """For each list, oldest first: the kind's number and a letter for each cell of the strip,
    "0yn-"; "" where the list does not name the area."""
    told = []
    for day in history.days:
        entry = history.entries[day].get(area_id)
        if entry is None:
            told.append("")
            continue
        cells = criteria.met_cells(entry.category, entry.met, day)
        letters = {cell.indicator: _MET[cell.met] for cell in cells}
        strip = "".join(letters.get(indicator, " ") for indicator in SHORT).replace(" ", ".")
        told.append(f"{KINDS.index(KIND_OF[entry.category.value])}{strip}")
    return told


def places() -> list[tuple[str, str, float, float]]:
    """Municipalities' codes, names and inside points (degrees, east first)."""
    rows = areas.inside_points(Municipality.objects.filter(valid_to__isnull=True)).order_by("code")
    return [(row.code, row.name, round(row.point.x, 3), round(row.point.y, 3)) for row in rows]
