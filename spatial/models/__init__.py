"""Django's models, one module per subject."""

from spatial.law.shares import DwellingKind
from spatial.law.status import BuildingState, MeasureKind
from spatial.models.area import (
    AreaBoundary,
    AreaName,
    BoundaryMethod,
    HousingArea,
    Land,
    Municipality,
    Region,
)
from spatial.models.building import Building
from spatial.models.demonstration import demonstration_parts
from spatial.models.designation import Designation, DesignationList, ListCount
from spatial.models.dwellings import DwellingStock, FamilyShare
from spatial.models.figures import Precision
from spatial.models.holistic import HolisticPlan, PlanStep, Step
from spatial.models.imports import ImportRun, Reliability, Source
from spatial.models.indicator import IndicatorValue
from spatial.models.plan import DevelopmentPlan, MeasureFigure, PlanMeasure
from spatial.models.published import (
    PublishedArea,
    PublishedDesignation,
    PublishedPlanMeasure,
)
from spatial.models.verdict import CriterionResult, DesignationVerdict

__all__ = [
    "AreaBoundary",
    "AreaName",
    "BoundaryMethod",
    "Building",
    "BuildingState",
    "CriterionResult",
    "Designation",
    "DesignationList",
    "DesignationVerdict",
    "DevelopmentPlan",
    "DwellingKind",
    "DwellingStock",
    "FamilyShare",
    "HolisticPlan",
    "HousingArea",
    "ImportRun",
    "IndicatorValue",
    "Land",
    "ListCount",
    "MeasureFigure",
    "MeasureKind",
    "Municipality",
    "PlanMeasure",
    "PlanStep",
    "Precision",
    "PublishedArea",
    "PublishedDesignation",
    "PublishedPlanMeasure",
    "Region",
    "Reliability",
    "Source",
    "Step",
    "demonstration_parts",
]
