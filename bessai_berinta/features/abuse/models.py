"""Bans, appeals against them, and the words that want a second look."""

import uuid
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock, ids


class Ban(SQLModel, table=True):
    """Somebody who may not file or comment for a while.

    ``subject`` is an account's id, the fingerprint of a browser's cookie or an address, by
    ``kind``. Without ``until`` it holds until somebody lifts it.
    """

    __tablename__ = "bans"
    __table_args__ = (Index("ix_bans_subject", "kind", "subject"),)

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    kind: str  # account | visitor | ip
    subject: str
    reason: str  # a code of schemas.REASONS
    words: str = ""
    until: datetime | None = None
    created_at: datetime = Field(default_factory=clock.now)
    created_by: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )
    lifted_at: datetime | None = None


class Appeal(SQLModel, table=True):
    """What a banned person says against it; decided by somebody else than who banned."""

    __tablename__ = "ban_appeals"
    __table_args__ = (
        Index(
            "uq_ban_appeals_open",
            "ban_id",
            unique=True,
            postgresql_where=text("decided_at IS NULL"),
        ),
    )

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    ban_id: uuid.UUID = Field(foreign_key="bans.id", ondelete="CASCADE")
    text: str
    created_at: datetime = Field(default_factory=clock.now)
    decided_at: datetime | None = None
    decided_by: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )
    granted: bool = False
    answer: str = ""


class WatchWord(SQLModel, table=True):
    """A word, in normal form, that puts a text into review. It never refuses one."""

    __tablename__ = "watch_words"

    word: str = Field(primary_key=True)
    created_at: datetime = Field(default_factory=clock.now)
    created_by: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )
