"""Errors a person may see: each has an HTTP status and a message in both languages."""

from collections.abc import Mapping
from typing import ClassVar

from .i18n import N_, Locale, Message


class CityError(Exception):
    """Something that went wrong in a way we can explain.

    ``message`` is safe to show; ``fields`` holds one message for each wrong form field;
    ``extra`` becomes extension members of the problem document.
    """

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "bad-request"
    default: ClassVar[Message] = N_("The request could not be read.")

    def __init__(
        self,
        message: Message | None = None,
        *,
        fields: Mapping[str, Message] | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.message = message or self.default
        self.fields = dict(fields or {})
        self.extra = dict(extra or {})
        super().__init__(self.message.msgid)

    def text(self, locale: Locale) -> str:
        return self.message.text(locale)

    def field_texts(self, locale: Locale) -> dict[str, str]:
        return {name: message.text(locale) for name, message in self.fields.items()}

    def problem(self, locale: Locale) -> dict[str, object]:
        """Render as a problem document (RFC 9457), ``errors`` by field."""
        body: dict[str, object] = {
            "type": f"/masalah/{self.kind}",
            "title": self.text(locale),
            "status": self.status,
            **self.extra,
        }
        if self.fields:
            body["errors"] = self.field_texts(locale)
        return body


class BadRequest(CityError):
    """The request is not in the form the address takes."""


class InvalidInput(CityError):
    """A value breaks a rule; ``fields`` says which."""

    status = 422
    kind = "invalid-input"
    default = N_("Some answers need a correction.")


class SignInNeeded(CityError):
    status = 401
    kind = "sign-in-needed"
    default = N_("Please sign in first.")


class Denied(CityError):
    """The actor lacks the permission. Edges record it in the audit log."""

    status = 403
    kind = "denied"
    default = N_("Your account may not do this.")


class NotFound(CityError):
    status = 404
    kind = "not-found"
    default = N_("We could not find that.")


class Conflict(CityError):
    status = 409
    kind = "conflict"
    default = N_("Someone changed this before you. Look again, then repeat your change.")


class TooLarge(CityError):
    status = 413
    kind = "too-large"
    default = N_("What you sent is too large.")


class Unsupported(CityError):
    status = 415
    kind = "unsupported"
    default = N_("This kind of file is not accepted.")


class TooMany(CityError):
    """Over a rate limit; ``retry_after`` in seconds."""

    status = 429
    kind = "too-many"
    default = N_("Too many tries. Wait a few minutes, then try again.")

    def __init__(self, retry_after: int = 60, message: Message | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(CityError):
    """A service we depend on does not answer."""

    status = 503
    kind = "unavailable"
    default = N_("This service is not reachable right now. Please try again in a few minutes.")
