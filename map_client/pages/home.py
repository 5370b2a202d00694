"""The first page: the list of areas in one year, the map beside it, the rail of years."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from map_client import areas, quoted, when, words
from map_client.drawings import overview
from map_client.drawings.palette import PALETTE
from map_client.pages import criteria, home_data, home_labels, rail
from map_client.pages.criteria import SHORT, Cell
from map_client.pages.municipality import address
from spatial.models import Municipality
from spatial.models.completeness import ListCompleteness
from spatial.models.names import folded


@dataclass(frozen=True, kw_only=True)
class Row:
    """An area in the list; `cells` are its criteria on the year's list, none if it is not on it."""

    area: areas.Listed
    cells: tuple[Cell, ...]

    @property
    def criteria(self) -> str:
        """The strip for those who do not see it."""
        return "; ".join(f"{cell.short.name}: {cell.verdict}" for cell in self.cells)


def page(
    asked: areas.Asked,
    history: when.History,
    year: when.Year,
    complete: Iterable[ListCompleteness],
) -> dict[str, Any]:
    """What home.html shows, but the card."""
    everything = areas.everything(history, year, sort=asked.sort)
    found = areas.found(everything, asked)
    shown = [area for area in found if area.kind.code in asked.kinds]
    lists = [one for each in history.years.values() for one in reversed(each.own)]
    of_lists = rail.bars(complete)
    told = rail.told(lists, of_lists)
    noted = quoted.notes(lists)
    return {
        "asked": asked,
        "year": year,
        "newest": history.newest,
        "total": len(everything),
        "rows": [Row(area=area, cells=_cells(area, history, year)) for area in everything],
        "shown": shown,
        "shown_slugs": {area.slug for area in shown},
        "legend": home_labels.labels(areas.counts(found), everything, year),
        "legend_title": home_labels.title(year),
        "list_note": noted[year.list.published_on] if year.list else "",
        "kinds": areas.KINDS,
        "shorts": SHORT.values(),
        "some_strips": any(year.list and area.kind.category for area in everything),
        "listed_years": [each.number for each in history.years.values() if each.own],
        "columns": rail.columns(history, of_lists),
        "last_year": when.LAST,
        "said": rail.said(year),
        "holding": rail.holding(year),
        "told": next((one for one in told if year.own and one.list == year.own[0]), None),
        "others": [one for one in told if one.list in year.own[1:]],
        "municipalities": municipalities(asked.q),
        "palette": PALETTE,
        "overview": drawing(everything),
        "client": home_data.for_client(everything, history, told, noted),
    }


def _cells(area: areas.Listed, history: when.History, year: when.Year) -> tuple[Cell, ...]:
    if year.list is None:
        return ()
    entry = history.entries[year.list.published_on].get(area.pk)
    return criteria.met_cells(entry.category, entry.met, year.list.published_on) if entry else ()


def municipalities(q: str) -> list[tuple[str, str]]:
    """Municipalities whose name begins with what is searched for: full name and address."""
    sought = folded(q)
    if len(sought) < 2:
        return []
    rows = Municipality.objects.filter(valid_to__isnull=True).order_by("code")
    return [
        (capfirst(words.municipality(row.name)), address(row.code, row.name))
        for row in rows.only("code", "name")
        if folded(row.name).startswith(sought)
    ]


def drawing(everything: list[areas.Listed]) -> dict[str, Any]:
    """The SVG map: outlines, and every area's symbol, the strictest kinds on top."""
    step = overview.STEPS.index(int(overview.ZOOM))
    symbols = []
    for area, shifts in sorted(
        home_data.placed(everything), key=lambda pair: -areas.KINDS.index(pair[0].kind)
    ):
        x, y = overview.pixels(*area.point)
        dx, dy = shifts[step]
        # Text, since Danish formatting would write a comma into the attribute.
        symbols.append((area, f"{x + dx:.1f}", f"{y + dy:.1f}"))
    width, height = (f"{side:.0f}" for side in overview.SIZE)
    return {
        "width": width,
        "height": height,
        "outlines": overview.outlines(),
        "fineness": f"{1 / overview.FINENESS}",
        "symbols": symbols,
    }
