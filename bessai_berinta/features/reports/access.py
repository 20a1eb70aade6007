"""In what relation somebody stands to a report. Pure: the report and the actor are handed in."""

from bessai_berinta.core import ids
from bessai_berinta.core.permissions import Actor, Permission

from .models import Report
from .workflow import By


def relation(report: Report, actor: Actor, secret: str = "") -> set[By]:
    """Tell in what relations an actor stands to a report; ``secret`` opens a private one."""
    found = set()
    if _owns(report, actor) or (
        report.access_hash and secret and ids.fingerprint(secret) == report.access_hash
    ):
        found.add(By.REPORTER)
    own_desk = actor.may(Permission.REPORT_HANDLE_OWN) and report.agency in actor.agencies
    if own_desk or actor.may(Permission.REPORT_HANDLE_ANY):
        found.add(By.HANDLER)
    return found


def _owns(report: Report, actor: Actor) -> bool:
    if report.reporter_id is not None:
        return report.reporter_id == actor.user_id
    return bool(report.visitor) and report.visitor == actor.visitor
