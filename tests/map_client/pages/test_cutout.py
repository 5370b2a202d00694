"""What lies inside an outline somebody drew or has in a file."""

import html
import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

AROUND = [[12.545, 55.695], [12.575, 55.695], [12.575, 55.706], [12.545, 55.706], [12.545, 55.695]]
AROUND_TEXT = "12.545,55.695;12.575,55.695;12.575,55.706;12.545,55.706"


@pytest.fixture
def there(area, building, municipality):
    """An area and a building around 12.56, 55.7, both inside, and others far off."""
    municipality()
    inside = area("Nordparken", 12.56, 55.7, categories={date(2024, 12, 1): "udsat boligområde"})
    area("Fjernparken", 12.2, 55.5)
    building("1", 12.56, 55.7)
    building("2", 12.2, 55.5)
    return inside


def told(answer) -> str:
    text = re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))).replace("\xa0", " ")


def posted(client, content: object):
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/udsnit/", {"fil": SimpleUploadedFile("mit.geojson", text)})


def test_areas_and_buildings_inside_are_told_with_shares(client, there):
    text = told(client.get("/udsnit/", {"omrids": AROUND_TEXT}))
    assert "Nordparken" in text
    assert "100 % af området ligger inden for" in text
    assert "Fjernparken" not in text
    assert "1 bygning" in text
    assert re.search(r"Inden for omridset, 2,3 km²", text)


def test_half_an_area_is_told_as_half(client, there):
    """The outline's east side runs through the middle of the area."""
    text = told(
        client.get("/udsnit/", {"omrids": "12.545,55.695;12.56,55.695;12.56,55.706;12.545,55.706"})
    )
    share = re.search(r"([\d,]+) % af området", text)[1]
    assert abs(float(share.replace(",", ".")) - 50) < 1


@pytest.mark.django_db(transaction=True)  # files are made by a thread with a connection of its own
def test_the_files_have_the_rows_that_are_told(client, there):
    page = html.unescape(client.get("/udsnit/", {"omrids": AROUND_TEXT}).content.decode())
    for layer in ("areas", "buildings"):
        address = re.search(rf'href="([^"]*{layer}/downloads/geojson[^"]*)"', page)[1]
        answer = client.get(address)
        assert answer.status_code == 200
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert len(json.loads(body)["features"]) == 1


def test_an_outline_with_nothing_inside_says_so(client, there):
    text = told(client.get("/udsnit/", {"omrids": "11,55.6;11.01,55.6;11.01,55.61"}))
    assert "Intet område på statens lister ligger inden for omridset." in text
    assert "0 bygninger" in text


@pytest.mark.parametrize(
    ("omrids", "reason"),
    [
        ("x", "kan ikke læses"),
        ("12,55;12.1,55", "kan ikke læses"),
        ("12,55;12.1;12.1,55.1", "kan ikke læses"),
        ("nan,nan;12.1,55;12.1,55.1", "kan ikke læses"),
        ("55,12;55.1,12;55.1,12.1", "ligger ikke i Danmark"),
        ("12,55;12.1,55.1;12.1,55;12,55.1", "krydser sig selv"),
        ("8.2,54.9;12.6,54.9;12.6,57.5;8.2,57.5", "for stort"),
        (";".join(["12.1,55.1"] * 300), "for mange punkter"),
    ],
)
def test_an_outline_that_cannot_be_used_is_refused_with_the_reason(client, db, omrids, reason):
    answer = client.get("/udsnit/", {"omrids": omrids})
    assert answer.status_code == 400
    assert reason in told(answer)


@pytest.mark.parametrize(
    "document",
    [
        {"type": "Polygon", "coordinates": [AROUND]},
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": [[AROUND]]},
        },
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [AROUND]}}
            ],
        },
        {"type": "Polygon", "coordinates": [[[*point, 7.5] for point in AROUND]]},
    ],
    ids=["polygon", "feature", "collection", "heights"],
)
def test_a_file_leads_to_the_address_of_its_outline(client, there, document):
    answer = posted(client, document)
    assert answer.status_code == 302
    assert "Nordparken" in told(client.get(answer["Location"]))


def test_a_file_with_a_thousand_points_is_asked_with_fewer(client, there):
    west, south, east, north = 12.545, 55.695, 12.575, 55.706
    steps = [i / 500 for i in range(500)]
    ring = [[west + s * (east - west), south] for s in steps]
    ring += [[east, south + s * (north - south)] for s in steps]
    ring += [[west, north], [west, south]]
    answer = posted(client, {"type": "Polygon", "coordinates": [ring]})
    assert answer.status_code == 302
    assert answer["Location"].count("%3B") < 200


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Vælg en fil|kan ikke læses som GeoJSON"),
        (b"PK\x03\x04", "kan ikke læses som GeoJSON"),
        ([1], "kan ikke læses som GeoJSON"),
        ({"type": "Point", "coordinates": [12, 55]}, "netop én flade.*den har 0"),
        (
            {"type": "MultiPolygon", "coordinates": [[AROUND], [[[x + 1, y] for x, y in AROUND]]]},
            "den har 2",
        ),
        (
            {
                "type": "Polygon",
                "coordinates": [
                    AROUND,
                    [[12.55, 55.7], [12.56, 55.7], [12.56, 55.701], [12.55, 55.7]],
                ],
            },
            "huller",
        ),
        ({"type": "Polygon", "coordinates": "x"}, "ikke kan læses"),
        (
            {
                "type": "Polygon",
                "coordinates": [
                    [[700000, 6170000], [700100, 6170000], [700100, 6170100], [700000, 6170000]]
                ],
            },
            "ligger ikke i Danmark",
        ),
        (b" " * 5_000_001, "for stor"),
    ],
    ids=["empty", "zip", "list", "point", "two", "hole", "broken", "metres", "large"],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(client, db, content, reason):
    answer = posted(client, content)
    assert answer.status_code == 400
    assert re.search(reason, told(answer))


def test_no_file_is_refused(client, db):
    assert "Vælg en fil først" in told(client.post("/udsnit/"))


def test_unknown_dwellings_are_told_as_unknown(client, there):
    assert re.search(r"Boliger ukendt", told(client.get("/udsnit/", {"omrids": AROUND_TEXT})))


def test_the_answer_alone_is_for_the_map(client, there):
    part = client.get("/udsnit/", {"omrids": AROUND_TEXT, "del": "svar"}).content.decode()
    assert "Nordparken" in part
    assert "<html" not in part
