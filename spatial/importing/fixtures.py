"""The files in fixtures/, and rows added where they are missing."""

import csv
import hashlib
from pathlib import Path
from typing import Any

from django.db.models import Model

FOLDER = Path(__file__).resolve().parents[2] / "fixtures"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of fixtures/<name>.csv, by their header."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def checksum() -> str:
    """SHA-256 of all files together, hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def add(model: type[Model], key: str, new: list[Any]) -> int:
    """Add those rows whose `key` is not there yet; what is there stays as it is."""
    fields = key.split(",")
    there = set(model.objects.values_list(*fields))
    missing = [row for row in new if tuple(getattr(row, one) for one in fields) not in there]
    model.objects.bulk_create(missing, batch_size=2000)
    return len(missing)
