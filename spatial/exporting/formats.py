"""The formats that a layer can be downloaded in: the one place that names them."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from spatial.errors import TooManyRows

# Excel's own limit is 1,048,576 rows, of which two are the heading.
MOST_ROWS_IN_XLSX = 1_048_576 - 2

DIALECTS = ("rfc4180", "excel")
CSV_GEOMETRIES = ("point", "wkt", "none")


@dataclass(frozen=True, kw_only=True)
class Format:
    """`code` is its word in addresses; a file that is `text` can be read while it is written.

    `options` are the parameters it has beside the filters: name -> values, the first is default.
    """

    code: str
    title: str
    good_for: str
    media_type: str
    extension: str
    text: bool = False
    most_rows: int | None = None
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def check(self, rows: int) -> None:
        """Raises TooManyRows if the format cannot hold that many."""
        if self.most_rows is not None and rows > self.most_rows:
            raise TooManyRows(rows, self.most_rows, self.code)


FORMATS: tuple[Format, ...] = (
    Format(
        code="gpkg",
        title="GeoPackage",
        good_for=_("Til QGIS og ArcGIS: én fil med omrids, felternes titler, kilder og farver."),
        media_type="application/geopackage+sqlite3",
        extension="gpkg",
    ),
    Format(
        code="geojson",
        title="GeoJSON",
        good_for=_("Til webkort og programmer: tekst, som næsten alt kan læse."),
        media_type="application/geo+json",
        extension="geojson",
        text=True,
    ),
    Format(
        code="xlsx",
        title="Excel",
        good_for=_(
            "Til Excel og Power BI: rigtige datoer og tal, et ark med kilder og et om "
            "kolonnerne. Stedet er et punkt inde i området."
        ),
        most_rows=MOST_ROWS_IN_XLSX,
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extension="xlsx",
    ),
    Format(
        code="csv",
        title="CSV",
        good_for=_(
            "Til programmer og regneark: ren tekst. dialect=excel giver semikolon og "
            "decimalkomma; geometry=wkt giver hele omridset."
        ),
        media_type="text/csv",
        extension="csv",
        text=True,
        options=(("dialect", DIALECTS), ("geometry", CSV_GEOMETRIES)),
    ),
    Format(
        code="parquet",
        title="GeoParquet",
        good_for=_(
            "Til dataanalyse i Python, R og DuckDB: lille og hurtig, også ved mange rækker."
        ),
        media_type="application/vnd.apache.parquet",
        extension="parquet",
    ),
    Format(
        code="fgb",
        title="FlatGeobuf",
        good_for=_("Til store lag i QGIS og webkort: kan læses stykvis over nettet."),
        media_type="application/flatgeobuf",
        extension="fgb",
    ),
    Format(
        code="shp",
        title="Shapefile (zip)",
        good_for=_(
            "Til ældre GIS. Feltnavne er korte og tekst højst 254 tegn; LAESMIG.txt "
            "forklarer dem. Vælg GeoPackage, hvis du kan."
        ),
        media_type="application/zip",
        extension="zip",
    ),
)
BY_CODE: dict[str, Format] = {one.code: one for one in FORMATS}
