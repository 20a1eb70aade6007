"""What goes into and comes out of the desk's services."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from bessai_berinta.core.i18n import Locale, Message
from bessai_berinta.features.reports.workflow import Action, Status


@dataclass(frozen=True)
class TemplateView:
    """A prepared text; ``category`` empty means all, ``id`` 0 that it is new."""

    action: Action
    title: str
    body_id: str
    body_en: str = ""
    category: str = ""
    id: int = 0


@dataclass(frozen=True)
class FilledTemplate:
    """A prepared text with the facts of one report in it."""

    action: Action
    title: str
    text: str


@dataclass(frozen=True)
class NoteView:
    at: datetime
    author: str
    text: str


@dataclass(frozen=True)
class Candidate:
    """An officer to whom a report may be given."""

    id: uuid.UUID
    name: str


@dataclass(frozen=True)
class NearbyReport:
    """A report near another one, as the staff see it."""

    code: str
    title: str
    category_id: str
    category_en: str
    status: Status
    metres: int
    thumbnail: uuid.UUID | None
    created_at: datetime
    mergeable: bool  # may be joined to the report that is open

    def category(self, locale: Locale) -> str:
        return self.category_en if locale == "en" else self.category_id


@dataclass(frozen=True)
class DeskExtras:
    """What the desk shows of a report beyond its journey."""

    due_at: datetime
    paused_at: datetime | None
    reminded: int  # percent of the time of which the desk was last reminded
    reopened: int
    supports: int
    assignee_id: uuid.UUID | None
    assignee: str
    candidates: tuple[Candidate, ...]
    merged_into: str  # the code of the report it was joined to
    notes: tuple[NoteView, ...]  # newest first
    nearby: tuple[NearbyReport, ...]
    templates: tuple[FilledTemplate, ...]


@dataclass(frozen=True)
class SavedView:
    id: int
    name: str
    params: dict[str, str]


@dataclass(frozen=True)
class Pick:
    """A report chosen from the list, as it stood when it was chosen."""

    code: str
    version: int


@dataclass(frozen=True)
class Order:
    """One thing to do to every chosen report."""

    action: Action
    message: str = ""
    agency: str = ""
    assignee: uuid.UUID | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of an order for one report; ``problem`` of None means done."""

    code: str
    problem: Message | None = None
