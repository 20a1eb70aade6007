"""Who sits behind a websocket. The gate asks on every event; pages only draw the answer.

Reflex keeps a page's state under a token that script in the page can read. Whoever steals
that token must get nothing, so the state is bound to the session cookie, which script cannot
read, and to the account that cookie belonged to when the page was loaded.
"""

import asyncio
import time
from contextlib import AsyncExitStack

import reflex as rx
from reflex.app import App
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex.utils.prerequisites import get_app
from reflex_base.constants import CompileVars
from reflex_base.event import Event
from reflex_base.utils.format import format_event_handler
from starlette.requests import cookie_parser

from bessai_berinta.core import ids, live
from bessai_berinta.core.i18n import Locale, locale_of_path, localized
from bessai_berinta.core.permissions import Actor
from bessai_berinta.features.accounts import service, sessions
from bessai_berinta.features.accounts.schemas import SessionView
from bessai_berinta.settings import settings
from bessai_berinta.web.request import make_actor

from .bridge import BridgeState

ENDED = "/sesi-berakhir"
# On Redis a substate nobody writes to expires by itself; the gate's must not.
TOUCH_SECONDS = 3600.0
# How often an open page asks whether its session ran out.
CHECK_SECONDS = 30.0
# The tab that signs itself out is on its way elsewhere; let it go in peace.
GRACE_SECONDS = 1.5


class GateState(rx.State):
    """What a page's state is bound to. Backend vars only: nothing of it reaches the browser."""

    _bind: str = ""
    _uid: str = ""
    _seen: float = 0.0


def cookie_of(state: BaseState) -> str:
    """Give the session cookie as it was when this page opened its websocket."""
    jar = cookie_parser(state.router.headers.cookie or "")
    return jar.get(settings().cookie_name, "")


def locale_of(state: BaseState) -> Locale:
    """Give the language of the page an event comes from."""
    return locale_of_path(state.router.url.path or "/")


async def session_of(state: BaseState, *, active: bool = True) -> SessionView | None:
    """Give the live session behind an event; None for visitors and for ended ones."""
    return await sessions.lookup(cookie_of(state), active=active)


async def actor_of(state: BaseState) -> Actor:
    """Give who acts in this event. Ask anew in every handler; never keep the answer."""
    view = await session_of(state)
    return make_actor(view, cookie_of(state), state.router.session.client_ip)


def _hydrate_events() -> set[str]:
    names = (CompileVars.HYDRATE, CompileVars.HYDRATE_AND_LOAD)
    return {format_event_handler(rx.State.event_handlers[name]) for name in names}


class SessionGate(Middleware):
    """Stands before every event and lets nothing pass that is not the cookie's own."""

    def __init__(self) -> None:
        self._hydrate = _hydrate_events()

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let the event pass (None) or drop it and send the page to :data:`ENDED`.

        A page load with another cookie or account than before starts with an empty state.
        """
        root = state._get_root_state()
        gate = await root.get_state(GateState)
        cookie = cookie_of(root)
        view = await sessions.lookup(cookie)
        bind = ids.fingerprint(cookie) if cookie else "none"
        uid = str(view.account_id) if view else ""
        if (gate._bind, gate._uid) != (bind, uid):
            if event.name not in self._hydrate:
                return _turned_away(root)
            root.reset()
            gate._bind, gate._uid = bind, uid
        if time.time() - gate._seen > TOUCH_SECONDS:
            gate._seen = time.time()
        return None


def _turned_away(root: BaseState) -> StateUpdate:
    """Drop the event; lead to the page that explains, unless it is open already."""
    page = localized(ENDED, locale_of(root))
    if root.router.url.path.rstrip("/") == page:
        return StateUpdate()
    payload = {"path": page, "external": False, "popup": False, "replace": True}
    return StateUpdate(events=[Event(name="_redirect", payload=payload)])


Socket = tuple[str, str]  # client token, socket id
_watched: set[Socket] = set()


class SessionWatch(rx.State):
    """Lets an open page notice that its session has ended, wherever that was done."""

    @rx.event(background=True)
    async def watch(self) -> None:
        """Wait until the session of this page ends or the page is gone."""
        view = await session_of(self, active=False)
        socket = (self.router.session.client_token, self.router.session.session_id)
        if view is None or socket in _watched:
            return
        _watched.add(socket)
        try:
            ended = await _wait_for_end(view, socket)
        finally:
            _watched.discard(socket)
        if not ended:
            return
        async with self:
            bridge = await self.get_state(BridgeState)
            # A new document, so that nothing of the old page stays in the browser.
            bridge.goto(localized(ENDED, locale_of(self)))


async def _wait_for_end(view: SessionView, socket: Socket) -> bool:
    """Give True once the session has ended, False once the websocket is gone."""
    topics = (service.session_topic(view.sid_hash), service.account_topic(view.account_id))
    async with AsyncExitStack() as stack:
        notices = [await stack.enter_async_context(live.watch(topic)) for topic in topics]
        while _connected(socket):
            if await sessions.lookup_fingerprint(view.sid_hash, active=False) is None:
                await asyncio.sleep(GRACE_SECONDS)
                return _connected(socket)
            await _first_of(notices)
    return False


async def _first_of(notices: list[asyncio.Event]) -> None:
    waits = [asyncio.ensure_future(notice.wait()) for notice in notices]
    try:
        await asyncio.wait(waits, timeout=CHECK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    for notice in notices:
        notice.clear()


def _connected(socket: Socket) -> bool:
    """Tell whether the page still has the very websocket it began to watch with.

    After a reload it has another, and a watcher of its own.
    """
    token, sid = socket
    namespace = get_app().app.event_namespace
    record = namespace._token_manager.token_to_socket.get(token) if namespace else None
    return record is not None and record.sid == sid
