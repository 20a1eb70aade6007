"""The frontend: built by Reflex once for each state of its sources, then only served."""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bessai_berinta.settings import ROOT, Settings

from . import environment, preflight
from .trouble import Trouble

WEB = ROOT / ".web"
CLIENT = WEB / "build" / "client"
# Inside the build folder: whoever deletes or replaces the build takes the stamp along.
STAMP = WEB / "build" / "sources.sha256"
SOURCES = ("bessai_berinta", "assets", "rxconfig.py", "requirements.txt", "reflex.lock")
IGNORED = {"__pycache__", "external", "ops"}
NOTES = ROOT / "var"
KEEP_DAYS = 30


def fingerprint() -> str:
    """Hash everything a build depends on: sources and pinned packages.

    No setting is among them: one build serves every address, port and city.
    """
    digest = hashlib.sha256()
    for file in _source_files():
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _source_files() -> Iterator[Path]:
    for name in SOURCES:
        root = ROOT / name
        found = sorted(root.rglob("*")) if root.is_dir() else [root]
        for file in found:
            if file.is_file() and not IGNORED & set(file.relative_to(ROOT).parts):
                yield file


def built() -> str:
    """Give the fingerprint of the build on disk; empty when there is none."""
    return STAMP.read_text() if STAMP.exists() and (CLIENT / "index.html").exists() else ""


def ensure(config: Settings) -> tuple[str, float]:
    """Build unless the build on disk is of these very sources.

    Give its fingerprint and the seconds the build took (0 when nothing was to do).
    """
    with _alone():
        wanted = fingerprint()
        if built() == wanted:
            return wanted, 0.0
        started = time.monotonic()
        preflight.check_tools()
        preflight.check_space(ROOT, preflight.BUILD_BYTES, "build the pages")
        if config.env == "production":
            with _keeping_old_assets(NOTES / "old-assets"):
                _export(config)
        else:
            _export(config)
        # The build may bring reflex.lock/ up to date, which belongs to its sources.
        wanted = fingerprint()
        STAMP.write_text(wanted)
        return wanted, time.monotonic() - started


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time look at and build this checkout's pages."""
    NOTES.mkdir(parents=True, exist_ok=True)
    with (NOTES / "frontend.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _export(config: Settings) -> None:
    log = NOTES / "frontend-build.log"
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment.build(config),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
    if code or not (CLIENT / "index.html").exists():
        raise Trouble(_why(log))


def _why(log: Path) -> str:
    text = log.read_text(errors="replace")
    if "ENOSPC" in text or "No space left on device" in text:
        return "The disk is full: the pages could not be built."
    sys.stderr.write("".join(text.splitlines(keepends=True)[-40:]))
    return f"The pages could not be built; the end of {log} stands above."


@contextmanager
def _keeping_old_assets(store: Path) -> Iterator[None]:
    """Carry the hashed files of earlier builds over into the new one for a month.

    A page opened before an update asks for them later, as does the cache of an installed app.
    """
    assets = CLIENT / "assets"
    if assets.exists():
        shutil.copytree(assets, store, dirs_exist_ok=True)
    yield
    oldest = time.time() - KEEP_DAYS * 86_400
    for file in store.rglob("*") if store.exists() else ():
        target = assets / file.relative_to(store)
        if file.is_dir() or target.exists():
            continue
        if file.stat().st_mtime < oldest:
            file.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
