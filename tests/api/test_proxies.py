"""Behind a proxy: it is believed only if it is one of ours, and every address is right."""

import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.urls import get_script_prefix, set_script_prefix

from api.proxies import Prefixed
from tests.conftest import ROOT
from tests.processes import until

SAID = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "kort.example.org",
    "X-Forwarded-Prefix": "/kort",
}
WAYS_IN = ("/api", "/api/collections", "/api/collections/areas/items", "/api/tiles/WebMercatorQuad")


@pytest.fixture(autouse=True)
def any_host(settings):
    settings.ALLOWED_HOSTS = ["*"]


def addresses(answer):
    """Every address of ours in an answer in JSON."""
    return re.findall(r'"(https?://[^"/]+[^"]*)"', answer.text.replace("http://www.opengis", ""))


@pytest.mark.parametrize("path", WAYS_IN)
def test_a_stranger_s_words_are_not_believed(client, db, path):
    found = addresses(client.get(path, headers=SAID))
    assert found
    assert all(one.startswith("http://testserver/api") for one in found if "/licenses" not in one)


@pytest.mark.parametrize("trusted", ["127.0.0.1", "127.0.0.0/8", "10.0.0.1,127.0.0.1"])
@pytest.mark.parametrize("path", WAYS_IN)
def test_a_trusted_proxy_s_words_are_in_every_address(client, db, settings, trusted, path):
    settings.TRUSTED_PROXIES = trusted.split(",")
    found = addresses(client.get(path, headers=SAID))
    assert found
    assert all(one.startswith("https://kort.example.org/kort/api") for one in found)


def test_of_several_values_the_one_that_our_proxy_added_is_taken(client, db, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    said = {"X-Forwarded-Host": "evil.example, kort.example.org"}
    found = addresses(client.get("/api", headers=said))
    assert all(one.startswith("http://kort.example.org/api") for one in found)


@pytest.mark.parametrize("prefix", ["//evil.example", "/../x", "kort", "/a b", '/"><script>'])
def test_a_prefix_that_is_none_is_passed_over(client, db, settings, prefix):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    found = addresses(client.get("/api", headers={"X-Forwarded-Prefix": prefix}))
    assert all(one.startswith("http://testserver/api") for one in found)


@pytest.mark.parametrize("base", ["https://x.dk", "https://x.dk/", "https://x.dk/a/kort/"])
@pytest.mark.parametrize("path", WAYS_IN)
def test_the_setting_wins_over_all_that_is_said(client, db, settings, base, path):
    settings.TRUSTED_PROXIES, settings.PUBLIC_BASE_URL = ["127.0.0.1"], base
    found = addresses(client.get(path, headers=SAID))
    assert all(one.startswith(f"{base.rstrip('/')}/api") for one in found)


@pytest.mark.parametrize("path", ["/api", "/kort/api"])
def test_a_proxy_may_pass_the_prefix_on_or_leave_it_out(client, db, settings, path):
    settings.PUBLIC_BASE_URL = "https://x.dk/kort"
    answer = client.get(path)
    assert answer.status_code == 200
    assert "https://x.dk/kort/api?f=json" in addresses(answer)
    assert client.get("/kortet/api").status_code == 404


def test_the_prefix_of_one_request_is_not_that_of_the_next(client, db, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    client.get("/api", headers=SAID)
    assert get_script_prefix() == "/"
    assert all("/kort/" not in one for one in addresses(client.get("/api")))


def test_pages_lead_to_addresses_with_the_prefix(client, every_layer, settings):
    settings.PUBLIC_BASE_URL = "https://x.dk/kort"
    pages = ("/", "/omraader/", "/omraader/park-0/", "/kommuner/", "/kommuner/0101-koebenhavn/")
    for path in (*pages, "/lister/", "/lister/2018/", "/api?f=html"):
        page = client.get(path)
        assert page.status_code == 200
        ours = re.findall(r'(?:href|action|src)="(/[^"]*)"', page.text)
        assert ours
        assert [one for one in ours if not one.startswith(("/kort/", "/static/"))] == [], path
    assert client.get("/kommuner/0101/")["Location"] == "/kort/kommuner/0101-koebenhavn/"


def test_static_files_have_the_prefix_too():
    storage = type("Static", (Prefixed, StaticFilesStorage), {})()
    assert storage.url("client/app.css") == "/static/client/app.css"
    set_script_prefix("/kort/")
    try:
        assert storage.url("client/app.css") == "/kort/static/client/app.css"
    finally:
        set_script_prefix("/")


def test_tls_needs_a_proxy_that_is_trusted():
    code = "import django; django.setup()"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "geo_site.settings", "TLS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=False, text=True
    )
    assert done.returncode != 0
    assert "TRUSTED_PROXIES" in done.stderr
    environment["TRUSTED_PROXIES"] = "127.0.0.1"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


# -- a real nginx, with the file in deploy/ ------------------------------------------------

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
with_nginx = pytest.mark.skipif(
    not (NGINX and shutil.which("openssl")), reason="nginx and openssl: apt install nginx-light"
)


@pytest.fixture
def proxy(live_server, tmp_path, settings):
    """deploy/nginx.conf before the test's server, on ports of its own; its https port."""
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    port, plain = 20_000 + os.getpid() % 10_000, 30_000 + os.getpid() % 10_000
    name = ["-subj", "/CN=kort.example.org", "-days", "1"]
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *name]
        + ["-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    text = (ROOT / "deploy/nginx.conf").read_text()
    changes = {
        "/run/nginx.pid;": f"{tmp_path}/nginx.pid; daemon off; error_log {tmp_path}/error.log;"
        + (" user root;" if os.geteuid() == 0 else ""),
        "gzip off;": f"gzip off; access_log off; client_body_temp_path {tmp_path}/body;"
        f" proxy_temp_path {tmp_path}/proxy; fastcgi_temp_path {tmp_path}/fastcgi;"
        f" uwsgi_temp_path {tmp_path}/uwsgi; scgi_temp_path {tmp_path}/scgi;",
        "/var/cache/nginx/omraadekortet": f"{tmp_path}/cache",
        "/etc/letsencrypt/live/kort.example.org/fullchain.pem": certificate,
        "/etc/letsencrypt/live/kort.example.org/privkey.pem": key,
        "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "http://127.0.0.1:8000": live_server.url,
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    file = tmp_path / "nginx.conf"
    file.write_text(text)
    tested = subprocess.run([NGINX, "-t", "-c", str(file)], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr, tested.stderr
    with subprocess.Popen([NGINX, "-c", str(file)]) as process:
        until(lambda: (tmp_path / "nginx.pid").exists(), seconds=10)
        yield port
        process.terminate()


def ask(port, path, method="GET", **headers):
    """The answer to one request over https, its body in `text` or `content`."""
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
    given = {"Host": "kort.example.org"} | {k.replace("_", "-"): v for k, v in headers.items()}
    connection.request(method, path, headers=given)
    answer = connection.getresponse()
    answer.content = answer.read()
    connection.close()
    return answer


@with_nginx
@pytest.mark.django_db(transaction=True)
def test_behind_nginx_addresses_are_those_that_a_client_can_use(proxy, every_layer):
    for path in (*WAYS_IN, "/api/dcat?f=jsonld"):
        answer = ask(proxy, path, X_Forwarded_Host="evil.example", X_Forwarded_Prefix="/evil")
        text = answer.content.decode()
        assert answer.status == 200
        assert "evil" not in text
        hosts = {urlsplit(one).netloc for one in re.findall(r'"(https?://[^"]*/api[^"]*)"', text)}
        assert hosts == {"kort.example.org"}, path
        assert "http://kort" not in text
    capabilities = ask(proxy, "/wfs?service=WFS&request=GetCapabilities").content.decode()
    assert 'xlink:href="https://kort.example.org/wfs"' in capabilities


@with_nginx
@pytest.mark.django_db(transaction=True)
def test_behind_nginx_tags_packing_and_cors_come_through(proxy, every_layer):
    path = "/api/collections/areas/items"
    first = ask(proxy, path, Accept_Encoding="br", Origin="https://example.org")
    assert first.getheader("Content-Encoding") == "br"
    assert first.headers.get_all("Access-Control-Allow-Origin") == ["*"]
    again = ask(proxy, path, Accept_Encoding="br", If_None_Match=first.getheader("ETag"))
    assert (again.status, again.content) == (304, b"")
    head = ask(proxy, path, "HEAD", Accept_Encoding="br")
    assert (head.status, head.content) == (200, b"")
    assert head.getheader("Content-Length") == str(len(first.content))
    lost = ask(proxy, "/api/nothing")
    assert lost.status == 404
    assert json.loads(lost.content)["status"] == 404


@with_nginx
@pytest.mark.django_db(transaction=True)
def test_behind_nginx_a_tile_is_cached_for_each_coding(proxy, every_layer):
    path = "/api/collections/areas/tiles/WebMercatorQuad/8/80/136"
    assert ask(proxy, path).getheader("X-Cache") == "MISS"
    again = ask(proxy, path)
    assert again.getheader("X-Cache") == "HIT"
    given = {"If_None_Match": again.getheader("ETag")}
    assert ask(proxy, path, **given).status == 304
    assert ask(proxy, "/api").getheader("X-Cache") is None
