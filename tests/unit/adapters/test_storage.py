"""The object store: the same behaviour on a folder, in memory and over S3."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.adapters import storage
from bessai_berinta.adapters.storage import ObjectStorage, checked, media_type, open_storage
from bessai_berinta.core.errors import Unavailable
from bessai_berinta.settings import Settings
from tests.factories.s3 import closed_port, tiny_s3

KEY = "laporan/3f2a/thumb.webp"


@pytest.fixture(params=["folder", "memory", "s3"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ObjectStorage]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "kunci")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rahasia")
    with contextlib.ExitStack() as stack:
        if request.param == "folder":
            url = (tmp_path / "dengan spasi" / "berkas").as_uri()
        elif request.param == "memory":
            url = "memory:///"
        else:
            endpoint, _ = stack.enter_context(tiny_s3())
            url = f"s3://kota/foto?endpoint={endpoint}"
        yield open_storage(url)


async def test_what_is_put_can_be_got(store: ObjectStorage) -> None:
    await store.put(KEY, b"isi")
    assert await store.get(KEY) == b"isi"
    assert await store.exists(KEY)


async def test_a_second_put_replaces_the_first(store: ObjectStorage) -> None:
    await store.put(KEY, b"lama")
    await store.put(KEY, b"baru")
    assert await store.get(KEY) == b"baru"


async def test_a_missing_file_is_none_and_not_an_error(store: ObjectStorage) -> None:
    assert await store.get(KEY) is None
    assert not await store.exists(KEY)
    await store.delete(KEY)


async def test_a_deleted_file_is_gone(store: ObjectStorage) -> None:
    await store.put(KEY, b"isi")
    await store.delete(KEY)
    assert await store.get(KEY) is None


async def test_a_working_store_passes_its_check(store: ObjectStorage) -> None:
    await store.check()


async def test_s3_gets_the_media_type_and_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "kunci")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rahasia")
    with tiny_s3() as (endpoint, objects):
        await open_storage(f"s3://kota/foto?endpoint={endpoint}").put(KEY, b"isi")
        assert objects == {f"/kota/foto/{KEY}": (b"isi", "image/webp")}


async def test_a_store_that_does_not_answer_is_unavailable() -> None:
    store = open_storage(f"s3://kota?endpoint=http://127.0.0.1:{closed_port()}")
    with pytest.raises(Unavailable):
        await store.get(KEY)
    with pytest.raises(Unavailable):
        await store.check()


async def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    store = open_storage((tmp_path / "berkas").as_uri())
    (tmp_path / "berkas" / "laporan").write_bytes(b"a file where a folder must be")
    with pytest.raises(Unavailable):
        await store.put(KEY, b"isi")


async def test_the_folder_holds_plain_files_under_their_keys(tmp_path: Path) -> None:
    await open_storage(tmp_path.as_uri()).put(KEY, b"isi")
    assert (tmp_path / KEY).read_bytes() == b"isi"


async def test_the_module_speaks_to_the_store_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Settings(storage_url=tmp_path.as_uri())
    monkeypatch.setattr(storage, "settings", lambda: own)
    storage.storage.cache_clear()
    try:
        await storage.check()
        await storage.put(KEY, b"isi")
        assert await storage.get(KEY) == b"isi"
        assert await storage.exists(KEY)
        await storage.delete(KEY)
        assert not await storage.exists(KEY)
    finally:
        storage.storage.cache_clear()


WRONG_KEYS = [
    "",
    "/etc/passwd",
    "../rahasia",
    "laporan/../../rahasia",
    "laporan/./x.webp",
    "laporan//x.webp",
    "laporan/x.webp/",
    ".env",
    "laporan/.htaccess",
    "Laporan/x.webp",
    "laporan\\x.webp",
    "laporan/x\n.webp",
    "laporan/x.webp\n",
    "laporan/%2e%2e/x",
    "a" * 201,
]


@pytest.mark.parametrize("key", WRONG_KEYS)
async def test_a_key_that_could_lead_elsewhere_is_refused(key: str) -> None:
    store = open_storage("memory:///")
    for call in (store.get(key), store.put(key, b""), store.delete(key), store.exists(key)):
        with pytest.raises(ValueError, match="storage key"):
            await call


@given(st.text(max_size=60))
def test_an_accepted_key_never_leaves_its_folder(key: str) -> None:
    root = Path("/srv/berkas")
    with contextlib.suppress(ValueError):
        inside = Path(checked(key))
        assert not inside.is_absolute()
        assert root in (root / inside).resolve().parents


@pytest.mark.parametrize("url", ["", "ftp://host/x", "s3://", "/srv/berkas"])
def test_an_address_we_cannot_use_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="BESSAI_STORAGE_URL"):
        open_storage(url)


def test_the_media_type_follows_from_the_ending() -> None:
    assert media_type("a/b.webp") == "image/webp"
    assert media_type("a/b.pdf") == "application/pdf"
    assert media_type("a/b") == "application/octet-stream"
