"""Fixtures make one thing each: a source, a municipality, an area, a building."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.core.cache import cache

from spatial import models
from spatial.models.names import slug

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data, which is no part of the product (see CONTRIBUTING.md)."""
    folder = Path(os.environ.get("OMRAADE_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}: set OMRAADE_DATA")
    return folder


@pytest.fixture(autouse=True)
def nothing_remembered(settings, tmp_path):
    """Counts, sources and files are kept under the version of the data, "" in most tests."""
    cache.clear()
    settings.DOWNLOADS_DIR = tmp_path / "downloads"


def square(lon: float, lat: float, *, side_m: float = 200) -> MultiPolygon:
    """A square in EPSG:25832 round a point given in degrees, east first."""
    centre = Point(lon, lat, srid=4326).transform(25832, clone=True)
    half = side_m / 2
    box = (centre.x - half, centre.y - half, centre.x + half, centre.y + half)
    return MultiPolygon(Polygon.from_bbox(box), srid=25832)


@pytest.fixture
def source(db) -> models.Source:
    return models.Source.objects.create(
        code="test", title="A test", reliability=models.Reliability.OFFICIAL
    )


@pytest.fixture
def municipality(source) -> Callable[..., models.Municipality]:
    def make(code="0101", name="København", lon=12.55, lat=55.68, side_m=10_000, **more):
        region = {"0101": ("1084", "Region Hovedstaden"), "0751": ("1082", "Region Midtjylland")}
        if code in region:
            region_code, region_name = region[code]
            models.Region.objects.get_or_create(code=region_code, defaults={"name": region_name})
            more.setdefault("region_id", region_code)
        more.setdefault("valid_from", date(2007, 1, 1))
        return models.Municipality.objects.create(
            code=code, name=name, geometry=square(lon, lat, side_m=side_m), source=source, **more
        )

    return make


@pytest.fixture
def area(source) -> Callable[..., models.HousingArea]:
    """area("Parken", lon=, lat=, categories={date(2018, 12, 1): "udsat boligområde"})."""

    def make(name="Parken", lon=12.55, lat=55.7, *, code="0101", categories=None, side_m=200):
        made = models.HousingArea.objects.create(slug=slug(name), municipality_code=code)
        made.names.create(name=name, kind="official", valid_from=date(2010, 1, 1), source=source)
        made.boundaries.create(
            geometry=square(lon, lat, side_m=side_m),
            method=models.BoundaryMethod.SKETCH,
            precision_m=50,
            valid_from=date(2010, 1, 1),
            source=source,
        )
        for day, category in (categories or {}).items():
            models.DesignationList.objects.get_or_create(
                published_on=day, defaults={"title": f"Liste {day}"}
            )
            made.designations.create(list_id=day, category=category, source=source)
        return made

    return make


@pytest.fixture
def building(source) -> Callable[..., models.Building]:
    def make(local_id="1", lon=12.55, lat=55.7, *, side_m=20, **more):
        return models.Building.objects.create(
            local_id=local_id, geometry=square(lon, lat, side_m=side_m), source=source, **more
        )

    return make


@pytest.fixture
def count(source) -> Callable[..., models.ListCount]:
    """count(day, category, areas): how many areas the list itself has in a category."""

    def make(day, category, areas):
        return models.ListCount.objects.create(
            list_id=day, category=category, areas=areas, source=source
        )

    return make
