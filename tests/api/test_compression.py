"""Answers in fewer bytes, for clients that take them."""

import gzip

import brotli
import pytest

from tests.api.test_http import ITEMS, TILE

UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("path", [ITEMS, f"{ITEMS}?f=html", "/api/openapi", "/"])
@pytest.mark.parametrize("coding", UNPACKED)
def test_a_client_gets_the_same_answer_in_fewer_bytes(client, every_layer, path, coding):
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert UNPACKED[coding](packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer["Vary"]


def test_a_tile_is_packed_too(client, every_layer, monkeypatch):
    monkeypatch.setattr("api.compression.SMALLEST", 0)  # this one has few features
    packed = client.get(TILE, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == client.get(TILE).content != b""


def test_a_packed_answer_is_known_again_by_its_tag(client, every_layer):
    plain = client.get(ITEMS)["ETag"]
    packed = client.get(ITEMS, headers={"Accept-Encoding": "gzip"})["ETag"]
    assert packed == f"W/{plain}"
    given = {"Accept-Encoding": "gzip", "If-None-Match": packed}
    assert client.get(ITEMS, headers=given).status_code == 304


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("gzip, *;q=0", "gzip"),
    ],
)
def test_the_coding_is_the_one_that_the_client_likes_best(client, every_layer, asked, coding):
    answer = client.get(ITEMS, headers={"Accept-Encoding": asked})
    assert answer["Content-Encoding"] == coding


@pytest.mark.parametrize(
    "accepted", ["", "identity", "zstd", "gzip;q=0", "gzip; q=0.000, br;q=x", "*;q=0"]
)
def test_a_client_that_takes_none_of_ours_gets_none(client, every_layer, accepted):
    answer = client.get(ITEMS, headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer
    assert answer.json()["numberReturned"] == 3
