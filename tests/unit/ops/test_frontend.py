import os
import time
from pathlib import Path

import pytest

from bessai_berinta.ops import frontend
from bessai_berinta.settings import Settings


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny checkout in place of ours."""
    package = tmp_path / "bessai_berinta"
    (package / "ui").mkdir(parents=True)
    (package / "ui" / "home.py").write_text("one")
    (package / "ops").mkdir()
    (package / "ops" / "app.py").write_text("one")
    for name in ("rxconfig.py", "requirements.txt"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    monkeypatch.setattr(frontend, "NOTES", tmp_path / "var")
    monkeypatch.setattr(frontend, "CLIENT", tmp_path / ".web" / "build" / "client")
    monkeypatch.setattr(frontend, "STAMP", tmp_path / ".web" / "build" / "stamp")
    return tmp_path


@pytest.fixture
def builds(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Builds that only leave an index page; the list grows by one for each."""
    done: list[float] = []

    def export(_config: Settings) -> None:
        done.append(time.monotonic())
        frontend.CLIENT.mkdir(parents=True, exist_ok=True)
        (frontend.CLIENT / "index.html").write_text("built")

    monkeypatch.setattr(frontend, "_export", export)
    return done


def test_pages_are_built_once_for_the_same_sources(builds: list[float]) -> None:
    first, _ = frontend.ensure(Settings())
    second, seconds = frontend.ensure(Settings())
    assert first == second
    assert seconds == 0.0
    assert len(builds) == 1


@pytest.mark.parametrize("change", ["ui/home.py", "ui/new.py"])
def test_a_changed_source_builds_again(checkout: Path, builds: list[float], change: str) -> None:
    frontend.ensure(Settings())
    (checkout / "bessai_berinta" / change).write_text("two")
    frontend.ensure(Settings())
    assert len(builds) == 2


def test_code_that_no_page_contains_does_not_build_again(
    checkout: Path, builds: list[float]
) -> None:
    frontend.ensure(Settings())
    (checkout / "bessai_berinta" / "ops" / "app.py").write_text("two")
    frontend.ensure(Settings())
    assert len(builds) == 1


def test_no_setting_builds_again(builds: list[float]) -> None:
    frontend.ensure(Settings())
    frontend.ensure(Settings(port=9000, public_url="https://kota.example"))
    assert len(builds) == 1


def test_a_deleted_build_is_made_again(builds: list[float]) -> None:
    frontend.ensure(Settings())
    (frontend.CLIENT / "index.html").unlink()
    frontend.ensure(Settings())
    assert len(builds) == 2


def test_files_of_the_last_build_stay_for_a_month(checkout: Path) -> None:
    assets, store = frontend.CLIENT / "assets", checkout / "var" / "old"
    assets.mkdir(parents=True)
    (assets / "page-old.js").write_text("old")
    (assets / "page-ancient.js").write_text("ancient")
    os.utime(assets / "page-ancient.js", (0, 0))
    with frontend._keeping_old_assets(store):
        for file in assets.iterdir():
            file.unlink()
        (assets / "page-new.js").write_text("new")
    assert {file.name for file in assets.iterdir()} == {"page-old.js", "page-new.js"}
