"""What an account was told, and how it wants to be told."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock


class Notification(SQLModel, table=True):
    """One thing an account should know. ``source`` names what happened, so that a job that
    runs twice tells it once. ``mail`` is what the account wanted when it happened."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("account_id", "source"),
        Index("ix_notifications_list", "account_id", "id"),
        Index("ix_notifications_unread", "account_id", postgresql_where=text("read_at IS NULL")),
        Index(
            "ix_notifications_digest",
            "account_id",
            postgresql_where=text("mail = 'digest' AND mailed_at IS NULL"),
        ),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    account_id: uuid.UUID = Field(foreign_key="accounts.id", ondelete="CASCADE")
    at: datetime = Field(default_factory=clock.now)
    kind: str
    source: str
    subject: str  # kind:key, such as report:LAP-26-K7QF3
    msgid: str  # the sentence, in English as in the catalogues
    params: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    body: str = ""  # somebody's own words, in no language of ours
    href: str  # the Indonesian address
    locale: str = "id"  # the language a mail is written in
    mail: str = "off"  # now | digest | off
    mailed_at: datetime | None = None
    read_at: datetime | None = None


class NotificationChoice(SQLModel, table=True):
    """How an account wants mail of one kind; without a row the kind's default counts."""

    __tablename__ = "notification_choices"

    account_id: uuid.UUID = Field(foreign_key="accounts.id", primary_key=True, ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    mail: str


class MailOptOut(SQLModel, table=True):
    """An address that wants no more mail without an account. Only its fingerprint is kept."""

    __tablename__ = "mail_opt_outs"

    address_hash: str = Field(primary_key=True)
    at: datetime = Field(default_factory=clock.now)


class MailKey(SQLModel, table=True):
    """The secret that signs the links in mails. One row, made when first needed."""

    __tablename__ = "mail_keys"

    id: int = Field(default=1, primary_key=True)
    secret: str
