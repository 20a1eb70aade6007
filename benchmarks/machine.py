"""What was measured on: without it the numbers say nothing."""

import json
import os
import platform
import subprocess
import time
from pathlib import Path

import psutil
import psycopg
from playwright.async_api import async_playwright

from benchmarks.lighthouse import HERE
from bessai_berinta.ops.processes import marked
from tests.e2e import browser


def describe(chromium: Path, database_url: str) -> list[str]:
    """Name processor, system, PostgreSQL, Chromium and Lighthouse, one a line."""
    return [
        *hardware(database_url),
        _chromium(chromium),
        f"Lighthouse {_lighthouse()}, mobile, simulated slow 4G and processor",
    ]


def hardware(database_url: str) -> list[str]:
    """Name processor, system and PostgreSQL."""
    memory = psutil.virtual_memory().total / 2**30
    return [
        f"{os.cpu_count()} × {_processor()}, {memory:.0f} GiB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}",
        f"PostgreSQL {_postgres(database_url)}",
    ]


def settle(seconds: float = 30.0, idle_percent: float = 75.0) -> bool:
    """Wait until the processor is nearly idle; False when it is not in ``seconds``.

    Blocking times measured beside other work measure that work too.
    """
    deadline = time.monotonic() + seconds
    while psutil.cpu_percent(interval=1.0) > 100.0 - idle_percent:
        if time.monotonic() > deadline:
            return False
    return True


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _postgres(url: str) -> str:
    with psycopg.connect(url) as connection:
        number = connection.info.server_version
    return f"{number // 10_000}.{number % 10_000}"


def _chromium(path: Path) -> str:
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _lighthouse() -> str:
    return str(json.loads((HERE / "package.json").read_text())["dependencies"]["lighthouse"])


def memory(mark: str, value: str) -> float:
    """Give the resident memory in bytes of the server processes marked so."""
    servers = [process for process in marked(mark, value) if "granian" in process.cmdline()]
    return float(sum(process.memory_info().rss for process in servers))


async def installability_errors(url: str, chromium: Path, profile: Path) -> list[str]:
    """Ask Chromium what keeps ``url`` from being installed; empty when nothing does."""
    async with async_playwright() as playwright:
        # A profile on disk: a private window may install nothing.
        context = await playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=browser.FLAGS
        )
        page = await context.new_page()
        await page.goto(url)
        await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        devtools = await context.new_cdp_session(page)
        answer = await devtools.send("Page.getInstallabilityErrors")
        await context.close()
    return [str(error["errorId"]) for error in answer["installabilityErrors"]]
