"""A small HTTP/1.1 client: what a fuller one costs would be missing from the server's share."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Timing:
    """How long the answers took, in milliseconds, and how many came in a second."""

    p50: float
    p95: float
    per_second: float


class Connection:
    """One kept-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, url: str) -> "Connection":
        parts = urlsplit(url)
        return cls(*await asyncio.open_connection(parts.hostname, parts.port))

    async def send(self, request: bytes) -> tuple[int, bytes]:
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head.split(b" ", 2)[1])
        if b"transfer-encoding: chunked" in head:
            return status, await self._chunks()
        length = next(
            (line for line in head.split(b"\r\n") if line.startswith(b"content-length:")), b":0"
        )
        return status, await self._reader.readexactly(int(length.partition(b":")[2]))

    async def _chunks(self) -> bytes:
        body = b""
        while size := int(await self._reader.readline(), 16):
            body += (await self._reader.readexactly(size + 2))[:-2]
        await self._reader.readline()
        return body

    def close(self) -> None:
        self._writer.close()


def get(url: str, path: str, accept: str = "*/*") -> bytes:
    """Build a GET request."""
    host = urlsplit(url).netloc
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode()


async def latency(url: str, requests: Iterator[bytes], count: int, warm: int = 20) -> Timing:
    """Send ``count`` requests one after another on one connection."""
    connection = await Connection.open(url)
    for _ in range(warm):
        await _answered(connection, next(requests))
    started, times = time.perf_counter(), []
    for _ in range(count):
        times.append(await _answered(connection, next(requests)))
    seconds = time.perf_counter() - started
    connection.close()
    return _timing(times, seconds)


async def throughput(
    urls: list[str], request: Callable[[], bytes], seconds: float, connections: int
) -> Timing:
    """Keep ``connections`` busy for some seconds, spread over the servers in turn."""
    until = time.perf_counter() + seconds
    times: list[float] = []

    async def busy(url: str) -> None:
        connection = await Connection.open(url)
        while time.perf_counter() < until:
            times.append(await _answered(connection, request()))
        connection.close()

    started = time.perf_counter()
    await asyncio.gather(*(busy(urls[n % len(urls)]) for n in range(connections)))
    return _timing(times, time.perf_counter() - started)


async def _answered(connection: Connection, request: bytes) -> float:
    started = time.perf_counter()
    status, body = await connection.send(request)
    if status not in (200, 201):
        raise AssertionError(f"{status}: {body[:300]!r} to {request[:200]!r}")
    return (time.perf_counter() - started) * 1000


def _timing(times: list[float], seconds: float) -> Timing:
    p95 = statistics.quantiles(times, n=20)[-1]
    return Timing(statistics.median(times), p95, len(times) / seconds)
