"""Tables as files that Danish Excel opens right: UTF-8 with BOM, semicolon, decimal comma."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import override

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon a text that starts so


def in_danish() -> override:
    """For making a file in: it is the same from the pages of either language."""
    return override(settings.LANGUAGE_CODE)


def sheet(name: str, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """The file `name`.csv; None becomes an empty cell, which means unknown."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return HttpResponse(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case date():
            return value.isoformat()
        case str() if value.startswith(_FORMULA):
            return f"'{value}"
        case _:
            return str(value)
