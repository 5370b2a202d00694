"""What WFS answers to what it cannot use: always an exception report, never a page."""

from xml.etree import ElementTree

import pytest
from django.db import OperationalError

from tests.api.test_wfs import OWS, asked, tree


def exception(root):
    [found] = root.findall(f"{OWS}Exception")
    return found.get("exceptionCode"), found.get("locator"), found.findtext(f"{OWS}ExceptionText")


@pytest.mark.parametrize(
    ("request_name", "given", "code", "locator"),
    [
        ("GetFeature", {"typeNames": "ghosts"}, "InvalidParameterValue", "typeNames"),
        ("GetFeature", {}, "MissingParameterValue", None),
        (
            "GetFeature",
            {"typeNames": "areas", "srsName": "EPSG:2000"},
            "InvalidParameterValue",
            None,
        ),
        ("GetFeature", {"typeNames": "areas", "bbox": "1,2,x"}, "OperationParsingFailed", None),
        ("GetFeature", {"typeNames": "areas", "filter": "<a"}, "InvalidParameterValue", "filter"),
        ("GetFeature", {"typeNames": "areas", "bbox": "nan,1,2,3"}, "OperationParsingFailed", None),
        ("GetFeature", {"typeNames": "areas", "bbox": "-inf,0,inf,1"}, None, None),
        ("GetFeature", {"typeNames": "areas", "count": "-1"}, "InvalidParameterValue", "count"),
        ("GetFeature", {"typeNames": "areas", "startIndex": "9" * 20}, None, None),
        ("GetFeature", {"typeNames": "areas", "sortBy": "ghost"}, "InvalidParameterValue", None),
        ("GetMap", {}, "OperationNotSupported", "request"),
    ],
)
def test_an_error_is_an_exception_report(client, every_layer, request_name, given, code, locator):
    root = tree(client, request_name, status=400, **given)
    assert root.tag == f"{OWS}ExceptionReport"
    found = exception(root)
    assert code in (None, found[0])
    assert locator in (None, found[1])


def test_a_version_that_is_not_spoken_is_refused_in_words(client, db):
    root = tree(client, "GetCapabilities", status=400, version="1.1.0")
    assert exception(root)[0] == "InvalidParameterValue"


def test_a_database_that_does_not_answer_is_a_report_too(client, db, monkeypatch):
    def gone():
        raise OperationalError("server closed the connection at /var/secret")

    monkeypatch.setattr("spatial.layers.known.version", gone)
    answer = asked(client, "GetCapabilities", status=503)
    assert b"secret" not in answer.content
    assert exception(ElementTree.fromstring(answer.content))[2] == "The database does not answer."
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_bug_is_a_report_that_tells_nothing_of_it(client, db, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError("at /var/secret")

    monkeypatch.setattr("api.views.wfs.Wfs.get_feature_types", broken)
    client.raise_request_exception = False
    answer = asked(client, "GetCapabilities", status=500)
    assert b"secret" not in answer.content
    assert "/var/secret" in caplog.text


@pytest.mark.parametrize(
    "body", [b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a/>", b" " * 2_700_000]
)
def test_a_body_that_is_no_request_is_a_report(client, db, body):
    answer = client.post("/wfs", body, content_type="text/xml")
    assert answer.status_code in (400, 413)
    assert ElementTree.fromstring(answer.content).tag == f"{OWS}ExceptionReport"


def test_other_methods_are_refused_with_those_that_are_not(client, db):
    answer = client.put("/wfs")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert client.options("/wfs")["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"


def test_head_has_the_headers_of_get(client, every_layer):
    url = "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=areas"
    get, head = client.get(url), client.head(url)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"]
    assert head["ETag"] == get["ETag"]
