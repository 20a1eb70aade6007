"""What residents do with reports of others: follow, support, comment, judge the result.

Everybody is either an account or a browser without one (the fingerprint of its cookie).
``origin_report_id`` says from which report a row was copied when that one was merged into
another; splitting them again takes exactly these rows away.
"""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock, ids


def _one_each(name: str, *columns: str) -> tuple[Index, Index]:
    """Allow one row for each person: by account, or by browser where there is none."""
    return (
        Index(
            f"uq_{name}_account",
            "account_id",
            *columns,
            unique=True,
            postgresql_where=text("account_id IS NOT NULL"),
        ),
        Index(
            f"uq_{name}_visitor",
            "visitor",
            *columns,
            unique=True,
            postgresql_where=text("account_id IS NULL"),
        ),
    )


class Follow(SQLModel, table=True):
    """Somebody wants to hear of a report, of an area or of a category."""

    __tablename__ = "follows"
    __table_args__ = (
        *_one_each("follows", "kind", "target"),
        Index("ix_follows_target", "kind", "target"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="CASCADE"
    )
    visitor: str = ""
    kind: str  # report | area | category
    target: str  # a report's id, or the code of a kelurahan or category
    locale: str = "id"
    created_at: datetime = Field(default_factory=clock.now)
    origin_report_id: uuid.UUID | None = Field(default=None, foreign_key="reports.id")


class Support(SQLModel, table=True):
    """Somebody else has the same problem."""

    __tablename__ = "supports"
    __table_args__ = (
        *_one_each("supports", "report_id"),
        Index("ix_supports_report", "report_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id")
    account_id: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="CASCADE"
    )
    visitor: str = ""
    created_at: datetime = Field(default_factory=clock.now)
    origin_report_id: uuid.UUID | None = Field(default=None, foreign_key="reports.id")


class Comment(SQLModel, table=True):
    """What somebody says about a report. The text never changes; its state may."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_report", "report_id", "created_at"),
        Index("ix_comments_held", "created_at", postgresql_where=text("state = 'held'")),
    )

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id")
    account_id: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="SET NULL"
    )
    visitor: str = ""
    name: str = ""
    agency: str = ""  # the code of the agency that speaks, if one does
    text: str
    kind: str = "comment"  # comment | not_fixed
    state: str = "public"  # held | public | hidden | removed (by its author)
    why: str = ""  # why it is held or hidden
    photo_id: uuid.UUID | None = Field(
        default=None, foreign_key="report_photos.id", ondelete="SET NULL"
    )
    created_at: datetime = Field(default_factory=clock.now)
    origin_comment_id: uuid.UUID | None = Field(default=None, foreign_key="comments.id")

    def key_of(self) -> tuple[uuid.UUID | None, str]:
        """Give the columns that say who wrote it."""
        return self.account_id, self.visitor


class Verdict(SQLModel, table=True):
    """What somebody answers to "is it solved?", once for each closing (its journey step)."""

    __tablename__ = "ratings"
    __table_args__ = (
        *_one_each("ratings", "report_id", "closing"),
        Index("ix_ratings_report", "report_id"),
    )

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    report_id: uuid.UUID = Field(foreign_key="reports.id")
    closing: int = Field(
        sa_column=Column(BigInteger, ForeignKey("report_events.id"), nullable=False)
    )
    account_id: uuid.UUID | None = Field(
        default=None, foreign_key="accounts.id", ondelete="CASCADE"
    )
    visitor: str = ""
    standing: str  # reporter | follower | nearby
    fixed: bool
    stars: int | None = None  # 1 to 5
    reason: str = ""
    distance_m: int | None = None  # as the phone said
    reopened: bool = False  # this answer opened the report again
    created_at: datetime = Field(default_factory=clock.now)
