"""Which parameters each resource has beside `f`: what is accepted, and what OpenAPI tells."""

from spatial.exporting.formats import Format
from spatial.layers.catalogue import AREAS, BUILDINGS
from spatial.layers.layer import Layer

PAGING = ("limit", "offset", "after", "sortby")
FILTERS = ("bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs")

# How a truth is written: as in JSON, or as GDAL asks for one.
TRUTHS = {"true": True, "false": False, "1": True, "0": False}

# What is answered of each item.
SELECTION = ("properties", "skipGeometry")
RESULT_TYPES = ("results", "hits")

ITEM = ("crs",)
ITEM_OF_LAYER = (*ITEM, *SELECTION)
MUNICIPALITIES = ("geometry", "crs")
NEARBY = ("distance", "crs")
AT = ("lon", "lat")
QGIS = ("crs",)
NONE = ()


def of_items(layer: Layer) -> tuple[str, ...]:
    """Those of a layer's items."""
    return (*PAGING, "resultType", "crs", *SELECTION, *FILTERS, *layer.queryables)


def of_tile(layer: Layer) -> tuple[str, ...]:
    """Those of a tile of one layer: the filters of items, without pages and CRS."""
    return (*FILTERS, *layer.queryables)


def of_downloads(layer: Layer) -> tuple[str, ...]:
    """Those of a layer's files: all that items have but what makes pages or picks properties."""
    without = (*PAGING, "resultType", *SELECTION)
    return tuple(name for name in of_items(layer) if name not in without)


def of_download(layer: Layer, format: Format) -> tuple[str, ...]:
    """Those of a file in `format`."""
    return (*of_downloads(layer), *(name for name, _ in format.options))


OF_TILE_OF_SEVERAL = ("collections", *FILTERS)
AREAS_OF_MUNICIPALITY = ("by", *of_items(AREAS))
BUILDINGS_WITHIN = of_items(BUILDINGS)
