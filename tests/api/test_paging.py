"""Pages while data change, and what a count costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spatial import models
from tests.api.test_items import items, link

AT = "/api/collections/buildings/items"


def counted(client, **given):
    """How many of the statements of a request count rows."""
    with CaptureQueriesContext(connection) as executed:
        assert client.get(AT, given).status_code == 200
    return sum("COUNT(*)" in one["sql"] for one in executed)


def test_a_filter_is_counted_once_for_each_version_of_the_data(client, building):
    for number in range(4):
        building(str(number), state="new" if number else "existing")
    assert counted(client, limit=1) == 1
    for given in (
        {"limit": 2},
        {"limit": 1, "offset": 1},
        {"limit": 1, "f": "fgb"},
        {"limit": 1, "f": "jsonfg"},
        {"limit": 1, "crs": "http://www.opengis.net/def/crs/EPSG/0/25832"},
        {"limit": 1, "properties": "state", "skipGeometry": "true"},
        {"resultType": "hits"},
    ):
        assert counted(client, **given) == 0, given
    assert counted(client, limit=1, state="new") == 1
    assert counted(client, limit=2, state="new") == 0
    models.ImportRun.objects.create(
        dataset="buildings", rows_read=1, rows_taken=1, started_at="2026-01-01T00:00Z"
    )
    assert counted(client, limit=1) == 1


def test_a_first_page_that_holds_all_is_not_counted_apart(client, building):
    building()
    assert counted(client) == 0


@pytest.mark.parametrize("form", ["json", "jsonfg"])
def test_pages_stay_in_step_while_items_come_and_go(client, building, form):
    made = [building(str(number)) for number in range(8)]
    page = items(client, "buildings", limit=2, f=form)
    found = [one["id"] for one in page["features"]]
    read, later = made[1].pk, made[5].pk
    models.Building.objects.filter(pk__in=[read, later]).delete()
    added = building("added").pk
    while following := link(page, "next"):
        page = client.get(following).json()
        found += [one["id"] for one in page["features"]]
    assert found == sorted({one.pk for one in made} - {later} | {added})


def test_a_page_starts_behind_an_item_that_is_no_more(client, building):
    ids = [building(str(number)).pk for number in range(4)]
    following = link(items(client, "buildings", limit=2), "next")
    models.Building.objects.filter(pk=ids[1]).delete()
    assert [one["id"] for one in client.get(following).json()["features"]] == ids[2:]
