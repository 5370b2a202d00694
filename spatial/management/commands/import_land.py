"""manage.py import_land FILE"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from spatial.errors import BadInput
from spatial.importing import land
from spatial.importing.swap import Origin

SOURCE = Origin(
    code="land",
    given={
        "title": "Land (@geo-maps/earth-lands-250m)",
        "licence": "ODbL 1.0",
        "attribution": "© OpenStreetMap contributors (ODbL)",
        "reliability": "unverified",
    },
)


class Command(BaseCommand):
    help = "Replace the land of the base map by that of @geo-maps/earth-lands-250m, or alike."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Polygons in degrees, from OpenStreetMap.")

    def handle(self, *, file: Path, **options) -> None:
        try:
            report = land.replace(file, land.read(file), SOURCE)
        except BadInput as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file.name}: {report.taken} polygons. {' '.join(report.notes)}")
