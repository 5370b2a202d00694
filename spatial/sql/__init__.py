"""The SQL views behind the published layers, one file each.

They are made anew after every `migrate` from the files as they stand, so that a migration
never has to repeat a view whose table it changes.
"""

from pathlib import Path

from django.db import connections, transaction

VIEWS = ("published_designation", "published_area", "published_plan_measure")


def drop_views(*, using: str, plan: list, **signal) -> None:
    """Before a migration that has work to do: views would hold on to the columns."""
    if plan:
        with connections[using].cursor() as cursor:
            for view in reversed(VIEWS):
                cursor.execute(f"DROP VIEW IF EXISTS {view}")


def create_views(*, using: str, **signal) -> None:
    """Create every view as its file says, in one transaction."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for view in reversed(VIEWS):
            cursor.execute(f"DROP VIEW IF EXISTS {view}")
        for view in VIEWS:
            cursor.execute((Path(__file__).parent / f"{view}.sql").read_text(encoding="utf-8"))
