"""Whether a TCP port is free, and who has it. Standard library only."""

import contextlib
import errno
import socket
from pathlib import Path

from postgres import die

LISTENING = "0A"  # the state in /proc/net/tcp


def check_free(host: str, port: int) -> None:
    """End with a sentence when nothing can listen on `port` of `host`."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            die(f"port {port} is taken by {holder(port)}: choose another with --port N")
        if error.errno == errno.EACCES:
            die(f"port {port} needs root: choose another with --port N, above 1023")
        die(f"HOST={host} is no address of this machine ({error.strerror})")


def holder(port: int) -> str:
    """The program that listens on `port`, as far as we may know."""
    sockets = {f"socket:[{inode}]" for inode in listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # another user's, or gone by now
            if any(str(handle.readlink()) in sockets for handle in (process / "fd").iterdir()):
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return "another program"


def listening_inodes(port: int) -> set[str]:
    """Inodes of the sockets that listen on `port`."""
    found = set()
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
                _, local, _, state, _, _, _, _, _, inode, *_ = line.split()
                if state == LISTENING and int(local.rsplit(":", 1)[1], 16) == port:
                    found.add(inode)
    return found
