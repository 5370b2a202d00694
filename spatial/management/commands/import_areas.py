"""manage.py import_areas FILE"""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from spatial.errors import BadInput
from spatial.importing import areas
from spatial.importing.delivery import Wishes
from spatial.importing.fields import municipality_code
from spatial.importing.swap import Origin, Report
from spatial.management.importer import ImportCommand
from spatial.models import BoundaryMethod


class Command(ImportCommand):
    help = "Give housing areas their outlines; areas not known yet are made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--municipality", help='Code of all rows that name none, "0101".')
        parser.add_argument(
            "--method",
            choices=[BoundaryMethod.CADASTRE.value, BoundaryMethod.SKETCH.value],
            default=BoundaryMethod.SKETCH.value,
        )
        parser.add_argument("--precision-m", type=int, help="How far off an outline may be.")
        parser.add_argument(
            "--valid-from",
            type=date.fromisoformat,
            help="First day of these outlines; the former ones end the day before. "
            "By default they hold for all lists and take the former ones' place.",
        )

    def run(self, path: Path, wishes: Wishes, origin: Origin, options: dict) -> Report:
        code = options["municipality"]
        try:
            code = municipality_code(code) if code else None
        except ValueError as error:
            raise BadInput(f"--municipality {code} {error}.") from error
        return areas.replace(
            areas.read(path, wishes),
            origin,
            method=options["method"],
            precision_m=options["precision_m"],
            municipality=code,
            valid_from=options["valid_from"],
        )
