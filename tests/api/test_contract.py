"""Every operation of the OpenAPI document, asked by Schemathesis: what is answered is what the
document says, whatever is asked."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.encode import openapi
from spatial.layers import catalogue

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DOCUMENT = openapi.document(server="http://testserver/api", version="0")
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
# Of the world of these tests, in place of the examples of the demonstration data.
PLACES = {"slug": "park-0", "list": "2018-12-01"}
# In which what is small begins to be drawn.
CLOSE = {"tileMatrix": 13, "tileRow": 2563, "tileCol": 4380}
SQUARE = [[[12, 55], [13, 55], [13, 56], [12, 56], [12, 55]]]
UNPACKED = {"Accept-Encoding": "identity"}
FEW = settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
each_operation = pytest.mark.parametrize(("path", "method"), OPERATIONS)


@pytest.fixture
def served(every_layer):
    """The document as it is served, over WSGI in this process and in the test's transaction,
    which a request would otherwise close with its connection."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi", get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


def parameters(path, method):
    """The parameters of an operation, by name and place."""
    shared = DOCUMENT["components"]["parameters"]
    stated = DOCUMENT["paths"][path][method]["parameters"]
    return [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in stated]


def place(path, one):
    """The value of a path parameter at which there is something."""
    if one["name"] == "featureId":
        return catalogue.layer(path.split("/")[2]).rows().first().pk
    small = path.startswith(("/collections/buildings/", "/collections/plan-measures/"))
    return (PLACES | (CLOSE if small else {})).get(one["name"], one.get("example"))


def test_what_is_served_is_what_these_tests_go_through(served):
    assert set(served.raw_schema["paths"]) == set(DOCUMENT["paths"])


@each_operation
def test_a_plain_request_is_answered_as_documented_in_every_form(served, path, method):
    given = parameters(path, method)
    at = {one["name"]: place(path, one) for one in given if one["in"] == "path"}
    query = {
        one["name"]: one["example"] for one in given if one.get("required") and one["in"] == "query"
    }
    body = {"type": "Polygon", "coordinates": SQUARE} if method == "post" else None
    forms = [form for one in given if one["name"] == "f" for form in one["schema"]["enum"]]
    for form in forms or [None]:
        case = served[path][method].Case(
            path_parameters=at,
            query=query | ({"f": form} if form else {}),
            **({"body": body, "media_type": "application/geo+json"} if body else {}),
        )
        answer = case.call(headers=UNPACKED)
        # No file is being made here: test_download_files.py goes through its states.
        assert answer.status_code in ((404,) if "{key}" in path else (200, 204))
        case.validate_response(answer, checks=CHECKS)


@each_operation
def test_whatever_is_asked_the_answer_is_a_documented_one(served, path, method):
    operation = served[path][method]
    given_path = [one for one in parameters(path, method) if one["in"] == "path"]
    fixed = {one["name"]: place(path, one) for one in given_path}
    answered = set()

    def ask(case):
        answer = case.call(headers=UNPACKED)
        case.validate_response(answer, checks=CHECKS)
        answered.add(answer.status_code)

    @FEW
    @given(case=operation.as_strategy(GenerationMode.POSITIVE))
    def ask_as_documented(case):
        case.path_parameters = fixed or case.path_parameters
        ask(case)

    @FEW
    @given(case=operation.as_strategy(GenerationMode.NEGATIVE))
    def ask_wrongly(case):
        ask(case)

    ask_as_documented()
    ask_wrongly()
    assert {one for one in answered if one >= 400}  # what is wrong is refused
