"""manage.py check_data"""

from typing import Any

from django.core.management.base import BaseCommand

from spatial.importing import check
from spatial.law.rules import Indicator


class Command(BaseCommand):
    help = "Report what does not fit together in the data, and what is missing."

    def handle(self, **options: Any) -> None:
        self.table(
            "Areas whose outline lies mostly in another municipality than the lists name",
            ("area", "listed", "by geometry", "share"),
            [(d.slug, d.listed, d.by_geometry, f"{d.share:.2f}") for d in check.disagreements()],
        )
        self.table(
            "Areas without an outline", ("area",), [(one.slug,) for one in check.without_boundary()]
        )
        self.table(
            "Values known, list by list",
            ("list", "areas", *Indicator.values),
            [(one.published_on, one.areas, *one.known.values()) for one in check.completeness()],
        )

    def table(self, title: str, heads: tuple, rows: list[tuple]) -> None:
        self.stdout.write(f"{title}: {len(rows) or 'none'}")
        if rows:
            cells = [heads, *(tuple(str(cell) for cell in row) for row in rows)]
            widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
            for row in cells:
                padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                self.stdout.write(f"  {'  '.join(padded)}".rstrip())
        self.stdout.write("")
