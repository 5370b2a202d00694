"""manage.py import_plan FILE"""

from argparse import ArgumentParser
from pathlib import Path

from spatial.importing import plan_files, plans
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin, Report
from spatial.management.importer import FileCommand


class Command(FileCommand):
    help = (
        "Store development plans and reports on them: one row for each measure and figure. "
        "The columns are in README.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--crs", default="", help="Of the outlines, such as EPSG:25832.")
        parser.add_argument(
            "--whole",
            action="store_true",
            help="The file is all there is of its plans: what other sources said of them goes.",
        )

    def run(self, path: Path, wishes: Wishes, origin: Origin, options: dict) -> Report:
        return plans.replace(plan_files.read(path, wishes), origin, whole=options["whole"])
