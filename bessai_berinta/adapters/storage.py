"""Where files are kept: a local folder by default, an S3-compatible store by address.

``BESSAI_STORAGE_URL`` is ``file:///folder``, ``memory:///`` (tests) or
``s3://bucket/prefix?endpoint=https://host&region=name``; keys for the latter come from the
usual ``AWS_ACCESS_KEY_ID`` and ``AWS_SECRET_ACCESS_KEY``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import parse_qs, urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, S3Store

from bessai_berinta.core.errors import Unavailable
from bessai_berinta.settings import settings

MEDIA_TYPES: Final = {
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "json": "application/json",
}
MAX_KEY: Final = 200
# Every part starts with a letter or digit, so no "..", no hidden file, no absolute path.
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_PROBE: Final = "health/probe.json"
_TIMEOUT: Final = timedelta(seconds=10)


class Storage(Protocol):
    """What the rest of the code may ask of a store.

    Keys are lower-case paths such as ``laporan/3f…/thumb.webp``; a key of any other form
    raises ValueError. A store that does not answer raises Unavailable.
    """

    async def put(self, key: str, data: bytes) -> None:
        """Write the whole file or nothing, replacing what was there."""
        ...

    async def get(self, key: str) -> bytes | None:
        """Read a file; None when there is none. :func:`media_type` tells what it is."""
        ...

    async def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""
        ...

    async def exists(self, key: str) -> bool: ...

    async def check(self) -> None:
        """Write and read back a small file; raise Unavailable when that fails."""
        ...


class ObjectStorage:
    """:class:`Storage` on ``obstore``."""

    def __init__(self, store: LocalStore | MemoryStore | S3Store) -> None:
        self._store = store
        # A local folder has no place for a media type; there the name's ending must do.
        self._keeps_types = not isinstance(store, LocalStore)

    async def put(self, key: str, data: bytes) -> None:
        name = checked(key)
        kept = {"Content-Type": media_type(name)} if self._keeps_types else None
        with _answering():
            await obstore.put_async(self._store, name, data, attributes=kept)

    async def get(self, key: str) -> bytes | None:
        name = checked(key)
        with _answering():
            try:
                found = await obstore.get_async(self._store, name)
                return bytes(await found.bytes_async())
            except FileNotFoundError:
                return None

    async def delete(self, key: str) -> None:
        name = checked(key)
        with _answering(), suppress(FileNotFoundError):
            await obstore.delete_async(self._store, name)

    async def exists(self, key: str) -> bool:
        name = checked(key)
        with _answering():
            try:
                await obstore.head_async(self._store, name)
            except FileNotFoundError:
                return False
        return True

    async def check(self) -> None:
        await self.put(_PROBE, b"{}")
        if await self.get(_PROBE) != b"{}":
            raise Unavailable


def checked(key: str) -> str:
    """Give ``key`` back; raise ValueError unless it has the form of a key."""
    if len(key) > MAX_KEY or not _KEY.fullmatch(key):
        raise ValueError(f"not a storage key: {key[:MAX_KEY]!r}")
    return key


def media_type(key: str) -> str:
    """Tell a file's media type by the ending of its key."""
    return MEDIA_TYPES.get(key.rpartition(".")[2], "application/octet-stream")


def open_storage(url: str) -> ObjectStorage:
    """Open the store at ``url``; raise ValueError for an address it cannot be."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return ObjectStorage(LocalStore(Path(url2pathname(parts.path)), mkdir=True))
    if parts.scheme == "memory":
        return ObjectStorage(MemoryStore())
    if parts.scheme == "s3" and parts.netloc:
        return ObjectStorage(_s3(parts.netloc, parts.path.strip("/"), parts.query))
    raise ValueError(f"BESSAI_STORAGE_URL: cannot use an address of kind {parts.scheme!r}")


@lru_cache
def storage() -> Storage:
    """Give the store of this process."""
    return open_storage(settings().storage)


async def put(key: str, data: bytes) -> None:
    """Write a file to the store of this process; see :class:`Storage`."""
    await storage().put(key, data)


async def get(key: str) -> bytes | None:
    """Read a file from the store of this process; None when there is none."""
    return await storage().get(key)


async def delete(key: str) -> None:
    """Remove a file from the store of this process, if it is there."""
    await storage().delete(key)


async def exists(key: str) -> bool:
    return await storage().exists(key)


async def check() -> None:
    """Raise Unavailable unless the store of this process takes and gives files."""
    await storage().check()


def _s3(bucket: str, prefix: str, query: str) -> S3Store:
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    endpoint = asked.get("endpoint", "")
    place = {"endpoint": endpoint} if endpoint else {}
    return S3Store(
        bucket,
        prefix=prefix or None,
        region=asked.get("region", "us-east-1"),
        client_options={"allow_http": endpoint.startswith("http://"), "timeout": _TIMEOUT},
        retry_config={"max_retries": 2, "retry_timeout": _TIMEOUT},
        **place,  # type: ignore[arg-type]
    )


@contextmanager
def _answering() -> Iterator[None]:
    """Say in the core's words that the store does not do its work."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise Unavailable from error
