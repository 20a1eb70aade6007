"""What the accounts service gives and takes."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from bessai_berinta.core.permissions import Role


@dataclass(frozen=True)
class Browser:
    """Who is at the other end of a request. ``sid_hash`` is empty without a session cookie."""

    sid_hash: str = ""
    user_agent: str = ""
    ip: str = ""


@dataclass(frozen=True)
class LoginStart:
    """The secrets of one sign-in under way."""

    state: str
    nonce: str
    verifier: str
    next_path: str
    max_age: int | None = None


@dataclass(frozen=True)
class SessionView:
    """A live session and whose it is; everything a request needs to know about a person."""

    sid_hash: str
    account_id: uuid.UUID
    name: str
    roles: frozenset[Role]
    agencies: frozenset[str]
    last_seen_at: datetime
    expires_at: datetime
    idle_seconds: int

    def alive(self, now: datetime) -> bool:
        """Tell whether neither the absolute nor the idle limit has passed."""
        idle = (now - self.last_seen_at).total_seconds()
        return now < self.expires_at and idle < self.idle_seconds


@dataclass(frozen=True)
class SignedIn:
    """A finished sign-in: the value of the new cookie and how long the browser keeps it."""

    cookie: str
    cookie_seconds: int
    account_id: uuid.UUID


@dataclass(frozen=True)
class EndedSession:
    """A session that was just ended, with the hint its provider wants for signing out."""

    sid_hash: str
    id_token: str


@dataclass(frozen=True)
class Device:
    """A browser in which the person is signed in. ``key`` names it in ``revoke_device``."""

    key: str
    browser: str
    system: str
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool
