"""Keys of programs that file through Open311; other servers and what was passed on to them."""

import uuid
from datetime import datetime

from sqlalchemy import Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock, ids


class ApiKey(SQLModel, table=True):
    """A key, of which only the hash is kept. ``hint`` is its first characters, to tell it by."""

    __tablename__ = "open311_keys"

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    key_hash: str = Field(unique=True)
    hint: str
    name: str
    per_hour: int
    created_at: datetime = Field(default_factory=clock.now)
    created_by: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )
    revoked_at: datetime | None = None


class Server(SQLModel, table=True):
    """Another city's Open311 server to which reports can be passed on.

    ``format`` is what it speaks (json | xml), as found at the last test of the connection.
    """

    __tablename__ = "open311_servers"

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    name: str
    url: str
    api_key: str = ""  # sent with each request; no page and no log ever shows it
    jurisdiction: str = ""
    format: str = ""
    share_contact: bool = False  # whether the reporter's name and contact go along
    active: bool = True
    services: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSONB))
    created_at: datetime = Field(default_factory=clock.now)
    created_by: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )


class ServiceMap(SQLModel, table=True):
    """Which of a server's services stands for one of our categories.

    Public reports filed after ``automatic_from`` are passed on by themselves.
    """

    __tablename__ = "open311_service_maps"

    server_id: uuid.UUID = Field(
        foreign_key="open311_servers.id", primary_key=True, ondelete="CASCADE"
    )
    category: str = Field(foreign_key="report_categories.code", primary_key=True)
    service_code: str
    automatic_from: datetime | None = None


class Forward(SQLModel, table=True):
    """One report passed on to one server, and what came of it.

    ``state``: queued -> sending -> sent -> closed, or failed (refused, nothing arrived) or
    unclear (no readable answer: it may have arrived, so it is never sent again by itself).
    """

    __tablename__ = "open311_forwards"
    __table_args__ = (
        UniqueConstraint("report_id", "server_id"),
        Index("ix_open311_forwards_state", "state", "pulled_at"),
    )

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id", index=True)
    report_code: str
    server_id: uuid.UUID = Field(foreign_key="open311_servers.id")
    service_code: str
    state: str = "queued"
    remote_id: str = ""
    token: str = ""
    last_error: str = ""
    last_status: str = ""
    last_notes: str = ""
    attempts: int = 0
    created_at: datetime = Field(default_factory=clock.now)
    created_by: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )
    sent_at: datetime | None = None
    pulled_at: datetime | None = None
