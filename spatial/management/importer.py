"""What the import commands have in common: their arguments, and the report."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from spatial.errors import BadInput
from spatial.importing.delivery import Wishes, is_osm
from spatial.importing.swap import Origin, Report
from spatial.models import Reliability, demonstration
from spatial.models.imports import OPENSTREETMAP
from spatial.models.names import folded

KEPT = (demonstration.MUNICIPALITIES, demonstration.AREA_POINTS, demonstration.SCHEMATIC)
SAID_OF_A_SOURCE = ("title", "publisher", "licence", "attribution", "url", "reliability")


class FileCommand(BaseCommand):
    """A command that says in `run` which module reads the file and puts it in place."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--layer", default="", help="Or sheet; needed when the file has several."
        )
        parser.add_argument(
            "--field",
            action="append",
            default=[],
            metavar="NAME=COLUMN",
            help="Which column of the file fills a field, such as code=KOMKODE. May be repeated.",
        )
        source = parser.add_argument_group("the source; what is not said stays unknown")
        source.add_argument("--source-code", default="", help="By default from the file's name.")
        source.add_argument("--source-title", help="By default the file's name.")
        for name in SAID_OF_A_SOURCE[1:-1]:
            source.add_argument(f"--{name}")
        source.add_argument("--reliability", choices=Reliability.values)

    def run(self, path: Path, wishes: Wishes, origin: Origin, options: dict) -> Report:
        raise NotImplementedError

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            report = self.run(file, _wishes(options), _origin(file, options), options)
        except BadInput as error:
            raise CommandError(str(error)) from error
        self.print(file, report)

    def counts(self, report: Report) -> str:
        return (
            f"{report.read} rows read, {report.taken} taken, "
            f"{report.dropped} dropped as exact duplicates"
        )

    def print(self, file: Path, report: Report) -> None:
        self.stdout.write(f"{file.name}: {self.counts(report)}.")
        for sentence in report.notes:
            self.stdout.write(f"  {sentence}")


class ImportCommand(FileCommand):
    """One whose file has outlines; it takes the rows it can use and tells of the others."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--crs", default="", help="Of the file, such as EPSG:25832.")
        parser.add_argument(
            "--rejected-csv", type=Path, metavar="FILE", help="Also of the values left out."
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        self.rejected_csv = options["rejected_csv"]
        super().handle(file=file, **options)

    def counts(self, report: Report) -> str:
        return (
            f"{report.read} rows read, {report.taken} taken, "
            f"{report.repaired} repaired, {report.dropped} dropped as exact duplicates, "
            f"{len(report.rejected)} rejected, {len(report.left_out)} values left out"
        )

    def print(self, file: Path, report: Report) -> None:
        super().print(file, report)
        told = report.rejected + report.left_out
        for one in told[:20]:
            self.stdout.write(f"  {one}")
        if len(told) > 20:
            self.stdout.write("  … all of them with --rejected-csv FILE")
        if self.rejected_csv:
            with self.rejected_csv.open("w", encoding="utf-8", newline="") as opened:
                rows = [(one.row, one.reason) for one in told]
                csv.writer(opened).writerows([("row", "reason"), *rows])


def _wishes(options: dict) -> Wishes:
    pairs = [one.partition("=") for one in options["field"]]
    for name, equals, column in pairs:
        if not (name and equals and column):
            raise BadInput(f"--field {name}{equals}{column}: write it as NAME=COLUMN.")
    columns = {name: column for name, _, column in pairs}
    return Wishes(layer=options["layer"], crs=options.get("crs", ""), columns=columns)


def _origin(file: Path, options: dict) -> Origin:
    code = options["source_code"] or slugify(folded(file.name.partition(".")[0]))[:80]
    if code in KEPT or not code:
        raise BadInput(f"{code!r} cannot be the code of this source: say --source-code OTHER.")
    said = {name: options.get(name) for name in SAID_OF_A_SOURCE} | {
        "title": options["source_title"]
    }
    known = OPENSTREETMAP if is_osm(file) else {}
    return Origin(code=code, given=known | {name: text for name, text in said.items() if text})
