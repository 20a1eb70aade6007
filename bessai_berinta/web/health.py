"""``/healthz``: the process answers. ``/readyz``: everything a person needs works."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bessai_berinta.adapters.storage import storage
from bessai_berinta.core import db, jobs, live, migrations
from bessai_berinta.settings import ROOT

SECONDS = 3.0
REMEMBERED_SECONDS = 2.0

log = logging.getLogger(__name__)
Check = Callable[[], Awaitable[bool]]


async def _database() -> bool:
    async with db.session() as session:
        return await migrations.current(session)


async def _jobs() -> bool:
    async with db.session() as session:
        return await jobs.alive(session)


async def _live() -> bool:
    return live.listening()


async def _storage() -> bool:
    await storage().check()
    return True


async def _pages() -> bool:
    return (ROOT / ".web" / "build" / "client" / "index.html").exists()


CHECKS: dict[str, Check] = {
    "database": _database,
    "storage": _storage,
    "live": _live,
    "jobs": _jobs,
    "pages": _pages,
}


async def _holds(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            return await check()
    except Exception as error:
        log.warning("not ready: %s: %s", name, str(error) or type(error).__name__)
        return False


class Readiness:
    """The verdict on all checks, remembered briefly: the address is public and each look
    costs a write to the object store."""

    def __init__(self, checks: dict[str, Check]) -> None:
        self._checks = checks
        self._lock = asyncio.Lock()
        self._verdict: dict[str, bool] = {}
        self._until = 0.0

    async def verdict(self) -> dict[str, bool]:
        async with self._lock:
            if time.monotonic() >= self._until:
                results = await asyncio.gather(*(_holds(*item) for item in self._checks.items()))
                self._verdict = dict(zip(self._checks, results, strict=True))
                self._until = time.monotonic() + REMEMBERED_SECONDS
            return self._verdict


_readiness = Readiness(CHECKS)


async def healthz(_request: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def readyz(_request: Request) -> Response:
    """Answer 200 when every check holds, else 503; the body names each check."""
    verdict = await _readiness.verdict()
    status = 200 if all(verdict.values()) else 503
    return JSONResponse(verdict, status, headers={"Cache-Control": "no-store"})


routes: list[BaseRoute] = [Route("/healthz", healthz), Route("/readyz", readyz)]
