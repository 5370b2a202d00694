"""`sortby` on items: OGC API - Features Part 8 (draft), and Part 5's sortables."""

import re
from datetime import date

import pytest

from spatial import models
from spatial.layers.catalogue import BUILDINGS, WITH_ITEMS
from tests.api.test_forms import ask, ids_of, next_of
from tests.api.test_items import items, link

each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
each_form = pytest.mark.parametrize("form", ["json", "jsonfg", "fgb", "html"])


def walked(client, layer, form, **given):
    """The ids of all pages, in their order."""
    answer = ask(client, layer, form, **given)
    found = ids_of(answer, form)
    while following := next_of(answer, form):
        answer = client.get(following)
        assert answer.status_code == 200, answer.content
        found += ids_of(answer, form)
    return found


def ordered(layer, sortby):
    """The ids as Python sorts them: unknown values last, the rest by code point, then by id."""
    known = {p.name: p.path for p in layer.sortables()}
    rows = list(layer.rows().order_by("pk").values("pk", *known.values()))
    for key in reversed(sortby.split(",")):
        name = known[key.lstrip("+-")]
        present = [row for row in rows if row[name] is not None]
        absent = [row for row in rows if row[name] is None]
        rows = sorted(present, key=lambda row: row[name], reverse=key.startswith("-"))
        rows += absent
    return [row["pk"] for row in rows]


@pytest.fixture
def ties(building):
    """Buildings of few years and states, in no order, of which some are not known."""
    for number in range(14):
        building(
            ("ø", "Z", "a", "å", "Æ")[number % 5] + str(number),
            lon=12.5 + number / 100,
            year_built=(1971, None, 1950, 1971)[number % 4],
            use_code=("", "140", None)[number % 3],
            state=("existing", "new")[number % 2],
            valid_from=date(2000, 1, 1) if number % 3 else None,
        )


ORDERS = [
    "year_built",
    "+year_built",
    "-year_built",
    "year_built,local_id",
    "-year_built,local_id,-id",
    "use_code,-year_built",
    "-use_code,year_built",
    "state,-use_code,-year_built,local_id",
    "-id",
]


@pytest.mark.parametrize("sortby", ORDERS)
@each_form
def test_all_pages_of_each_form_hold_each_item_once_in_order(client, ties, form, sortby):
    """Part 8, /conf/sorting/sortby-param: with ties, unknown values and both directions."""
    expected = ordered(BUILDINGS, sortby)
    assert len(expected) == 14
    assert walked(client, BUILDINGS, form, sortby=sortby, limit=3) == expected
    assert walked(client, BUILDINGS, form, sortby=sortby, limit=3, offset=5) == expected[5:]


@each_form
def test_pages_of_a_filter_hold_each_item_once_in_order(client, ties, form):
    given = {"filter": "use_code IS NULL OR year_built = 1971", "sortby": "-year_built,local_id"}
    found = walked(client, BUILDINGS, form, limit=2, **given)
    kept = BUILDINGS.rows().filter(use_code=None) | BUILDINGS.rows().filter(year_built=1971)
    expected = ordered(BUILDINGS, given["sortby"])
    assert found == [one for one in expected if one in set(kept.values_list("pk", flat=True))]
    assert len(found) > 5


@each_layer
def test_every_sortable_sorts_every_page_in_both_directions(client, every_layer, layer):
    """Part 8, /req/sorting/sortby-response; Part 5, /conf/sortables/..."""
    stated = client.get(f"/api/collections/{layer.id}/sortables").json()["properties"]
    assert set(stated) == {p.name for p in layer.sortables()} >= {"id"}
    for name in stated:
        for sortby in (name, f"-{name}"):
            found = walked(client, layer, "json", sortby=sortby, limit=2)
            assert found == ordered(layer, sortby), sortby


@each_layer
def test_nothing_but_the_sortables_may_be_sorted_by(client, every_layer, layer):
    """Part 8, /conf/sorting/expression-construction."""
    stated = client.get(f"/api/collections/{layer.id}/sortables").json()["properties"]
    others = {p.name for p in layer.properties} | {layer.geometry, "nosuch", "pk", "area__name"}
    for name in others - set(stated):
        answer = client.get(f"/api/collections/{layer.id}/items", {"sortby": name})
        assert answer.status_code == 400, name
        assert answer.json()["parameter"] == "sortby"
        assert all(one in answer.json()["detail"] for one in stated)


@each_layer
def test_items_name_their_queryables_and_sortables_in_a_header(client, every_layer, layer):
    """Part 3, /conf/queryables/get-queryables-uris; Part 8, /conf/sortables/get-sortables-uris."""
    answer = client.head(f"/api/collections/{layer.id}/items?limit=1")
    found = {rel: at for at, rel in re.findall(r'<([^>]*)>; rel="([^"]*)"', answer["Link"])}
    for name in ("queryables", "sortables"):
        at = found[f"http://www.opengis.net/def/rel/ogc/1.0/{name}"]
        assert client.get(at).json()["$id"] == at


@each_layer
def test_the_order_without_sortby_is_that_which_the_collection_states(client, every_layer, layer):
    """Part 8, /conf/sorting/sortby-order-default."""
    [name] = client.get(f"/api/collections/{layer.id}").json()["defaultSortOrder"]
    assert walked(client, layer, "json", limit=2) == ordered(layer, name)


def test_pages_stay_in_step_while_items_come_and_go(client, building):
    for number in range(8):
        building(str(number), year_built=1950 + number // 2)
    page = items(client, "buildings", limit=2, sortby="-year_built")
    models.Building.objects.filter(local_id__in=("6", "3")).delete()
    building("added", year_built=1950)
    building("before", year_built=1999)
    found = [one["properties"]["local_id"] for one in page["features"]]
    while following := link(page, "next"):
        page = client.get(following).json()
        found += [one["properties"]["local_id"] for one in page["features"]]
    assert found == ["6", "7", "4", "5", "2", "0", "1", "added"]


def test_a_plus_may_come_as_the_space_that_it_is_in_an_address(client, building):
    for number in (2, 1):
        building(str(number))
    for written in ("+local_id", "%2Blocal_id", "%20local_id", "local_id"):
        answer = client.get(f"/api/collections/buildings/items?sortby={written}")
        features = answer.json()["features"]
        assert [one["properties"]["local_id"] for one in features] == ["1", "2"]


def test_an_order_does_not_change_what_is_counted(client, ties, django_assert_num_queries):
    items(client, "buildings", limit=1)
    with django_assert_num_queries(2):
        assert items(client, "buildings", limit=1, sortby="-year_built")["numberMatched"] == 14


@pytest.mark.parametrize(
    "after", ["7", "[1971]", '["1971",7]', "[1971,-1]", "[1e99,7]", "[99999999999,7]", "[" * 5000]
)
def test_a_place_that_is_none_in_this_order_is_refused(client, db, after):
    answer = client.get(
        "/api/collections/buildings/items", {"sortby": "year_built", "after": after}
    )
    assert (answer.status_code, answer.json()["parameter"]) == (400, "after")
