"""PostgreSQL's programs: where they are, and as whom they run. Standard library only."""

import functools
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn


def die(message: str) -> NoReturn:
    """End with one sentence for a person."""
    sys.exit(f"omraadekortet: {message}")


def run(
    command: list[object], *, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run to the end, output kept. In a session of its own, so that a Ctrl-C meant for us
    never reaches a database that is just being started or stopped."""
    return subprocess.run(
        [str(part) for part in command],
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
        env=env,
    )


def with_postgis() -> dict[str, Path]:
    """Folders of the installed PostgreSQL programs that know PostGIS, by major version."""
    return {
        folder.parent.name: folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if Path("/usr/share/postgresql", folder.parent.name, "extension/postgis.control").exists()
    }


def programs(cluster: Path) -> Path:
    """Folder of the programs for the cluster in `cluster`, or of the newest when it is not made."""
    found = with_postgis()
    if not found:
        die("no PostgreSQL with PostGIS is installed: run tools/deps.sh")
    version = cluster / "PG_VERSION"
    if not version.exists():
        return found[max(found, key=int)]
    wanted = version.read_text().strip()
    if wanted not in found:
        die(
            f"the cluster in {cluster} was made by PostgreSQL {wanted}, which is not installed "
            f"with PostGIS (found: {', '.join(found)}). Install postgresql-{wanted}-postgis-3, "
            f"or see 'Upgrade' in docs/operations.md."
        )
    return found[wanted]


class Account:
    """How to run PostgreSQL's programs, which refuse uid 0.

    As root, a user namespace is tried first: files stay root's and nothing is moved. Where
    it is not allowed (a chroot, a container) the account `postgres` runs them and owns them.
    """

    @functools.cached_property
    def postgres(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwnam("postgres")
        except KeyError:
            die("no account 'postgres', as PostgreSQL is not installed: run tools/deps.sh")

    @functools.cached_property
    def namespace(self) -> list[str]:
        """The command that maps root to `postgres`, or nothing where that is not allowed."""
        ids = [f"--map-user={self.postgres.pw_uid}", f"--map-group={self.postgres.pw_gid}"]
        command = ["unshare", "-U", *ids, "--"]
        allowed = shutil.which("unshare") and run([*command, "true"]).returncode == 0
        return command if allowed else []

    @property
    def prefix(self) -> list[str]:
        """What goes before the command line of a program of PostgreSQL's."""
        if os.getuid() != 0:
            return []
        ids = [f"--reuid={self.postgres.pw_uid}", f"--regid={self.postgres.pw_gid}"]
        return self.namespace or ["setpriv", *ids, "--clear-groups", "--"]

    @property
    def owner(self) -> tuple[int, int] | None:
        """Who must own the cluster's files, if not we."""
        if os.getuid() != 0 or self.namespace:
            return None
        return self.postgres.pw_uid, self.postgres.pw_gid

    def take(self, path: Path) -> None:
        """Give `path` to the account that runs PostgreSQL."""
        if self.owner:
            os.chown(path, *self.owner)
