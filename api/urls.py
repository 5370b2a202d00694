"""Every path of the API, one a line, with the standard's section beside it."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from api.http import NotFound
from api.views import (
    areas,
    collections,
    downloads,
    functions,
    health,
    items,
    landing,
    lists,
    metadata,
    municipalities,
    qgis,
    schemas,
    styles,
    tiles,
    tilesets,
    wfs,
)


class MunicipalityCode(StringConverter):
    """Four digits; what else a path may hold there is not asked of the database."""

    regex = "[0-9]{4}"


register_converter(MunicipalityCode, "code")

_ONE = "api/collections/<slug:collection_id>"
_TILES = "tiles/WebMercatorQuad"
_MUNICIPALITY = "api/municipalities/<code:code>"
_AREA = "api/areas/<slug:slug>"

urlpatterns = [
    re_path(r"^api/?$", landing.Landing.as_view(), name="landing"),  # Features 1, 7.2
    path("api/openapi", landing.OpenApiDocument.as_view(), name="openapi"),  # 7.3
    path("api/conformance", landing.Conformance.as_view(), name="conformance"),  # 7.4
    path("api/functions", functions.Functions.as_view(), name="functions"),  # Features 3, 8.3
    path("api/collections", collections.Collections.as_view(), name="collections"),  # 7.13
    path(_ONE, collections.Collection.as_view(), name="collection"),  # 7.14
    path(f"{_ONE}/schema", schemas.Schema.as_view(), name="schema"),  # Features 5, 10
    path(f"{_ONE}/schema/geojson", schemas.GeoJsonSchema.as_view(), name="schema-geojson"),
    path(f"{_ONE}/queryables", schemas.Queryables.as_view(), name="queryables"),  # Features 3, 6
    path(f"{_ONE}/sortables", schemas.Sortables.as_view(), name="sortables"),  # Features 5, 12
    path(f"{_ONE}/metadata", metadata.Metadata.as_view(), name="metadata"),  # ISO 19139
    path("api/dcat", metadata.Dcat.as_view(), name="dcat"),  # DCAT-AP 3
    path(f"{_ONE}/items", items.Items.as_view(), name="items"),  # 7.15
    path(f"{_ONE}/items/<item_id>", items.Item.as_view(), name="item"),  # 7.16
    path("api/tileMatrixSets", tilesets.TileMatrixSets.as_view(), name="tile-matrix-sets"),  # Tiles
    path(
        "api/tileMatrixSets/WebMercatorQuad",
        tilesets.TileMatrixSet.as_view(),
        name="tile-matrix-set",
    ),
    path(f"{_ONE}/tiles", tilesets.TileSets.as_view(), name="tilesets"),  # Tiles 1, 10
    path(f"{_ONE}/{_TILES}", tilesets.TileSet.as_view(), name="tileset"),  # 9
    path("api/tiles", tilesets.TileSets.as_view(), name="tilesets-of-several"),  # 11
    path(f"api/{_TILES}", tilesets.TileSet.as_view(), name="tileset-of-several"),
    path(f"{_ONE}/downloads", downloads.Downloads.as_view(), name="downloads"),
    path(f"{_ONE}/downloads/<slug:code>", downloads.Download.as_view(), name="download"),
    path("api/downloads/<slug:key>", downloads.Progress.as_view(), name="download-progress"),
    path(f"{_ONE}/{_TILES}/tilejson", tiles.TileJson.as_view(), name="tilejson"),
    path(f"{_ONE}/{_TILES}/<int:z>/<int:y>/<int:x>", tiles.Tile.as_view(), name="tile"),
    path(f"api/{_TILES}/tilejson", tiles.TileJson.as_view(), name="tilejson-of-several"),
    path(f"api/{_TILES}/<int:z>/<int:y>/<int:x>", tiles.Tile.as_view(), name="tile-of-several"),
    path("api/styles", styles.Styles.as_view(), name="styles"),  # Styles 1, 7.3
    re_path(
        r"^api/styles/sprite(?P<fine>@2x)?\.(?P<kind>json|png)$",
        styles.Sprite.as_view(),
        name="sprite",
    ),
    path("api/styles/<slug:style_id>", styles.OneStyle.as_view(), name="style"),  # 7.4
    path(
        "api/styles/<slug:style_id>/metadata", styles.StyleMetadata.as_view(), name="style-metadata"
    ),
    path("api/styles/<slug:style_id>/legend", styles.Legend.as_view(), name="style-legend"),
    path(f"{_ONE}/styles", styles.Styles.as_view(), name="collection-styles"),  # 9.1
    path(f"{_ONE}/styles/<slug:style_id>", styles.OneStyle.as_view(), name="collection-style"),
    path(f"{_ONE}.qlr", qgis.LayerDefinition.as_view(), name="layer-definition"),
    path("api/qgis/omraadekortet.qgz", qgis.Project.as_view(), name="qgis-project"),
    path("api/municipalities", municipalities.Municipalities.as_view(), name="municipalities"),
    path(_MUNICIPALITY, municipalities.OneMunicipality.as_view(), name="municipality"),
    path(
        f"{_MUNICIPALITY}/areas",
        municipalities.AreasOfMunicipality.as_view(),
        name="municipality-areas",
    ),
    path(
        f"{_MUNICIPALITY}/buildings",
        municipalities.BuildingsOfMunicipality.as_view(),
        name="municipality-buildings",
    ),
    path(f"{_MUNICIPALITY}/summary", municipalities.Summary.as_view(), name="municipality-summary"),
    path("api/areas/intersecting", areas.Intersecting.as_view(), name="intersecting"),
    path(_AREA, areas.OneArea.as_view(), name="area"),
    path(f"{_AREA}/buildings", areas.BuildingsOfArea.as_view(), name="area-buildings"),
    path(f"{_AREA}/history", areas.History.as_view(), name="area-history"),
    path(f"{_AREA}/nearby", areas.Nearby.as_view(), name="area-nearby"),
    path("api/lists", lists.Lists.as_view(), name="lists"),
    path("api/lists/<slug:which>", lists.OneList.as_view(), name="list"),
    path("api/at", areas.At.as_view(), name="at"),
    path("wfs", wfs.Wfs.as_view(), name="wfs"),  # WFS 2.0
    path("health/live", health.Live.as_view(), name="live"),
    path("health/ready", health.Ready.as_view(), name="ready"),
    re_path(r"^api/", NotFound.as_view()),
]
