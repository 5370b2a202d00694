"""manage.py import_buildings FILE"""

from pathlib import Path

from spatial.importing import buildings
from spatial.importing.delivery import Wishes
from spatial.importing.swap import Origin, Report
from spatial.management.importer import ImportCommand


class Command(ImportCommand):
    help = "Replace the buildings of one source; schematic buildings go."

    def run(self, path: Path, wishes: Wishes, origin: Origin, options: dict) -> Report:
        return buildings.replace(buildings.read(path, wishes), origin)
