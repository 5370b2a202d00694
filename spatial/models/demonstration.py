"""Which of the data are for demonstration only. Every page and the API say so."""

from spatial.models.area import AreaBoundary, BoundaryMethod, Municipality
from spatial.models.building import Building

# Codes of the Sources that `load_demo` writes.
MUNICIPALITIES = "demo-municipalities"
AREA_POINTS = "demo-area-points"
SCHEMATIC = "schematic"


def demonstration_parts() -> tuple[str, ...]:
    """Those of municipalities, boundaries, buildings that still hold demonstration data.

    Empty once real data has replaced all of it.
    """
    parts = {
        "municipalities": Municipality.objects.filter(source=MUNICIPALITIES),
        "boundaries": AreaBoundary.objects.filter(method=BoundaryMethod.APPROXIMATE),
        "buildings": Building.objects.filter(source=SCHEMATIC),
    }
    return tuple(name for name, rows in parts.items() if rows.exists())
