"""Memory does not grow with the rows: 200,000 of them, in a process of its own."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from spatial.models import Building
from tests.conftest import ROOT

ROWS = 200_000
# All rows at once would be 90 MB as text and several times that as objects of Python.
MOST_GROWTH_MB = 24
# FlatGeobuf's index holds a box and a place of each row until it is written: 220 bytes.
MOST_GROWTH_OF_INDEX_MB = 80
FOOTPRINTS = """
INSERT INTO spatial_building (local_id, geometry, state, from_plan, source, floors, valid_from)
SELECT n::text, ST_Translate(geometry, n %% 450 * 40, n / 450 * 40), state, false, source,
       n %% 7, date '2000-01-01' + n %% 5000
FROM spatial_building, generate_series(1, %s) AS n
"""
# One batch of rows in every format first: what is loaded once is no growth.
CALL = """
import json, resource, sys, tempfile
from datetime import date
from pathlib import Path
import django
django.setup()
from django.db import connection
from spatial.exporting import about, export
from spatial.exporting.formats import BY_CODE
from spatial.layers import known, query
from spatial.layers.catalogue import BUILDINGS

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

def made(code, rows, **asked):
    one = about.About(version=known.version(), made_on=date(2026, 11, 25), address="x",
                      attribution="", sources=())
    wanted = about.Export(layer=BUILDINGS, asked=query.ItemsQuery(**asked), about=one, count=rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"data.{BY_CODE[code].extension}")
        export.write(code, wanted, path)
        return path.stat().st_size

rows = int(sys.argv[1])
for code in BY_CODE:
    made(code, rows, equals={"floors": 3, "valid_from": "2000-01-04"})
told = {}
for code in BY_CODE:
    before = peak()
    told[code] = {"bytes": made(code, rows), "growth": peak() - before}
print(json.dumps(told))
"""


@pytest.mark.django_db(transaction=True)
def test_two_hundred_thousand_rows_take_no_more_memory_than_a_few(building):
    building()
    with connection.cursor() as cursor:
        cursor.execute(FOOTPRINTS, [ROWS - 1])
    assert Building.objects.count() == ROWS
    address = urlsplit(os.environ["DATABASE_URL"])
    database = address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    done = subprocess.run(
        [sys.executable, "-c", CALL, str(ROWS)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for code, one in told.items():
        assert one["bytes"] > 10_000_000
        most = MOST_GROWTH_OF_INDEX_MB if code == "fgb" else MOST_GROWTH_MB
        assert one["growth"] < most, told
