"""Background jobs of moderation."""

from bessai_berinta.adapters import mail
from bessai_berinta.core import db, jobs
from bessai_berinta.core.i18n import localized, translate
from bessai_berinta.features.reports import moderation
from bessai_berinta.settings import settings

from .service import TELL_AUTHOR


@jobs.task(name=TELL_AUTHOR, retry=jobs.RETRY)
async def tell_author(code: str, words: str, hidden: bool) -> None:
    """Mail the reporter what a moderator decided, and why."""
    async with db.session() as session:
        author = await moderation.author(session, code)
    if not mail.configured() or not mail.is_address(author.contact):
        return
    said = (
        translate(author.locale, "A moderator took your report down. Reason: {why}", why=words)
        if hidden
        else translate(author.locale, "A moderator looked at your report. It is public now.")
    )
    page = f"{settings().origin}{localized(f'/lapor/{code}', author.locale)}"
    await mail.send(author.contact, code, f"{said}\n\n{page}")
