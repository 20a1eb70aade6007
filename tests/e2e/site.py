"""The whole app as ``make run`` starts it, on free ports and with data of its own."""

import os
import random
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bessai_berinta.adapters import postgres
from bessai_berinta.ops import processes
from bessai_berinta.settings import ROOT

MARK = "BESSAI_RUN_MARK"
START_SECONDS = 240
STOP_SECONDS = 10


@dataclass(frozen=True)
class Site:
    """A running app: where its pages, its sign-in provider and its database are."""

    url: str
    provider_url: str
    database_url: str
    log: Path
    mark: str

    def at(self, path: str) -> str:
        return f"{self.url}{path}"


def free_ports() -> int:
    """Find a port that is free together with the one behind it, for the sign-in provider.

    Below the range from which systems take ports for outgoing connections: one of those could
    take ours while the pages are being built.
    """
    while True:
        port = random.randrange(20_000, 32_000, 2)
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def environment(**settings: str) -> dict[str, str]:
    """Give this process's environment with only the named settings, so that no one's own
    ``BESSAI_*`` changes a test."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BESSAI_")}
    return clean | {f"BESSAI_{name.upper()}": value for name, value in settings.items()}


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Site]:
    """Run the app for the length of the block; fail when it leaves a process behind."""
    port, mark = free_ports(), uuid.uuid4().hex
    url = f"http://localhost:{port}"
    log = folder / "app.log"
    data = folder / "var"
    env = environment(port=str(port), data_dir=str(data), run_mark=mark, **settings)
    command = [sys.executable, "-m", "bessai_berinta", "run"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_ready(process, url, log)
        database = settings.get("database_url") or postgres.running(data / "postgres")
        assert database, "the app runs, so its database must"
        yield Site(url, f"http://localhost:{port + 1}", database, log, mark)
    finally:
        seconds = stop(process)
        left = processes.marked(MARK, mark)
        for leftover in left:
            leftover.kill()
    assert seconds < STOP_SECONDS, f"the app took {seconds:.0f} seconds to stop"
    assert not left, f"left behind: {left}"


def wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/readyz", trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    said = log.read_text(errors="replace") or "(it said nothing)"
    raise AssertionError(f"the app did not get ready (exit {process.poll()}):\n{said}")


def stop(process: subprocess.Popen[bytes]) -> float:
    """Ask the app to stop and give the seconds it took; kill it when it takes too long."""
    started = time.monotonic()
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return time.monotonic() - started
