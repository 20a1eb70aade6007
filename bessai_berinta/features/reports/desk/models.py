"""Tables of the desk: prepared texts, notes among the staff, filters people keep."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Column, Identity, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock


class ReportTemplate(SQLModel, table=True):
    """A prepared text for an action; without a category it is offered for all of them."""

    __tablename__ = "report_templates"

    id: int | None = Field(default=None, primary_key=True)
    category: str = ""
    action: str
    title: str
    body_id: str
    body_en: str = ""


class ReportNote(SQLModel, table=True):
    """A word among the staff. Append-only (the database refuses changes); never public."""

    __tablename__ = "report_notes"

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    report_id: uuid.UUID = Field(foreign_key="reports.id", index=True)
    at: datetime = Field(default_factory=clock.now)
    author_id: uuid.UUID | None = None
    author: str
    text: str


class SavedFilter(SQLModel, table=True):
    """A view of the queue that somebody comes back to."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: uuid.UUID = Field(foreign_key="accounts.id", ondelete="CASCADE")
    name: str
    params: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSONB))
