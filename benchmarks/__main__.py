"""``make bench``: measure, print a table in Markdown, fail when a budget is missed."""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bessai_berinta.settings import ROOT
from tests.e2e import browser
from tests.e2e.site import MARK, Site, running

from . import blank, lighthouse, machine
from .budgets import METRICS, missed

PAGES = ("/", "/en/", "/lapor/baru")
BLANK = "Reflex blank"
RUNS = 5
Numbers = Mapping[str, Mapping[str, float]]


def measure(urls: Mapping[str, str], chromium: Path) -> dict[str, dict[str, float]]:
    """Measure every address RUNS times, in turns, so that a slow moment hits them alike."""
    results: dict[str, list[dict[str, float]]] = {name: [] for name in urls}
    for turn in range(RUNS):
        for name, url in urls.items():
            quiet = "" if machine.settle() else " (the machine is busy: times will be too long)"
            print(f"  {turn + 1}/{RUNS} {name}{quiet}", file=sys.stderr, flush=True)
            results[name].append(lighthouse.run(url, chromium))
    return {name: lighthouse.median(runs) for name, runs in results.items()}


def table(numbers: Numbers) -> list[str]:
    """Lay the numbers out as a Markdown table, one column a page."""
    names = list(numbers)
    head = ["", *(f"`{name}`" if name != BLANK else name for name in names), "Budget"]
    rows = [
        [metric.title, *(metric.shown(numbers[name][metric.name]) for name in names), metric.limit]
        for metric in METRICS
    ]
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def report(numbers: Numbers, site: Site, chromium: Path, before: float) -> list[str]:
    """Print everything; give the budgets that are missed."""
    with tempfile.TemporaryDirectory(prefix="bessai-profile-") as profile:
        errors = asyncio.run(machine.installability_errors(site.at("/"), chromium, Path(profile)))
    after = machine.memory(MARK, site.mark)
    print("\n".join(f"- {line}" for line in machine.describe(chromium, site.database_url)))
    speed = statistics.median(numbers[page][lighthouse.SPEED] for page in PAGES)
    print(f"- Median of {RUNS} runs in turns; Lighthouse rates the processor {speed:.0f}\n")
    print("\n".join(table(numbers)))
    print(f"\nInstallability errors: {', '.join(errors) or 'none'}")
    print(f"Server memory: {before / 2**20:.0f} MiB at start, {after / 2**20:.0f} MiB afterwards")
    broken = [line for page in PAGES for line in missed(page, numbers[page])]
    return [*broken, *(f"not installable: {error}" for error in errors)]


def main() -> int:
    chromium = browser.find()
    lighthouse.install()
    template = blank.build()
    folder = ROOT / "var" / "bench"
    with (
        tempfile.TemporaryDirectory(prefix="site-", dir=folder) as place,
        running(Path(place)) as site,
        blank.serving(template) as blank_url,
    ):
        before = machine.memory(MARK, site.mark)
        urls = {page: site.at(page) for page in PAGES} | {BLANK: blank_url}
        broken = report(measure(urls, chromium), site, chromium, before)
    print("\n".join(f"MISSED: {line}" for line in broken) or "\nEvery budget is kept.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
