"""The page of data: which file a form leads to, in words and as an address."""

import html
import re

import pytest
from django.contrib.staticfiles import finders

from spatial.exporting.formats import BY_CODE
from spatial.layers import known
from spatial.layers.catalogue import WITH_ITEMS
from spatial.models import Building, Source
from tests.api.conftest import every_layer  # noqa: F401  one world for both

pytestmark = pytest.mark.usefixtures("every_layer")
UTM = "http://www.opengis.net/def/crs/EPSG/0/25832"


def page(client, **asked):
    answer = client.get("/data/", asked)
    assert answer.status_code == 200
    return answer.text


def file(client, **asked):
    """The address of the file, and what the page says of it."""
    [shown] = re.findall(r'<div class="file".*?\n</div>', page(client, **asked), re.DOTALL)
    found = re.search(r'href="([^"]+)" download data-file', shown)
    words = re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", shown)))
    return html.unescape(found[1]) if found else None, words


@pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
@pytest.mark.parametrize("code", BY_CODE)
def test_every_choice_leads_to_a_file_that_the_server_accepts(client, layer, code):
    asked = {"kommune": "0101", "dag": "2018-12-01", "crs": "25832"}
    address, words = file(client, lag=layer.id, format=code, **asked)
    assert client.head(address).status_code == 200
    assert BY_CODE[code].title in words


@pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
def test_the_number_of_rows_is_that_of_the_items(client, layer):
    address, words = file(client, lag=layer.id, kommune="0101", dag="2018-12-01")
    query = address.partition("?")[2]
    matched = client.get(f"/api/collections/{layer.id}/items?{query}").json()["numberMatched"]
    assert re.search(rf"\b{matched} række", words)


def test_the_address_holds_what_was_chosen(client):
    address, words = file(client, lag="buildings", format="gpkg", crs="25832", kommune="0101")
    assert address.startswith("/api/collections/buildings/downloads/gpkg?municipality_code=0101")
    assert address.endswith(f"&crs={UTM}")
    assert "Københavns Kommune" in words
    assert "Danmarks kortprojektion (EPSG:25832)" in words


def test_a_list_is_that_list_and_a_day_that_day(client):
    address, words = file(client, lag="designations", liste="2018-12-01")
    assert "list_date=2018-12-01" in address
    assert "3 rækker" in words
    address, words = file(client, lag="designations", dag="2020-05-05")
    assert "datetime=2020-05-05" in address
    assert "3 rækker · som det var 5.5.2020" in words


def test_csv_for_excel_is_a_choice_of_its_own(client):
    address, words = file(client, lag="areas", format="csv-excel")
    assert address.endswith("/csv?dialect=excel")
    assert "Hent CSV til dansk Excel" in words


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lag": "regions", "kommune": "0101"}, "kan ikke afgrænses til en kommune"),
        ({"lag": "areas", "dag": "2018-12-01"}, "har ingen tid"),
    ],
)
def test_what_cannot_be_chosen_is_said(client, asked, told):
    address, words = file(client, **asked)
    assert told in words
    assert "?" not in address


def test_too_many_rows_for_excel_are_told_and_no_link_is_there(client, monkeypatch):
    monkeypatch.setattr(known, "count", lambda *args, **more: 2_000_000)
    address, words = file(client, lag="buildings", format="xlsx")
    assert address is None
    assert "kan højst rumme 1.048.574 rækker" in words


@pytest.mark.parametrize("given", [{}, {"lag": "land"}, {"lag": "<b>", "format": "x"}])
def test_without_a_layer_there_is_the_form_and_no_file(client, given):
    text = page(client, **given)
    assert 'name="lag"' in text
    assert 'class="file"' not in text


def test_what_was_chosen_stays_chosen(client):
    text = page(client, lag="buildings", format="csv-excel", crs="3857", dag="2020-01-01")
    for value in ("buildings", "csv-excel", "3857"):
        assert f'<option value="{value}" selected>' in text
    assert 'value="2020-01-01"' in text
    assert text.count(" selected>") == 5, "one of each field"


def test_each_layer_has_its_rows_licence_and_files(client, source):
    source.licence, source.attribution = "CC BY 4.0", "© Nogen"
    source.save()
    text = page(client)
    for layer in WITH_ITEMS:
        [shown] = re.findall(rf'id="lag-{layer.id}">.*?</article>', text, re.DOTALL)
        assert f"/api/collections/{layer.id}/downloads/parquet" in shown
        assert "CC BY 4.0" in shown
        assert "© Nogen" in shown


def test_demonstration_data_are_marked_at_their_layer(client, building):
    before = page(client)
    assert "bygningerne er skematiske" not in before
    made = Source.objects.create(code="schematic", title="x", reliability="schematic")
    building("s", lon=12.4)
    Building.objects.filter(local_id="s").update(source=made)
    known.cache.clear()
    [shown] = re.findall(r'id="lag-buildings">.*?</article>', page(client), re.DOTALL)
    assert "bygningerne er skematiske" in shown


def test_the_guides_have_addresses_that_answer(client, area):
    area()
    text = html.unescape(page(client))
    for name in ("qgis", "gdal", "r", "python", "excel", "wfs"):
        assert f'id="{name}"' in text
    guides = text[text.index('id="qgis"') :].split("</main>")[0]
    told = set(re.findall(r'http://testserver[^\s"<]*|(?<=href=")/api[^"]*', guides))
    assert len(told) > 10
    for address in told:
        assert client.get(address).status_code == 200, address


def test_the_pictures_of_the_guide_are_ours_and_there(client, db):
    pictures = re.findall(r'<img src="/static/([^"]+)"', page(client))
    assert len(pictures) == 3
    assert all(finders.find(one) for one in pictures)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"lag": "areas", "kommune": "9999"}, "“9999” findes ikke under Kommune"),
        ({"lag": "areas", "liste": "1999-01-01"}, "“1999-01-01” findes ikke under På listen"),
        ({"lag": "areas", "crs": "9999"}, "“9999” findes ikke under Koordinater"),
        ({"lag": "areas", "format": "dwg"}, "“dwg” findes ikke under Format"),
        ({"lag": "buildings", "dag": "i går"}, "“i går” er ikke en dag"),
        ({"lag": "nope"}, "“nope” findes ikke under Lag"),
    ],
)
def test_a_choice_that_is_none_is_said_and_never_dropped_in_silence(client, given, told):
    assert told in client.get("/data/", given).content.decode()


def test_of_a_list_and_a_day_the_page_says_which_it_took(client):
    given = {"lag": "designations", "liste": "2018-12-01", "dag": "2020-01-01"}
    assert "dagen er brugt, listen er ikke" in client.get("/data/", given).content.decode()
