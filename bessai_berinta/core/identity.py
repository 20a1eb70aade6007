"""What a sign-in provider tells us, once an adapter has checked every word of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """A person who just signed in. ``(issuer, subject)`` is the key; the rest may change.

    ``authenticated_at`` is when the provider last saw the person's credentials (Unix
    seconds), None when it does not say. ``provider_session`` is its ``sid``.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    email_verified: bool = False
    groups: tuple[str, ...] = ()
    authenticated_at: int | None = None
    provider_session: str = ""
    id_token: str = ""


@dataclass(frozen=True)
class LogoutNotice:
    """The provider says that a session (or, without one, a person) has signed out."""

    issuer: str
    token_id: str
    subject: str = ""
    provider_session: str = ""
