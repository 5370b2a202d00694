"""The plans in fixtures/: what they contain and how far they are, as public pages tell it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

from spatial import partial_date
from spatial.errors import BadInput
from spatial.importing import fixtures, plan_files
from spatial.models import (
    DevelopmentPlan,
    DwellingStock,
    FamilyShare,
    HolisticPlan,
    HousingArea,
    MeasureFigure,
    PlanMeasure,
    PlanStep,
    Precision,
    Source,
)
from spatial.models.names import slug

_Value = TypeVar("_Value")


def load() -> dict[str, int]:
    """Add what is missing; how many of each kind of row. Raises BadInput naming the file and
    the line with its column or, where rows do not go together, what the database says of one.

    A plan that an import has taken over, and so has another source, is left alone.
    """
    areas = {area.slug: area for area in HousingArea.objects.all()}

    def area(row: dict[str, str]) -> HousingArea:
        if slug(row["area"]) not in areas:
            raise ValueError(f"area: {row['area']!r} is on no list")
        return areas[slug(row["area"])]

    made = _each("plans", lambda row: [_plan(row, area(row))])
    added = {"Development plans": _add("plans", DevelopmentPlan, "code", made)}
    ours = _ours()
    added |= _measures(ours)
    stock = _each("dwelling_stock", lambda row: [_stock(row, area(row))])
    key = "area_id,kind,status,as_of,part,source_id"
    added["Counts of dwellings"] = _add("dwelling_stock", DwellingStock, key, stock)
    shares = _each("family_shares", lambda row: [_share(row, area(row))])
    key = "area_id,status,as_of,source_id"
    added["Shares of family dwellings"] = _add("family_shares", FamilyShare, key, shares)
    added["Holistic plans"] = _holistic_plans(ours, area)
    added["Steps of plans"] = _steps(ours)
    return added


def _each(name: str, make: Callable[[dict[str, str]], list[Any]]) -> list[Any]:
    """What `make` makes of each row of a file; it is checked but for what needs other rows."""
    sources = set(Source.objects.values_list("code", flat=True))
    made = []
    for number, row in enumerate(fixtures.rows(name), 2):
        where = f"{name}.csv: line {number}"
        try:
            if row["source"] not in sources:
                raise ValueError(f"source: {row['source']!r} is not in sources.csv")
            for one in make(row):
                one.clean_fields(
                    exclude={field.name for field in one._meta.fields if field.is_relation}
                )
                made.append(one)
        except KeyError as error:
            raise BadInput(f"{where}: there is no {error}") from error
        except ValidationError as error:
            told = (f"{column}: {' '.join(of)}" for column, of in error.message_dict.items())
            raise BadInput(f"{where}: {'; '.join(told)}") from error
        except ValueError as error:
            raise BadInput(f"{where}: {error}") from error
    return made


def _add(name: str, model: type[Model], key: str, new: list[Any]) -> int:
    """As fixtures.add. Raises BadInput with what the database refuses, and of which row."""
    try:
        return fixtures.add(model, key, new)
    except IntegrityError as error:
        raise BadInput(f"{name}.csv: {' '.join(str(error).split())}") from error


def _ours() -> dict[str, DevelopmentPlan]:
    """By code, the plans that are still those of the files; and which supersedes which."""
    rows = {row["code"]: row for row in fixtures.rows("plans")}
    there = DevelopmentPlan.objects.in_bulk(list(rows), field_name="code")
    ours = {code: one for code, one in there.items() if one.source_id == rows[code]["source"]}
    for code, plan in ours.items():
        former = there.get(rows[code]["supersedes"])
        if former and plan.supersedes_id is None:
            plan.supersedes = former
            plan.save(update_fields=["supersedes"])
    return ours


def _plan(row: dict[str, str], area: HousingArea) -> DevelopmentPlan:
    return DevelopmentPlan(
        code=row["code"],
        area=area,
        kind=row["kind"],
        summary=row["summary"],
        parties=row["parties"],
        adopted_on=_date(row, "adopted_on"),
        approved_on=_date(row, "approved_on"),
        target_share_pct=_decimal(row, "target_share_pct"),
        dispensation=row["dispensation"] == "ja",
        target_year=_whole(row, "target_year"),
        note=row["note"],
        source_id=row["source"],
    )


def _measures(ours: dict[str, DevelopmentPlan]) -> dict[str, int]:
    """The measures, each with the figures of its rows. Gives how many of both were added."""

    def measure(row: dict[str, str]) -> list[PlanMeasure]:
        values = plan_files.typed(row)
        if row["plan"] not in ours:
            return []
        one = PlanMeasure(
            plan=ours[row["plan"]],
            kind=values["kind"],
            description=values["description"] or "",
            place=values["place"] or "",
            year_from=values["year_from"],
            year_to=values["year_to"],
            source_id=row["source"],
        )
        return [one]

    once = {
        (one.plan_id, one.kind, one.description): one
        for one in reversed(_each("plan_measures", measure))
    }
    added = _add(
        "plan_measures", PlanMeasure, "plan_id,kind,description", list(reversed(once.values()))
    )
    known = {(one.plan_id, one.kind, one.description): one for one in PlanMeasure.objects.all()}

    def figures(row: dict[str, str]) -> list[MeasureFigure]:
        if row["plan"] not in ours:
            return []
        of = known[ours[row["plan"]].pk, row["kind"], row["description"]]
        told = plan_files.figures(plan_files.typed(row))
        return [MeasureFigure(measure=of, source_id=row["source"], **one) for one in told]

    new = _each("plan_measures", figures)
    key = "measure_id,status,as_of,source_id,units"
    return {
        "Measures of plans": added,
        "Figures of measures": _add("plan_measures", MeasureFigure, key, new),
    }


def _stock(row: dict[str, str], area: HousingArea) -> DwellingStock:
    return DwellingStock(
        area=area,
        kind=row["kind"],
        count=_whole(row, "count"),
        precision=row["precision"] or Precision.EXACT,
        status=row["status"],
        as_of=_date(row, "as_of"),
        part=row["part"],
        remark=row["remark"],
        source_id=row["source"],
    )


def _share(row: dict[str, str], area: HousingArea) -> FamilyShare:
    return FamilyShare(
        area=area,
        status=row["status"],
        pct=_decimal(row, "pct"),
        precision=row["precision"] or Precision.EXACT,
        as_of=_date(row, "as_of"),
        remark=row["remark"],
        source_id=row["source"],
    )


def _holistic_plans(
    ours: dict[str, DevelopmentPlan], area: Callable[[dict[str, str]], HousingArea]
) -> int:
    before = set(HolisticPlan.objects.values_list("code", flat=True))
    made = _each(
        "holistic_plans",
        lambda row: [
            HolisticPlan(
                area=area(row),
                grant_dkk=_decimal(row, "grant_dkk"),
                year_from=_whole(row, "year_from"),
                year_to=_whole(row, "year_to"),
                source_id=row["source"],
                **{
                    one: row[one]
                    for one in ("code", "kind", "title", "organisation", "stage", "note")
                },
            )
        ],
    )
    added = _add("holistic_plans", HolisticPlan, "code", made)
    for row in fixtures.rows("holistic_plans"):
        if row["code"] not in before:
            carried_out = [ours[code] for code in row["plans"].split() if code in ours]
            HolisticPlan.objects.get(code=row["code"]).plans.set(carried_out)
    return added


def _steps(ours: dict[str, DevelopmentPlan]) -> int:
    holistic = HolisticPlan.objects.in_bulk(field_name="code")

    def step(row: dict[str, str]) -> list[PlanStep]:
        if row["plan"] not in ours:
            return []
        one = PlanStep(
            plan=ours[row["plan"]],
            step=row["step"],
            happened_on=_date(row, "happened_on"),
            text=row["text"],
            holistic_plan=holistic.get(row["holistic_plan"]),
            source_id=row["source"],
        )
        return [one]

    return _add("plan_steps", PlanStep, "plan_id,step,text", _each("plan_steps", step))


def _date(row: dict[str, str], column: str) -> str | None:
    return _read(row, column, partial_date.checked)


def _decimal(row: dict[str, str], column: str) -> Decimal | None:
    return _read(row, column, Decimal)


def _whole(row: dict[str, str], column: str) -> int | None:
    return _read(row, column, int)


def _read(row: dict[str, str], column: str, parse: Callable[[str], _Value]) -> _Value | None:
    """The value of a column; None where it is empty. Raises ValueError naming the column."""
    text = row[column]
    try:
        return parse(text) if text else None
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"{column}: {text!r} cannot be read") from error
