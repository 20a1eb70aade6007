"""Keys of the programs that may file reports through Open311."""

import uuid
from datetime import datetime

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
