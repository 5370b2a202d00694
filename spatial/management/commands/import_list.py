"""manage.py import_list FILE --date 2018-12-01"""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from spatial.errors import BadInput
from spatial.importing import listing, lists
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin, Report
from spatial.law.rules import DesignationCategory
from spatial.management.importer import FileCommand


class Command(FileCommand):
    help = "Put a ministry's list (CSV, XLSX or ODS) in place: its areas, categories and figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--date", type=date.fromisoformat, required=True, help="Of the list.")
        parser.add_argument("--category", default="", help="Of the rows that name none.")
        parser.add_argument(
            "--new-area",
            action="append",
            default=[],
            metavar="NAME",
            help="A name that may be unknown: its area is made. May be repeated.",
        )
        parser.add_argument(
            "--count",
            action="append",
            default=[],
            metavar="CATEGORY=AREAS",
            help="How many areas the list itself has in a category, those of stricter ones "
            "included. May be repeated.",
        )
        parser.add_argument(
            "--whole",
            action="store_true",
            help="The file has every area of its categories: others leave the list, and the "
            "list's own counts are those of the file.",
        )

    def run(self, path: Path, wishes: Wishes, origin: Origin, options: dict) -> Report:
        asked = lists.Asked(
            on=options["date"],
            category=options["category"],
            whole=options["whole"],
            counts=dict(map(_count, options["count"])),
            new_areas=tuple(options["new_area"]),
        )
        return listing.replace(lists.read(path, wishes), origin, asked)


def _count(told: str) -> tuple[DesignationCategory, int]:
    words, _, areas = told.rpartition("=")
    category = lists.category_of(words)
    if category is None or not areas.isdecimal() or len(areas) > 4:
        raise BadInput(f"--count {told}: write it as CATEGORY=AREAS, 'udsat boligområde=43'.")
    return category, int(areas)
