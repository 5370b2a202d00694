"""The only reader of the query string: it becomes an ItemsQuery, or an error that names what
is wrong."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from api import parameters, values
from api.parameters import RESULT_TYPES
from spatial.errors import InvalidParameter
from spatial.exporting.formats import Format
from spatial.layers import catalogue, cql2
from spatial.layers.crs import CRS84, Crs
from spatial.layers.layer import Layer
from spatial.layers.query import DEFAULT_LIMIT, MAXIMUM_LIMIT, ItemsQuery


def items_query(
    layer: Layer, given: QueryDict, *, known: Iterable[str] | None = None
) -> ItemsQuery:
    """What is asked of a layer's items. `known` may add parameters that the caller reads itself.

    Raises InvalidParameter for the first that is unknown, repeated or malformed.
    Source: OGC API - Features Part 1, 7.15, and Part 2, 6.2 to 6.4.
    """
    texts = single_values(given, known or parameters.of_items(layer))
    sort = values.sort(layer, texts["sortby"]) if "sortby" in texts else ()
    return ItemsQuery(
        crs=_crs(texts),
        limit=min(
            values.whole("limit", texts.get("limit", str(DEFAULT_LIMIT)), least=1), MAXIMUM_LIMIT
        ),
        offset=values.whole("offset", texts.get("offset", "0")),
        sort=sort,
        after=values.place(sort, texts["after"]) if "after" in texts else None,
        hits=values.one_of("resultType", texts.get("resultType", "results"), RESULT_TYPES)
        == "hits",
        **_selection(layer, texts),
        **_filters(layer, texts, layer.queryables),
    )


def item_query(layer: Layer, given: QueryDict) -> ItemsQuery:
    """How one item of a layer is asked for: in which CRS, with which properties."""
    texts = single_values(given, parameters.ITEM_OF_LAYER)
    return ItemsQuery(crs=_crs(texts), **_selection(layer, texts))


def downloads_query(layer: Layer, given: QueryDict) -> ItemsQuery:
    """What is asked of all files of a layer together."""
    return items_query(layer, given, known=parameters.of_downloads(layer))


def download_query(
    layer: Layer, format: Format, given: QueryDict
) -> tuple[ItemsQuery, dict[str, str]]:
    """What is asked of a file of a layer: which rows in which CRS, and the format's options."""
    known = parameters.of_download(layer, format)
    texts = single_values(given, known)
    options = {
        name: values.one_of(name, texts.get(name, choices[0]), choices)
        for name, choices in format.options
    }
    return items_query(layer, given, known=known), options


def tile_query(layer: Layer, given: QueryDict) -> dict[Layer, ItemsQuery]:
    """What is asked of a tile of one layer."""
    texts = single_values(given, parameters.of_tile(layer))
    return {layer: ItemsQuery(**_filters(layer, texts, layer.queryables))}


def tile_queries(given: QueryDict) -> dict[Layer, ItemsQuery]:
    """What is asked of the layers of a tile of several, all of them unless `collections` says
    which: no properties, which they do not share."""
    texts = single_values(given, parameters.OF_TILE_OF_SEVERAL)
    layers = _collections(texts["collections"]) if "collections" in texts else catalogue.LAYERS
    return {layer: ItemsQuery(**_filters(layer, texts, ())) for layer in layers}


def _collections(text: str) -> list[Layer]:
    """The layers that `collections` names, by id or address; each once, in their order.

    Source: OGC API - Tiles Part 1, collections selection.
    """
    known = [layer.id for layer in catalogue.LAYERS]
    names = list(dict.fromkeys(_ADDRESS.sub("", name) for name in text.split(",")))
    if not set(names) <= set(known):
        raise InvalidParameter("collections", text, f"a list with commas of {', '.join(known)}")
    return [catalogue.layer(name) for name in names]


_ADDRESS = re.compile(r"^https?://[^?#]*/collections/")


def feature_query(given: QueryDict, *, known: Iterable[str] = parameters.ITEM) -> ItemsQuery:
    """How features are asked for that have no pages: in which CRS, with all they have."""
    return ItemsQuery(crs=_crs(single_values(given, known)))


def _crs(texts: dict[str, str]) -> Crs:
    return values.crs_of("crs", texts["crs"]) if "crs" in texts else CRS84


def nothing(given: QueryDict) -> None:
    """For resources without parameters: raises InvalidParameter if there are any."""
    single_values(given, parameters.NONE)


def single_values(given: QueryDict, known: Iterable[str]) -> dict[str, str]:
    """The parameters, of which every resource also knows `f`; none may be unknown or repeated."""
    known = list(dict.fromkeys((*known, "f")))
    for name, texts in given.lists():
        if name not in known:
            expected = f"a parameter of this resource; it has {', '.join(known)}"
            raise InvalidParameter(name, texts[-1], expected)
        if len(texts) > 1:
            raise InvalidParameter(name, "&".join(texts), "given once")
        if "\0" in texts[0]:
            raise InvalidParameter(name, texts[0], "free of NUL characters")
    return {name: str(given[name]) for name in given if name != "f"}


def _selection(layer: Layer, texts: dict[str, str]) -> dict[str, Any]:
    skip = values.one_of("skipGeometry", texts.get("skipGeometry", "false"), parameters.TRUTHS)
    return {
        "properties": values.names(layer, texts["properties"]) if "properties" in texts else None,
        "geometry": not parameters.TRUTHS[skip],
    }


def _filters(layer: Layer, texts: dict[str, str], queryables: Iterable[str]) -> dict[str, Any]:
    asked = [layer.property(name) for name in queryables if name in texts]
    return {
        "filter": _cql2(layer, texts),
        "boxes": values.boxes(texts),
        "interval": values.interval(texts["datetime"]) if "datetime" in texts else None,
        "equals": {p.path: values.of_property(p, texts[p.name]) for p in asked},
    }


def _cql2(layer: Layer, texts: dict[str, str]) -> cql2.Filter | None:
    language = values.one_of(
        "filter-lang", texts.get("filter-lang", "cql2-text"), [*cql2.LANGUAGES]
    )
    crs = values.crs_of("filter-crs", texts["filter-crs"]) if "filter-crs" in texts else CRS84
    if "filter" not in texts:
        return None
    return cql2.read(layer, texts["filter"], language=language, crs=crs)
