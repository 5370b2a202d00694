"""Drawings that stand for what is not known: round outlines and rows of blocks. EPSG:25832.

They show every function of the map and claim nothing of the places they stand for.
"""

from collections.abc import Iterator

import shapely

M2_PER_RESIDENT = 100
# Where no figure is known: the least that the law asks of an area on two of its lists.
RESIDENTS_ASSUMED = 1000

BLOCK_LENGTH, BLOCK_DEPTH = 60.0, 12.0
GAP, ROW_SPACING = 20.0, 40.0


def round_outline(east: float, north: float, residents: int | None) -> shapely.Polygon:
    """A 64-sided outline of 100 m2 per resident round a point in metres."""
    area = M2_PER_RESIDENT * (residents or RESIDENTS_ASSUMED)
    radius = (area / shapely.Point(0, 0).buffer(1).area) ** 0.5
    return shapely.set_precision(shapely.Point(east, north).buffer(radius), 0.01)


def blocks(outline: shapely.Geometry) -> Iterator[shapely.Polygon]:
    """Equal blocks in rows, west to east and south to north, wholly within the outline."""
    shapely.prepare(outline)
    west, south, east, north = outline.bounds
    row = south + GAP
    while row + BLOCK_DEPTH <= north:
        left = west + GAP
        while left + BLOCK_LENGTH <= east:
            block = shapely.box(left, row, left + BLOCK_LENGTH, row + BLOCK_DEPTH)
            if outline.covers(block):
                yield block
            left += BLOCK_LENGTH + GAP
        row += ROW_SPACING
