"""Child processes that never outlive us, and the signals that ask us to stop.

Standard library only.
"""

import contextlib
import ctypes
import signal
import subprocess
import sys
import tempfile
from types import FrameType

from postgres import die

# SIGHUP: the terminal was closed.
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1  # linux/prctl.h
_libc = ctypes.CDLL(None)


def say(message: str) -> None:
    """One line for the person at the terminal, who may have closed it."""
    with contextlib.suppress(OSError):
        print(message, flush=True)


def die_with_parent() -> None:
    """In a new child: have the kernel end it when its parent is killed."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Children:
    """Starts children one at a time, and hands a stop signal on to the one that runs.

    Signals never interrupt our own code: `asked` is looked at between two steps, so that a
    database is not left half started.
    """

    def __init__(self) -> None:
        self.asked = False
        self._child: subprocess.Popen[bytes] | None = None
        self._shares_terminal = False
        for number in STOP_SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:  # as nohup sets it
                signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        # Ctrl-C has already reached a child at our terminal; twice would cut its clean-up short.
        if self._child and not (self._shares_terminal and number == signal.SIGINT):
            self._child.send_signal(number)

    def run(self, command: list[str]) -> int:
        """Run `command` at our terminal to its end; its exit status, as a shell gives it."""
        if self.asked:
            return 130
        self._shares_terminal = True
        self._child = subprocess.Popen(command, preexec_fn=die_with_parent)
        status = self._child.wait()
        self._child, self._shares_terminal = None, False
        return status if status >= 0 else 128 - status

    def step(self, what: str, command: list[str]) -> str:
        """Run `command`, quietly unless it fails, after a line that says `what` it does.

        Ends the program when the step fails or somebody asked to stop.
        """
        if what:
            say(f"· {what}")
        with tempfile.TemporaryFile() as output:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
            status = self._child.wait()
            self._child = None
            output.seek(0)
            text = output.read().decode(errors="replace")
        if self.asked:
            sys.exit(0)
        if status:
            print(text.strip(), file=sys.stderr)
            if what:
                die(f"'{what}' failed, in its own words above; run again when that is mended")
            sys.exit(1)
        return text
