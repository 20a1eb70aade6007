"""Builds the gallery: an app of its own that shows every component of the design system."""

import shutil
import subprocess
import sys
from pathlib import Path

from bessai_berinta.ops import environment
from bessai_berinta.settings import ROOT, settings

HERE = Path(__file__).resolve().parent


def build(folder: Path) -> Path:
    """Build the gallery below ``folder``; give the folder with the built pages."""
    shutil.copy(HERE / "rxconfig.py", folder)
    shutil.copytree(ROOT / "reflex.lock", folder / "reflex.lock")
    shutil.copytree(ROOT / "assets" / "styles", folder / "assets" / "styles")
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
        cwd=folder,
        env={**environment.build(settings()), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / ".web" / "build" / "client"
