"""Prints what the database of DATABASE_URL lacks, one word a line: migrate, demo, land.

Ends with a sentence when the database cannot be used. Asks PostgreSQL directly: Django alone
would take longer to start than all of this takes.
"""

import os
import sys

import psycopg
from devdb import ROOT
from postgres import die

OLDEST_POSTGIS = 3
# The last two come with PostgreSQL (postgresql-contrib), and who owns the database may add them.
EXTENSIONS = ("postgis", "btree_gist", "unaccent")


def check_extensions(connection: psycopg.Connection) -> None:
    """End with a sentence unless each is there, or can be added, and PostGIS is new enough."""
    found = {
        name: (available, installed)
        for name, available, installed in connection.execute(
            "SELECT name, default_version, installed_version FROM pg_available_extensions"
        )
    }
    absent = [name for name in EXTENSIONS if name not in found]
    if absent:
        die(f"DATABASE_URL: the server has no {' and no '.join(absent)}: install it there")
    version = found["postgis"][1] or found["postgis"][0]
    if int(version.split(".")[0]) < OLDEST_POSTGIS:
        die(f"DATABASE_URL: PostGIS {version} is too old: {OLDEST_POSTGIS} or newer is needed")
    lacking = [name for name in EXTENSIONS if not found[name][1]]
    try:
        for name in lacking:
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    except psycopg.errors.InsufficientPrivilege:
        run = "; ".join(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in lacking)
        die(
            f"DATABASE_URL: this account may not add {', '.join(lacking)}. Let an administrator "
            f"run {run} in the database {connection.info.dbname}."
        )


def lacks_migrations(connection: psycopg.Connection) -> bool:
    """Whether a migration of ours was not applied."""
    if not has_table(connection, "django_migrations"):
        return True
    applied = set(connection.execute("SELECT app, name FROM django_migrations"))
    return any(
        (path.parent.parent.name, path.stem) not in applied
        for path in ROOT.glob("*/migrations/0*.py")
    )


def has_table(connection: psycopg.Connection, table: str) -> bool:
    return connection.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,)


def has_rows(connection: psycopg.Connection, *tables: str) -> bool:
    """Whether any of our own `tables` holds a row."""
    union = " OR ".join(f"EXISTS (SELECT FROM {table})" for table in tables)
    return connection.execute(f"SELECT {union}").fetchone() == (True,)


def needs(connection: psycopg.Connection) -> list[str]:
    """What is lacking; nothing else can be known before the tables are there."""
    check_extensions(connection)
    if lacks_migrations(connection):
        return ["migrate"]
    found = []
    if not has_rows(connection, "spatial_municipality", "spatial_housingarea", "spatial_building"):
        found.append("demo")
    if not has_rows(connection, "spatial_land"):
        found.append("land")
    return found


def main() -> None:
    url = os.environ["DATABASE_URL"].replace("postgis://", "postgresql://", 1)
    try:
        psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # its text would show the password
        die("DATABASE_URL is not like postgresql://user:password@host:5432/database")
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
            sys.stdout.writelines(f"{word}\n" for word in needs(connection))
    except psycopg.Error as error:  # its text names host, port and database, never the password
        die(f"DATABASE_URL: {str(error).strip()}")


if __name__ == "__main__":
    main()
