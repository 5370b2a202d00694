"""One area, its neighbours, and what is at a place."""

import json
from datetime import date

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

LIST_2018, LIST_2021 = date(2018, 12, 1), date(2021, 12, 1)
INTERSECTING = "/api/areas/intersecting"


def get(client, path, **given):
    answer = client.get(f"/api{path}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


def post(client, geometry, content_type="application/geo+json"):
    body = geometry if isinstance(geometry, str) else json.dumps(geometry)
    return client.post(INTERSECTING, body, content_type=content_type)


def rectangle(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def comb(*, teeth, height):
    """A polygon of few points and long edges, up to `height` degrees."""
    wide = 7 / teeth
    ring = [[8, 54.4]]
    for tooth in range(teeth):
        west, middle, east = (8 + (tooth + part) * wide for part in (0, 0.5, 1))
        top, bottom = 54.4 + height, 54.41
        ring += [[west, top], [middle, top], [middle, bottom], [east, bottom]]
    return {"type": "Polygon", "coordinates": [[*ring, [15, 54.4], [8, 54.4]]]}


def test_an_area_is_found_by_its_slug(client, area):
    made = area()
    assert get(client, "/areas/parken")["id"] == made.pk


@pytest.mark.parametrize("part", ["", "/buildings", "/history", "/nearby"])
def test_an_unknown_area_is_404(client, db, part):
    answer = client.get(f"/api/areas/nowhere{part}")
    assert answer.status_code == 404
    assert "nowhere" in answer.json()["detail"]


def test_an_area_has_its_buildings(client, area, building):
    made = area()
    inside = building("1", area=made)
    building("2")
    found = get(client, "/areas/parken/buildings")["features"]
    assert [feature["id"] for feature in found] == [inside.pk]


def test_nearby_areas_come_nearest_first_with_metres(client, area):
    # Sides of 200 m: centres 400 m and 900 m away are outlines 200 m and 700 m away.
    area("Parken")
    for name, metres in (("Far", 900), ("Near", 400), ("Out", 2000)):
        outline = area(name).boundaries.get()
        ring = [(x + metres, y) for x, y in outline.geometry[0][0]]
        outline.geometry = MultiPolygon(Polygon(ring), srid=25832)
        outline.save()
    found = get(client, "/areas/parken/nearby", distance=1000)["features"]
    assert [
        (feature["properties"]["name"], feature["properties"]["distance_m"]) for feature in found
    ] == [("Near", 200.0), ("Far", 700.0)]


@pytest.mark.parametrize("distance", ["-1", "far", "1e9", "nan", ""])
def test_a_distance_that_cannot_be_used_is_a_400(client, area, distance):
    area()
    answer = client.get("/api/areas/parken/nearby", {"distance": distance})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "distance")


def test_a_polygon_tells_the_share_of_each_area_inside_it(client, area):
    area("Parken", lon=12.55, lat=55.7)
    area("Elsewhere", lon=10, lat=56)
    answer = post(client, rectangle(12.5, 55.6, 12.55, 55.8))
    [only] = answer.json()["features"]
    assert only["properties"]["name"] == "Parken"
    # The meridian through the middle of a square in UTM, leaning by 3 degrees.
    assert only["properties"]["share_pct"] == pytest.approx(50, abs=0.2)
    assert only["properties"]["inside_m2"] == pytest.approx(20_000, abs=100)


def test_a_polygon_s_edge_is_straight_in_degrees(client, area):
    area("South of the chord", lon=11.6, lat=54.52)
    found = post(client, rectangle(8, 54.5, 15.2, 57.8)).json()["features"]
    assert [feature["properties"]["share_pct"] for feature in found] == [100.0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "GeoJSON"),
        ("not json", "GeoJSON"),
        ("[]", "GeoJSON"),
        ('{"type": "Polygon"}', "GeoJSON"),
        ('{"type": "Polygon", "coordinates": "x"}', "GeoJSON"),
        ('{"type": "Polygon", "coordinates": []}', "empty"),
        ("[" * 100_000, "GeoJSON"),
        ({"type": "Point", "coordinates": [12, 55]}, "Polygon"),
        ({"type": ["Polygon"], "coordinates": []}, "Polygon"),
        (
            {"type": "Polygon", "coordinates": [[[9, 55], [10, 56], [10, 55], [9, 56], [9, 55]]]},
            "Self-intersection",
        ),
        (rectangle(700_000, 6_100_000, 710_000, 6_110_000), "degrees"),
        (rectangle(9, 55, 1e400, 56), "Invalid Coordinate"),
        (
            {
                "type": "Polygon",
                "coordinates": [[[9, 55], *([10, 55 + n / 1e5] for n in range(10_000)), [9, 55]]],
            },
            "10000 points",
        ),
        # 83 points, of which 20,355 are made before they are projected.
        (comb(teeth=20, height=25), "20355 points"),
        ('{"type": "Polygon", "coordinates": [' + " " * 1_000_001 + "]}", "bytes"),
    ],
)
def test_a_geometry_that_cannot_be_used_is_a_400_that_says_why(client, db, body, expected):
    answer = post(client, body)
    assert answer.status_code == 400, answer.content
    assert answer.json()["parameter"] == "geometry"
    assert expected in answer.json()["detail"]


def test_a_point_has_its_municipality_areas_and_buildings(
    client, municipality, area, building, django_assert_num_queries
):
    municipality()
    area()
    building()
    building("gone", valid_from=LIST_2018, valid_to=LIST_2021)
    with django_assert_num_queries(4):  # and the version
        found = get(client, "/at", lon=12.55, lat=55.7)
    assert found["municipality"]["properties"]["name"] == "København"
    assert [one["properties"]["slug"] for one in found["areas"]] == ["parken"]
    assert [one["properties"]["local_id"] for one in found["buildings"]] == ["1"]


def test_there_may_be_nothing_at_a_point(client, db):
    found = get(client, "/at", lon=3, lat=55.7)
    assert (found["municipality"], found["areas"], found["buildings"]) == (None, [], [])


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"lat": "55"}, "lon"),
        ({"lon": "12"}, "lat"),
        ({"lon": "x", "lat": "55"}, "lon"),
        ({"lon": "725000", "lat": "6175000"}, "lon"),
        ({"lon": "12", "lat": "12"}, "lat"),
        ({"lon": "12", "lat": "55", "crs": "x"}, "crs"),
    ],
)
def test_a_place_that_cannot_be_used_is_a_400(client, db, given, name):
    answer = client.get("/api/at", given)
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


@pytest.mark.parametrize("path", ["/areas/parken", "/municipalities/0101"])
def test_what_is_told_besides_is_linked_with_a_title_and_answers(client, area, municipality, path):
    municipality()
    area()
    related = [link for link in get(client, path)["links"] if link["rel"] == "related"]
    assert [link["title"] for link in related][-1] in ("Naboområder", "Antal og summer")
    assert {client.get(link["href"]).status_code for link in related} == {200}
    page = client.get(f"/api{path}", {"f": "html"}).text
    assert all(f">{link['title']}</a>" in page for link in related)
