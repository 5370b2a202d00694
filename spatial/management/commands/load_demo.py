"""manage.py load_demo"""

from typing import Any

from django.core.management.base import BaseCommand

from spatial.importing import demo


class Command(BaseCommand):
    help = "Load the demonstration data that is missing; what is there is left alone."

    def handle(self, **options: Any) -> None:
        for part, added in demo.load().items():
            done = f"{added} added" if added else "nothing added, what is there is left alone"
            self.stdout.write(f"{part}: {done}.")
