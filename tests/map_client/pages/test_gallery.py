"""Every area as a plan at one scale, and the plan alone, which other pages may embed."""

import html
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from spatial.models import Building, BuildingState
from tests.map_client.conftest import LATEST
from tests.map_client.test_views import page

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def two(area, building, municipality, source):
    """A large area with two buildings, one of them demolished in 2020, and a small empty one."""
    municipality()
    large = area("Storparken", 12.56, 55.7, side_m=400, categories={LATEST: "omdannelsesområde"})
    area("Åparken", 12.6, 55.7, side_m=100, categories={LATEST: "udsat boligområde"})
    of = {"area_id": large.pk}
    building("1", 12.56, 55.7, valid_from=date(1970, 1, 1), year_built=1970, dwellings=12, **of)
    building("2", 12.561, 55.7, valid_from=date(1971, 1, 1), valid_to=date(2019, 12, 31), **of)
    gone = {"state": BuildingState.DEMOLISHED, "valid_from": date(2020, 1, 1)}
    building("2", 12.561, 55.7, **gone, **of)
    return large


def drawing(client, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    return ET.fromstring(answer.content)


def names(text: str) -> list[str]:
    items = re.findall(r"<li><a href=[^>]*>.*?<strong>(.*?)</strong>", text, flags=re.S)
    return [html.unescape(re.sub(r"<svg.*?</svg>", "", one, flags=re.S)).strip() for one in items]


# -- the gallery -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Storparken", "Åparken"]),
        ("?retning=op", ["Åparken", "Storparken"]),
        ("?sort=navn", ["Storparken", "Åparken"]),
        ("?sort=navn&retning=ned", ["Åparken", "Storparken"]),
        ("?sort=taethed", ["Storparken", "Åparken"]),
        ("?sort=alder", ["Storparken", "Åparken"]),
        ("?sort=betegnelse", ["Storparken", "Åparken"]),
        ("?sort=ukendt", ["Storparken", "Åparken"]),
        ("?kat=udsat", ["Åparken"]),
        ("?q=aaparken", ["Åparken"]),
    ],
)
def test_the_plans_stand_in_the_order_asked_for(client, two, query, order):
    assert names(page(client, f"/omraader/billeder/{query}")) == order


def test_all_plans_have_one_scale(client, two):
    text = page(client, "/omraader/billeder/")
    gallery = text[text.index('class="gallery"') :]
    scales = set()
    for box, width in re.findall(r'<svg viewBox="([^"]+)" width="([\d.]+)em"', gallery):
        scales.add(round(float(box.split()[2]) / float(width)))
    assert len(scales) == 1
    assert len(re.findall(r"<svg viewBox", gallery)) == 2


def test_what_is_not_known_is_said(client, two):
    assert "Byggeår ukendt" in page(client, "/omraader/billeder/?sort=alder")
    assert "Tæthed ukendt" in page(client, "/omraader/billeder/?sort=taethed")


def test_density_and_age_say_of_how_many_buildings_they_are_known(client, two):
    text = html.unescape(page(client, "/omraader/billeder/?sort=taethed&aar=2018"))
    assert "kendt i 1 af 2 bygninger" in text
    text = html.unescape(page(client, "/omraader/billeder/?sort=alder&aar=2018"))
    assert "Bygget 1970 i gennemsnit, kendt af 1 ud af 2 bygninger" in text


def test_an_area_without_outline_is_named(client, two, area):
    area("Ukendtparken").boundaries.all().delete()
    text = page(client, "/omraader/billeder/")
    assert "Ukendtparken" in text[text.index("Uden kendt omrids") :]


# -- the plan alone --------------------------------------------------------------------------


def test_a_plan_has_title_description_scale_and_north(client, two):
    root = drawing(client, "/omraader/storparken/plan.svg?aar=2018")
    assert (
        root.find(f"{SVG}title").text.replace("\xa0", " ")
        == "Grundplan af Storparken, 1. juli 2018"
    )
    assert "nord er op" in root.find(f"{SVG}desc").text
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert any(re.fullmatch(r"\d+ m", one or "") for one in words)
    assert "N" in words


def test_a_plan_shows_the_buildings_of_its_year(client, two):
    before = client.get("/omraader/storparken/plan.svg?aar=2018").text
    after = client.get("/omraader/storparken/plan.svg?aar=2021").text
    assert before != after
    assert "Stiplede bygninger er nedrevet." in after
    assert "Stiplede bygninger er nedrevet." not in before


def test_two_years_have_one_frame(client, two):
    frames = {
        drawing(client, f"/omraader/storparken/plan.svg?aar={year}").get("viewBox")
        for year in (2010, 2018, 2030)
    }
    assert len(frames) == 1


def test_a_plan_may_be_put_into_other_pages_and_is_not_sent_twice(client, two):
    first = client.get("/omraader/storparken/plan.svg")
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "X-Frame-Options" not in first
    assert "frame-ancestors *" in first["Content-Security-Policy"]
    again = client.get("/omraader/storparken/plan.svg", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Building.objects.all().delete()
    assert client.get("/omraader/storparken/plan.svg")["ETag"] != first["ETag"]


def test_a_drawing_that_stands_for_something_unknown_says_so(client, two, source):
    source.reliability = "schematic"
    source.save()
    root = drawing(client, "/omraader/storparken/plan.svg")
    assert "Demonstration, skematisk" in [one.text for one in root.iter(f"{SVG}tspan")]
    assert "står ikke for virkelige bygninger" in root.find(f"{SVG}desc").text


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        (
            "/omraader/storparken/plan.svg?aar=2009",
            400,
            "aar=2009 er ikke et årstal fra 2010 til 2030.",
        ),
        ("/omraader/storparken/plan.svg?aar=x", 400, "aar=x er ikke et årstal"),
        ("/omraader/atlantis/plan.svg", 404, "Der er ingen plan af atlantis"),
    ],
)
def test_a_plan_that_cannot_be_drawn_says_why(client, two, path, status, reason):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert reason in answer.text


# -- before and after ------------------------------------------------------------------------


def test_the_page_of_an_area_shows_two_years_and_lets_choose_others(client, two):
    text = page(client, "/omraader/storparken/?foer=2014&efter=2024")
    shown = re.findall(r'src="(/omraader/storparken/plan.svg\?aar=\d+)"', text)
    assert shown == [f"/omraader/storparken/plan.svg?aar={year}" for year in (2014, 2024)]
    assert text.count("<option selected>2014</option>") == 1
    fallen = page(client, "/omraader/storparken/?foer=1999&efter=x")
    assert "plan.svg?aar=2010" in fallen
