"""Make the virtual environment and install pinned packages, only when their list changed.

Runs on the system's Python before anything is installed: standard library only.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
OLDEST = (3, 11)
NEEDED_BYTES = 1_500_000_000


def fail(sentence: str) -> None:
    sys.exit(f"bessai: {sentence}")


def fingerprint(name: str) -> str:
    """Hash a requirements file with all it includes, and the Python they are for."""
    text = (ROOT / name).read_text()
    included = [fingerprint(other) for other in re.findall(r"^-r (\S+)$", text, re.MULTILINE)]
    parts = [text, *included, sys.version, str(FOLDER)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def check_machine() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        fail(f"Python 3.11 or newer is needed, this is {found}; try: make PYTHON=python3.12 ...")
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        fail(f"the disk is too full to install: {free // 10**6} MB free, 1500 MB needed.")
    if not os.access(ROOT, os.W_OK):
        fail(f"the folder {ROOT} cannot be written to.")


def make_environment() -> None:
    """Create the environment; its pip comes from Python's own ensurepip."""
    if (FOLDER / "bin" / "python").exists():
        return
    try:
        venv.create(FOLDER, with_pip=True, clear=FOLDER.exists())
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(FOLDER, ignore_errors=True)
        fail("Python's venv module is incomplete; on Debian: apt-get install python3-venv.")


def install(name: str) -> None:
    """Install the list ``name`` unless exactly this list was installed before."""
    stamp = FOLDER / f"{name}.installed"
    wanted = fingerprint(name)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    check_machine()
    make_environment()
    print(f"Installing {name} (once; takes about a minute)", flush=True)
    command = [FOLDER / "bin" / "python", "-m", "pip", "install", "-qq", "-r", ROOT / name]
    if subprocess.run([*command, "--disable-pip-version-check"]).returncode:
        fail(f"{name} could not be installed; the lines above say why.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    try:
        for requirements in sys.argv[1:]:
            install(requirements)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        fail(f"the virtual environment could not be made: {error.strerror}: {error.filename}")
