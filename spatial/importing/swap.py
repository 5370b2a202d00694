"""File -> staging table -> the real table, in one transaction: all of it or nothing."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import shapely
from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from psycopg import sql

from spatial.errors import BadInput, BadRow
from spatial.importing.delivery import Delivery, Row
from spatial.models import ImportRun, Source
from spatial.models.area import SRID

# One import at a time: the second waits. The number is of no meaning but must not change.
LOCK = 25832_0001


@dataclass(kw_only=True)
class Report:
    """What became of a file's rows. `notes` are sentences for the operator.

    `left_out` are rows that were taken without a value that could not be used.
    """

    read: int = 0
    taken: int = 0
    repaired: int = 0
    dropped: int = 0
    rejected: list[BadRow] = field(default_factory=list)
    left_out: list[BadRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The Source that the rows will name. `given` holds only what the operator said of it."""

    code: str
    given: dict[str, str] = field(default_factory=dict)

    def save(self, file_name: str) -> None:
        """Make or update the Source; what is not said stays as it is, or unknown."""
        first = {"title": file_name, "reliability": "unverified"} | self.given
        Source.objects.update_or_create(
            code=self.code, defaults=self.given, create_defaults={"code": self.code} | first
        )


@contextmanager
def importing(
    dataset: str, delivery: Delivery, origin: Origin
) -> Iterator[tuple[CursorWrapper, Report]]:
    """A transaction with the file in the table `staging`; gives (cursor, Report).

    `staging` has `row`, `geometry` and one column per field of the delivery. On leaving, the
    ImportRun is recorded; the block sets `report.taken`. Raises BadInput.
    """
    started = timezone.now()
    report = Report()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            take_turn(cursor)
            origin.save(delivery.path.name)
            _stage(cursor, delivery, report)
            if report.read == len(report.rejected):
                first = f": {report.rejected[0]}" if report.rejected else ""
                raise BadInput(f"{delivery.path.name}: not one row can be used{first}")
            yield cursor, report
            record(dataset, delivery.path.name, delivery.checksum(), report, started)
    except IntegrityError as error:
        raise BadInput(f"{delivery.path.name}: {str(error).splitlines()[0]}") from error


def take_turn(cursor: CursorWrapper) -> None:
    """Wait until no other import runs; held until the transaction ends.

    The server looks every 10 s whether we still live: a killed import must not hold others up.
    """
    cursor.execute("SET LOCAL client_connection_check_interval = '10s'")
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def record(dataset: str, name: str, checksum: str, report: Report, started: datetime) -> None:
    ImportRun.objects.create(
        dataset=dataset,
        file_name=name,
        checksum=checksum,
        rows_read=report.read,
        rows_taken=report.taken,
        rows_repaired=report.repaired,
        rows_dropped=report.dropped,
        rejected=[{"row": one.row, "reason": one.reason} for one in report.rejected],
        run_by=getpass.getuser(),
        started_at=started,
    )


def _stage(cursor: CursorWrapper, delivery: Delivery, report: Report) -> None:
    """Fill the temporary table `staging`, and count."""
    columns = [sql.SQL("row integer"), sql.SQL("repaired boolean")]
    columns += [
        sql.SQL("{} {}").format(sql.Identifier(one.name), sql.SQL(one.sql_type))
        for one in delivery.fields
    ]
    columns.append(sql.SQL(f"geometry geometry(MultiPolygon, {SRID})"))
    cursor.execute("DROP TABLE IF EXISTS staging")
    cursor.execute(
        sql.SQL("CREATE TEMPORARY TABLE staging ({}) ON COMMIT DROP").format(
            sql.SQL(", ").join(columns)
        )
    )
    types = ["int4", "bool", *(one.sql_type for one in delivery.fields), "bytea"]
    with cursor.copy("COPY staging FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(types)  # a geometry's binary form is its EWKB, passed as bare bytes
        for row in _with_progress(delivery):
            report.read += 1
            if row.reason:
                report.rejected.append(BadRow(row.number, row.reason))
                continue
            report.left_out += [BadRow(row.number, reason) for reason in row.left_out]
            report.repaired += row.repaired
            shape = shapely.to_wkb(shapely.set_srid(row.shape, SRID), include_srid=True)
            copy.write_row((row.number, row.repaired, *row.values, shape))
    cursor.execute("ANALYZE staging")


def _with_progress(delivery: Delivery) -> Iterator[Row]:
    """The rows; on a terminal with a line that counts them."""
    if not sys.stderr.isatty():
        yield from delivery.rows()
        return
    for count, row in enumerate(delivery.rows(), 1):
        if count % 1000 == 0 or count == delivery.total:
            done = count / delivery.total if delivery.total else 0
            bar = f"[{'█' * int(30 * done):30}] {done:4.0%} " if delivery.total else ""
            sys.stderr.write(f"\r{bar}{count:,} rows")
        yield row
    sys.stderr.write("\n")


def temporary(cursor: CursorWrapper, name: str, query: str, params: object = None) -> int:
    """Make the table `name` from a query, until the transaction ends. Gives its rows' number."""
    table = sql.Identifier(name)
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
    head = sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS ").format(table)
    cursor.execute(head + sql.SQL(query), params)
    rows = cursor.rowcount
    cursor.execute(sql.SQL("ANALYZE {}").format(table))
    return rows


def drop_duplicates(cursor: CursorWrapper, report: Report, *same: str) -> None:
    """Of rows with equal outlines and equal columns `same`, only the first stays."""
    cursor.execute(
        sql.SQL(
            "DELETE FROM staging s USING (SELECT row, row_number() OVER (PARTITION BY "
            "{} ORDER BY row) AS place FROM staging) d WHERE d.row = s.row AND d.place > 1"
        ).format(sql.SQL(", ").join(map(sql.Identifier, ("geometry", *same))))
    )
    report.dropped += cursor.rowcount


def swap(
    cursor: CursorWrapper,
    table: str,
    new: str,
    *,
    key: tuple[str, ...],
    columns: tuple[str, ...],
    scope: sql.Composable,
    at_first: tuple[str, ...] = (),
) -> str:
    """Make the rows of `table` within `scope` equal to the table `new`; equal rows keep their id.

    `scope` is a condition on `table`, named t. The columns `at_first` are written with a new row
    and then left alone. Gives a sentence with the counts.
    """

    def listed(names: tuple[str, ...], prefix: str = "") -> sql.Composable:
        return sql.SQL(", ").join(sql.SQL(prefix + "{}").format(sql.Identifier(n)) for n in names)

    parts = {
        "table": sql.Identifier(table),
        "new": sql.Identifier(new),
        "scope": scope,
        # Plain equality, which can be hashed: no column of a key is ever NULL.
        "same": sql.SQL("({}) = ({})").format(listed(key, "t."), listed(key, "n.")),
        "columns": listed(columns),
        "old_values": listed(columns, "t."),
        "new_values": listed(columns, "n."),
        "all": listed((*key, *columns, *at_first)),
        "all_new": listed((*key, *columns, *at_first), "n."),
    }
    # Without statistics 200,000 equal rows are compared in nested loops: minutes, not seconds.
    cursor.execute(sql.SQL("ANALYZE {table}").format(**parts))
    counts = []
    for statement in (
        "DELETE FROM {table} t WHERE {scope} AND NOT EXISTS (SELECT FROM {new} n WHERE {same})",
        "UPDATE {table} t SET ({columns}) = ROW({new_values}) FROM {new} n "
        "WHERE {same} AND ({old_values}) IS DISTINCT FROM ({new_values})",
        "INSERT INTO {table} ({all}) SELECT {all_new} FROM {new} n "
        "WHERE NOT EXISTS (SELECT FROM {table} t WHERE {same}) ORDER BY n.row",
    ):
        cursor.execute(sql.SQL(statement).format(**parts))
        counts.append(cursor.rowcount)
    removed, changed, added = counts
    return f"{added} new, {changed} changed, {removed} removed, the others as they were."
