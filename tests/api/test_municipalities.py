"""Municipalities, and what lies within one's borders."""

import csv
from datetime import date, timedelta

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.utils import timezone

from spatial import models

LIST = date(2018, 12, 1)


def get(client, path, **given):
    answer = client.get(f"/api/municipalities{path}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_municipalities_come_with_counts_and_outlines(client, municipality, area, building):
    municipality("0101", "København")
    municipality("0751", "Aarhus", lon=10.1, lat=56.1)
    area("Parken", code="0101")
    building("1", municipality_code="0101")
    building("2", municipality_code="0101")
    building("3", municipality_code="0101", valid_from=LIST, valid_to=LIST)
    found = get(client, "")["features"]
    counts = {
        one["properties"]["code"]: (one["properties"]["areas"], one["properties"]["buildings"])
        for one in found
    }
    assert counts == {"0101": (1, 2), "0751": (0, 0)}
    assert {one["geometry"]["type"] for one in found} == {"MultiPolygon"}


def test_outlines_can_be_left_out(client, municipality):
    municipality()
    assert get(client, "", geometry="none")["features"][0]["geometry"] is None
    answer = client.get("/api/municipalities", {"geometry": "some"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "geometry")


def test_all_municipalities_take_one_query(client, every_layer, django_assert_num_queries):
    with django_assert_num_queries(2):  # and that of the version
        assert get(client, "")["numberMatched"] == 3


def test_one_municipality_has_the_same_counts(client, municipality, area):
    municipality()
    area()
    one = get(client, "/0101")
    assert (one["properties"]["areas"], one["properties"]["buildings"]) == (1, 0)
    assert any(link["href"].endswith("/0101/summary") for link in one["links"])


@pytest.mark.parametrize("part", ["", "/areas", "/buildings", "/summary"])
def test_an_unknown_municipality_is_404(client, municipality, part):
    municipality()
    answer = client.get(f"/api/municipalities/0751{part}")
    assert answer.status_code == 404
    assert "0751" in answer.json()["detail"]


@pytest.mark.parametrize("code", ["%00", "101", "01011", "abcd", "０１０１", "0101%00"])
@pytest.mark.parametrize("part", ["", "/areas", "/buildings", "/summary"])
def test_what_is_no_code_is_404(client, db, code, part):
    answer = client.get(f"/api/municipalities/{code}{part}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_a_municipality_that_ended_is_not_there(client, municipality):
    municipality(valid_to=date(2024, 12, 31))
    assert get(client, "")["features"] == []


@pytest.fixture
def across_the_border(municipality, area):
    """An area that the list places in 0101, three quarters of which lie in 0751."""
    municipality("0101", "København", lon=12.5, lat=55.7, side_m=10_000)
    east = models.Municipality.objects.get().geometry.extent[2]
    made = area("På grænsen", code="0101")
    outline = made.boundaries.get()
    bottom = outline.geometry.extent[1]
    outline.geometry = MultiPolygon(
        Polygon.from_bbox((east - 50, bottom, east + 150, bottom + 200)), srid=25832
    )
    outline.save()
    municipality("0751", "Aarhus")
    models.Municipality.objects.filter(code="0751").update(
        geometry=MultiPolygon(
            Polygon.from_bbox((east, bottom - 5000, east + 9000, bottom + 5000)), srid=25832
        )
    )
    return made


def test_an_area_belongs_where_the_published_list_puts_it(client, across_the_border):
    assert get(client, "/0101/areas")["numberMatched"] == 1
    assert get(client, "/0751/areas")["numberMatched"] == 0


def test_by_geometry_it_belongs_where_most_of_it_lies(client, across_the_border):
    assert get(client, "/0101/areas", by="geometry")["numberMatched"] == 0
    assert get(client, "/0751/areas", by="geometry")["numberMatched"] == 1


def test_by_anything_else_is_a_400(client, municipality):
    municipality()
    answer = client.get("/api/municipalities/0101/areas", {"by": "name"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "by")


def test_the_route_s_municipality_cannot_be_widened_by_a_filter(client, municipality, area):
    municipality()
    municipality("0751", "Aarhus", lon=10.1, lat=56.1)
    area("Parken", code="0751", lon=10.1, lat=56.1)
    assert get(client, "/0101/areas", municipality_code="0751")["numberMatched"] == 0


def test_buildings_of_a_municipality_are_paged(client, municipality, building):
    municipality()
    ids = [building(str(number), municipality_code="0101").pk for number in range(3)]
    building("elsewhere")
    page = get(client, "/0101/buildings", limit=2)
    assert page["numberMatched"] == 3
    [following] = [one["href"] for one in page["links"] if one["rel"] == "next"]
    assert "/api/municipalities/0101/buildings" in following
    found = page["features"] + client.get(following).json()["features"]
    assert [feature["id"] for feature in found] == ids


def test_all_answers_count_the_buildings_of_today(client, municipality, area, building):
    municipality()
    made = area()
    today, day = timezone.localdate(), timedelta(days=1)
    for name, first, last in (
        ("ends today", None, today),
        ("ends later", LIST, today + 9 * day),
        ("began today", today, None),
        ("ended", None, today - day),
        ("begins later", today + day, None),
    ):
        building(name, valid_from=first, valid_to=last, municipality_code="0101", area_id=made.pk)
    now = ["ends today", "ends later", "began today"]
    for path in ("municipalities/0101/buildings", "areas/parken/buildings"):
        found = client.get(f"/api/{path}").json()
        assert [one["properties"]["local_id"] for one in found["features"]] == now
        then = client.get(f"/api/{path}", {"datetime": LIST.isoformat()}).json()
        assert [one["properties"]["local_id"] for one in then["features"]] == [
            "ends today",
            "ends later",
            "ended",
        ]
    assert get(client, "/0101")["properties"]["buildings"] == 3
    assert [one["buildings"] for one in get(client, "/0101/summary")["buildings"]] == [3]
    at = client.get("/api/at", {"lon": 12.55, "lat": 55.7}).json()
    assert [one["properties"]["local_id"] for one in at["buildings"]] == now


def test_a_municipality_whose_last_day_is_to_come_is_still_there(client, municipality):
    municipality(valid_to=timezone.localdate() + timedelta(days=9))
    assert get(client, "")["numberMatched"] == 1
    assert get(client, "/0101/summary")["name"] == "København"
    at = client.get("/api/at", {"lon": 12.55, "lat": 55.68}).json()
    assert at["municipality"]["properties"]["code"] == "0101"


def test_the_summary_sums_what_is_known_and_counts_what_is_not(
    client, municipality, area, building, source
):
    municipality()
    for number, residents in enumerate((1000, 2500, None)):
        made = area(f"Park {number}", categories={LIST: "ghettoområde"})
        made.values.create(list_id=LIST, indicator="residents", value=residents, source=source)
    area("Vangen", categories={LIST: "udsat boligområde"})
    area("Nej", categories={LIST: "ikke på listen"})
    building("1", municipality_code="0101", state="new")
    building("2", municipality_code="0101", state="new")
    summary = get(client, "/0101/summary")
    ghetto, vulnerable = summary["lists"]
    assert ghetto["category"] == "ghettoområde"
    assert (ghetto["areas"], ghetto["residents"], ghetto["residents_unknown"]) == (3, 3500, 1)
    assert ghetto["residents_unit"] == "personer"
    assert ghetto["sources"] == ["test"]
    assert (vulnerable["residents"], vulnerable["residents_unknown"]) == (None, 1)
    assert summary["buildings"] == [{"state": "new", "source": "test", "buildings": 2}]


@pytest.fixture
def three_steps(municipality, area, source):
    """One area in each step of 2018, of 1,000, 2,000 and unknown residents, and one elsewhere."""
    municipality()
    steps = ("hårdt ghettoområde", "ghettoområde", "udsat boligområde")
    for category, residents in zip(steps, (1000, 2000, None), strict=True):
        made = area(f"Park {category}", categories={LIST: category})
        made.values.create(list_id=LIST, indicator="residents", value=residents, source=source)
    area("Andre steder", code="0751", categories={LIST: "ghettoområde"})
    for category, areas in (("udsat boligområde", 6), ("hårdt ghettoområde", 1)):
        models.ListCount.objects.create(list_id=LIST, category=category, areas=areas, source=source)


def test_the_summary_counts_as_the_lists_nest_beside_each_area_once(client, three_steps):
    summary = get(client, "/0101/summary")
    names = ("areas", "residents", "residents_unknown")
    told = {
        one["category"]: [tuple(of[name] for name in names) for of in (one, one["counts_in"])]
        for one in summary["lists"]
    }
    assert told == {
        "hårdt ghettoområde": [(1, 1000, 0), (1, 1000, 0)],
        "ghettoområde": [(1, 2000, 0), (2, 3000, 0)],
        "udsat boligområde": [(1, None, 1), (3, 3000, 1)],
    }
    assert [one["unnamed_in_denmark"] for one in summary["lists"]] == [0, None, 2]
    assert "lægges aldrig sammen" in summary["counts_note"]


def test_a_category_that_no_area_has_as_its_own_still_counts_those_inside_it(
    client, municipality, area
):
    municipality()
    area(categories={LIST: "ghettoområde"})
    _, vulnerable = get(client, "/0101/summary")["lists"]
    assert (vulnerable["areas"], vulnerable["counts_in"]["areas"]) == (0, 1)
    assert (vulnerable["residents"], vulnerable["counts_in"]["residents"]) == (0, None)


def test_the_summary_says_of_how_many_areas_a_list_is_not_known(client, three_steps, area):
    area("Nej", categories={LIST: "ikke på listen"})
    area("Måske")
    [only] = get(client, "/0101/summary")["lists_known"]
    assert only == {
        "list_date": "2018-12-01",
        "areas_on_list": 3,
        "areas_not_on_list": 1,
        "areas_unknown": 1,
    }


def test_the_summary_is_a_table_too_with_nothing_where_nothing_is_known(client, three_steps):
    answer = client.get("/api/municipalities/0101/summary", {"f": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    [link] = [one for one in get(client, "/0101/summary")["links"] if one["rel"] == "alternate"]
    assert client.get(link["href"]).content == answer.content
    assert answer.content.count(b"\r\n") == 4
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert rows[0]["category"] == "hårdt ghettoområde"
    last = rows[2]
    assert (last["areas"], last["residents"], last["counts_in_residents"]) == ("1", "", "3000")
    assert (last["list_date"], last["sources"]) == ("2018-12-01", "test")
    assert "Navngivet her: 4 af 6 udsatte boligområder, heraf" in last["list_note"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_errors_of_the_table_name_the_parameter(client, municipality, form):
    municipality()
    answer = client.get("/api/municipalities/0101/summary", {"f": form, "year": "2018"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "year")
    answer = client.get("/api/municipalities/0101/summary", {"f": "xlsx"})
    assert (answer.json()["parameter"], "csv" in answer.json()["detail"]) == ("f", True)


def test_a_municipality_without_areas_has_no_lists(client, municipality):
    municipality()
    summary = get(client, "/0101/summary")
    assert (summary["lists"], summary["lists_known"]) == ([], [])


def test_the_summary_takes_the_same_queries_for_any_number_of_areas(
    client, three_steps, area, django_assert_num_queries
):
    area("Flere", categories={LIST: "ghettoområde", date(2021, 12, 1): "parallelsamfund"})
    # Version, municipality, its areas, lists, what each has and what of it is named (5), what they
    # say, values, the same counts for what is unnamed (5), notes (2), and buildings.
    with django_assert_num_queries(14):
        get(client, "/0101/summary")
