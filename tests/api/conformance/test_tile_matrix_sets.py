"""The tile matrix set as OGC 17-083r4, annex D.1, has it registered."""

import pytest

from tests.api.conformance.test_tiles import MERCATOR, REL, URI, link


def test_the_tile_matrix_set_is_the_registered_one(client, db):
    listed = client.get("/api/tileMatrixSets").json()["tileMatrixSets"]
    assert [(one["id"], one["uri"]) for one in listed] == [("WebMercatorQuad", URI)]
    document = client.get(link(listed[0], "self")["href"]).json()
    assert (document["crs"], document["orderedAxes"]) == (MERCATOR, ["X", "Y"])
    matrices = document["tileMatrices"]
    assert [one["id"] for one in matrices] == [str(zoom) for zoom in range(25)]
    first, last = matrices[0], matrices[24]
    assert first["scaleDenominator"] == pytest.approx(559082264.028717, rel=1e-9)
    assert first["cellSize"] == pytest.approx(156543.033928041, rel=1e-9)
    assert last["scaleDenominator"] == pytest.approx(33.3238997477003, rel=1e-9)
    assert first["pointOfOrigin"] == pytest.approx([-20037508.3427892, 20037508.3427892])
    assert {(one["tileWidth"], one["tileHeight"]) for one in matrices} == {(256, 256)}
    assert all(one["matrixWidth"] == one["matrixHeight"] == 2 ** int(one["id"]) for one in matrices)


def test_the_landing_page_leads_to_the_tiling_schemes(client, db):
    address = link(client.get("/api").json(), f"{REL}tiling-schemes")["href"]
    assert client.get(address).json()["tileMatrixSets"]
