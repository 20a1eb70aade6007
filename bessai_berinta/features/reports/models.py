"""Reports of problems in the neighbourhood, their photos, history and routing."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock, ids

# What everybody may see and count, as the indexes say it; in queries repository.public().
PUBLIC = "NOT private AND visibility = 'public' AND merged_into IS NULL"


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
    target_amount: int = 6  # to the solution, in target_unit
    target_unit: str = "days"  # days | hours, see deadline.Unit
    duplicate_radius_m: int = 100  # how near and
    duplicate_days: int = 30  # how young an open report must be to be the same problem
    active: bool = True


class Question(SQLModel, table=True):
    """One more thing to ask about a category. ``code`` is the Open311 attribute code."""

    __tablename__ = "report_questions"
    __table_args__ = (Index("ix_report_questions_code", "category", "code", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    category: str = Field(foreign_key="report_categories.code")
    code: str
    kind: str  # teks | angka | pilihan | tanggal | catatan
    label_id: str
    label_en: str
    required: bool = False
    position: int = 0
    # [{"code", "name_id", "name_en", "stop_id", "stop_en"}]; a stop says where to turn instead
    choices: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSONB))
    active: bool = True


class RoutingRule(SQLModel, table=True):
    """Which agency gets a report. Rules are tried by ``position``; the first that fits wins.

    Empty parts do not restrict. Hours are local, ``hour_from`` counted in, ``hour_to`` not; a
    span may pass midnight. ``days`` holds weekdays, Monday is 1.
    """

    __tablename__ = "report_routing"

    id: int | None = Field(default=None, primary_key=True)
    position: int = Field(default=0, index=True)
    category: str = ""
    area: str = ""
    days: str = ""  # such as "67"
    hour_from: int | None = None
    hour_to: int | None = None
    question: str = ""  # the code of an extra question, and the answer it must have
    answer: str = ""
    agency: str = Field(foreign_key="agencies.code")
    note: str = ""


class Report(SQLModel, table=True):
    """One report as it stands now; how it came to stand so is in :class:`ReportEvent`."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_queue", "agency", "status", "due_at"),
        Index("ix_reports_updated", "updated_at"),
        Index("ix_reports_public", "created_at", postgresql_where=text(PUBLIC)),
        Index("ix_reports_place", "lat", "lon"),
        # Holds all that counting on a map reads, so the table itself is not visited.
        Index(
            "ix_reports_map",
            "lat",
            "lon",
            postgresql_include=["code", "category", "area", "status", "due_at", "created_at"],
            postgresql_where=text(PUBLIC),
        ),
        Index(
            "ix_reports_reminder",
            "next_reminder_at",
            postgresql_where=text("next_reminder_at IS NOT NULL"),
        ),
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
    answers: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB))
    assignee_id: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", index=True, ondelete="SET NULL"
    )
    # The clock: what was promised, since when it runs and when it runs out (see deadline.py).
    clock_started_at: datetime = Field(default_factory=clock.now)
    target_amount: int = 6
    target_unit: str = "days"
    due_at: datetime
    paused_at: datetime | None = None
    reminded: int = 0  # percent of the time of which the desk was last reminded
    next_reminder_at: datetime | None = None
    answer_due_at: datetime
    first_answer_at: datetime | None = None
    answer_escalated: bool = False
    reopened: int = 0
    # Who may see it, beside ``private``: public | held (for a moderator) | hidden (taken down).
    visibility: str = "public"
    merged_into: uuid.UUID | None = Field(default=None, foreign_key="reports.id", index=True)
    supports: int = 0  # how many others said that they have the problem too
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


class ReportPause(SQLModel, table=True):
    """A time during which the clock stood still; open while the reporter is asked."""

    __tablename__ = "report_pauses"

    id: int | None = Field(default=None, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id", index=True)
    begun_at: datetime = Field(default_factory=clock.now)
    ended_at: datetime | None = None


class ReportPhoto(SQLModel, table=True):
    """A photo, already re-encoded without metadata. Files live in the object store.

    ``key`` is the folder of the renditions: ``{key}/thumb.webp``, ``800.webp``, ``1600.webp``.
    ``redacted_key`` is the folder of those with faces or plates covered; where there is one,
    only staff see the others.
    """

    __tablename__ = "report_photos"

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id", index=True)
    kind: str = "before"  # before | after | more (added later) | claim (that it is not fixed)
    position: int = 0
    key: str
    redacted_key: str = ""
    hidden: bool = False
    phash: int | None = Field(default=None, sa_column=Column(BigInteger))  # what it looks like
    taken_at: datetime | None = None  # as the camera wrote it, before it was stripped
    actor_kind: str = "reporter"  # reporter | staff | other
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
