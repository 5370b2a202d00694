from collections.abc import Callable
from datetime import date

import pytest

from spatial import models

LATEST = date(2024, 12, 1)


@pytest.fixture
def three(area, municipality) -> Callable:
    """Three areas in two municipalities: on the latest list, formerly on one, on none."""
    municipality()
    municipality("0751", "Aarhus", lon=10.2, lat=56.16)
    area("Åparken", 10.2, 56.16, code="0751", categories={LATEST: "omdannelsesområde"})
    area("Zoneparken", 12.56, 55.69, categories={date(2013, 1, 1): "ghettoområde"})
    return area("Nyparken", 12.55, 55.7)


@pytest.fixture
def values(source) -> Callable:
    def give(area, day, **figures):
        for indicator, value in figures.items():
            area.values.create(list_id=day, indicator=indicator, value=value, source=source)
        return area

    return give


@pytest.fixture
def parken(area, municipality) -> Callable:
    def make(categories, name="Parken"):
        if not models.Municipality.objects.exists():
            municipality()
        return area(name, categories=categories)

    return make


@pytest.fixture
def plan(parken, source):
    made = parken({date(2018, 12, 1): "hårdt ghettoområde", LATEST: "udsat boligområde"})
    return made.plans.create(
        code="parken-2019",
        summary="Tre blokke rives ned",
        parties="Boligforeningen og kommunen",
        adopted_on="2019-05-22",
        approved_on="2019-23",
        target_share_pct=60,
        dispensation=True,
        target_year=2030,
        source=source,
    )
