"""Mail by SMTP. Without ``BESSAI_SMTP_URL`` nothing is sent, and callers can ask first."""

import asyncio
import re
import smtplib
from collections.abc import Mapping
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from bessai_berinta.settings import settings

TIMEOUT_SECONDS = 20
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
MAX_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3, without the brackets


def is_address(text: str) -> bool:
    """Tell whether mail could be sent to ``text``; whether it arrives, only sending shows."""
    return len(text) <= MAX_ADDRESS and _ADDRESS.fullmatch(text) is not None


def configured() -> bool:
    """Tell whether this installation can send mail."""
    return bool(settings().smtp_url.get_secret_value())


async def send(to: str, subject: str, text: str, headers: Mapping[str, str] | None = None) -> None:
    """Send one plain-text mail. Raises OSError or smtplib.SMTPException; the job retries."""
    message = EmailMessage()
    message["From"], message["To"] = settings().mail_from, to
    message["Subject"] = " ".join(subject.split())  # a line break would start another header
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    await asyncio.to_thread(_deliver, message)


def _deliver(message: EmailMessage) -> None:
    """Speak SMTP: ``smtp://user:password@host:port`` (STARTTLS) or ``smtps://``."""
    url = urlsplit(settings().smtp_url.get_secret_value())
    secure = url.scheme == "smtps"
    client = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with client(
        url.hostname or "", url.port or (465 if secure else 587), timeout=TIMEOUT_SECONDS
    ) as smtp:
        if not secure and smtp.has_extn("starttls"):
            smtp.starttls()
        if url.username:
            smtp.login(unquote(url.username), unquote(url.password or ""))
        smtp.send_message(message)
