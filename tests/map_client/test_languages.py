import pytest

pytestmark = pytest.mark.django_db


def test_a_page_under_en_is_in_english_and_links_to_english_pages(client):
    page = client.get("/en/omraader/").content.decode()
    assert '<html lang="en"' in page
    assert '<a href="/en/omraader/" aria-current="page">Areas</a>' in page
    assert 'href="/en/kommuner/"' in page


def test_a_page_without_a_prefix_is_danish_whatever_the_browser_prefers(client):
    page = client.get("/omraader/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="da"' in page
    assert '<a href="/omraader/" aria-current="page">Områder</a>' in page


def test_each_page_leads_to_itself_in_the_other_language_with_its_query(client):
    danish = client.get("/omraader/?q=park").content.decode()
    assert 'href="/en/omraader/?q=park" lang="en" hreflang="en">English</a>' in danish
    english = client.get("/en/omraader/?q=park").content.decode()
    assert 'href="/omraader/?q=park" lang="da" hreflang="da">Dansk</a>' in english


def test_the_language_of_one_request_does_not_stay_for_the_next(client):
    client.get("/en/data/")
    assert '<html lang="da"' in client.get("/data/").content.decode()


def test_english_pages_stand_under_the_path_a_proxy_shows(client, settings):
    settings.PUBLIC_BASE_URL = "https://example.org/kort"
    page = client.get("/kort/en/omraader/").content.decode()
    assert 'href="/kort/en/kommuner/"' in page
    assert 'href="/kort/omraader/"' in page


def test_each_page_names_its_address_in_every_language_for_search_engines(client, settings):
    for path in ("/omraader/?q=park", "/en/omraader/?q=park"):
        page = client.get(path).content.decode()
        assert page.count('<link rel="alternate"') == 2
        assert 'rel="alternate" hreflang="da" href="http://testserver/omraader/">' in page
        assert 'rel="alternate" hreflang="en" href="http://testserver/en/omraader/">' in page
    settings.PUBLIC_BASE_URL = "https://example.org/kort"
    page = client.get("/kort/omraader/").content.decode()
    assert 'hreflang="en" href="https://example.org/kort/en/omraader/">' in page


def test_a_page_of_the_api_is_in_one_language_and_names_no_other(client):
    page = client.get("/api/?f=html").content.decode()
    assert '<html lang="da"' in page
    assert 'rel="alternate" hreflang' not in page


def test_a_table_as_a_file_is_the_same_from_the_pages_of_either_language(client, three):
    for address in ("omraader/", "omraader/aaparken/", "lister/2024/"):
        danish = client.get(f"/{address}?f=csv")
        assert danish["Content-Type"] == "text/csv; charset=utf-8"
        assert client.get(f"/en/{address}?f=csv").content == danish.content


def test_the_api_speaks_danish_after_a_page_in_english(client, three):
    assert "Transformation area" in client.get("/en/lister/2024/").content.decode()
    [style, *_] = client.get("/api/styles").json()["styles"]
    legend = client.get(f"/api/styles/{style['id']}/legend").content.decode()
    assert "Transformation" not in legend
    assert "Omdannelsesområde" in legend
