"""The last build step: paint from the first answer, name every address, list what is kept."""

import json
from pathlib import Path

import pytest

from bessai_berinta.web import prerender
from bessai_berinta.web.document import script_hashes
from bessai_berinta.web.site import ORIGIN
from tests.factories.build import CSS, STYLE_NAME, write_build


@pytest.fixture
def built(tmp_path: Path) -> Path:
    prerender.finish(write_build(tmp_path))
    return tmp_path


def test_the_style_is_in_the_page_and_its_link_is_kept_but_off(built: Path) -> None:
    html = (built / "index.html").read_text()
    assert f"<style>{CSS}" in html
    assert f'<link disabled href="/assets/{STYLE_NAME}" rel="stylesheet"' in html
    assert f'<link media="not all" as="style" href="/assets/{STYLE_NAME}"' in html


def test_scripts_are_fetched_only_after_the_first_paint(built: Path) -> None:
    html = (built / "index.html").read_text()
    head, _, body = html.partition("</head>")
    assert "root-1a2B.js" not in head
    start = body.index("requestAnimationFrame(() => setTimeout(begin))")
    for script in ("manifest-7", "root-1a2B", "_index-9z", "entry.client-5"):
        assert 0 < body.index(f'import("/assets/{script}.js")') < start
    assert '{"root":route0,"routes/_index":route1}' in body


def test_a_page_that_starts_in_an_unknown_way_stops_the_build() -> None:
    with pytest.raises(ValueError, match="React Router"):
        prerender.first_paint("<html><head></head><body></body></html>", CSS)


def test_the_other_inline_scripts_stay_as_they_are(tmp_path: Path) -> None:
    folder = write_build(tmp_path)
    before = set(script_hashes((folder / "index.html").read_text()))
    prerender.finish(folder)
    after = set(script_hashes((folder / "index.html").read_text()))
    assert len(before - after) == len(after - before) == 1  # the start


@pytest.mark.parametrize(("file", "language"), [("layanan", "id"), ("en/layanan", "en")])
def test_pages_name_their_language(built: Path, file: str, language: str) -> None:
    assert f'<html lang="{language}">' in (built / f"{file}.html").read_text()


def test_a_page_names_itself_and_its_twin(built: Path) -> None:
    html = (built / "en/layanan.html").read_text()
    assert f'<link rel="canonical" href="{ORIGIN}/en/layanan"/>' in html
    assert f'<link rel="alternate" hreflang="id" href="{ORIGIN}/layanan"/>' in html
    assert f'<link rel="alternate" hreflang="x-default" href="{ORIGIN}/layanan"/>' in html


def test_a_shared_page_shows_its_own_title_and_our_picture(built: Path) -> None:
    html = (built / "layanan.html").read_text()
    assert '<meta property="og:title" content="Layanan"/>' in html
    assert '<meta property="og:description" content="About Layanan"/>' in html
    assert html.count("og:image") == 2  # the picture and its description
    assert "favicon.ico" not in html


@pytest.mark.parametrize(
    ("path", "private"),
    [
        ("/petugas", True),
        ("/petugas/lapor", True),
        ("/akun", True),
        ("/luring", True),
        ("/layanan", False),
        ("/petugas-kami", False),
    ],
)
def test_personal_pages_are_not_for_search_engines(path: str, private: bool) -> None:
    assert prerender.is_private(path) is private


def test_private_pages_say_noindex(built: Path) -> None:
    html = (built / "petugas.html").read_text()
    assert '<meta name="robots" content="noindex"/>' in html
    assert "canonical" not in html


def test_the_worker_keeps_the_offline_pages_and_only_their_scripts(tmp_path: Path) -> None:
    folder = write_build(tmp_path)
    (folder / "assets" / "map-big.js").write_text("")
    kept = prerender.precache(folder)
    assert kept.pages == ["/", "/en", "/layanan", "/en/layanan", "/lapor/baru", "/luring"]
    assert "/assets/root-1a2B.js" in kept.assets
    assert "/assets/_luring-9z.js" in kept.assets
    assert "/assets/map-big.js" not in kept.assets
    assert "/assets/_petugas-9z.js" not in kept.assets


def test_the_worker_script_is_filled_in(built: Path) -> None:
    lines = dict(
        line.removeprefix("const ").removesuffix(";").split(" = ")
        for line in (built / "sw.js").read_text().splitlines()
    )
    assert len(json.loads(lines["VERSION"])) == 12
    assert "/luring" in json.loads(lines["PAGES"])
    assert json.loads(lines["ASSETS"])


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        write_build(folder)
    assert prerender.precache(first).version == prerender.precache(second).version
    (second / "layanan.html").write_text("new")
    assert prerender.precache(first).version != prerender.precache(second).version


def test_a_module_becomes_a_value_with_what_it_exports() -> None:
    module = (
        "const inside = 1;\nexport const one = inside;\n"
        "export async function two() {}\nfunction three() {}\n"
    )
    value = prerender.as_value(module)
    assert "export" not in value
    assert value.startswith("(() => {")
    assert "return { one, two };" in value


def test_the_service_worker_sends_with_the_module_of_the_pages(tmp_path: Path) -> None:
    folder = write_build(tmp_path)
    (folder / "sw.js").write_text('const outbox = "__OUTBOX__";\n')
    module = folder / "external" / "feature" / "outbox.js"
    module.parent.mkdir(parents=True)
    module.write_text("export function send() {}\n")
    prerender.write_service_worker(folder)
    assert "return { send };" in (folder / "sw.js").read_text()
