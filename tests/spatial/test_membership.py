"""The municipality that holds most of an area's outline."""

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
    [found] = largest_share_municipality(made.pk).values()
    assert (found.area_id, found.code) == (made.pk, "0101")
    assert found.share == pytest.approx(0.75, abs=0.001)


def test_an_area_outside_every_municipality_has_none(area):
    area()
    assert largest_share_municipality() == {}


def test_all_areas_at_once_give_what_each_gives(municipality, area):
    municipality(lon=12.55, lat=55.7)
    areas = [area(f"Area {n}", lon=12.55 + n / 100) for n in range(3)]
    together = largest_share_municipality()
    assert together == {a.pk: largest_share_municipality(a.pk)[a.pk] for a in areas}
    assert len(together) == 3


def moved(shape, east, north):
    """The same shape elsewhere, metres."""
    return type(shape)(
        [
            type(polygon)([(x + east, y + north) for x, y in polygon.exterior_ring])
            for polygon in shape
        ],
        srid=shape.srid,
    )
