"""What the bell and the page of notifications hold while they are open."""

from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import BadRequest
from bessai_berinta.core.i18n import Locale, localized, moment
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.notifications import queries, service
from bessai_berinta.features.notifications.schemas import Kind, NotificationView
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.live import follow
from bessai_berinta.ui.session import actor_of, locale_of

MOST_SHOWN = 99
ICONS = {
    Kind.REPORT: "megaphone",
    Kind.CLOSING: "circle-help",
    Kind.COMMENT: "message-circle",
    Kind.AREA: "map-pin",
}


@dataclass
class NewsRow:
    """One notification in the list."""

    id: int = 0
    title: str = ""
    body: str = ""
    when: str = ""
    at: str = ""
    href: str = ""
    kind_icon: str = ""
    read: bool = False


class BellState(rx.State):
    """How much is unread; visitors have no bell."""

    signed_in: bool = False
    unread: int = 0
    shown: str = ""

    @rx.event(background=True)
    async def watch(self):
        """Count, and count again whenever something comes or is read."""
        async with self:
            actor, token = await actor_of(self), self.router.session.client_token
            self.signed_in = actor.signed_in
        if actor.user_id is None:
            return

        async def refresh() -> bool:
            async with db.session() as session:
                unread = await queries.unread(session, actor)
            async with self:
                self.unread = unread
                self.shown = f"{MOST_SHOWN}+" if unread > MOST_SHOWN else str(unread)
            return True

        await follow(token, service.topic(actor.user_id), refresh)


class NewsState(rx.State):
    """One's notifications, page by page, and how one wants them mailed."""

    known: bool = False
    signed_in: bool = False
    items: list[NewsRow] = []
    more: str = ""
    choices: dict[str, str] = {}

    @rx.event
    @guarded
    async def load(self):
        """Read the newest (or, with ``sebelum`` in the address, older ones)."""
        actor, locale = await actor_of(self), locale_of(self)
        self.known, self.signed_in = True, actor.signed_in
        self.items, self.choices, self.more = [], {}, ""
        if not actor.signed_in:
            return
        asked = self.router.url.query_parameters.get("sebelum", "")
        before = int(asked) if asked.isdecimal() and len(asked) < 18 else None
        async with db.session() as session:
            found, more = await queries.latest(session, actor, before)
            choices = await queries.choices(session, actor)
        self.items = [_row(item, locale) for item in found]
        path = localized("/akun/notifikasi", locale)
        self.more = f"{path}?sebelum={found[-1].id}" if more else ""
        self.choices = {str(kind): str(mail) for kind, mail in choices.items()}

    @rx.event
    @guarded
    async def read(self, item: int):
        """Mark one as read: it is being opened."""
        if not isinstance(item, int):
            raise BadRequest
        async with unit_of_work(await actor_of(self)) as uow:
            await service.mark_read(uow, item)

    @rx.event
    @guarded
    async def read_all(self):
        """Mark everything as read."""
        async with unit_of_work(await actor_of(self)) as uow:
            await service.mark_read(uow)
        for item in self.items:
            item.read = True
        self.items = list(self.items)

    @rx.event
    @guarded
    async def choose(self, kind: str, mail: str):
        """Choose how one kind is mailed."""
        actor = await actor_of(self)
        async with unit_of_work(actor) as uow:
            await service.choose(uow, str(kind), str(mail))
        async with db.session() as session:
            choices = await queries.choices(session, actor)
        self.choices = {str(one): str(way) for one, way in choices.items()}


def _row(item: NotificationView, locale: Locale) -> NewsRow:
    return NewsRow(
        id=item.id,
        title=item.title(locale),
        body=item.body,
        when=moment(item.at, locale, short=True),
        at=item.at.isoformat(),
        href=localized(item.href, locale),
        kind_icon=ICONS[item.kind],
        read=item.read,
    )
