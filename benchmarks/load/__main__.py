"""``python -m benchmarks.load``: measure the reporting service with 200,000 reports."""

import asyncio
import itertools
import random
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import machine
from bessai_berinta.adapters.postgres import embedded
from bessai_berinta.settings import ROOT
from tests.e2e.site import Site, running
from training import examples

from . import fill, http, pages
from .figures import Figure, table

LATENCIES, SECONDS = 200, 10.0
# Every measured request counts as one of the same person; the limit itself is not the subject.
UNLIMITED = {"reports_per_hour": "1000000000"}


def boxes(random_: random.Random) -> Iterator[tuple[float, float, float, float, int]]:
    """Give map views as a phone shows them: some of the whole city, most of a part."""
    while True:
        zoom = random_.choice((12, 13, 14, 15, 16))
        width = 0.22 / 2 ** (zoom - 12)
        lat, lon = random_.uniform(0.08, 0.2), random_.uniform(117.44, 117.53)
        yield lon - width / 2, lat - width / 2, lon + width / 2, lat + width / 2, zoom


def map_views(url: str) -> Iterator[bytes]:
    for *box, zoom in boxes(random.Random(1)):
        view = {"bbox": ",".join(f"{edge:.5f}" for edge in box), "zoom": zoom}
        yield http.get(url, f"/data/lapor/klaster.json?{urlencode(view)}")


def lists(url: str) -> Iterator[bytes]:
    """Ask for pages of the list as people filter it."""
    wishes = (
        {},
        {"kategori": "jalan"},
        {"keadaan": "open"},
        {"hal": "3"},
        {"wilayah": "64.74.01.1003", "kategori": "air"},
        {"keadaan": "late"},
    )
    for wish in itertools.cycle(wishes):
        yield http.get(url, f"/lapor?{urlencode(wish)}", accept="text/html")


def lookups(url: str) -> Iterator[bytes]:
    chance, texts = random.Random(2), examples.read("heldout")
    while True:
        n = chance.randrange(len(texts.texts))
        place = {"lat": chance.uniform(0.1, 0.17), "lon": chance.uniform(117.46, 117.51)}
        wish = {"kategori": texts.codes[n], "uraian": texts.texts[n], **place}
        yield http.get(url, f"/api/v1/lapor/mirip?{urlencode(wish)}")


def post(url: str) -> bytes:
    """Build a report without a photo, new each time."""
    fields = {
        "kategori": "sampah",
        "uraian": "Sampah menumpuk di tepi jalan sejak hari Minggu, tolong diangkut.",
        "lat": f"{random.uniform(0.1, 0.17):.5f}",
        "lon": f"{random.uniform(117.46, 117.51):.5f}",
        "kunci": str(uuid.uuid4()),
    }
    part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    body = "".join(part.format(*field) for field in fields.items()) + "--b--\r\n"
    head = (
        f"POST /api/lapor HTTP/1.1\r\nHost: {url.partition('//')[2]}\r\n"
        "Accept: application/json\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


async def latency(what: str, requests: Iterator[bytes], url: str, budget: float) -> Figure:
    try:
        found = await http.latency(url, requests, LATENCIES)
    except AssertionError as error:
        return Figure(what, str(error)[:80], f"p95 ≤ {budget:.0f} ms", kept=False)
    value = f"p50 {found.p50:.1f} ms, p95 {found.p95:.1f} ms"
    return Figure(what, value, f"p95 ≤ {budget:.0f} ms", found.p95 <= budget)


async def rate(
    what: str, urls: list[str], request: Callable[[], bytes], budget: float, connections: int
) -> Figure:
    found = await http.throughput(urls, request, SECONDS, connections)
    value = f"{found.per_second:.0f}/s (p95 {found.p95:.0f} ms)"
    return Figure(what, value, f"≥ {budget:.0f}/s", found.per_second >= budget)


async def measure(one: Site, two: Site) -> AsyncIterator[Figure]:
    """Measure at one worker, then at two: two processes on one database."""
    url, both = one.url, [one.url, two.url]
    listing = http.get(url, "/open311/v2/requests.json")
    yield await latency("Map view, one worker", map_views(url), url, 50)
    yield await latency("List page `/lapor`, one worker", lists(url), url, 30)
    yield await latency("Duplicate look-up, one worker", lookups(url), url, 30)
    yield await pages.change_reaches_all(one)
    yield await rate("Open311 list of 1000, two workers", both, lambda: listing, 20, 4)
    yield await rate("`POST /api/lapor`, two workers", both, lambda: post(url), 300, 16)


async def measured(one: Site, two: Site) -> list[Figure]:
    figures = []
    async for figure in measure(one, two):
        print(f"  {figure.what}: {figure.value}", file=sys.stderr, flush=True)
        figures.append(figure)
    return figures


def main() -> int:
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="load-", dir=folder) as place,
        embedded(Path(place) / "pg") as url,
    ):
        fill.prepared(url)
        for name in ("one", "two"):
            (Path(place) / name).mkdir()
        settings = {**UNLIMITED, "database_url": url}
        with (
            running(Path(place) / "one", **settings) as one,
            running(Path(place) / "two", **settings) as two,
        ):
            figures = asyncio.run(measured(one, two))
        print("\n".join(f"- {line}" for line in machine.hardware(url)))
        print(f"- {fill.REPORTS:,} reports; client, app and PostgreSQL share this machine\n")
        print(table(figures))
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
