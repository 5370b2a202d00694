"""Which of the data are for demonstration only. Every page and the API say so."""

from enum import StrEnum

from django.db import connection

from spatial.models.area import BoundaryMethod

# Codes of the Sources that `load_demo` writes. Points whose origin has words of its own have a
# Source of their own, named in fixtures/area_points.csv.
MUNICIPALITIES = "demo-municipalities"
AREA_POINTS = "demo-area-points"
SCHEMATIC = "schematic"


class Part(StrEnum):
    """A part of the data that may be for demonstration, in the order of _QUESTION."""

    MUNICIPALITIES = "municipalities"
    BOUNDARIES = "boundaries"  # as the areas now are
    LISTED_BOUNDARIES = "listed-boundaries"  # as they were on the lists' days
    BUILDINGS = "buildings"


_QUESTION = """
SELECT EXISTS (SELECT FROM spatial_municipality WHERE source = %(municipalities)s),
       EXISTS (SELECT FROM newest_boundary WHERE method = %(approximate)s),
       EXISTS (SELECT FROM spatial_areaboundary WHERE method = %(approximate)s),
       EXISTS (SELECT FROM spatial_building WHERE source = %(schematic)s)
"""


def demonstration_parts() -> tuple[Part, ...]:
    """The parts that still hold demonstration data. Empty once real data has replaced it all."""
    words = {
        "municipalities": MUNICIPALITIES,
        "approximate": BoundaryMethod.APPROXIMATE.value,
        "schematic": SCHEMATIC,
    }
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, words)
        return tuple(part for part, there in zip(Part, cursor.fetchone(), strict=True) if there)
