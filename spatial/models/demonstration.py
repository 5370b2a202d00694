"""Which of the data are for demonstration only. Every page and the API say so."""

from enum import StrEnum

from spatial.models.area import AreaBoundary, BoundaryMethod, Municipality
from spatial.models.building import Building
from spatial.models.published import PublishedArea

# Codes of the Sources that `load_demo` writes. Points whose origin has words of its own have a
# Source of their own, named in fixtures/area_points.csv.
MUNICIPALITIES = "demo-municipalities"
AREA_POINTS = "demo-area-points"
SCHEMATIC = "schematic"


class Part(StrEnum):
    """A part of the data that may be for demonstration."""

    MUNICIPALITIES = "municipalities"
    BOUNDARIES = "boundaries"  # as the areas now are
    LISTED_BOUNDARIES = "listed-boundaries"  # as they were on the lists' days
    BUILDINGS = "buildings"


def demonstration_parts() -> tuple[Part, ...]:
    """The parts that still hold demonstration data. Empty once real data has replaced it all."""
    approximate = BoundaryMethod.APPROXIMATE
    parts = {
        Part.MUNICIPALITIES: Municipality.objects.filter(source=MUNICIPALITIES),
        Part.BOUNDARIES: PublishedArea.objects.filter(boundary_method=approximate),
        Part.LISTED_BOUNDARIES: AreaBoundary.objects.filter(method=approximate),
        Part.BUILDINGS: Building.objects.filter(source=SCHEMATIC),
    }
    return tuple(part for part, rows in parts.items() if rows.exists())
