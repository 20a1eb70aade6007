"""What the abuse feature shows, and why somebody may be banned."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bessai_berinta.core.i18n import N_, Message

Kind = Literal["account", "visitor", "ip"]
REASONS: dict[str, Message] = {
    "spam": N_("Advertising or the same text again and again"),
    "insult": N_("Insults or threats"),
    "false": N_("Reports of things that are not so"),
    "privacy": N_("Other people's private data"),
    "other": N_("Another reason"),
}


@dataclass(frozen=True)
class AppealView:
    id: uuid.UUID
    text: str
    at: datetime
    open: bool
    granted: bool
    answer: str


@dataclass(frozen=True)
class BanView:
    """A ban as the banned person and the moderators see it."""

    id: uuid.UUID
    kind: str
    reason: Message
    words: str
    at: datetime
    until: datetime | None
    appeals: tuple[AppealView, ...]
    by_me: bool = False

    @property
    def may_appeal(self) -> bool:
        return not any(appeal.open for appeal in self.appeals)
