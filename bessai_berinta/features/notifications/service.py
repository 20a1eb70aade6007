"""Use cases that write: telling an account, marking as read, choosing the mail."""

import uuid
from collections.abc import Iterable

from bessai_berinta.core import ids
from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import links, repository
from .schemas import DEFAULTS, Kind, Mail, News, Recipient


def topic(account_id: uuid.UUID) -> str:
    """Name the live topic of one account's notifications."""
    return f"kabar:{account_id}"


async def tell(uow: UnitOfWork, recipients: Iterable[Recipient], news: News) -> int:
    """Tell accounts something once; give how many did not know it yet.

    What an account chose for this kind decides whether it is mailed at once, in the daily
    digest or not at all. On the page it stands in any case.
    """
    known = list(recipients)
    chosen = await repository.choices_of(uow.session, [r.account_id for r in known], news.kind)
    default = DEFAULTS[news.kind]
    rows = [_values(r, news, Mail(chosen.get(r.account_id, default))) for r in known]
    added = await repository.add(uow.session, rows)
    for row, account, mail in added:
        await uow.publish(topic(account))
        if mail == Mail.NOW:
            await uow.enqueue("notifications.mail_one", notification=row)
    return len(added)


def _values(recipient: Recipient, news: News, mail: Mail) -> dict[str, object]:
    return {
        "account_id": recipient.account_id,
        "kind": news.kind,
        "source": news.source,
        "subject": news.subject,
        "msgid": news.title.msgid,
        "params": {name: str(value) for name, value in news.title.params.items()},
        "body": news.body,
        "href": news.href,
        "locale": recipient.locale,
        "mail": mail,
    }


async def mark_read(uow: UnitOfWork, notification: int | None = None) -> None:
    """Mark one (or all) of the actor's notifications as read; others' are left alone."""
    account = uow.actor.require_sign_in()
    only = None if notification is None else [notification]
    if await repository.mark_read(uow.session, account, only):
        await uow.publish(topic(account))


async def choose(uow: UnitOfWork, kind: str, mail: str) -> None:
    """Choose how one kind is mailed. Raises InvalidInput for a kind or way we do not have."""
    account = uow.actor.require_sign_in()
    if kind not in set(Kind) or mail not in set(Mail):
        raise InvalidInput(fields={"mail": N_("Choose from the list.")})
    await repository.choose(uow.session, account, kind, mail)
    await uow.audit("notification.choice", f"account:{account}", after={kind: mail})


async def stop(uow: UnitOfWork, token: str) -> Kind | None:
    """Carry out the link of a mail; give the kind that stops, None for all mail to an address.

    Anyone who holds the link may: that is what it is for. Raises NotFound for a forged one.
    """
    asked = links.read(token, await repository.mail_secret(uow.session))
    if asked is None:
        raise NotFound
    if asked.address:
        await repository.opt_out(uow.session, asked.address)
        return None
    if asked.kind not in set(Kind):
        raise NotFound
    account = uuid.UUID(asked.account)
    await repository.choose(uow.session, account, asked.kind, Mail.OFF)
    await uow.audit("notification.choice", f"account:{account}", after={asked.kind: "off"})
    return Kind(asked.kind)


def address_hash(address: str) -> str:
    """Fingerprint a mail address, whatever its case."""
    return ids.fingerprint(address.strip().lower())
