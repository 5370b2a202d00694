"""manage.py load_demo"""

from typing import Any

from django.core.management.base import BaseCommand

from spatial.importing import demo


class Command(BaseCommand):
    help = "Load the demonstration data that is missing; what is there is left alone."

    def handle(self, **options: Any) -> None:
        for sentence in demo.load():
            self.stdout.write(sentence)
