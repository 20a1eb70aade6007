"""The one door to somebody else's report: what one cannot see, one cannot touch."""

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor
from bessai_berinta.features.reports.access import relation
from bessai_berinta.features.reports.models import Report
from bessai_berinta.features.reports.workflow import By

from . import repository


@dataclass(frozen=True)
class Seen:
    """A report the actor may see, and in what relations he stands to it."""

    report: Report
    relations: frozenset[By]
    public: bool

    @property
    def mine(self) -> bool:
        return By.REPORTER in self.relations

    @property
    def staff(self) -> bool:
        return By.HANDLER in self.relations


async def seen(
    session: AsyncSession, actor: Actor, code: str, secret: str = "", *, lock: bool = False
) -> Seen:
    """Give a report the actor may see; ``lock`` keeps others from changing it meanwhile.

    Raises NotFound alike for an unknown code and for a report that is private, held, taken
    down or merged away and not the actor's own affair.
    """
    report = await repository.report(session, code.upper(), lock=lock)
    relations = frozenset(relation(report, actor, secret)) if report else frozenset()
    public = report is not None and is_public(report)
    if report is None or report.merged_into or not (public or relations):
        raise NotFound(N_("There is no report with this code."))
    return Seen(report, relations, public)


def is_public(report: Report) -> bool:
    """Say of one row what ``reports.repository.public`` says in SQL."""
    return not report.private and report.visibility == "public" and report.merged_into is None
