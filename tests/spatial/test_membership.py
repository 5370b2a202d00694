"""The municipality that holds most of an area's outline."""

from datetime import date

import pytest

from spatial.models.membership import largest_share_municipality

pytestmark = pytest.mark.django_db


def test_the_larger_share_wins_and_is_told(municipality, area):
    # Squares of 10 km: the border lies 50 m west of the area's middle, of 200 m in all.
    made = area(lon=12.55, lat=55.7)
    middle = made.boundaries.get().geometry.centroid
    east, west = municipality("0101"), municipality("0751", name="Aarhus")
    for one, left in ((east, middle.x - 50), (west, middle.x - 50 - 10_000)):
        shift = left - one.geometry.extent[0], middle.y - 5_000 - one.geometry.extent[1]
        one.geometry = moved(one.geometry, *shift)
        one.save()
    [found] = largest_share_municipality().values()
    assert (found.area_id, found.code) == (made.pk, "0101")
    assert found.share == pytest.approx(0.75, abs=0.001)


def test_an_area_outside_every_municipality_has_none(area):
    area()
    assert largest_share_municipality() == {}


def test_every_area_has_its_own_answer(municipality, area):
    municipality("0101", lon=12.55, lat=55.7)
    municipality("0751", name="Aarhus", lon=10.2, lat=56.16)
    here, there = area("Here", lon=12.55, lat=55.7), area("There", lon=10.2, lat=56.16)
    found = largest_share_municipality()
    assert {key: one.code for key, one in found.items()} == {here.pk: "0101", there.pk: "0751"}


def test_the_newest_outline_decides(municipality, area, source):
    municipality("0101", lon=12.55, lat=55.7)
    municipality("0751", name="Aarhus", lon=10.2, lat=56.16)
    made, elsewhere = area(lon=12.55, lat=55.7), area("Other", lon=10.2, lat=56.16)
    made.boundaries.update(valid_to=date(2018, 11, 30))
    made.boundaries.create(
        geometry=elsewhere.boundaries.get().geometry,
        method="sketch",
        valid_from=date(2018, 12, 1),
        source=source,
    )
    assert largest_share_municipality()[made.pk].code == "0751"


def moved(shape, east, north):
    """The same shape elsewhere, metres."""
    return type(shape)(
        [
            type(polygon)([(x + east, y + north) for x, y in polygon.exterior_ring])
            for polygon in shape
        ],
        srid=shape.srid,
    )
