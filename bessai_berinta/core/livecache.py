"""Answers kept in this process until what they were made of changes.

A cache that listens is as fresh as the database: the notice of a change (``core.live``) empties
it. While nobody listens (tests, a lost connection) nothing is kept.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from . import live

T = TypeVar("T")


@dataclass(frozen=True)
class _Kept(Generic[T]):
    value: T
    made: float  # monotonic seconds
    generation: int


class LiveCache(Generic[T]):
    """Keep what ``topic`` has no news about; one that ends in ``:`` is all topics of a kind.

    ``longest`` is how many seconds an answer may be used without news: for what the clock alone
    changes. ``rest`` is for answers dear to make: so many seconds they are used in spite of
    news. ``size`` answers are kept, the least used go first.
    """

    def __init__(
        self, topic: str, *, longest: float = 60.0, rest: float = 0.0, size: int = 500
    ) -> None:
        self.topic = topic
        self.longest = longest
        self.rest = rest
        self.size = size
        self._generation = 0
        self._kept: OrderedDict[Hashable, _Kept[T]] = OrderedDict()
        self._making: dict[Hashable, asyncio.Lock] = {}
        live.on_notice(self._hear)

    def _hear(self, topic: str) -> None:
        of_kind = self.topic.endswith(":") and topic.startswith(self.topic)
        if of_kind or topic in {self.topic, live.EVERYTHING}:
            self._generation += 1

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """Give the answer kept under ``key``, or ``make`` it; many who ask at once wait for one."""
        if not live.listening():
            return await make()
        if (found := self._fresh(key)) is not None:
            return found.value
        async with self._making.setdefault(key, asyncio.Lock()):
            if (found := self._fresh(key)) is not None:
                return found.value
            generation = self._generation  # news that comes while we read makes it old at once
            try:
                value = await make()
            finally:
                self._making.pop(key, None)
            self._keep(key, _Kept(value, time.monotonic(), generation))
        return value

    def _fresh(self, key: Hashable) -> _Kept[T] | None:
        found = self._kept.get(key)
        if found is None:
            return None
        age = time.monotonic() - found.made
        if age < self.rest or (age < self.longest and found.generation == self._generation):
            self._kept.move_to_end(key)
            return found
        return None

    def _keep(self, key: Hashable, kept: _Kept[T]) -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > self.size:
            self._kept.popitem(last=False)
