"""What the page of one's own reports holds while it is open."""

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.features.reports import present, queries, service
from bessai_berinta.features.reports.present import Card
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.live import follow
from bessai_berinta.ui.session import actor_of, locale_of


class MyReportsState(rx.State):
    """The reports of this account, or of this browser without one, newest first."""

    cards: list[Card] = []
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        await self._read()

    async def _read(self) -> None:
        locale = locale_of(self)
        async with db.session() as session:
            own = await queries.mine(session, await actor_of(self))
        self.cards = [present.card(line, locale) for line in own]
        self.loaded = True

    @rx.event(background=True)
    async def follow(self):
        """Show each change of one's own reports, and each new one, without a reload."""
        async with self:
            actor, here = await actor_of(self), self.router.url.path
            token = self.router.session.client_token
        if not actor.signed_in and not actor.visitor:
            return

        async def refresh() -> bool:
            async with self:
                if self.router.url.path != here:
                    return False
                await self._read()
            return True

        await follow(token, service.reporter_topic(actor.user_id, actor.visitor), refresh)
