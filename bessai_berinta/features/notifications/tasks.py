"""Background jobs that mail. Each may safely run twice: what was mailed is marked."""

import uuid
from dataclasses import dataclass

from bessai_berinta.adapters import mail
from bessai_berinta.core import clock, db, jobs
from bessai_berinta.core.i18n import Locale

from . import links, mails, repository, service


@jobs.task(name="notifications.mail_one", retry=jobs.RETRY)
async def mail_one(notification: int) -> None:
    """Mail one notification at once; the row stays locked while the mail goes out."""
    if not mail.configured():
        return
    async with db.session() as session, session.begin():
        item = await repository.to_mail(session, notification)
        address = await repository.verified_mail(session, item.account_id) if item else ""
        if item is None or not address:
            return
        subject, text, stop = mails.single(item, await repository.mail_secret(session))
        await mail.send(address, subject, text, mails.headers(stop))
        item.mailed_at = clock.now()
        session.add(item)


@jobs.periodic(cron="0 23 * * *")  # 07.00 WITA; the queue counts in UTC
@jobs.task(name="notifications.digests", queueing_lock="notifications.digests")
async def digests(timestamp: int) -> None:
    """Hand out one job for each account that has something in its digest."""
    async with db.session() as session, session.begin():
        for account in await repository.accounts_with_digest(session):
            await jobs.enqueue(session, "notifications.mail_digest", {"account": account})


@jobs.task(name="notifications.mail_digest", retry=jobs.RETRY)
async def mail_digest(account: str) -> None:
    """Mail what happened since the last digest, in one mail."""
    if not mail.configured():
        return
    async with db.session() as session, session.begin():
        items = await repository.digest(session, uuid.UUID(account))
        address = await repository.verified_mail(session, uuid.UUID(account))
        if not items or not address:
            return
        subject, text, stop = mails.digest(items, await repository.mail_secret(session))
        await mail.send(address, subject, text, mails.headers(stop))
        for item in items:
            item.mailed_at = clock.now()
        session.add_all(items)


@dataclass(frozen=True)
class GuestMail:
    """A mail to somebody without an account, who left an address for it."""

    to: str
    subject: str
    text: str
    locale: Locale


async def mail_guest(letter: GuestMail) -> None:
    """Mail to an address that belongs to no account, unless it asked for no more."""
    if not mail.configured():
        return
    hashed = service.address_hash(letter.to)
    async with db.session() as session, session.begin():
        if await repository.opted_out(session, hashed):
            return
        secret = await repository.mail_secret(session)
    stop = mails.stop_address(links.Stop(address=hashed), secret)
    text = f"{letter.text}\n\n{mails.guest_foot(letter.locale, stop)}"
    await mail.send(letter.to, letter.subject, text, mails.headers(stop))
