"""Outlines of housing areas. An area keeps its identity: outlines are added to it in time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from psycopg import sql

from spatial.errors import BadInput, BadRow
from spatial.importing import places
from spatial.importing.delivery import Delivery, Wishes, opened
from spatial.importing.fields import Field, municipality_code, text
from spatial.importing.swap import Origin, Report, drop_duplicates, importing, swap, temporary
from spatial.law.rules import CATEGORIES_FROM
from spatial.models import AreaBoundary, AreaName, BoundaryMethod, HousingArea
from spatial.models.membership import LARGEST_SHARE
from spatial.models.names import comparable, slug

FIELDS = (
    Field(
        name="name",
        known_as=("delomraade", "omraadenavn", "boligomraade", "navn", "name", "area")
        + ("omraade", "område", "byomraade"),
        parse=text(120),
        required=True,
    ),
    Field(
        name="municipality_code",
        known_as=("kommunekode", "komkode", "municipality_code"),
        parse=municipality_code,
    ),
)
FIRST_DAY = min(CATEGORIES_FROM)  # an outline holds for all lists unless told

_PLACED = f"""
UPDATE staging o SET municipality_code = (SELECT code FROM ({LARGEST_SHARE}) largest)
WHERE o.municipality_code IS NULL
"""  # noqa: S608  constants
_OVERLAPS = """
SELECT s.row, b.area_id
FROM staging s JOIN spatial_areaboundary b ON ST_Intersects(b.geometry, s.geometry)
WHERE s.row = ANY(%s) AND b.area_id = ANY(%s)
GROUP BY s.row, b.area_id
ORDER BY max(ST_Area(ST_Intersection(b.geometry, s.geometry))) DESC, s.row, b.area_id
"""
_BETTER_THERE = """
SELECT s.row, b.method FROM matched m
JOIN staging s USING (row)
JOIN spatial_areaboundary b USING (area_id)
WHERE array_position(%(methods)s::text[], b.method::text)
      < array_position(%(methods)s::text[], %(method)s)
GROUP BY s.row, b.method ORDER BY s.row
"""
# The new outline ends where the area's next one begins.
_BOUNDARIES = """
SELECT s.row, m.area_id, s.geometry, %(method)s AS method, %(precision)s::integer AS precision_m,
       %(from)s::date AS valid_from, CASE WHEN %(in_time)s THEN (
           SELECT min(b.valid_from) - 1 FROM spatial_areaboundary b
           WHERE b.area_id = m.area_id AND b.valid_from > %(from)s
       ) END AS valid_to, %(source)s AS source
FROM staging s JOIN matched m USING (row)
"""
_END_FORMER = """
UPDATE spatial_areaboundary b SET valid_to = n.valid_from - 1 FROM boundary n
WHERE b.area_id = n.area_id AND b.valid_from < n.valid_from
  AND (b.valid_to IS NULL OR b.valid_to >= n.valid_from)
"""


def read(path: Path, wishes: Wishes) -> Delivery:
    """The file's outlines, one row per area. Raises BadInput."""
    return opened(path, FIELDS, wishes)


def replace(
    delivery: Delivery,
    origin: Origin,
    *,
    method: str = BoundaryMethod.SKETCH,
    precision_m: int | None = None,
    municipality: str | None = None,
    valid_from: date | None = None,
) -> Report:
    """Give the areas of these names these outlines; areas not known yet are made.

    Without `valid_from` an outline takes the place of all the area had, for all lists; with it,
    the former one ends the day before. A better method is not replaced. Raises BadInput.
    """
    if valid_from and valid_from > timezone.localdate():
        raise BadInput(f"{valid_from} is in the future: an outline is shown from its import on.")
    with importing("areas", delivery, origin) as (cursor, report):
        drop_duplicates(cursor, report, "name", "municipality_code")
        _place(cursor, report, municipality)
        _match(cursor, report, origin, valid_from or FIRST_DAY)
        if valid_from is None:
            _leave_better(cursor, report, method)
        report.taken = temporary(
            cursor,
            "boundary",
            _BOUNDARIES,
            {
                "method": method,
                "precision": precision_m,
                "from": valid_from or FIRST_DAY,
                "in_time": valid_from is not None,
                "source": origin.code,
            },
        )
        cursor.execute(_END_FORMER)
        whole = "false" if valid_from else "t.area_id IN (SELECT area_id FROM boundary)"
        changes = swap(
            cursor,
            AreaBoundary._meta.db_table,
            "boundary",
            key=("area_id", "valid_from"),
            columns=("geometry", "method", "precision_m", "valid_to", "source"),
            scope=sql.SQL(whole),
        )
        report.notes.append(f"Boundaries: {changes}")
        places.assign_buildings(cursor)
    return report


def _place(cursor: CursorWrapper, report: Report, municipality: str | None) -> None:
    """Fill in the municipality: as told, else by the largest share of the outline."""
    if municipality:
        cursor.execute(
            "UPDATE staging SET municipality_code = %s WHERE municipality_code IS NULL",
            [municipality],
        )
    cursor.execute(_PLACED)
    if cursor.rowcount:
        report.notes.append(f"Municipality by the largest share of its outline: {cursor.rowcount}.")
    cursor.execute("DELETE FROM staging WHERE municipality_code IS NULL RETURNING row")
    report.rejected += [
        BadRow(row, "it lies in no municipality that is known: say which with --municipality")
        for (row,) in cursor.fetchall()
    ]


def _match(cursor: CursorWrapper, report: Report, origin: Origin, start: date) -> None:
    """Find the area of each row by name within the municipality, or make it: table `matched`."""
    known = defaultdict(set)
    for code, area_id, name in AreaName.objects.values_list(
        "area__municipality_code", "area_id", "name"
    ):
        known[code, comparable(name)].add(area_id)
    cursor.execute("SELECT row, name, municipality_code FROM staging ORDER BY row")
    rows = cursor.fetchall()
    wanted = defaultdict(list)
    for row, name, code in rows:
        wanted[code, comparable(name)].append(row)
    matched = {}
    for key, numbers in wanted.items():
        matched |= dict(_pairs(cursor, numbers, known[key]))
    new = [one for one in rows if one[0] not in matched]
    for row, name, code in new:
        matched[row] = new_area(name, code, origin, start).pk
    if new:
        report.notes.append(f"Areas: {len(new)} new, {len(rows) - len(new)} known before.")
    temporary(
        cursor,
        "matched",
        "SELECT * FROM unnest(%s::integer[], %s::bigint[]) AS m (row, area_id)",
        [list(matched), list(matched.values())],
    )


def _pairs(cursor: CursorWrapper, rows: list[int], areas: set[int]) -> Iterator[tuple[int, int]]:
    """Row and area of one name, each once: where they overlap most, then as they come."""
    left, free = list(rows), sorted(areas)
    if len(rows) > 1 or len(areas) > 1:
        cursor.execute(_OVERLAPS, [rows, free])
        for row, area in cursor.fetchall():
            if row in left and area in free:
                left.remove(row)
                free.remove(area)
                yield row, area
    yield from zip(left, free, strict=False)


def new_area(name: str, code: str, origin: Origin, start: date) -> HousingArea:
    """An area of this name in the municipality of this code, under a slug that is free."""
    stem = slug(name)[:70] or "omraade"
    taken = set(HousingArea.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 1
    while (free := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    area = HousingArea.objects.create(slug=free, municipality_code=code)
    area.names.create(
        name=name, kind=AreaName.Kind.OFFICIAL, valid_from=start, source_id=origin.code
    )
    return area


def _leave_better(cursor: CursorWrapper, report: Report, method: str) -> None:
    """Refuse rows of areas whose outline was made by a better method."""
    methods = list(BoundaryMethod.values)  # best first
    cursor.execute(_BETTER_THERE, {"methods": methods, "method": str(method)})
    for row, there in cursor.fetchall():
        reason = f"its area has an outline of method {there}: to add one, say --valid-from DATE"
        report.rejected.append(BadRow(row, reason))
        cursor.execute("DELETE FROM matched WHERE row = %s", [row])
