"""Identifiers people read aloud, and secrets nobody can guess."""

import hashlib
import secrets
import uuid

from .clock import today

# No vowels (no accidental words), no 0/O, 1/I/L: safe over the phone.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def readable_code(prefix: str, length: int = 5) -> str:
    """Make a code such as ``LAP-26-K7QF3``: prefix, year, random part.

    Random, so that a code tells nothing about its neighbours. The caller keeps it unique.
    """
    tail = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{prefix}-{today():%y}-{tail}"


def new_id() -> uuid.UUID:
    """Make a random primary key."""
    return uuid.uuid4()


def secret_token() -> str:
    """Make 256 random bits for cookies and one-time links."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Hash a secret for storage and comparison (SHA-256, hex)."""
    return hashlib.sha256(secret.encode()).hexdigest()
