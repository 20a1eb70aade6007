"""Open pages that follow a live topic."""

import asyncio
from collections.abc import Awaitable, Callable

from reflex.utils.prerequisites import get_app

from bessai_berinta.core import live

CHECK_SECONDS = 30.0

_following: set[tuple[str, str]] = set()


def connected(token: str) -> bool:
    """Tell whether the page with this client token still has its websocket here."""
    namespace = get_app().app.event_namespace
    return namespace is not None and token in namespace.token_to_sid


async def follow(token: str, topic: str, refresh: Callable[[], Awaitable[bool]]) -> None:
    """Call ``refresh`` now and whenever ``topic`` changes, for one open page.

    Ends when ``refresh`` gives False (the page shows something else now) or the page is
    gone. A page that already follows the topic is left alone.
    """
    if (token, topic) in _following:
        return
    _following.add((token, topic))
    try:
        async with live.watch(topic) as changed:
            while await refresh() and await _next_change(token, changed):
                pass
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
