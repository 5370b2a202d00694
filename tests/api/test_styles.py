"""Styles: OGC API - Styles (draft 20-009), with its sections beside."""

import json
import os
import subprocess

import pytest

from api.encode.styles import STYLES
from spatial.layers.catalogue import AREAS, LAYERS, PAINTED
from tests.conftest import ROOT

VALIDATE = ROOT / "map_client/client/node_modules/.bin/gl-style-validate"
each_style = pytest.mark.parametrize("style_id", STYLES)
each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)


def links_of(document, rel):
    return {one.get("type"): one["href"] for one in document["links"] if one["rel"] == rel}


def style_of(client, style_id):
    return client.get(f"/api/styles/{style_id}").json()


def sees_styles(client):
    document = client.get("/api/styles").json()
    for style in document["styles"]:
        sheets = [one for one in style["links"] if one["rel"] == "stylesheet"]
        for sheet in sheets:
            assert client.get(sheet["href"])["Content-Type"].startswith(sheet["type"])
        assert sheets


def sees_collection_styles(client):
    for layer in LAYERS:
        [style] = client.get(f"/api/collections/{layer.id}/styles").json()["styles"]
        assert client.get(f"/api/collections/{layer.id}/styles/{style['id']}").status_code == 200


def sees_mapbox_styles(client):
    answer = client.get("/api/styles/omraadekortet?f=mapbox")
    assert answer["Content-Type"] == "application/vnd.mapbox.style+json"
    assert answer.json()["version"] == 8


SEEN = {
    "core": sees_styles,
    "global-styles": sees_styles,
    "collection-styles": sees_collection_styles,
    "mapbox-styles": sees_mapbox_styles,
}
CLASSES = {
    f"http://www.opengis.net/spec/ogcapi-styles-1/{version}/conf/{name}": sees
    for version in ("1.0", "0.0")
    for name, sees in SEEN.items()
}


def test_the_styles_are_those_of_the_layers_and_one_of_them_all(client, db):  # 7.3, C and D
    document = client.get("/api/styles").json()
    ids = [style["id"] for style in document["styles"]]
    assert ids == ["omraadekortet", *(layer.id for layer in LAYERS)]
    assert document["default"] == "omraadekortet"


def test_every_link_of_a_style_answers_with_the_type_it_names(client, db):  # 7.3, E
    lists = ["/api/styles", *(f"/api/collections/{layer.id}/styles" for layer in LAYERS)]
    for address in lists:
        for style in client.get(address).json()["styles"]:
            assert style["title"]
            for link in style["links"]:
                answer = client.get(link["href"])
                assert answer.status_code == 200, link
                assert answer["Content-Type"].startswith(link["type"]), link


@pytest.mark.parametrize("rel", ["http://www.opengis.net/def/rel/ogc/1.0/styles", "styles"])
def test_the_landing_page_and_every_collection_link_to_their_styles(client, db, rel):  # 7.2
    [address] = links_of(client.get("/api").json(), rel).values()
    assert len(client.get(address).json()["styles"]) == len(LAYERS) + 1
    for layer in LAYERS:
        collection = client.get(f"/api/collections/{layer.id}").json()
        [address] = links_of(collection, rel).values()
        assert [one["id"] for one in client.get(address).json()["styles"]] == [layer.id]
        for type, address in links_of(collection, "stylesheet").items():
            assert client.get(address)["Content-Type"].startswith(type)


def test_a_style_is_served_at_the_collection_it_is_of_and_at_no_other(client, db):  # 9.2, 9.3
    own = client.get("/api/collections/areas/styles/areas")
    assert own.json() == style_of(client, "areas")
    assert client.get("/api/collections/areas/styles/buildings").status_code == 404
    assert client.get("/api/collections/ghosts/styles").status_code == 404
    assert client.get("/api/styles/ghosts").status_code == 404


def test_a_style_without_a_qml_refuses_it_and_says_what_there_is(client, db):
    for style_id in ("omraadekortet", "land"):
        refused = client.get(f"/api/styles/{style_id}?f=qml")
        assert refused.status_code == 400
        assert refused.json()["detail"].endswith("one of mapbox, json, html.")


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/vnd.mapbox.style+json"])
def test_maplibre_gets_a_style_by_whatever_it_accepts(client, db, accept):
    answer = client.get("/api/styles/areas", headers={"Accept": accept})
    assert answer["Content-Type"] in ("application/json", "application/vnd.mapbox.style+json")
    assert answer.json()["version"] == 8


@pytest.fixture
def validated(tmp_path):
    """validated(style): what the style specification's own check says is wrong."""
    if not VALIDATE.exists():
        pytest.skip("the client's packages are not installed: ./dev test installs them")

    def check(style):
        path = tmp_path / "style.json"
        path.write_text(json.dumps(style))
        own = {**os.environ, "PATH": f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"}
        done = subprocess.run([VALIDATE, path], capture_output=True, text=True, env=own)
        return done.stdout + done.stderr

    return check


def test_the_check_of_the_specification_finds_what_is_wrong(client, db, validated):
    style = style_of(client, "areas")
    style["layers"][0]["paint"]["fill-colour"] = "#000"
    assert "fill-colour" in validated(style)


@each_style
def test_every_style_is_what_the_specification_asks_for(client, db, validated, style_id):
    assert validated(style_of(client, style_id)) == ""


@each_style
def test_all_that_a_style_asks_for_is_absolute_ours_and_there(client, db, style_id):
    style = style_of(client, style_id)
    assert "glyphs" not in style
    for suffix in (".json", ".png", "@2x.json", "@2x.png"):
        assert client.get(style["sprite"] + suffix).status_code == 200
    for source in style["sources"].values():
        assert source["url"].startswith("http://testserver/api/")
        assert client.get(source["url"]).json()["tiles"]
    [[font]] = style["font-faces"].values()
    assert font["url"] == "http://testserver/static/client/schibsted.woff2"


@each_style
def test_the_layers_of_a_style_are_in_its_tiles_with_what_they_draw_by(client, db, style_id):  # 7.4
    style = style_of(client, style_id)
    for drawn in style["layers"]:
        if drawn["type"] == "background":
            continue
        tilejson = client.get(style["sources"][drawn["source"]]["url"]).json()
        fields = {one["id"]: one["fields"] for one in tilejson["vector_layers"]}
        asked = {part[1] for part in nested(drawn) if part[:1] in (["get"], ["has"])}
        assert asked <= fields[drawn["source-layer"]].keys()


def nested(value):
    """Every list within lists and maps."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, list):
        yield value
    for one in inner:
        yield from nested(one)


def painted(style):
    return {one["id"]: one for one in style["layers"]}


@each_layer
def test_every_value_has_the_colour_and_the_shape_of_the_catalogue(client, db, layer):
    layers = painted(style_of(client, layer.id))
    for entry in layer.legend():
        text = json.dumps(layers, ensure_ascii=False)
        assert entry.colour in text
        if entry.shape:
            match = layers[f"{layer.id}-shapes"]["layout"]["icon-image"]
            values = [value for value in entry.values if value]
            assert not values or match[match.index([*entry.values]) + 1] == entry.icon


def test_points_give_way_to_outlines_where_the_tiles_do(client, db):
    layers = painted(style_of(client, "areas"))
    assert layers["areas"]["minzoom"] == layers["areas-outline"]["minzoom"] == AREAS.polygons_from
    assert "minzoom" not in layers["areas-shapes"]
    opacity = layers["areas-outline"]["paint"]["line-opacity"]
    assert opacity[3:] == [AREAS.polygons_from, 0.25, AREAS.polygons_from + 2, 1]


def test_approximate_outlines_are_dashed_and_no_other(client, db):
    layers = painted(style_of(client, "areas"))
    dashed = layers["areas-outline-dashed"]
    assert dashed["filter"] == ["==", ["get", "boundary_method"], "approximate"]
    assert dashed["paint"]["line-dasharray"]
    assert layers["areas-outline"]["filter"][0] == "!="
    assert "line-dasharray" not in layers["areas-outline"]["paint"]


def test_a_height_by_floors_says_that_it_is_an_estimate(client, db):
    layers = painted(style_of(client, "buildings"))
    known, estimated = layers["buildings-3d"], layers["buildings-3d-estimated"]
    assert known["paint"]["fill-extrusion-height"] == ["to-number", ["get", "height_m"]]
    assert estimated["paint"]["fill-extrusion-height"][:2] == ["*", 3]
    assert "anslået" in estimated["metadata"]["omraadekortet:height"]
    for one in (known, estimated):
        assert "demolished" in json.dumps(one["filter"])  # what is gone does not stand


def test_the_whole_map_paints_in_order_and_hides_what_would_cover_the_rest(client, db):
    style = style_of(client, "omraadekortet")
    order = [one["id"] for one in style["layers"]]
    assert order[0] == "sea"
    assert order.index("land") < order.index("municipalities") < order.index("areas")
    assert order.index("areas") < order.index("buildings") < order.index("areas-outline")
    hidden = {one["id"] for one in style["layers"] if "visibility" in one.get("layout", {})}
    assert {"designations", "regions", "buildings-3d"} <= hidden
    assert not hidden & {"areas", "buildings", "municipalities"}
    shown = {one["source"] for one in style["layers"] if one["id"] in ("areas", "land")}
    assert shown == {"omraadekortet"}
    assert style["layers"][order.index("designations")]["source"] == "designations"


def test_the_attribution_stands_in_the_style(client, municipality, source):
    source.attribution = "© Nogen"
    source.save()
    municipality()
    for style_id in ("municipalities", "regions", "omraadekortet"):
        metadata = style_of(client, style_id)["metadata"]
        assert "© Nogen" in metadata["omraadekortet:attribution"]


@each_style
def test_the_page_of_a_style_shows_its_legend_and_leads_to_its_files(client, db, style_id):
    page = client.get(f"/api/styles/{style_id}", headers={"Accept": "text/html"}).text
    for layer in STYLES[style_id].layers:
        for entry in layer.legend():
            assert entry.label in page
    assert "?f=mapbox" in page
    assert (".qgz" if style_id == "omraadekortet" else f"{style_id}.qlr") in page


def test_metadata_names_the_layers_and_the_stylesheets(client, db):
    document = client.get("/api/styles/omraadekortet/metadata").json()
    assert [one["id"] for one in document["layers"]] == [layer.id for layer in PAINTED]
    for one in document["layers"]:
        assert client.get(one["sampleData"]["href"]).json()["id"] == one["id"]
    [sheet] = document["stylesheets"]
    assert client.get(sheet["link"]["href"])["Content-Type"] == sheet["link"]["type"]


def test_the_second_look_at_a_style_reads_no_data(client, every_layer, django_assert_num_queries):
    client.get("/api/styles/omraadekortet")
    with django_assert_num_queries(1):
        client.get("/api/styles/omraadekortet")
