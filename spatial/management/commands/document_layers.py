"""Write docs/layers.md from the catalogue."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from spatial.layers.catalogue import LAYERS
from spatial.layers.document import markdown


class Command(BaseCommand):
    help = "Write docs/layers.md from the catalogue of layers."

    def handle(self, **options: Any) -> None:
        path: Path = settings.BASE_DIR / "docs" / "layers.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(markdown(LAYERS), encoding="utf-8")
        self.stdout.write(f"{path}: {len(LAYERS)} layers.")
