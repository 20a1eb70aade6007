"""The health addresses against a real database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bessai_berinta.adapters.storage import storage
from bessai_berinta.core import db, jobs, live
from bessai_berinta.settings import settings
from bessai_berinta.web import health, lifespan


@pytest.fixture
def objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "objects"
    monkeypatch.setattr(settings(), "storage_url", folder.as_uri())
    storage.cache_clear()
    yield folder
    storage.cache_clear()


async def readiness() -> dict[str, bool]:
    return await health.Readiness(health.CHECKS).verdict()


async def until(check: str, wanted: bool = True) -> None:
    async with asyncio.timeout(15):
        while (await readiness())[check] is not wanted:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_the_process_answers_without_a_database() -> None:
    transport = httpx.ASGITransport(Starlette(routes=health.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert (await client.get("/healthz")).status_code == 200
        answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


async def test_the_services_of_a_server_make_it_ready(
    database_url: str, objects: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "database_url", database_url)
    async with lifespan.services():
        for check in ("database", "storage", "live", "jobs"):
            await until(check)
        assert await asyncio.to_thread(lambda: list(objects.rglob("*.json")))
    with pytest.raises(RuntimeError, match="no database"):
        db.session()


async def test_tables_of_an_older_version_are_not_ready(database: None) -> None:
    async with db.session() as session, session.begin():
        old = await session.execute(text("SELECT version_num FROM alembic_version"))
        version = old.scalar_one()
        await session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    try:
        assert (await readiness())["database"] is False
    finally:
        async with db.session() as session, session.begin():
            update = text("UPDATE alembic_version SET version_num = :version")
            await session.execute(update.bindparams(version=version))
    assert (await readiness())["database"] is True


async def test_a_worker_without_a_sign_of_life_is_not_ready(database: None) -> None:
    async with db.session() as session, session.begin():
        await session.execute(
            text(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1h')"
            )
        )
    async with db.session() as session:
        assert await jobs.alive(session) is False


async def test_a_verdict_is_remembered_for_a_moment() -> None:
    looks = 0

    async def look() -> bool:
        nonlocal looks
        looks += 1
        return True

    readiness = health.Readiness({"one": look})
    await asyncio.gather(*(readiness.verdict() for _ in range(20)))
    assert looks == 1


async def test_work_that_fails_is_started_again() -> None:
    tries = 0
    done = asyncio.Event()

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries == 3:
            done.set()
        raise OSError("gone")

    task = asyncio.create_task(lifespan.lasting("work", work, pause=0.0))
    await asyncio.wait_for(done.wait(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_the_listener_is_not_ready_before_it_listens() -> None:
    assert live.listening() is False
