#!/usr/bin/env python3
"""The project's private PostGIS cluster: start [--fast] | stop | status | dsn | settings.

Standard library only, since it runs before anything is installed. The cluster lies in
DATA_DIR/pg and listens on a unix socket alone: no port to be taken, no password to leak.
"""

import contextlib
import fcntl
import getpass
import hashlib
import os
import pwd
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from postgres import Account, die, programs, run

ROOT = Path(__file__).resolve().parent.parent
NAME = "omraadekortet"
PORT = "5432"  # only names the socket file: nothing listens on TCP
FREE_BYTES_NEEDED = 200 << 20  # initdb plus PostGIS measured: 60 MB was not enough, 260 MB was
SHARED_MEMORY_HELD = "pre-existing shared memory block"

SETTINGS = """
listen_addresses = ''
max_connections = 60
shared_buffers = 512MB
effective_cache_size = 2GB
work_mem = 32MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
wal_compression = on
random_page_cost = 1.1
jit = off
logging_collector = off
"""
# A test cluster may lose its data in a power cut, so it need not wait for the disk.
FAST_SETTINGS = (
    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nshared_buffers = 128MB\n"
)


def data_dir() -> Path:
    """The folder of this instance: DATA_DIR, or .data beside the program."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()


def short_hash(path: Path) -> str:
    """Ten characters that stand for `path` where a name must be short."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


class Cluster:
    """One cluster, found by its DATA_DIR."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.account = Account()
        self.location = data / "pg.location"
        # Exists while the cluster is to stop with the last program that uses it.
        self.borrowed = data / "cluster.borrowed"

    # -- where things are --------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Folder of the cluster; asked each time, since another start may just have placed it."""
        return (
            Path(self.location.read_text().strip()) if self.location.exists() else self.data / "pg"
        )

    def socket(self) -> Path:
        """Folder of the socket, made when missing.

        Below /tmp, since a socket's path has at most 107 bytes; never XDG_RUNTIME_DIR, which
        one user's shell has and the same user's cron has not.
        """
        folder = Path("/tmp") / f"{NAME}-{os.getuid()}-{short_hash(self.data)}"
        folder.mkdir(mode=0o700, exist_ok=True)
        owners = {os.getuid()}
        if os.getuid() == 0:
            owners.add(self.account.postgres.pw_uid)
        if folder.is_symlink() or folder.lstat().st_uid not in owners:
            die(f"{folder} belongs to somebody else")
        return folder

    def dsn(self) -> str:
        """The address of the database, as DATABASE_URL spells it."""
        return f"postgresql://{NAME}@/{NAME}?host={self.socket()}&port={PORT}"

    def place(self) -> None:
        """Move the cluster out of a folder that the account `postgres` cannot enter."""
        if not self.account.owner or self.location.exists() or (self.path / "PG_VERSION").exists():
            return
        if run([*self.account.prefix, "test", "-x", self.data]).returncode == 0:
            return
        path = Path("/var/lib") / NAME / short_hash(self.data) / "pg"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.account.take(path.parent)
        self.location.write_text(f"{path}\n")

    # -- state -------------------------------------------------------------------------

    def recorded(self) -> int:
        """The number in the pid file, or 0."""
        try:
            return int((self.path / "postmaster.pid").read_text().split("\n", 1)[0])
        except (ValueError, OSError):
            return 0

    def pid(self) -> int | None:
        """Our postmaster's pid. The pid file is never believed alone.

        After a reboot its number may be another program's, which `pg_ctl stop` would kill.
        """
        number = self.recorded()
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return None
        ours = Path(os.fsdecode(words[0])).name == "postgres" and os.fsencode(self.path) in words
        return number if ours else None

    def psql(self, database: str, statement: str) -> str:
        """What psql prints for `statement`, without headings."""
        done = run(
            [programs(self.path) / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", self.socket()]
            + ["-p", PORT, "-U", NAME, "-d", database, "-c", statement],
            env={**os.environ, "PGCONNECT_TIMEOUT": "10", "LC_ALL": "C"},
        )
        if done.returncode:
            die(f"{statement}: {done.stdout}")
        return done.stdout.strip()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Alone among those who start or stop this cluster."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "cluster.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    # -- steps -------------------------------------------------------------------------

    def create(self, *, fast: bool) -> None:
        """Make the cluster beside its place and rename it: never a half-made one."""
        if shutil.disk_usage(self.path.parent).free < FREE_BYTES_NEEDED:
            die(f"less than {FREE_BYTES_NEEDED >> 20} MiB free under {self.path.parent}")
        new = self.path.parent / "pg.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self.account.take(new)
        made = run(
            [*self.account.prefix, programs(self.path) / "initdb", "-D", new, "-U", NAME]
            + ["-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"]
            + ["--auth-local=peer", "--auth-host=reject", *(["--no-sync"] if fast else [])]
        )
        if made.returncode:
            shutil.rmtree(new, ignore_errors=True)
            die(f"initdb failed:\n{made.stdout}")
        users = {getpass.getuser(), pwd.getpwuid(os.getuid()).pw_name}
        if os.getuid() == 0:
            users |= {"postgres", "root"}
        (new / "pg_hba.conf").write_text(
            "local all all peer map=own\nlocal replication all peer map=own\n"
        )
        (new / "pg_ident.conf").write_text("".join(f"own {u} {NAME}\n" for u in sorted(users)))
        with (new / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS + (FAST_SETTINGS if fast else ""))
        new.rename(self.path)

    def launch(self) -> None:
        """Start the server on a cluster that has none running."""
        # Left by a kill -9 or a reboot; we hold the lock, and pid() knows no server of ours.
        if Path(f"/proc/{self.recorded()}").exists():
            (self.path / "postmaster.pid").unlink(missing_ok=True)  # another program's number
        for stale in self.socket().glob(".s.PGSQL.*"):
            stale.unlink()
        log = self.path / "server.log"
        for _ in range(30):
            started = run(
                [*self.account.prefix, programs(self.path) / "pg_ctl", "-D", self.path, "-l", log]
                + ["-w", "-t", "60", "-o", f"-k {self.socket()} -p {PORT}", "start"]
            )
            tail = "".join(log.open(errors="replace").readlines()[-8:]) if log.exists() else ""
            if started.returncode == 0:
                return
            # After a kill -9, back ends still in a query hold the memory until they notice.
            if SHARED_MEMORY_HELD not in tail:
                break
            time.sleep(1)
        die(f"the database did not start:\n{started.stdout}{tail}")

    def prepare(self) -> None:
        """The database and its extension, at the version that is installed."""
        if not self.psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"):
            self.psql("postgres", f"CREATE DATABASE {NAME} TEMPLATE template0")
        installed = self.psql(
            NAME,
            "SELECT e.extversion = a.default_version FROM pg_extension e "
            "JOIN pg_available_extensions a ON a.name = e.extname WHERE e.extname = 'postgis'",
        )
        if installed == "":
            self.psql(NAME, "CREATE EXTENSION postgis")
        elif installed == "f":
            self.psql(NAME, "ALTER EXTENSION postgis UPDATE")

    # -- commands ----------------------------------------------------------------------

    def start(self, *, fast: bool = False) -> bool:
        """Make the cluster run, from whatever state; whether it had to be started."""
        with self.locked():
            self.place()
            programs(self.path)  # or say that none fits, before anything is made
            if not (self.path / "PG_VERSION").exists():
                self.create(fast=fast)
            running = self.pid() is not None
            if not running:
                self.account.take(self.socket())
                self.launch()
            self.prepare()
        return not running

    def stop(self) -> bool:
        """Stop the cluster; whether it ran."""
        if self.pid() is None:
            return False
        with self.locked():
            self.borrowed.unlink(missing_ok=True)
            if self.pid() is None:
                return False
            done = run(
                [*self.account.prefix, programs(self.path) / "pg_ctl", "-D", self.path]
                + ["stop", "-m", "fast", "-w", "-t", "60"]
            )
            if done.returncode:
                die(done.stdout)
            shutil.rmtree(self.socket())
        return True

    @contextlib.contextmanager
    def borrow(self, *, fast: bool = False) -> Iterator[str]:
        """Yield the address of the running cluster; the last borrower stops it.

        A cluster started by hand is left running. A borrower holds a shared lock, which the
        kernel drops even after a kill -9, so that the next one to leave turns off the light.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "cluster.users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            if self.pid() is None:
                self.borrowed.touch()
            try:
                self.start(fast=fast)
                yield self.dsn()
            finally:
                if self.borrowed.exists() and alone(users.fileno()):
                    self.stop()


def alone(lock: int) -> bool:
    """Whether nobody else holds the lock that we share; it is then ours alone."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main(words: list[str]) -> None:
    cluster = Cluster(data_dir())
    match words:
        case ["start"] | ["start", "--fast"]:
            started = cluster.start(fast="--fast" in words)
            cluster.borrowed.unlink(missing_ok=True)  # by hand: nobody but the caller stops it
            print("started" if started else "running")
        case ["stop"]:
            print("stopped" if cluster.stop() else "not running")
        case ["status"]:
            pid = cluster.pid()
            print(f"running, pid {pid}" if pid else "not running")
            sys.exit(0 if pid else 3)
        case ["dsn"]:
            print(cluster.dsn())
        case ["settings"]:
            print(SETTINGS)
        case _:
            die(f"{' '.join(words)!r} is none of start [--fast], stop, status, dsn, settings")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except OSError as error:  # a full disk, a folder that may not be written
        die(str(error))
