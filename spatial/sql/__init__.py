"""The SQL views behind the published layers, one file each.

They are made anew after every `migrate` from the files as they stand, so that a migration
never has to repeat a view whose table it changes.
"""

from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

VIEWS = ("newest_boundary", "published_designation", "published_area", "published_plan_measure")


def drop_views(*, using: str, plan: list[Any], **signal: Any) -> None:
    """Before a migration that has work to do: views would hold on to the columns."""
    if plan:
        with connections[using].cursor() as cursor:
            for view in reversed(VIEWS):
                cursor.execute(f"DROP VIEW IF EXISTS {view}")


def create_views(*, using: str, **signal: Any) -> None:
    """Create every view as its file says, in one transaction."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for view in reversed(VIEWS):
            cursor.execute(f"DROP VIEW IF EXISTS {view}")
        for view in VIEWS:
            cursor.execute((Path(__file__).parent / f"{view}.sql").read_text(encoding="utf-8"))


def warm(*, connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """Let a new connection project a point to and fro: PROJ's first use takes 25 ms.

    Where PostGIS is not yet there, in the database that others are made from, nothing happens.
    """
    connection.connection.execute(
        "DO $$ BEGIN"
        " PERFORM ST_Transform(ST_Transform(ST_SetSRID(ST_Point(6e5, 62e5), 25832), 4326), 25832);"
        " EXCEPTION WHEN undefined_function THEN NULL; END $$"
    )
