"""manage.py check_data"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from spatial.importing import check


class Command(BaseCommand):
    help = "Report what does not fit together in the data, and what is missing, list by list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--markdown", type=Path, metavar="FILE", help="Write the report there instead."
        )

    def handle(self, *, markdown: Path | None, **options: Any) -> None:
        report = list(check.findings())
        if markdown:
            markdown.write_text(check.markdown(report), encoding="utf-8")
            self.stdout.write(f"{markdown}: {sum(len(one.rows) for one in report)} findings.")
            return
        for one in report:
            self.table(one)

    def table(self, one: check.Finding) -> None:
        self.stdout.write(f"{one.title}: {len(one.rows) or 'none'}")
        if one.rows:
            cells = [one.heads, *one.rows]
            widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
            for row in cells:
                padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                self.stdout.write(f"  {'  '.join(padded)}".rstrip())
        self.stdout.write("")
