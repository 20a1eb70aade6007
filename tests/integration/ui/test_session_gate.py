"""The gate before every event: a page's state belongs to one cookie and one account."""

import asyncio
from datetime import timedelta

import pytest
import reflex as rx
from sqlalchemy import update
from sqlmodel import select

from bessai_berinta.core import ids, live
from bessai_berinta.core.audit import AuditEntry
from bessai_berinta.core.identity import Identity
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts import service, sessions
from bessai_berinta.features.accounts.models import LoginSession
from bessai_berinta.features.accounts.schemas import Browser
from bessai_berinta.ui import session as gate
from bessai_berinta.ui.bridge import BridgeState
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import GateState, SessionWatch, actor_of, locale_of
from tests.factories.pages import Backend, OpenPage, backend, state_of


class DeskState(rx.State):
    """A small staff page."""

    note: str = ""
    secret_note: str = ""
    opened: int = 0
    language: str = ""
    _hidden: str = ""

    @rx.event
    async def write(self, text: str):
        """Anybody may write on their own page."""
        self.note = text
        self._hidden = text

    @rx.event
    @guarded
    async def open_desk(self):
        """Only staff may look at the desk."""
        (await actor_of(self)).require(Permission.STAFF_AREA)
        self.opened += 1
        self.secret_note = "staff only"

    @rx.event
    @guarded
    async def open_slowly(self):
        """The same by a handler that yields."""
        yield
        (await actor_of(self)).require(Permission.STAFF_AREA)
        self.opened += 1

    @rx.event(background=True)
    async def work(self):
        async with self:
            self.opened += 1

    @rx.event(background=True)
    @guarded
    async def open_in_background(self):
        """The same by a handler that does not hold the state."""
        (await actor_of(self)).require(Permission.STAFF_AREA)
        async with self:
            self.opened += 1

    @rx.event
    async def speak(self):
        self.language = locale_of(self)


HANDLERS = DeskState.event_handlers
ENDED = "/sesi-berakhir"
Future = asyncio.Future[None]


@pytest.fixture(autouse=True)
def _clean(database: None) -> None:
    sessions.forget("*")


async def sign_in(subject: str, *groups: str) -> str:
    """Give the cookie of a fresh session."""
    async with unit_of_work() as uow:
        identity = Identity("https://akun.example", subject, name=subject, groups=groups)
        return (await service.sign_in(uow, identity, Browser())).cookie


async def end(cookie: str) -> None:
    async with unit_of_work() as uow:
        await service.end_sessions(uow, sid_hash=ids.fingerprint(cookie))
    sessions.forget(service.session_topic(ids.fingerprint(cookie)))


async def refusals() -> list[AuditEntry]:
    async with unit_of_work() as uow:
        query = select(AuditEntry).where(AuditEntry.action == "refused").order_by("id")
        return list((await uow.session.exec(query)).all())


async def opened(page: OpenPage) -> int:
    return (await state_of(page, DeskState)).opened


async def test_a_visitor_with_the_anonymous_cookie_uses_a_page() -> None:
    async with backend() as server:
        page = server.page("tab", "anonymous")
        await page.load()
        assert (await page.send(HANDLERS["write"], text="halo"))["note"] == "halo"
        assert page.redirects == []


async def test_a_visitor_without_any_cookie_uses_a_page() -> None:
    async with backend() as server:
        page = server.page("tab")
        await page.load()
        assert (await page.send(HANDLERS["write"], text="halo"))["note"] == "halo"


async def test_an_event_of_a_page_that_was_never_loaded_is_dropped() -> None:
    async with backend() as server:
        page = server.page("tab", await sign_in("one", "admin"))
        assert "secret_note" not in await page.send(HANDLERS["open_desk"])
        assert page.redirects == [ENDED]
        assert await opened(page) == 0


# --- a stolen token ----------------------------------------------------------------------


async def victim_and_thief(server: Backend) -> tuple[OpenPage, OpenPage]:
    victim = server.page("token", await sign_in("victim", "admin"))
    await victim.load()
    await victim.send(HANDLERS["write"], text="only for the victim")
    await victim.send(HANDLERS["open_desk"])
    return victim, server.page("token", "cookie of the thief")


async def test_a_stolen_token_without_the_cookie_runs_nothing() -> None:
    async with backend() as server:
        victim, thief = await victim_and_thief(server)
        delta = await thief.send(HANDLERS["write"], text="overwritten")
        assert "note" not in delta
        assert (await state_of(victim, DeskState)).note == "only for the victim"
        assert thief.redirects == [ENDED]


async def test_a_stolen_token_without_the_cookie_sees_nothing() -> None:
    async with backend() as server:
        _, thief = await victim_and_thief(server)
        seen = await thief.load()
        assert (seen["note"], seen["secret_note"]) == ("", "")
        assert (await state_of(thief, DeskState))._hidden == ""
        assert "only for the victim" not in str(seen)


async def test_a_thief_with_an_account_acts_only_as_himself() -> None:
    async with backend() as server:
        _, thief = await victim_and_thief(server)
        thief.cookie = await sign_in("thief")
        await thief.load()
        delta = await thief.send(HANDLERS["open_desk"])
        assert "secret_note" not in delta
        assert [entry.actor_label for entry in await refusals()] == ["thief"]


async def test_visitors_are_kept_apart_as_well() -> None:
    async with backend() as server:
        visitor = server.page("token", "cookie of a visitor")
        await visitor.load()
        await visitor.send(HANDLERS["write"], text="half a report")
        thief = server.page("token", "another cookie")
        assert "note" not in await thief.send(HANDLERS["write"], text="overwritten")
        assert (await thief.load())["note"] == ""


async def test_another_session_of_the_same_account_is_another_page() -> None:
    async with backend() as server:
        first = server.page("token", await sign_in("one"))
        await first.load()
        await first.send(HANDLERS["write"], text="only for the victim")
        second = server.page("token", await sign_in("one"))
        assert (await second.load())["note"] == ""


async def test_what_the_gate_knows_never_reaches_the_browser() -> None:
    async with backend() as server:
        cookie = await sign_in("one", "admin")
        page = server.page("tab", cookie)
        await page.load()
        view = await sessions.lookup(cookie)
        assert view is not None
        assert "secret_note" in page.received
        for secret in (cookie, view.sid_hash, str(view.account_id)):
            assert secret not in page.received
        assert (await state_of(page, GateState))._uid == str(view.account_id)


# --- ended sessions ----------------------------------------------------------------------


async def test_after_signing_out_the_next_click_in_every_open_tab_is_dropped() -> None:
    async with backend() as server:
        cookie = await sign_in("one", "admin")
        tabs = [server.page(token, cookie) for token in ("first", "second")]
        for tab in tabs:
            await tab.load()
        await end(cookie)
        for tab in tabs:
            await tab.send(HANDLERS["open_desk"])
            await tab.send(HANDLERS["write"], text="late")
            assert await opened(tab) == 0
            assert set(tab.redirects) == {ENDED}


async def test_background_work_stands_behind_the_gate_too() -> None:
    async with backend() as server:
        cookie = await sign_in("one")
        page = server.page("tab", cookie)
        await page.load()
        await page.send(HANDLERS["work"])
        await end(cookie)
        await page.send(HANDLERS["work"])
        assert await opened(page) == 1


async def test_a_session_that_ran_out_is_refused() -> None:
    async with backend() as server:
        page = server.page("tab", await sign_in("one", "admin"))
        await page.load()
        async with unit_of_work() as uow:
            past = LoginSession.last_seen_at - timedelta(minutes=31)
            await uow.session.execute(update(LoginSession).values(last_seen_at=past))
        sessions.forget("*")
        await page.send(HANDLERS["open_desk"])
        assert await opened(page) == 0
        assert page.redirects == [ENDED]


async def test_loading_a_page_after_signing_out_starts_empty() -> None:
    async with backend() as server:
        cookie = await sign_in("one", "admin")
        page = server.page("tab", cookie)
        await page.load()
        await page.send(HANDLERS["open_desk"])
        await end(cookie)
        page.cookie = "a new anonymous one"
        assert (await page.load())["secret_note"] == ""


async def test_signing_in_as_somebody_else_in_the_same_tab_starts_empty() -> None:
    async with backend() as server:
        page = server.page("tab", await sign_in("one", "admin"))
        await page.load()
        await page.send(HANDLERS["open_desk"])
        page.cookie = await sign_in("two")
        assert (await page.load())["secret_note"] == ""


async def test_the_way_out_is_in_the_language_of_the_page_and_is_no_loop() -> None:
    async with backend() as server:
        english = server.page("english", "x", "/en/lapor")
        await english.send(HANDLERS["write"], text="x")
        assert english.redirects == ["/en/sesi-berakhir"]
        for path in ("/sesi-berakhir", "/sesi-berakhir/", "/en/sesi-berakhir/"):
            there = server.page(path, "x", path)
            await there.send(HANDLERS["write"], text="x")
            assert there.redirects == []


# --- permission --------------------------------------------------------------------------


@pytest.mark.parametrize("handler", ["open_desk", "open_slowly", "open_in_background"])
@pytest.mark.parametrize(
    ("groups", "allowed"), [((), False), (("petugas-dlh",), True), (("admin",), True)]
)
async def test_a_staff_handler_serves_staff_only(
    handler: str, groups: tuple[str, ...], allowed: bool
) -> None:
    async with backend() as server:
        page = server.page("tab", await sign_in("one", *groups))
        await page.load()
        await page.send(HANDLERS[handler])
        assert await opened(page) == int(allowed)
        assert ("Akun Anda" in page.received) is not allowed
        assert server.errors == []


async def test_a_refused_event_is_explained_and_audited() -> None:
    async with backend() as server:
        page = server.page("tab", await sign_in("warga"), "/en/akun")
        await page.load()
        delta = await page.send(HANDLERS["open_desk"])
        assert delta["toast_text"] == "Your account may not do this."
        (entry,) = await refusals()
        assert entry.subject == "event:DeskState.open_desk"
        assert (entry.actor_label, entry.ip) == ("warga", "192.0.2.7")


async def test_a_visitor_is_asked_to_sign_in_and_not_audited() -> None:
    async with backend() as server:
        page = server.page("tab", "anonymous")
        await page.load()
        delta = await page.send(HANDLERS["open_desk"])
        assert delta["toast_text"] == "Silakan masuk dulu."
        assert await refusals() == []


async def test_a_role_lost_meanwhile_is_gone_from_the_open_page() -> None:
    async with backend() as server:
        page = server.page("tab", await sign_in("one", "admin"))
        await page.load()
        await page.send(HANDLERS["open_desk"])
        await sign_in("one")  # elsewhere, without the group
        sessions.forget("*")
        await page.send(HANDLERS["open_desk"])
        assert await opened(page) == 1
        assert page.redirects == [ENDED]


async def test_the_language_follows_the_address() -> None:
    async with backend() as server:
        for path, language in (("/lapor", "id"), ("/en", "en"), ("/en/lapor", "en")):
            page = server.page(path, "x", path)
            await page.load()
            assert (await page.send(HANDLERS["speak"]))["language"] == language


# --- a page notices by itself ------------------------------------------------------------


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Stand in for Reflex's list of open websockets."""
    open_sockets: set[tuple[str, str]] = set()
    monkeypatch.setattr(gate, "_connected", open_sockets.__contains__)
    monkeypatch.setattr(gate, "GRACE_SECONDS", 0.0)
    return open_sockets


async def watching(page: OpenPage, sockets: set[tuple[str, str]], cookie: str) -> Future:
    """Let the page watch its session; come back when it does."""
    sockets.add((page.token, f"socket-of-{page.token}"))
    await page.load()
    future = await page.enqueue(SessionWatch.event_handlers["watch"])
    topic = service.session_topic(ids.fingerprint(cookie))
    while topic not in live._watchers:
        assert not future.done()
        await asyncio.sleep(0.01)
    return future


async def test_an_open_page_leaves_by_itself_when_its_session_ends(
    sockets: set[tuple[str, str]],
) -> None:
    async with backend() as server:
        cookie = await sign_in("one")
        page = server.page("tab", cookie)
        future = await watching(page, sockets, cookie)
        async with unit_of_work() as uow:
            await service.end_sessions(uow, sid_hash=ids.fingerprint(cookie))
        live.wake(service.session_topic(ids.fingerprint(cookie)))
        await future
        assert (await state_of(page, BridgeState)).goto_url == ENDED
        assert '"goto_url' in page.received


async def test_a_session_that_ended_while_the_page_was_loading_is_noticed(
    sockets: set[tuple[str, str]],
) -> None:
    async with backend() as server:
        cookie = await sign_in("one")
        page = server.page("tab", cookie)
        await page.load()
        await end(cookie)
        await page.send(SessionWatch.event_handlers["watch"])
        assert page.redirects == [ENDED]


async def test_a_page_that_was_closed_stops_watching(sockets: set[tuple[str, str]]) -> None:
    async with backend() as server:
        cookie = await sign_in("one")
        page = server.page("tab", cookie)
        future = await watching(page, sockets, cookie)
        sockets.clear()
        live.wake(service.session_topic(ids.fingerprint(cookie)))
        await future
        assert (await state_of(page, BridgeState)).goto_url == ""
        assert gate._watched == set()


async def test_a_visitors_page_watches_nothing(sockets: set[tuple[str, str]]) -> None:
    async with backend() as server:
        page = server.page("tab", "anonymous")
        await page.load()
        await page.send(SessionWatch.event_handlers["watch"])
        assert gate._watched == set()
