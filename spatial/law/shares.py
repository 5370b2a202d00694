"""The share of social family dwellings (§ 168 a): computed, and how fast it moves. Pure.

share = family / (family + youth + elderly + private + co-operative + business equivalent)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from spatial import partial_date

TARGET_YEAR = 2030  # § 168 a: the year by which a plan must have reached its share


class DwellingKind(models.TextChoices):
    """What is counted. ALL and SOCIAL are totals, for sources that give no more."""

    FAMILY = "familieboliger", _("Almene familieboliger")
    YOUTH = "ungdomsboliger", _("Almene ungdomsboliger")
    ELDERLY = "ældreboliger", _("Almene ældreboliger")
    PRIVATE = "private boliger", _("Private boliger")
    CO_OPERATIVE = "andelsboliger", _("Private andelsboliger")
    BUSINESS_EQUIVALENT = "erhverv", _("Erhverv omregnet til boligenheder")
    SOCIAL = "almene boliger", _("Almene boliger i alt")
    ALL = "alle boliger", _("Alle boliger")


PARTS = tuple(kind for kind in DwellingKind if kind not in (DwellingKind.SOCIAL, DwellingKind.ALL))


@dataclass(frozen=True, kw_only=True)
class Share:
    """Family dwellings in percent of all. `as_of` is a partial date, None where not known."""

    pct: Decimal
    as_of: str | None
    computed: bool = False


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a share has come. Points are percentage points; None is not known.

    `moved_per_year` runs from the first to the last dated share and is negative where the share
    falls; `needed_per_year` is what leads from the last one to the target in `target_year`.
    """

    baseline: Share | None
    latest: Share | None
    target_pct: Decimal | None
    target_year: int | None
    moved_per_year: Decimal | None
    needed_per_year: Decimal | None


def computed(counts: Mapping[DwellingKind, int]) -> Decimal | None:
    """The share in percent, one decimal; None unless every kind is known."""
    if not set(PARTS) <= set(counts):
        return None
    total = sum(counts[kind] for kind in PARTS)
    return round(Decimal(100) * counts[DwellingKind.FAMILY] / total, 1) if total else None


def progress(
    baseline: Share | None,
    reported: Sequence[Share],
    target_pct: Decimal | None,
    target_year: int | None,
) -> Progress:
    """From a baseline and what was reported since to the target. An undated share gives no rate.

    The latest is the last dated one; where none is dated, it is the baseline alone.
    """
    known = [*([baseline] if baseline else []), *reported]
    dated = sorted((one for one in known if one.as_of), key=_when)
    latest = dated[-1] if dated else baseline
    moved = needed = None
    if dated and (years := _when(dated[-1]) - _when(dated[0])) > 0:
        moved = _rate(dated[-1].pct - dated[0].pct, years)
    if dated and target_pct is not None and target_year:
        left = target_year + 1 - _when(dated[-1])  # until the last day of that year
        needed = _rate(target_pct - dated[-1].pct, left) if left > 0 else None
    return Progress(
        baseline=baseline or (dated[0] if dated else None),
        latest=latest,
        target_pct=target_pct,
        target_year=target_year,
        moved_per_year=moved,
        needed_per_year=needed,
    )


def _when(share: Share) -> float:
    """Years of our time."""
    day = partial_date.middle(share.as_of or "")
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _rate(points: Decimal, years: float) -> Decimal:
    return round(points / Decimal(years), 2)
