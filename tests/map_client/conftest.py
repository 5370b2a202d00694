from collections.abc import Callable
from datetime import date

import pytest

LATEST = date(2024, 12, 1)


@pytest.fixture
def three(area, municipality) -> Callable:
    """Three areas in two municipalities: on the latest list, formerly on one, on none."""
    municipality()
    municipality("0751", "Aarhus", lon=10.2, lat=56.16)
    area("Åparken", 10.2, 56.16, code="0751", categories={LATEST: "omdannelsesområde"})
    area("Zoneparken", 12.56, 55.69, categories={date(2013, 1, 1): "ghettoområde"})
    return area("Nyparken", 12.55, 55.7)
