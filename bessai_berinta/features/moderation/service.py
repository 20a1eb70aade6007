"""Deciding on what was held back: one verdict and one reason for many."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.abuse.schemas import REASONS
from bessai_berinta.features.participation import comments
from bessai_berinta.features.reports import moderation
from bessai_berinta.features.reports import service as reports

VERDICTS = ("release", "hide", "ban")
TELL_AUTHOR = "moderation.tell_author"
MOST, MAX_NOTE, BAN_DAYS = 100, 1000, 7


@dataclass(frozen=True)
class Decision:
    """``ban`` hides and keeps the author from writing for :data:`BAN_DAYS`."""

    verdict: Literal["release", "hide", "ban"]
    reason: str = ""  # a code of REASONS
    note: str = ""

    @property
    def words(self) -> str:
        """What the author reads; in the language of the desk."""
        if self.verdict == "release":
            return ""
        return ". ".join(filter(None, (REASONS[self.reason].text("id"), self.note)))


def read_decision(verdict: str, reason: str, note: str) -> Decision:
    """Check a decision as it was sent. Raises InvalidInput."""
    note = " ".join(note.split())
    if verdict not in VERDICTS:
        raise InvalidInput(fields={"verdict": N_("Choose what to do.")})
    if verdict != "release" and reason not in REASONS:
        raise InvalidInput(fields={"reason": N_("Choose a reason from the list.")})
    if len(note) > MAX_NOTE:
        raise InvalidInput(fields={"note": N_("Keep it under {most} characters.", most=MAX_NOTE)})
    return Decision(verdict, reason, note)  # type: ignore[arg-type]


async def decide(
    uow: UnitOfWork, codes: Sequence[str], comment_ids: Sequence[uuid.UUID], decision: Decision
) -> int:
    """Release or hide reports and comments, all for the same reason; give how many.

    Each goes on record by itself, and each reporter is told. Raises Denied, NotFound and
    InvalidInput (nothing chosen, or too many at once).
    """
    uow.actor.require(Permission.REPORT_MODERATE)
    if not 1 <= len(codes) + len(comment_ids) <= MOST:
        raise InvalidInput(N_("Choose 1 to {most} entries.", most=MOST))
    released = decision.verdict == "release"
    for code in codes:
        visibility: Literal["public", "hidden"] = "public" if released else "hidden"
        await reports.set_visibility(uow, code, visibility, decision.words)
        await uow.enqueue(TELL_AUTHOR, code=code, words=decision.words, hidden=not released)
    if decision.verdict == "ban":
        await _ban_authors(uow, codes, decision)
    if comment_ids:
        await comments.decide_comment(
            uow, comment_ids, "release" if released else "hide", decision.words
        )
    return len(codes) + len(comment_ids)


async def recall(uow: UnitOfWork, code: str, reason: str) -> None:
    """Take a report back into the queue: one that everybody sees, or one that was taken down.

    Nobody else sees it until it is decided on. Raises Denied, NotFound and InvalidInput.
    """
    uow.actor.require(Permission.REPORT_MODERATE)
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= MAX_NOTE:
        raise InvalidInput(N_("Say in a few words why it should be looked at."))
    await reports.set_visibility(uow, code.strip().upper(), "held", reason)


async def _ban_authors(uow: UnitOfWork, codes: Sequence[str], decision: Decision) -> None:
    found = [await moderation.author(uow.session, code) for code in codes]
    subjects = {(one.kind, one.subject) for one in found if one.subject}
    if not subjects:
        raise InvalidInput(N_("Nobody to ban: filed without account or browser. Take it down."))
    for kind, subject in subjects:
        await abuse.ban(uow, kind, subject, decision.reason, decision.note[:500], BAN_DAYS)
