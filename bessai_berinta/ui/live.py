"""Open pages that follow a live topic."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from reflex.utils.prerequisites import get_app

from bessai_berinta.core import live

CHECK_SECONDS = 30.0
TURN_SECONDS = 0.01  # for each page that watches: ten seconds for a thousand

_following: set[tuple[str, str]] = set()


def connected(token: str) -> bool:
    """Tell whether the page with this client token still has its websocket here."""
    namespace = get_app().app.event_namespace
    return namespace is not None and token in namespace.token_to_sid


async def follow(
    token: str, topic: str, refresh: Callable[[], Awaitable[bool]], *, unhurried: bool = False
) -> None:
    """Call ``refresh`` now and whenever ``topic`` changes, for one open page.

    Where many pages follow a topic, the ``unhurried`` ones take turns, so that those which
    show the change itself are not kept waiting.
    Ends when ``refresh`` gives False (the page shows something else now) or the page is
    gone. A page that already follows the topic is left alone.
    """
    if (token, topic) in _following:
        return
    _following.add((token, topic))
    try:
        async with live.watch(topic) as changed:
            while await refresh() and await _next_change(token, changed):
                if unhurried:
                    await asyncio.sleep(live.watchers(topic) * TURN_SECONDS * random.random())  # noqa: S311
    finally:
        _following.discard((token, topic))


async def _next_change(token: str, changed: asyncio.Event) -> bool:
    """Wait for a change; False when the page is gone."""
    while connected(token):
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                await changed.wait()
        except TimeoutError:
            continue
        changed.clear()
        return True
    return False
