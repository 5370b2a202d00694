"""One world of a few of everything, for tests that go through every layer."""

from datetime import date

import pytest
from django.contrib.gis.geos import Polygon

from spatial import models
from tests.conftest import square

LIST_2018, LIST_2021 = date(2018, 12, 1), date(2021, 12, 1)


@pytest.fixture
def every_layer(municipality, area, building, source):
    """At least three items in each layer; some values unknown, one measure without a place."""
    for code, name, lon in (("0101", "København", 12.5), ("0751", "Aarhus", 10.1)):
        municipality(code, name, lon=lon, lat=56)
    municipality("0411", "Christiansø", lon=15.2, lat=55.3, region=None)
    models.Region.objects.create(code="1081", name="Region Nordjylland")
    models.Region.objects.update(geometry=square(10, 57, side_m=9000))
    for number in range(3):
        made = area(
            f"Park {number}",
            lon=12.5 + number / 100,
            categories={LIST_2018: "ghettoområde", LIST_2021: "parallelsamfund"},
        )
        made.names.update(name=f'Park "{number}" \\ æøå')
        made.values.create(
            list_id=LIST_2018, indicator="residents", value=1000 + number, source=source
        )
        made.values.create(list_id=LIST_2018, indicator="crime_pct", value="1.98", source=source)
        plan = made.plans.create(
            code=f"park-{number}", summary="Bygges om", target_share_pct=40, source=source
        )
        measure = plan.measures.create(kind="nedrivning", year_from=2019, source=source)
        measure.figures.create(status="planlagt", units=5, as_of="2019", source=source)
        building(f"b{number}", lon=12.5 + number / 100, area=made, municipality_code="0101")
    plan.measures.create(kind="salg", geometry=square(12.5, 55.7), year_to=2030, source=source)
    building("full", height_m="12.50", floors=4, year_built=1971, valid_from=LIST_2018)
    models.Land.objects.create(geometry=Polygon.from_bbox((7e5, 61e5, 73e4, 63e5)))
