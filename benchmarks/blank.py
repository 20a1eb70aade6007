"""Reflex's own blank template, made, built and served as its users would have it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx

from bessai_berinta.ops import environment
from bessai_berinta.settings import ROOT, settings
from tests.e2e.site import free_ports

SECONDS = 60


def build() -> Path:
    """Make and build the template, once for each version of Reflex."""
    folder = ROOT / "var" / "bench" / f"blank-{version('reflex')}"
    if (folder / ".web" / "build" / "client" / "index.html").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    env = environment.build(settings())
    reflex = [sys.executable, "-m", "reflex"]
    init = ["init", "--template", "blank", "--name", "blank", "--no-agents"]
    for step in (init, ["export", "--frontend-only", "--no-zip"]):
        done = subprocess.run(
            [*reflex, *step], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True
        )
        if done.returncode:
            raise RuntimeError(done.stdout.decode(errors="replace")[-2000:])
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve it by the same recipe as our app; give its address."""
    port = free_ports()
    url = f"http://localhost:{port}"
    env = environment.serve(settings(), "", "blank") | {
        "REFLEX_STATES_WORKDIR": str(folder / ".states")
    }
    command = [sys.executable, "-m", "granian", "--factory", "--interface", "asgi"]
    options = ["--port", str(port), "--log-level", "warning", "blank.blank:app"]
    process = subprocess.Popen(
        [*command, *options],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(url)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def _wait(url: str) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the blank template did not start")
