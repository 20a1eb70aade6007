"""What residents say, in a report's JSON and in its page before any script."""

from html import escape

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.i18n import Locale, moment, translate
from bessai_berinta.core.permissions import ANONYMOUS
from bessai_berinta.features.reports.additions import Addition
from bessai_berinta.features.reports.schemas import ReportView
from bessai_berinta.settings import settings

from . import queries
from .schemas import CommentView


async def addition(session: AsyncSession, shown: ReportView, locale: Locale) -> Addition:
    """Add the comments everybody may read, and the number of supporters."""
    line = shown.line
    if line.private or line.visibility != "public":
        return Addition()
    comments = await queries.comments(session, ANONYMOUS, line.code)
    members: dict[str, object] = {
        "dukungan": line.supports,
        "komentar": [as_json(comment) for comment in comments],
    }
    return Addition(members, _html(comments, locale) if comments else "")


def as_json(comment: CommentView) -> dict[str, object]:
    """Render one comment in the words of the contract."""
    photo = f"{settings().origin}/foto/{comment.photo_id}/1600.webp" if comment.photo_id else None
    return {
        "waktu": comment.at.isoformat(),
        "nama": comment.agency or comment.name or None,
        "opd": bool(comment.agency),
        "isi": comment.text,
        "jenis": "belum_beres" if comment.kind == "not_fixed" else "komentar",
        "foto": photo,
    }


def _html(comments: tuple[CommentView, ...], locale: Locale) -> str:
    heading = escape(translate(locale, "Comments"))
    items = "".join(_item(comment, locale) for comment in comments)
    return f'<section><h2 class="text-section font-bold">{heading}</h2><ul>{items}</ul></section>'


def _item(comment: CommentView, locale: Locale) -> str:
    name = comment.agency or comment.name or translate(locale, "A resident")
    when = moment(comment.at, locale, short=True)
    return (
        f'<li><p><b>{escape(name)}</b> <time datetime="{comment.at.isoformat()}">{escape(when)}'
        f'</time></p><p class="whitespace-pre-line">{escape(comment.text)}</p></li>'
    )
