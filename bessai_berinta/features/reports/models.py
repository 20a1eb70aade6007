"""Reports of problems in the neighbourhood, their photos, history and routing."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock, ids


class Category(SQLModel, table=True):
    """What a report can be about, and how long its solution may take."""

    __tablename__ = "report_categories"

    code: str = Field(primary_key=True)
    name_id: str
    name_en: str
    hint_id: str = ""
    hint_en: str = ""
    icon: str
    position: int = 0
    target_days: int = 6  # working days to the solution
    active: bool = True


class RoutingRule(SQLModel, table=True):
    """Which agency gets a category, in one kelurahan or (``area`` empty) everywhere."""

    __tablename__ = "report_routing"
    __table_args__ = (UniqueConstraint("category", "area"),)

    id: int | None = Field(default=None, primary_key=True)
    category: str = Field(foreign_key="report_categories.code", index=True)
    area: str = ""
    agency: str = Field(foreign_key="agencies.code")
    note: str = ""


class Report(SQLModel, table=True):
    """One report as it stands now; how it came to stand so is in :class:`ReportEvent`."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_queue", "agency", "status", "due_on"),
        Index("ix_reports_updated", "updated_at"),
        Index("ix_reports_public", "created_at", postgresql_where=text("NOT private")),
    )

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    code: str = Field(unique=True)
    category: str = Field(foreign_key="report_categories.code", index=True)
    description: str
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    area: str = Field(foreign_key="areas.code", index=True)
    area_estimated: bool = False
    status: str = Field(index=True)
    resume_status: str = ""  # where an answered question leads back to
    agency: str = Field(foreign_key="agencies.code", index=True)
    due_on: date
    paused_on: date | None = None
    anonymous: bool = False  # the name is not shown to the public
    private: bool = False  # laporan tertutup: reporter and staff only
    reporter_id: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", index=True, ondelete="SET NULL"
    )
    visitor: str = Field(default="", index=True)  # fingerprint of the filing browser's cookie
    reporter_name: str = ""
    reporter_contact: str = ""
    locale: str = "id"  # the language the reporter reads
    access_hash: str = ""  # of the secret in a private report's own address
    demo: bool = False
    version: int = 1
    created_at: datetime = Field(default_factory=clock.now)
    updated_at: datetime = Field(default_factory=clock.now)
    closed_at: datetime | None = None


class ReportEvent(SQLModel, table=True):
    """One step of a report's journey. Append-only (the database refuses changes)."""

    __tablename__ = "report_events"

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    report_id: uuid.UUID = Field(foreign_key="reports.id", index=True)
    at: datetime = Field(default_factory=clock.now)
    action: str
    status: str  # the status after this step
    agency: str  # who holds it after this step
    message: str = ""  # shown to the public
    actor_id: uuid.UUID | None = None
    actor_kind: str  # reporter | staff | system


class ReportPhoto(SQLModel, table=True):
    """A photo, already re-encoded without metadata. Files live in the object store.

    ``key`` is the folder of the renditions: ``{key}/thumb.webp``, ``800.webp``, ``1600.webp``.
    """

    __tablename__ = "report_photos"

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id", index=True)
    kind: str = "before"  # before | after
    position: int = 0
    key: str
    width: int
    height: int
    created_at: datetime = Field(default_factory=clock.now)


class Submission(SQLModel, table=True):
    """An idempotency key and what was answered to it."""

    __tablename__ = "report_submissions"

    key: uuid.UUID = Field(primary_key=True)
    body_hash: str
    code: str
    path: str
    created_at: datetime = Field(default_factory=clock.now, index=True)
