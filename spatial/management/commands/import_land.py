"""manage.py import_land FILE"""

import dataclasses
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spatial.errors import BadInput
from spatial.importing import land
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin
from spatial.layers.catalogue import LAND
from spatial.models import Reliability

SOURCE = Origin(
    code="land",
    given=dataclasses.asdict(LAND.source) | {"reliability": Reliability.UNVERIFIED},
)


class Command(BaseCommand):
    help = "Replace the land of the base map by that of @geo-maps/earth-lands-250m, or alike."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Polygons, from OpenStreetMap.")
        parser.add_argument("--layer", default="", help="Needed when the file has several.")
        parser.add_argument("--crs", default="", help="Of the file, such as EPSG:25832.")

    def handle(self, *, file: Path, layer: str, crs: str, **options: Any) -> None:
        try:
            polygons = land.read(file, Wishes(layer=layer, crs=crs))
            report = land.replace(file, polygons, SOURCE)
        except BadInput as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file.name}: {report.taken} polygons. {' '.join(report.notes)}")
