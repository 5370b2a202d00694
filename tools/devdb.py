#!/usr/bin/env python3
"""The project's private PostGIS cluster: start | stop | status | dsn.

Standard library only, since it runs before anything is installed. The cluster lies in
DATA_DIR/pg and listens on a unix socket alone: no port to be taken, no password to leak.
"""

import contextlib
import fcntl
import getpass
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

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
FAST_SETTINGS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def die(message: str) -> NoReturn:
    sys.exit(f"devdb: {message}")


def data_dir() -> Path:
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()


def short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def run(command: list[object], **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        cwd="/",
        **more,
    )


class Account:
    """How to run PostgreSQL's programs, which refuse uid 0.

    As root, a user namespace is tried first: files stay root's and nothing is moved. Where
    it is not allowed (a chroot, a container) the account `postgres` runs them and owns them.
    """

    def __init__(self) -> None:
        self.prefix: list[str] = []
        self.owner: tuple[int, int] | None = None
        if os.getuid() != 0:
            return
        postgres = pwd.getpwnam("postgres")
        uid, gid = postgres.pw_uid, postgres.pw_gid
        namespace = ["unshare", "-U", f"--map-user={uid}", f"--map-group={gid}", "--"]
        if shutil.which("unshare") and run([*namespace, "true"]).returncode == 0:
            self.prefix = namespace
        else:
            self.prefix = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--"]
            self.owner = (uid, gid)

    def take(self, path: Path) -> None:
        if self.owner:
            os.chown(path, *self.owner)


class Cluster:
    """One cluster, found by its DATA_DIR."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.account = Account()
        self.location = data / "pg.location"
        self.path = (
            Path(self.location.read_text().strip()) if self.location.exists() else data / "pg"
        )

    # -- where things are --------------------------------------------------------------

    def programs(self) -> Path:
        """Folder of the PostgreSQL programs that fit this cluster and know PostGIS."""
        found = {
            folder.parent.name: folder
            for folder in Path("/usr/lib/postgresql").glob("*/bin")
            if Path(
                f"/usr/share/postgresql/{folder.parent.name}/extension/postgis.control"
            ).exists()
        }
        version = self.path / "PG_VERSION"
        if version.exists():
            wanted = version.read_text().strip()
            if wanted not in found:
                die(
                    f"the cluster in {self.path} was made by PostgreSQL {wanted}, which is not "
                    f"installed with PostGIS (found: {', '.join(found) or 'none'}). Install "
                    f"postgresql-{wanted}-postgis-3, or move {self.path} away and import again."
                )
            return found[wanted]
        if not found:
            die("no PostgreSQL with PostGIS found: run tools/deps.sh")
        return found[max(found, key=int)]

    def socket(self) -> Path:
        """Folder of the socket: short, since a socket's path has at most 107 bytes."""
        base = os.environ.get("XDG_RUNTIME_DIR") if os.getuid() else None
        folder = Path(base or "/tmp") / f"{NAME}-{os.getuid()}-{short_hash(self.data)}"
        folder.mkdir(mode=0o700, exist_ok=True)
        owners = {os.getuid()}
        if os.getuid() == 0:
            owners.add(pwd.getpwnam("postgres").pw_uid)
        if folder.is_symlink() or folder.lstat().st_uid not in owners:
            die(f"{folder} belongs to somebody else")
        return folder

    def dsn(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={self.socket()}&port={PORT}"

    def place(self) -> None:
        """Move the cluster out of a folder that the account `postgres` cannot enter."""
        if not self.account.owner or self.location.exists() or (self.path / "PG_VERSION").exists():
            return
        if run([*self.account.prefix, "test", "-x", self.data]).returncode == 0:
            return
        self.path = Path("/var/lib") / NAME / short_hash(self.data) / "pg"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.account.take(self.path.parent)
        self.location.write_text(f"{self.path}\n")
        print(f"devdb: the user postgres cannot enter {self.data}: the database is in {self.path}")

    # -- state -------------------------------------------------------------------------

    def pid(self) -> int | None:
        """Our postmaster's pid. The pid file is never believed alone.

        After a reboot its number may be another program's, which `pg_ctl stop` would kill.
        """
        try:
            number = int((self.path / "postmaster.pid").read_text().split("\n", 1)[0])
            words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        except FileNotFoundError:
            words = []
        except (ValueError, OSError):
            words = []
        program = Path(words[0].decode()).name if words else ""
        if program in ("postgres", "postmaster") and str(self.path).encode() in words:
            return number
        (self.path / "postmaster.pid").unlink(missing_ok=True)
        return None

    def psql(self, database: str, statement: str) -> str:
        done = run(
            [self.programs() / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", self.socket()]
            + ["-p", PORT, "-U", NAME, "-d", database, "-c", statement],
            env={**os.environ, "PGCONNECT_TIMEOUT": "10", "LC_ALL": "C"},
        )
        if done.returncode:
            die(f"{statement}: {done.stdout}")
        return done.stdout.strip()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "devdb.lock").open("w") as lock:
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
            [*self.account.prefix, self.programs() / "initdb", "-D", new, "-U", NAME, "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--auth-local=peer", "--auth-host=reject", "--data-checksums"]
            + ["--no-instructions"]
            + (["--no-sync"] if fast else [])
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
        for stale in self.socket().glob(".s.PGSQL.*"):
            stale.unlink()  # left by a kill -9; we hold the lock and no server of ours runs
        log = self.path / "server.log"
        for _ in range(30):
            started = run(
                [*self.account.prefix, self.programs() / "pg_ctl", "-D", self.path, "-l", log]
                + ["-w", "-t", "60", "-o", f"-k {self.socket()} -p {PORT}", "start"],
                close_fds=True,
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
        """The database and its extensions, at the version that is installed."""
        if not self.psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"):
            self.psql("postgres", f"CREATE DATABASE {NAME} TEMPLATE template0")
        self.psql(NAME, "CREATE EXTENSION IF NOT EXISTS postgis")
        stale = self.psql(
            NAME,
            "SELECT count(*) FROM pg_extension e JOIN pg_available_extensions a "
            "ON a.name = e.extname WHERE e.extversion <> a.default_version "
            "AND e.extname = 'postgis'",
        )
        if stale != "0":
            self.psql(NAME, "ALTER EXTENSION postgis UPDATE")

    # -- commands ----------------------------------------------------------------------

    def start(self, *, fast: bool = False) -> None:
        """Print `started` or `running`: who started it stops it."""
        with self.locked():
            self.place()
            self.account.take(self.socket())
            if not (self.path / "PG_VERSION").exists():
                self.create(fast=fast)
            running = self.pid() is not None
            if not running:
                self.launch()
            self.prepare()
        print("running" if running else "started")

    def stop(self) -> None:
        if not (self.path / "PG_VERSION").exists() or self.pid() is None:
            print("not running")
            return
        done = run(
            [*self.account.prefix, self.programs() / "pg_ctl", "-D", self.path]
            + ["stop", "-m", "fast", "-w", "-t", "60"]
        )
        if done.returncode:
            die(done.stdout)
        print("stopped")

    def status(self) -> None:
        pid = self.pid()
        print(f"running, pid {pid}" if pid else "not running")
        sys.exit(0 if pid else 3)


def main(words: list[str]) -> None:
    cluster = Cluster(data_dir())
    match words:
        case ["start"]:
            cluster.start()
        case ["start", "--fast"]:
            cluster.start(fast=True)
        case ["stop"]:
            cluster.stop()
        case ["status"]:
            cluster.status()
        case ["dsn"]:
            print(cluster.dsn())
        case _:
            die(f"{re.sub(r'[[]|[]]', '', str(words))} is not start [--fast] | stop | status | dsn")


if __name__ == "__main__":
    main(sys.argv[1:])
