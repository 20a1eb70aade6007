"""Open pages without a browser: events go through Reflex's own pipeline, gate included."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex.app_mixins import MiddlewareMixin
from reflex.istate.manager.memory import StateManagerMemory
from reflex.state import BaseState, StateUpdate
from reflex_base.constants import CompileVars
from reflex_base.event import Event, EventHandler
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.utils.format import format_event_handler, json_dumps

from bessai_berinta.settings import settings
from bessai_berinta.ui.session import SessionGate


class Wire:
    """Stands where the websocket would be and keeps what was sent to each page."""

    def __init__(self) -> None:
        self.sent: dict[str, list[StateUpdate]] = {}

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        self.sent.setdefault(token, []).append(update)


@dataclass
class Backend:
    """The event pipeline with our gate in front."""

    processor: BaseStateEventProcessor
    manager: StateManagerMemory
    wire: Wire
    errors: list[Exception] = field(default_factory=list)

    def page(self, token: str, cookie: str = "", path: str = "/") -> "OpenPage":
        return OpenPage(self, token, cookie, path)


@dataclass
class OpenPage:
    """One tab: a client token, and the cookie its websocket was opened with."""

    backend: Backend
    token: str
    cookie: str
    path: str = "/"

    async def load(self) -> dict[str, Any]:
        """Load the page; give every var the browser gets to see."""
        return await self.send(rx.State.event_handlers[CompileVars.HYDRATE])

    async def send(self, handler: EventHandler, **payload: Any) -> dict[str, Any]:
        """Send an event; give the vars that came back, by their short names."""
        before = len(self.updates)
        await (await self.enqueue(handler, **payload))
        delta: dict[str, Any] = {}
        for update in self.updates[before:]:
            for state in (update.delta or {}).values():
                delta |= state
        return {name.removesuffix("_rx_state_"): value for name, value in delta.items()}

    async def enqueue(self, handler: EventHandler, **payload: Any) -> Any:
        header = f"{settings().cookie_name}={self.cookie}" if self.cookie else ""
        router_data = {
            "headers": {"cookie": header, "origin": "http://localhost:8000"},
            "token": self.token,
            "sid": f"socket-of-{self.token}",
            "ip": "192.0.2.7",
            "pathname": self.path,
            "asPath": self.path,
            "query": {},
        }
        event = Event(name=format_event_handler(handler), payload=payload, router_data=router_data)
        return await self.backend.processor.enqueue(self.token, event)

    @property
    def updates(self) -> list[StateUpdate]:
        return self.backend.wire.sent.setdefault(self.token, [])

    @property
    def received(self) -> str:
        """Everything this page was sent, as the text that travels."""
        return "".join(json_dumps(update) for update in self.updates)

    @property
    def redirects(self) -> list[str]:
        """Where the server has sent this page so far."""
        events = [event for update in self.updates for event in update.events]
        return [event.payload["path"] for event in events if event.name == "_redirect"]


@asynccontextmanager
async def backend() -> AsyncIterator[Backend]:
    """Run the pipeline within the block; unexpected exceptions are collected."""
    manager, wire, app = StateManagerMemory(), Wire(), MiddlewareMixin()
    app.add_middleware(SessionGate())
    errors: list[Exception] = []
    processor = BaseStateEventProcessor(
        middleware=app,  # type: ignore[arg-type]
        backend_exception_handler=errors.append,  # type: ignore[arg-type]
    )
    processor.configure(state_manager=manager, event_namespace=wire)  # type: ignore[arg-type]
    async with processor:
        yield Backend(processor, manager, wire, errors)


async def state_of(page: OpenPage, cls: type[BaseState]) -> Any:
    """Read a page's state on the server's side."""
    from reflex.istate.manager.token import BaseStateToken

    root = await page.backend.manager.get_state(BaseStateToken(ident=page.token, cls=cls))
    return await root._get_root_state().get_state(cls)
