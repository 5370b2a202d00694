"""The state of a building through time, from the measures of plans that cover it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureKind(models.TextChoices):
    """What a development plan does. For a merge, dwellings are those that go."""

    DEMOLITION = "nedrivning", _("Nedrivning")
    SALE = "salg", _("Salg")
    RELABELLING = "ommærkning", _("Ommærkning")
    MERGE = "sammenlægning", _("Sammenlægning")
    NEW_BUILD = "nybyggeri", _("Nybyggeri")
    RENOVATION = "renovering", _("Renovering")
    INFRASTRUCTURE = "infrastruktur", _("Infrastruktur")


class BuildingState(models.TextChoices):
    EXISTING = "existing", _("Bevaret")
    RENOVATED = "renovated", _("Renoveret")
    NEW = "new", _("Nyt")
    PLANNED_DEMOLITION = "planned_demolition", _("Planlagt nedrevet")
    DEMOLISHED = "demolished", _("Nedrevet")


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A measure whose ground a building stands on.

    `decided` is the day by which its plan was adopted or approved, `done` that by which the
    measure was reported done, `dropped` the last day before another plan took its plan's place.
    """

    kind: MeasureKind
    decided: date | None = None
    done: date | None = None
    dropped: date | None = None
    year_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class Period:
    """A state from `valid_from` (None: not known since when) to `valid_to` (None: still)."""

    state: BuildingState
    valid_from: date | None
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """That a state holds from `first` to `last`. Of several, the last in _ORDER is the state."""

    state: BuildingState
    first: date
    last: date


_ORDER = (
    BuildingState.EXISTING,
    BuildingState.NEW,
    BuildingState.RENOVATED,
    BuildingState.PLANNED_DEMOLITION,
    BuildingState.DEMOLISHED,
)
_DAY = timedelta(days=1)


def periods(covers: Sequence[Cover], *, year_built: int | None = None) -> tuple[Period, ...]:
    """The states of a building, each day in one at most, oldest first.

    Planned to be demolished from the plan's day until demolition is reported done; what a plan
    foresees for a year is not taken to have happened. A new building has no state before the
    year it was built.
    """
    standing = _standing(covers, year_built)
    claims = [standing]
    for claim in (claim for cover in covers for claim in _claims(cover)):
        first = max(claim.first, standing.first)
        if first <= claim.last:
            claims.append(replace(claim, first=first))
    starts = {one.first for one in claims}
    starts |= {one.last + _DAY for one in claims if one.last < date.max}
    found: list[Period] = []
    for first, following in _paired(sorted(starts)):
        holding = [one.state for one in claims if one.first <= first <= one.last]
        last = following - _DAY if following else None
        if holding:
            state = max(holding, key=_ORDER.index)
            start = first if first > date.min else None
            if found and found[-1].state == state:
                start = found.pop().valid_from
            found.append(Period(state=state, valid_from=start, valid_to=last))
    return tuple(found)


def on(known: Sequence[Period], day: date) -> BuildingState | None:
    """The state on a day; None before the building was built."""
    return next((period.state for period in known if period.holds(day)), None)


def _standing(covers: Sequence[Cover], year_built: int | None) -> _Claim:
    first_years = [
        cover.year_from
        for cover in covers
        if cover.kind == MeasureKind.NEW_BUILD and cover.year_from
    ]
    if year_built and first_years and min(first_years) <= year_built <= date.max.year:
        return _Claim(state=BuildingState.NEW, first=date(year_built, 1, 1), last=date.max)
    return _Claim(state=BuildingState.EXISTING, first=date.min, last=date.max)


def _claims(cover: Cover) -> Iterator[_Claim]:
    if cover.kind == MeasureKind.RENOVATION and cover.done:
        yield _Claim(state=BuildingState.RENOVATED, first=cover.done, last=date.max)
    if cover.kind != MeasureKind.DEMOLITION:
        return
    planned_to = min(cover.dropped or date.max, cover.done - _DAY if cover.done else date.max)
    yield _Claim(
        state=BuildingState.PLANNED_DEMOLITION, first=cover.decided or date.min, last=planned_to
    )
    if cover.done:
        yield _Claim(state=BuildingState.DEMOLISHED, first=cover.done, last=date.max)


def _paired(starts: list[date]) -> Iterator[tuple[date, date | None]]:
    yield from zip(starts, [*starts[1:], None], strict=True)
