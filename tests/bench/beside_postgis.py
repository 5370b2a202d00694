"""`./dev bench`: what an answer costs beside the same SQL asked of PostGIS directly.

Makes 200,000 footprints in a database of its own, asks each question of the application (in
this process, without a network) and then runs the statements it sent by themselves, in turn,
and prints the medians with their ratio. Ratios of one run can be compared, times cannot.
"""

import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.utils import timezone

from spatial.models import Building, ImportRun, Source

BUILDINGS = 200_000
ROUNDS = 30
ITEMS = "/api/collections/buildings/items"
QUESTIONS = {
    "bbox of an area": f"{ITEMS}?bbox=718000,6170000,718400,6170400"
    "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832",
    "first page of 1,000": f"{ITEMS}?limit=1000",
    "page behind the 100,000th": f"{ITEMS}?limit=1000&after={{middle}}",
    "one item": f"{ITEMS}/{{middle}}",
    "tile, zoom 14": "/api/collections/buildings/tiles/WebMercatorQuad/14/{row}/{column}",
}
FOOTPRINTS = """
INSERT INTO spatial_building (local_id, geometry, state, source, municipality_code)
SELECT n::text, ST_Multi(ST_MakeEnvelope(x, y, x + 24, y + 11, 25832)), 'existing', 'bench', '0101'
FROM generate_series(1, %s) n,
     LATERAL (SELECT 715000 + n %% 450 * 40 AS x, 6165000 + n / 450 * 40 AS y) place
"""
TILE = """
SELECT floor((1 - ST_Y(p) / 20037508.342789244) / 2 * 16384)::integer,
       floor((1 + ST_X(p) / 20037508.342789244) / 2 * 16384)::integer
FROM (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(720000, 6172000), 25832), 3857) AS p) there
"""


def prepare() -> dict[str, int]:
    """The footprints, made once; and what the questions have to name."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if Building.objects.count() != BUILDINGS:
            Building.objects.all().delete()
            Source.objects.get_or_create(code="bench", title="Bench", reliability="schematic")
            cursor.execute(FOOTPRINTS, [BUILDINGS])
            ImportRun.objects.create(
                dataset="bench",
                rows_read=BUILDINGS,
                rows_taken=BUILDINGS,
                started_at=timezone.now(),
            )
        cursor.execute("VACUUM ANALYZE spatial_building")
        cursor.execute(TILE)
        row, column = cursor.fetchone()
    middle = Building.objects.order_by("pk")[BUILDINGS // 2].pk
    return {"middle": middle, "row": row, "column": column}


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(client: Client, address: str) -> tuple[float, float, int]:
    """Median seconds of the application and of its statements alone, and the answer's bytes."""
    client.get(address)  # counts are kept, so that only the first answer asks for them
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: status {answer.status_code}")
    statements = [query["sql"] for query in sent.captured_queries]

    def alone() -> None:
        with connection.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.encode())
                cursor.fetchall()

    rounds = [(seconds(lambda: client.get(address)), seconds(alone)) for _ in range(ROUNDS)]
    ours, raw = (statistics.median(column) for column in zip(*rounds, strict=True))
    return ours, raw, len(answer.content)


def main() -> None:
    setup_test_environment()
    named = prepare()
    client = Client(headers={"accept": "*/*"})
    lines = [f"{'question':28}{'answer ms':>10}{'SQL ms':>10}{'ratio':>8}{'KB':>8}"]
    for question, address in QUESTIONS.items():
        ours, raw, size = compare(client, address.format(**named))
        lines.append(
            f"{question:28}{ours * 1000:10.2f}{raw * 1000:10.2f}{ours / raw:8.2f}{size / 1000:8.0f}"
        )
    print("\n".join(lines))
