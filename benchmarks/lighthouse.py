"""Lighthouse on a phone's budget (its default: slow 4G, a slow processor), several times."""

import json
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli
import httpx

from bessai_berinta.ops import environment
from bessai_berinta.settings import ROOT
from tests.e2e.browser import FLAGS

HERE = Path(__file__).resolve().parent
TOOLS = ROOT / "var" / "bench" / "tools"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
SPEED = "processor"
KINDS = {"Script": "script", "Stylesheet": "style"}


class NotMeasured(RuntimeError):
    """Lighthouse gave no result; the text says why."""


def install() -> None:
    """Install the pinned Lighthouse with the Node of our requirements, once for each lock."""
    lock = HERE / "package-lock.json"
    done = TOOLS / "installed-lock.json"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, TOOLS / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--silent"]
    subprocess.run(command, cwd=TOOLS, env=_environment(), stdin=subprocess.DEVNULL, check=True)
    shutil.copy(lock, done)


def _environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PATH": environment.path(), **extra}


def run(url: str, chromium: Path, tries: int = 3) -> dict[str, float]:
    """Measure ``url`` once, with an empty cache. On a busy machine Chromium may need another try.

    Raises NotMeasured.
    """
    for left in reversed(range(tries)):
        try:
            return _run(url, chromium)
        except NotMeasured:
            if not left:
                raise
    raise AssertionError("unreachable")


def _run(url: str, chromium: Path) -> dict[str, float]:
    report = TOOLS / "report.json"
    report.unlink(missing_ok=True)
    command = [
        "node",
        "node_modules/lighthouse/cli/index.js",
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
    ]
    done = subprocess.run(
        command,
        cwd=TOOLS,
        env=_environment(CHROME_PATH=str(chromium)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
    )
    if done.returncode or not report.exists():
        raise NotMeasured(f"{url}: {done.stderr.strip()[-500:]}")
    return read(json.loads(report.read_text()), inlined_style(url))


def inlined_style(url: str) -> float:
    """Give the bytes of the style that travels inside the page, as compressed as the page."""
    html = httpx.get(url, follow_redirects=True, trust_env=False).text
    return len(brotli.compress("".join(STYLE.findall(html)).encode()))


def read(report: Mapping[str, Any], inlined: float = 0.0) -> dict[str, float]:
    """Take our numbers out of a Lighthouse report: scores of 100, milliseconds, bytes.

    ``inlined`` bytes count as style too: they are already part of the document's.
    """
    if error := report.get("runtimeError"):
        raise NotMeasured(str(error.get("message", error)))
    audits = report["audits"]
    scores = {name: 100 * (report["categories"][name]["score"] or 0) for name in CATEGORIES}
    paints = {name: float(audits[name]["numericValue"]) for name in AUDITS}
    weights = dict.fromkeys([*KINDS.values(), "total"], 0.0)
    for request in audits["network-requests"]["details"]["items"]:
        weights["total"] += request["transferSize"]
        if kind := KINDS.get(request.get("resourceType", "")):
            weights[kind] += request["transferSize"]
    weights["style"] += inlined
    return scores | paints | weights | {SPEED: report["environment"]["benchmarkIndex"]}


def median(runs: list[dict[str, float]]) -> dict[str, float]:
    """Give the median of each number."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}
