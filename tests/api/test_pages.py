"""The pages of the API: what a person sees who opens an address in a browser."""

import re


def test_openapi_has_a_page_that_leads_to_the_document(client, db):
    page = client.get("/api/openapi", headers={"Accept": "text/html"}).content.decode()
    assert "/areas/{slug}/nearby" in page
    [address] = re.findall(r'href="([^"]*openapi[?]f=json)"', page)
    assert client.get(address).json()["openapi"] == "3.0.3"


def test_the_page_of_an_item_shows_its_values_and_what_is_not_known(client, every_layer):
    first = client.get("/api/collections/buildings/items?limit=1").json()["features"][0]["id"]
    page = client.get(f"/api/collections/buildings/items/{first}?f=html").content.decode()
    assert "<dd>b0</dd>" in page
    assert "ukendt" in page


def test_a_page_of_neighbours_has_a_heading_for_each_column(client, every_layer):
    page = client.get("/api/areas/park-0/nearby?f=html").content.decode()
    row = page[page.index("<tbody>") :].split("</tr>")[0]
    headings = page[: page.index("</thead>")]
    assert "distance_m" in headings
    assert headings.count("<th ") == row.count("<td") + row.count("<th ")


def test_text_in_a_page_is_escaped(client, building):
    building("<script>alert(1)</script>")
    page = client.get("/api/collections/buildings/items?f=html").content.decode()
    assert "<script>alert" not in page
