"""Links in mails that prove themselves: whoever holds one may stop that kind of mail."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """What a link stops: one kind of an account, or all mail to an address (its hash)."""

    account: str = ""
    kind: str = ""
    address: str = ""


def sign(stop: Stop, secret: str) -> str:
    """Make the token of a link (HMAC-SHA-256 over its content)."""
    content = json.dumps([stop.account, stop.kind, stop.address]).encode()
    return f"{_text(content)}.{_text(_mac(content, secret))}"


def read(token: str, secret: str) -> Stop | None:
    """Give what a token stops; None when it was not made with ``secret``."""
    content, _, mac = token.partition(".")
    try:
        body = _bytes(content)
        if not hmac.compare_digest(_bytes(mac), _mac(body, secret)):
            return None
        return Stop(*json.loads(body))
    except (ValueError, TypeError, binascii.Error):
        return None


def _mac(content: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), b"berhenti-surel:" + content, hashlib.sha256).digest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
