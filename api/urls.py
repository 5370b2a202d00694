"""Every path of the API, one a line, with the standard's section beside it."""

from django.urls import path, re_path

from api.http import NotFound
from api.views import collections, health, items, landing, tiles

_ONE = "api/collections/<slug:collection_id>"
_TILES = "tiles/WebMercatorQuad"

urlpatterns = [
    re_path(r"^api/?$", landing.Landing.as_view(), name="landing"),  # Features 1, 7.2
    path("api/openapi", landing.OpenApiDocument.as_view(), name="openapi"),  # 7.3
    path("api/conformance", landing.Conformance.as_view(), name="conformance"),  # 7.4
    path("api/collections", collections.Collections.as_view(), name="collections"),  # 7.13
    path(_ONE, collections.Collection.as_view(), name="collection"),  # 7.14
    path(f"{_ONE}/items", items.Items.as_view(), name="items"),  # 7.15
    path(f"{_ONE}/items/<item_id>", items.Item.as_view(), name="item"),  # 7.16
    path(f"{_ONE}/{_TILES}/tilejson", tiles.TileJson.as_view(), name="tilejson"),
    path(f"{_ONE}/{_TILES}/<int:z>/<int:y>/<int:x>", tiles.Tile.as_view(), name="tile"),
    path(f"api/{_TILES}/tilejson", tiles.TileJson.as_view(), name="tilejson-of-several"),
    path(f"api/{_TILES}/<int:z>/<int:y>/<int:x>", tiles.Tile.as_view(), name="tile-of-several"),
    path("health/live", health.Live.as_view(), name="live"),
    path("health/ready", health.Ready.as_view(), name="ready"),
    re_path(r"^api/", NotFound.as_view()),
]
