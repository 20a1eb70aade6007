"""Addresses and files belong to each other."""

from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.web.site import ORIGIN, Site, address_of, in_language, normal, pages_in
from tests.factories.build import write_build

segment = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True).filter(lambda s: s != "index")
addresses = st.lists(segment, max_size=4).map(lambda parts: "/" + "/".join(parts))


@given(addresses)
def test_both_files_of_a_page_lead_to_its_address(address: str) -> None:
    name = address.lstrip("/")
    flat = PurePosixPath(f"{name}.html") if name else PurePosixPath("index.html")
    assert address_of(flat) == address
    assert address_of(PurePosixPath(name, "index.html")) == address


@given(addresses, st.integers(0, 3))
def test_slashes_at_the_end_do_not_matter(address: str, slashes: int) -> None:
    assert normal(address + "/" * slashes) == address


@given(st.text())
def test_a_normal_address_stays_as_it_is(path: str) -> None:
    assert normal(normal(path)) == normal(path)


def test_the_shell_and_the_error_page_are_no_pages(tmp_path: Path) -> None:
    folder = write_build(tmp_path)
    (folder / "404.html").write_text("x")
    assert set(pages_in(folder)) == {
        "/",
        "/en",
        "/layanan",
        "/en/layanan",
        "/luring",
        "/lapor/baru",
        "/sematan/lapor",
        "/petugas",
    }


def test_the_public_address_is_filled_in_when_a_page_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<link rel="canonical" href="{ORIGIN}/">')
    page = Site(tmp_path, "https://kota.example").page("/")
    assert page is not None
    assert page.html == '<link rel="canonical" href="https://kota.example/">'


def test_an_unknown_address_has_no_page(tmp_path: Path) -> None:
    assert Site(tmp_path, "").page("/../etc/passwd") is None


def test_without_a_build_there_is_still_a_shell() -> None:
    assert '<html lang="en">' in Site().shell("en")


def test_only_the_language_of_the_root_changes() -> None:
    html = '<!DOCTYPE html><html lang="id"><p lang="id">'
    assert in_language(html, "en") == '<!DOCTYPE html><html lang="en"><p lang="id">'
