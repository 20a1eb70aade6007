"""One wrapper round every State handler that calls a service."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any, TypeVar

from reflex.istate.proxy import StateProxy

from bessai_berinta.core import audit
from bessai_berinta.core.errors import CityError, Denied

from .bridge import BridgeState
from .session import actor_of, locale_of

Handler = TypeVar("Handler", bound=Callable[..., Any])


def guarded(handler: Handler) -> Handler:
    """Turn a CityError of an async handler into a toast in the page's language.

    A refusal is recorded in the audit log. Any other exception goes on to the app's own
    exception handler. Put it below ``@rx.event``. Works for handlers that yield, too.
    """
    if inspect.isasyncgenfunction(handler):
        return _guard_generator(handler)  # type: ignore[return-value]
    return _guard_coroutine(handler)  # type: ignore[return-value]


def _guard_coroutine(handler: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(handler)
    async def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await handler(self, *args, **kwargs)
        except CityError as error:
            return await explain(self, error, handler.__qualname__)

    return run


def _guard_generator(
    handler: Callable[..., AsyncIterator[Any]],
) -> Callable[..., AsyncIterator[Any]]:
    @wraps(handler)
    async def run(self: Any, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        try:
            async for event in handler(self, *args, **kwargs):
                yield event
        except CityError as error:
            await explain(self, error, handler.__qualname__)

    return run


async def explain(state: Any, error: CityError, attempted: str) -> None:
    """Show an error as a toast; note a refusal in the audit log."""
    if isinstance(error, Denied):
        await audit.record_refusal(await actor_of(state), f"event:{attempted}")
    # A background handler may touch the state only while it holds it.
    async with state if isinstance(state, StateProxy) else nullcontext():
        bridge = await state.get_state(BridgeState)
        bridge.toast(error.text(locale_of(state)), "error")
