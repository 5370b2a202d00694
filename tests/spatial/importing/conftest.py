"""What the imports of tables are tried on."""

from collections.abc import Callable

import pytest

from spatial import models


@pytest.fixture
def known(municipality: Callable, area: Callable) -> dict[str, models.HousingArea]:
    """Two municipalities and four areas, none of them on a list."""
    municipality("0101", name="København")
    municipality("0751", name="Aarhus", lon=10.2, lat=56.15)
    return {
        name: area(name, code=code)
        for name, code in (
            ("Mjølnerparken", "0101"),
            ("Tingbjerg", "0101"),
            ("Bispehaven", "0751"),
            ("Gellerup", "0751"),
        )
    }
