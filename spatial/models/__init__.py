"""Django's models, one module per subject."""

from spatial.models.area import (
    AreaBoundary,
    AreaName,
    BoundaryMethod,
    HousingArea,
    Land,
    Municipality,
    Region,
)
from spatial.models.building import Building, BuildingState
from spatial.models.demonstration import demonstration_parts
from spatial.models.designation import Designation, DesignationList, ListCount
from spatial.models.imports import ImportRun, Reliability, Source
from spatial.models.indicator import IndicatorValue
from spatial.models.plan import DevelopmentPlan, PlanMeasure
from spatial.models.published import (
    PublishedArea,
    PublishedDesignation,
    PublishedPlanMeasure,
)

__all__ = [
    "AreaBoundary",
    "AreaName",
    "BoundaryMethod",
    "Building",
    "BuildingState",
    "Designation",
    "DesignationList",
    "DevelopmentPlan",
    "HousingArea",
    "ImportRun",
    "IndicatorValue",
    "Land",
    "ListCount",
    "Municipality",
    "PlanMeasure",
    "PublishedArea",
    "PublishedDesignation",
    "PublishedPlanMeasure",
    "Region",
    "Reliability",
    "Source",
    "demonstration_parts",
]
