"""What the notifications service gives and takes."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bessai_berinta.core.i18n import N_, Locale, Message, translate


class Kind(StrEnum):
    """What a notification is about; each account chooses the mail of each kind."""

    REPORT = "report"  # a step of a report one filed or follows
    CLOSING = "closing"  # the question whether it is really solved
    COMMENT = "comment"
    AREA = "area"  # something new where one looks


class Mail(StrEnum):
    """How soon a notification is mailed."""

    NOW = "now"
    DIGEST = "digest"
    OFF = "off"


DEFAULTS: dict[Kind, Mail] = {
    Kind.REPORT: Mail.NOW,
    Kind.CLOSING: Mail.NOW,
    Kind.COMMENT: Mail.DIGEST,
    Kind.AREA: Mail.DIGEST,
}

KIND_WORDS: dict[Kind, Message] = {
    Kind.REPORT: N_("Steps of reports I filed or follow"),
    Kind.CLOSING: N_("The question whether it is solved"),
    Kind.COMMENT: N_("Comments on those reports"),
    Kind.AREA: N_("New reports in areas and kinds I follow"),
}
MAIL_WORDS: dict[Mail, Message] = {
    Mail.NOW: N_("By mail at once"),
    Mail.DIGEST: N_("In one mail a day, at 07.00"),
    Mail.OFF: N_("No mail"),
}


@dataclass(frozen=True)
class News:
    """Something to tell. ``source`` is unique for each account: the same news comes once."""

    kind: Kind
    source: str
    subject: str
    title: Message
    href: str
    body: str = ""


@dataclass(frozen=True)
class NotificationView:
    """One notification as its owner reads it."""

    id: int
    at: datetime
    kind: Kind
    msgid: str
    params: dict[str, str] = field(default_factory=dict)
    body: str = ""
    href: str = ""
    read: bool = False

    def title(self, locale: Locale) -> str:
        return translate(locale, self.msgid, **self.params)


@dataclass(frozen=True)
class Recipient:
    """Whom to tell, and in which language a mail to them is written."""

    account_id: uuid.UUID
    locale: Locale = "id"
