"""Accounts, their roles and their sessions. Identity belongs to the sign-in provider."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from bessai_berinta.core import clock, ids


class Account(SQLModel, table=True):
    """A person, known by the provider's (issuer, subject) and by nothing else."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: uuid.UUID = Field(default_factory=ids.new_id, primary_key=True)
    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    email_verified: bool = False
    created_at: datetime = Field(default_factory=clock.now)
    last_login_at: datetime = Field(default_factory=clock.now)


class AccountRole(SQLModel, table=True):
    """A role as the provider's groups granted it at the latest sign-in."""

    __tablename__ = "account_roles"

    account_id: uuid.UUID = Field(foreign_key="accounts.id", primary_key=True, ondelete="CASCADE")
    role: str = Field(primary_key=True)
    agency: str = Field(default="", primary_key=True)


class LoginTransaction(SQLModel, table=True):
    """A sign-in under way. Deleted when the person comes back, so it serves only once.

    ``browser`` is the fingerprint of a short-lived cookie: nobody else can finish it. Only
    the fingerprint of ``state`` is stored. ``max_age`` (seconds) is the age of the
    authentication we asked the provider for, if we did.
    """

    __tablename__ = "login_transactions"

    state_hash: str = Field(primary_key=True)
    browser: str
    nonce: str
    verifier: str
    next_path: str
    max_age: int | None = None
    created_at: datetime = Field(default_factory=clock.now, index=True)


class LoginSession(SQLModel, table=True):
    """A signed-in browser. The cookie's value itself is never stored, only its hash."""

    __tablename__ = "login_sessions"

    sid_hash: str = Field(primary_key=True)
    account_id: uuid.UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    provider_sid: str = Field(default="", index=True)
    id_token: str = ""
    created_at: datetime = Field(default_factory=clock.now)
    last_seen_at: datetime = Field(default_factory=clock.now)
    expires_at: datetime
    idle_seconds: int
    user_agent: str = ""
    ip: str = ""


class LogoutToken(SQLModel, table=True):
    """A back-channel logout already carried out (its ``jti``), so a replay does nothing."""

    __tablename__ = "logout_tokens"

    jti: str = Field(primary_key=True)
    seen_at: datetime = Field(default_factory=clock.now)
