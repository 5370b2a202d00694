"""Functions of our own that a filter may call, as /api/functions lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spatial.layers.cql2.terms import Kind
from spatial.layers.functions import SquareMetres, Year


@dataclass(frozen=True, kw_only=True)
class Argument:
    """`kinds` are the alternatives that it may be."""

    title: str
    description: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, kw_only=True)
class Function:
    """A number from arguments; `returns` is its JSON type. `example` calls it, for the
    layer `example_of`."""

    name: str
    description: str
    arguments: tuple[Argument, ...]
    returns: str
    example: str
    example_of: str
    sql: Callable[..., Any]


FUNCTIONS: dict[str, Function] = {
    one.name: one
    for one in (
        Function(
            name="area",
            description="The area of a geometry in square metres, on the plane of the storage CRS.",
            arguments=(
                Argument(
                    title="geometry",
                    description="The geometry of the collection",
                    kinds=(Kind.GEOMETRY,),
                ),
            ),
            returns="number",
            example="area(geometry) > 100000",
            example_of="areas",
            sql=SquareMetres,
        ),
        Function(
            name="year",
            description="The year of a date, or of a timestamp in UTC.",
            arguments=(
                Argument(
                    title="instant",
                    description="A date or timestamp",
                    kinds=(Kind.DATE, Kind.TIME),
                ),
            ),
            returns="integer",
            example="year(list_date) = 2018",
            example_of="designations",
            sql=Year,
        ),
    )
}
