"""``python -m bessai_berinta wilayah``."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bessai_berinta.core import db
from bessai_berinta.features.wilayah import cli, service
from bessai_berinta.settings import Settings
from tests.factories.boundaries import collection, features


@pytest.fixture
async def run(city: None, database_url: str, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Give a function that runs a command against the test database, as a process would."""
    import asyncio

    own = Settings(database_url=database_url)
    monkeypatch.setattr(cli, "settings", lambda: own)

    async def invoke(*args: str):  # type: ignore[no-untyped-def]
        await db.disconnect()
        try:
            return await asyncio.to_thread(CliRunner().invoke, cli.app, list(args))
        finally:
            db.connect(database_url)

    return invoke


async def test_a_file_is_imported_and_dropped_again(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "batas.geojson"
    file.write_bytes(collection())
    done = await run("impor", str(file), "--sumber", "uji 2026")
    assert done.exit_code == 0, done.output
    assert "64.74.01.1003  Lok Tuan" in done.output
    assert "15 of 15 changed. Source: uji 2026." in done.output
    async with db.session() as session:
        assert len(await service.shapes(session)) == 15
    gone = await run("hapus")
    assert gone.output == "15 boundaries dropped.\n"


async def test_a_bad_file_ends_with_one_line_for_each_fault(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    given = features()
    given[0]["geometry"] = None
    file = tmp_path / "batas.geojson"
    file.write_bytes(collection(given))
    done = await run("impor", str(file))
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "The file cannot be imported; nothing was changed.",
        f"  {given[0]['properties']['kode']}: It must be a Polygon or a MultiPolygon.",
    ]


async def test_a_missing_file_is_named(run) -> None:  # type: ignore[no-untyped-def]
    done = await run("impor", "tidak-ada.geojson")
    assert done.exit_code == 2
    assert "tidak-ada.geojson" in done.output
