"""Which parameters each resource has beside `f`: what is accepted, and what OpenAPI tells."""

from spatial.layers.catalogue import AREAS, BUILDINGS
from spatial.layers.layer import Layer

PAGING = ("limit", "offset", "after")
FILTERS = ("bbox", "bbox-crs", "datetime")

# How a truth is written: as in JSON, or as GDAL asks for one.
TRUTHS = {"true": True, "false": False, "1": True, "0": False}

ITEM = ("crs",)
MUNICIPALITIES = ("geometry", "crs")
NEARBY = ("distance", "crs")
AT = ("lon", "lat")
QGIS = ("crs",)
NONE = ()


def of_items(layer: Layer) -> tuple[str, ...]:
    """Those of a layer's items."""
    return (*PAGING, "crs", *FILTERS, *layer.queryables)


def of_tile(layer: Layer) -> tuple[str, ...]:
    """Those of a tile of one layer: the filters of items, without pages and CRS."""
    return (*FILTERS, *layer.queryables)


OF_TILE_OF_SEVERAL = ("collections", *FILTERS)
AREAS_OF_MUNICIPALITY = ("by", *of_items(AREAS))
BUILDINGS_WITHIN = of_items(BUILDINGS)
