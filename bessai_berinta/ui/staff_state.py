"""What the staff frame knows of who is looking."""

from typing import Any

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import CityError
from bessai_berinta.core.permissions import Permission
from bessai_berinta.features.reports import queries as reports
from bessai_berinta.features.reports.schemas import QueueFilter

from .session import actor_of
from .staff_shell import StaffView


class StaffState(rx.State):
    """Drawn only: every handler of a desk asks for permission itself."""

    known: bool = False
    signed_in: bool = False
    permissions: list[str] = []
    who: str = ""
    open_reports: int = 0

    @rx.event
    async def load(self) -> Any:
        """Learn who opened a staff page, and what waits for them."""
        actor = await actor_of(self)
        self.known, self.signed_in = True, actor.signed_in
        self.permissions = sorted(permission.value for permission in actor.permissions)
        self.who = " · ".join(filter(None, [actor.name, *sorted(actor.agencies)]))
        self.open_reports = 0
        if actor.may(Permission.STAFF_AREA):
            try:
                async with db.session() as session:
                    queue = await reports.queue(session, actor, QueueFilter())
                self.open_reports = queue.counts["open"]
            except CityError:  # staff without a reports desk
                pass


def staff_view() -> StaffView:
    return StaffView(
        permissions=StaffState.permissions,
        signed_in=StaffState.signed_in,
        known=StaffState.known,
        who=StaffState.who,
        counts={"/petugas/lapor": StaffState.open_reports},
    )
