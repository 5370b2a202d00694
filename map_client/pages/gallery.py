"""Every area's plan at one scale: which, in which order, and the figure that decides it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from map_client import areas, words
from map_client.areas import KINDS, Kind
from map_client.drawings import figure_ground
from map_client.drawings.palette import PALETTE
from map_client.pages import plan_drawing
from spatial.layers import grounds
from spatial.layers.grounds import Ground
from spatial.models import PublishedArea

UP, DOWN = "op", "ned"
EM_WIDE = 24  # the widest drawing, in the font size of the page's drawings: see gallery.css
M2_PER_HECTARE = 10_000


@dataclass(frozen=True, kw_only=True)
class Item:
    """One area in the gallery. `figure` is what decided its place, `place` None where unknown."""

    area: PublishedArea
    kind: Kind
    words: str
    search: str
    ground: Ground
    schematic: bool
    drawing: str = ""
    figure: str = ""
    place: int | None = None


@dataclass(frozen=True, kw_only=True)
class Order:
    """`value` is what items are ordered by, None last; `figure` says it, with its unit.

    `falls`: as a rule the largest comes first. `numbered`: a place in it says something.
    """

    code: str
    label: str | Promise
    value: Callable[[Item], Any]
    figure: Callable[[Item], str]
    falls: bool = False
    numbered: bool = True


def _size(item: Item) -> str:
    hectares = _number(item.ground.outline_m2 / M2_PER_HECTARE, 1)
    if item.ground.approximate:
        return _("%(hectares)s ha i tegningen") % {"hectares": hectares}
    return _("%(hectares)s ha") % {"hectares": hectares}


def _share(item: Item) -> float | None:
    if not item.ground.buildings:
        return None
    return item.ground.built_m2 / item.ground.outline_m2


def _density(item: Item) -> str:
    """The share under buildings, and dwellings per hectare as far as buildings tell theirs."""
    ground, share = item.ground, _share(item)
    if share is None:
        return _("Tæthed ukendt: ingen bygninger er kendt")
    said = {"share": _number(share * 100, 1)}
    if item.schematic:
        return _("%(share)s %% bebygget i tegningen") % said
    if ground.dwellings is None:
        return _("%(share)s %% bebygget; boliger ukendt") % said
    return _(
        "%(share)s %% bebygget; %(dwellings)s boliger pr. ha, kendt i %(known)s af"
        " %(buildings)s bygninger"
    ) % {
        **said,
        "dwellings": _number(ground.dwellings / ground.outline_m2 * M2_PER_HECTARE, 1),
        "known": words.number(ground.dwellings_of),
        "buildings": words.number(ground.buildings),
    }


def _age(item: Item) -> str:
    ground = item.ground
    if ground.year_built is None:
        return _("Byggeår ukendt")
    return _("Bygget %(year)s i gennemsnit, kendt af %(known)s ud af %(buildings)s bygninger") % {
        "year": f"{ground.year_built:.0f}",
        "known": words.number(ground.years_of),
        "buildings": words.number(ground.buildings),
    }


ORDERS = (
    Order(
        code="stoerrelse",
        label=gettext_lazy("Størrelse"),
        value=lambda item: item.ground.outline_m2,
        figure=_size,
        falls=True,
    ),
    Order(code="taethed", label=gettext_lazy("Tæthed"), value=_share, figure=_density, falls=True),
    Order(
        code="alder",
        label=gettext_lazy("Alder"),
        value=lambda item: item.ground.year_built,
        figure=_age,
    ),
    Order(
        code="betegnelse",
        label=gettext_lazy("Betegnelse"),
        value=lambda item: KINDS.index(item.kind),
        figure=lambda item: item.words,
        numbered=False,
    ),
    Order(
        code="navn",
        label=gettext_lazy("Navn"),
        value=lambda item: 0,  # items come in the Danish order of their names
        figure=lambda item: item.area.municipality_name or item.area.municipality_code,
        numbered=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A link that orders anew; on the order shown it turns it round."""

    order: Order
    current: bool
    turned: bool
    sort: str | None
    direction: str | None


def page(query: QueryDict, today: date) -> dict[str, Any]:
    """What gallery.html shows. Unknown values of the address fall back to everything, today."""
    day = _day(query, today)
    asked = areas.Asked.of(query)
    order = next((one for one in ORDERS if one.code == query.get("sort")), ORDERS[0])
    turned = query.get("retning") == (UP if order.falls else DOWN)
    rows = areas.with_names(grounds.drawn(PublishedArea.objects.all(), day, decimals=0))
    plans = [(row, grounds.ground(row)) for row in rows]
    items = [_item(row, plan) for row, plan in plans if plan]
    # One scale for every search: of all areas, not only of those found.
    widest = max((item.ground.box.east - item.ground.box.west for item in items), default=1)
    scale = widest / EM_WIDE
    bar = figure_ground.bar_length(widest / 2)
    return {
        "asked": asked,
        "order": order,
        "direction": query.get("retning") if turned else "",
        "choices": [_choice(one, order, turned=turned) for one in ORDERS],
        "items": _shown(ordered(_chosen(items, asked), order, turned=turned), order, scale),
        "total": len(plans),
        "without": [row for row, plan in plans if plan is None],
        "legend": areas.counts(items),
        "bar": figure_ground.bar(bar, metres_per_em=scale),
        "bar_metres": bar,
        "day": words.day(day),
        "years": plan_drawing.YEARS,
        "year": day.year if day != today else None,
        "kinds": KINDS,
        "palette": PALETTE,
        "schematic": any(item.schematic for item in items),
        "credits": sorted({text for item in items for text in item.ground.credits}),
    }


def _day(query: QueryDict, today: date) -> date:
    try:
        return plan_drawing.middle(plan_drawing.year("aar", query.get("aar", "")))
    except plan_drawing.NoYear:
        return today


def ordered(items: Sequence[Item], order: Order, *, turned: bool) -> list[Item]:
    """In that order, or turned round; those whose figure is unknown stay last."""
    known = [item for item in items if order.value(item) is not None]
    falls = order.falls != turned
    if order.code == "navn":
        found = known[::-1] if falls else known
    else:
        found = sorted(known, key=order.value, reverse=falls)
    return [*found, *(item for item in items if order.value(item) is None)]


def _shown(items: Sequence[Item], order: Order, scale: float) -> list[Item]:
    """With drawing, figure and place.

    Drawn into the page, not fetched one by one: all 69 plans are 14 KB packed in one answer of
    one query, at least five times that as lazy images with their heads, and those not yet seen
    would be missing on paper.
    """
    return [
        Item(
            **{
                **vars(item),
                "drawing": figure_ground.thumbnail(item.ground, metres_per_em=scale),
                "figure": order.figure(item),
                "place": number if order.numbered and order.value(item) is not None else None,
            }
        )
        for number, item in enumerate(items, start=1)
    ]


def _item(row: PublishedArea, plan: Ground) -> Item:
    return Item(
        area=row,
        kind=areas.kind_of(row),
        words=areas.words_of(row),
        search=areas.search_of(row),
        ground=plan,
        schematic=figure_ground.is_schematic(plan),
    )


def _chosen(items: Sequence[Item], asked: areas.Asked) -> list[Item]:
    return [item for item in areas.found(items, asked) if item.kind.code in asked.kinds]


def _choice(one: Order, shown: Order, *, turned: bool) -> Choice:
    current = one is shown
    turn = DOWN if not one.falls else UP
    return Choice(
        order=one,
        current=current,
        turned=current and turned,
        sort=None if one is ORDERS[0] else one.code,
        direction=turn if current and not turned else None,
    )


def _number(value: float, decimals: int) -> str:
    return words.number(Decimal(value), decimals)
