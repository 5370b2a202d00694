"""manage.py import_municipalities FILE"""

from argparse import ArgumentParser
from pathlib import Path

from spatial.importing import municipalities
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin, Report
from spatial.management.importer import ImportCommand


class Command(ImportCommand):
    help = "Replace all municipalities, and the regions made from them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--precision-m", type=int, help="How far off an outline may be.")
        parser.add_argument(
            "--partial", action="store_true", help="Replace only those in the file."
        )

    def run(self, path: Path, wishes: Wishes, origin: Origin, options: dict) -> Report:
        delivery = municipalities.read(path, wishes)
        precision_m, partial = options["precision_m"], options["partial"]
        return municipalities.replace(delivery, origin, precision_m, partial=partial)
