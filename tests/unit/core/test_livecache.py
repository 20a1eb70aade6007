"""Answers kept until what they were made of changes."""

import asyncio

import pytest

from bessai_berinta.core import live
from bessai_berinta.core.livecache import LiveCache


class Source:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def read(self) -> int:
        self.asked += 1
        await asyncio.sleep(0)
        return self.asked


@pytest.fixture
def hearing(monkeypatch):
    monkeypatch.setattr(live, "_listening", True)
    monkeypatch.setattr(live, "_hooks", [])


async def test_an_answer_is_made_once_until_there_is_news(hearing):
    cache, source = LiveCache[int]("berita"), Source()
    assert [await cache.get("a", source.read) for _ in range(3)] == [1, 1, 1]
    live.wake("lain")
    assert await cache.get("a", source.read) == 1
    live.wake("berita")
    assert await cache.get("a", source.read) == 2


async def test_many_who_ask_at_once_wait_for_one(hearing):
    cache, source = LiveCache[int]("berita"), Source()
    assert set(await asyncio.gather(*(cache.get("a", source.read) for _ in range(9)))) == {1}


async def test_news_while_reading_makes_the_answer_old_at_once(hearing):
    cache, source = LiveCache[int]("berita"), Source()

    async def read() -> int:
        live.wake("berita")
        return await source.read()

    assert await cache.get("a", read) == 1
    assert await cache.get("a", source.read) == 2


async def test_while_nobody_listens_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(live, "_hooks", [])
    cache, source = LiveCache[int]("berita"), Source()
    assert [await cache.get("a", source.read) for _ in range(2)] == [1, 2]


async def test_a_dear_answer_rests_in_spite_of_news(hearing):
    cache, source = LiveCache[int]("berita", rest=60), Source()
    await cache.get("a", source.read)
    live.wake("berita")
    assert await cache.get("a", source.read) == 1


async def test_the_least_used_answer_goes_first(hearing):
    cache, source = LiveCache[int]("berita", size=2), Source()
    for key in ("a", "b", "a", "c"):
        await cache.get(key, source.read)
    assert await cache.get("a", source.read) == 1
    assert await cache.get("b", source.read) == 4
