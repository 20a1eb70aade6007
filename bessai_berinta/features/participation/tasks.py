"""Background jobs of participation. Each may safely run twice: news has a source, told once."""

import uuid
from datetime import timedelta

from bessai_berinta.adapters import mail
from bessai_berinta.core import clock, db, jobs
from bessai_berinta.core.i18n import N_, Locale, localized, translate
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import UnitOfWork, unit_of_work
from bessai_berinta.features.notifications import service as notifications
from bessai_berinta.features.notifications.schemas import Kind, News, Recipient
from bessai_berinta.features.notifications.tasks import GuestMail, mail_guest
from bessai_berinta.features.reports import repository as reports
from bessai_berinta.features.reports import words
from bessai_berinta.features.reports.models import Report, ReportEvent
from bessai_berinta.features.reports.workflow import INTERNAL, Action
from bessai_berinta.settings import settings

from . import merging, repository
from .access import is_public
from .schemas import FollowKind
from .service import topic
from .workflow import ASK_AFTER

# The hourly job looks back this far, so that a day without it loses no question.
ASK_SPAN = timedelta(days=2)
NEW_HERE = N_("New report: {title}")
COMMENTED = N_("New comment on {code}")
SOLVED = N_("Is it solved? {code}")


def _locale(value: str) -> Locale:
    return "en" if value == "en" else "id"


async def _concerned(uow: UnitOfWork, report: Report) -> dict[uuid.UUID, Locale]:
    """Give the accounts to tell of a report: its reporter, and followers while it is public."""
    found: dict[uuid.UUID, Locale] = {}
    if is_public(report):
        target = (FollowKind.REPORT, str(report.id))
        accounts = await repository.accounts_following(uow.session, [target])
        found = {account: _locale(locale) for account, locale in accounts.items()}
    if report.reporter_id:
        found[report.reporter_id] = _locale(report.locale)
    return found


def _recipients(accounts: dict[uuid.UUID, Locale], *but: uuid.UUID | None) -> list[Recipient]:
    return [
        Recipient(account, locale) for account, locale in accounts.items() if account not in but
    ]


@jobs.task(name="participation.tell_followers", retry=jobs.RETRY)
async def tell_followers(event_id: int) -> None:
    """Tell those concerned of one step of a journey, each in their language and once."""
    async with unit_of_work(SYSTEM) as uow:
        found = await reports.event_with_report(uow.session, event_id)
        if found is None:
            return
        event, report, agency = found
        await uow.publish(topic(report.code))
        if event.action in (Action.SUBMIT, Action.MODERATE):
            await _tell_neighbours(uow, report)
        if event.action == Action.SUBMIT or event.action in INTERNAL:
            return
        title = words.STEP[Action(event.action)]
        news = News(
            kind=Kind.REPORT,
            source=f"step:{event.id}",
            subject=f"report:{report.code}",
            title=N_(title.msgid, agency=agency),
            href=f"/lapor/{report.code}",
            body="\n".join(filter(None, [words.headline(report.description), event.message])),
        )
        accounts = await _concerned(uow, report)
        await notifications.tell(uow, _recipients(accounts, event.actor_id), news)
        contact = await _guest_contact(uow, report)
    if event.actor_kind != "reporter" and mail.is_address(contact):
        await mail_guest(_letter(event, report, agency, contact))


async def _tell_neighbours(uow: UnitOfWork, report: Report) -> None:
    """Tell those who follow the area or the category of a report everybody may read."""
    if not is_public(report):
        return
    targets = [(FollowKind.AREA, report.area), (FollowKind.CATEGORY, report.category)]
    accounts = await repository.accounts_following(uow.session, targets)
    news = News(
        kind=Kind.AREA,
        source=f"new:{report.id}",
        subject=f"report:{report.code}",
        title=N_(NEW_HERE.msgid, title=words.headline(report.description)),
        href=f"/lapor/{report.code}",
    )
    known = {account: _locale(locale) for account, locale in accounts.items()}
    await notifications.tell(uow, _recipients(known, report.reporter_id), news)


async def _guest_contact(uow: UnitOfWork, report: Report) -> str:
    """Give the address of a reporter whom a notification does not mail already."""
    if report.reporter_id and await repository.has_verified_mail(uow.session, report.reporter_id):
        return ""
    return report.reporter_contact


def _letter(event: ReportEvent, report: Report, agency: str, to: str) -> GuestMail:
    locale = _locale(report.locale)
    state = words.status(event.status, locale)
    solved = ""
    if event.action == Action.FINISH:
        solved = translate(locale, "Is it solved? Tell us on the page within 14 days.")
    lines = [
        words.headline(report.description),
        translate(locale, "Now: {state}, held by {agency}.", state=state, agency=agency),
        event.message,
        solved,
        f"{settings().origin}{localized(f'/lapor/{report.code}', locale)}",
    ]
    text = "\n\n".join(filter(None, lines))
    return GuestMail(to, f"{report.code}: {state}", text, locale)


@jobs.task(name="participation.tell_comment", retry=jobs.RETRY)
async def tell_comment(comment_id: str) -> None:
    """Tell those concerned of a comment that everybody may read now."""
    async with unit_of_work(SYSTEM) as uow:
        row = await repository.comment(uow.session, uuid.UUID(comment_id))
        report = await repository.report_by_id(uow.session, row.report_id) if row else None
        if row is None or report is None or row.state != "public":
            return
        news = News(
            kind=Kind.COMMENT,
            source=f"comment:{row.id}",
            subject=f"report:{report.code}",
            title=N_(COMMENTED.msgid, code=report.code),
            href=f"/lapor/{report.code}",
            body=row.text,
        )
        accounts = await _concerned(uow, report)
        await notifications.tell(uow, _recipients(accounts, row.account_id), news)


@jobs.periodic(cron="23 * * * *")
@jobs.task(name="participation.ask_solved", queueing_lock="participation.ask_solved")
async def ask_solved(timestamp: int) -> None:
    """Ask reporter and followers once, a day after closing, unless they have answered."""
    now = clock.now()
    async with db.session() as session:
        closed = await repository.to_ask(session, now - ASK_AFTER - ASK_SPAN, now - ASK_AFTER)
        codes = [report.code for report in closed]
    for code in codes:
        async with unit_of_work(SYSTEM) as uow:
            await _ask(uow, code)


async def _ask(uow: UnitOfWork, code: str) -> None:
    report = await repository.report(uow.session, code)
    step = await repository.closing_step(uow.session, report.id) if report else None
    if report is None or step is None or report.status != "done":
        return
    news = News(
        kind=Kind.CLOSING,
        source=f"closing:{step}",
        subject=f"report:{report.code}",
        title=N_(SOLVED.msgid, code=report.code),
        href=f"/lapor/{report.code}",
        body=words.headline(report.description),
    )
    answered = await repository.answered(uow.session, report.id, step)
    accounts = await _concerned(uow, report)
    await notifications.tell(uow, _recipients(accounts, *answered), news)


@jobs.task(name="participation.merged", retry=jobs.RETRY)
async def merged(code: str, into: str, joined: bool) -> None:
    """Bring everybody of a joined report along, or take exactly them back when separated."""
    async with unit_of_work(SYSTEM) as uow:
        move = merging.bring_along if joined else merging.take_back
        await move(uow, code, into)


@jobs.task(name="participation.adopt", retry=jobs.RETRY)
async def adopt(visitor: str, account: str) -> None:
    """Hand what a browser did without an account to the account that signed in there."""
    async with unit_of_work(SYSTEM) as uow:
        await merging.adopt(uow, visitor, uuid.UUID(account))
