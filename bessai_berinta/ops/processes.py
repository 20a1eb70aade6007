"""Child processes that start together, are watched together and stop together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import psutil

from bessai_berinta.settings import ROOT

from .trouble import Trouble

STOP_SECONDS = 7.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1


class Stop(BaseException):
    """Someone asked the app to stop."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn the first SIGINT, SIGTERM or SIGHUP into :class:`Stop`; ignore those that follow.

    The stop itself is bounded in time, so an impatient second Ctrl-C must not break it off and
    leave processes behind.
    """

    def ask(_number: int, _frame: FrameType | None) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise Stop

    before = {number: signal.signal(number, ask) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _die_with_parent() -> None:
    """Ask Linux to stop this child when its parent is killed without a chance to clean up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(frozen=True)
class Child:
    name: str
    process: subprocess.Popen[bytes]


class Family:
    """The processes of one running app. Leaving the block stops every one of them."""

    def __init__(self) -> None:
        self._children: list[Child] = []

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    def start(
        self, name: str, command: Sequence[str], env: Mapping[str, str], *, quiet: bool = False
    ) -> None:
        """Start a child in a session of its own: a terminal's Ctrl-C reaches only us, and we
        stop the children in order. A quiet one may print errors only."""
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if quiet else None,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        self._children.append(Child(name, process))

    def check(self) -> None:
        """Raise Trouble when a child has ended by itself."""
        for child in self._children:
            if (code := child.process.poll()) is not None:
                raise Trouble(f"The {child.name} stopped by itself (exit {code}).")

    def wait_until(self, ready: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait for ``ready``; raise Trouble when a child ends or the time is over."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise Trouble(f"The {what} was not ready after {seconds:.0f} seconds.")
            time.sleep(0.1)

    def wait(self) -> None:
        """Wait for ever; ends by :class:`Stop` or by Trouble when a child ends."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop all children, those that refuse by force, with everything they started."""
        for child in self._children:
            with suppress(ProcessLookupError):
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
        for child in self._children:
            _kill_group(child.process)
        self._children.clear()


def _kill_group(leader: subprocess.Popen[bytes], seconds: float = 2.0) -> None:
    """Kill what is left of a child and of all it started; wait until it is gone."""
    deadline = time.monotonic() + seconds
    with suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < deadline:
            os.killpg(leader.pid, signal.SIGKILL)
            leader.wait()
            time.sleep(0.01)


def marked(variable: str, value: str) -> list[psutil.Process]:
    """Find every process that runs with ``variable=value`` in its environment."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(variable) == value:
                found.append(process)
    return found
