"""The life of a report as a table. Pure: no database, no clock, no interface."""

from dataclasses import dataclass
from enum import StrEnum

from bessai_berinta.core.errors import Conflict, InvalidInput
from bessai_berinta.core.i18n import N_, Message


class Status(StrEnum):
    """Where a report stands. Values are stored."""

    NEW = "new"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"  # for the reporter's answer; the clock is paused
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by the reporter, before anybody worked on it


class Action(StrEnum):
    """What can be done to a report."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    FORWARD = "forward"
    START = "start"
    ASK = "ask"
    ANSWER = "answer"
    RESUME = "resume"
    FINISH = "finish"
    REFUSE = "refuse"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    # Steps that leave the status as it is; the service checks who may take them.
    EDIT = "edit"
    ASSIGN = "assign"
    MERGE = "merge"
    UNMERGE = "unmerge"
    ESCALATE = "escalate"  # a term has passed; the head of the agency is told
    RECLOCK = "reclock"  # the deadline was counted again
    SUPPORTED = "supported"  # many residents have the problem too
    EXTERNAL = "external"  # passed on to another city's system, or what that one says
    MODERATE = "moderate"


class By(StrEnum):
    """In what relation to the report the actor must stand."""

    REPORTER = "reporter"
    HANDLER = "handler"  # an officer of the agency that holds it, or an operator
    RESIDENT = "resident"  # anyone the rules of participation let speak


class Needs(StrEnum):
    """What must come along with an action."""

    MESSAGE = "message"
    AGENCY = "agency"
    PHOTO = "photo"


S, A = Status, Action
INTERNAL = (A.ASSIGN, A.MODERATE)  # steps that only the staff see
OPEN = (S.NEW, S.ACCEPTED, S.IN_PROGRESS, S.WAITING)
CLOSED = (S.DONE, S.REFUSED, S.WITHDRAWN)


@dataclass(frozen=True)
class Rule:
    """``target`` of None means: back to where it was before the question."""

    sources: tuple[Status, ...]
    target: Status | None
    by: By
    needs: tuple[Needs, ...] = ()


RULES: dict[Action, Rule] = {
    A.ACCEPT: Rule((S.NEW,), S.ACCEPTED, By.HANDLER),
    A.START: Rule((S.NEW, S.ACCEPTED), S.IN_PROGRESS, By.HANDLER),
    # A report that was sent to the wrong agency starts again with the right one.
    A.FORWARD: Rule(OPEN, S.NEW, By.HANDLER, (Needs.AGENCY, Needs.MESSAGE)),
    A.ASK: Rule((S.NEW, S.ACCEPTED, S.IN_PROGRESS), S.WAITING, By.HANDLER, (Needs.MESSAGE,)),
    A.ANSWER: Rule((S.WAITING,), None, By.REPORTER, (Needs.MESSAGE,)),
    # Staff may go on without an answer, for example after a visit.
    A.RESUME: Rule((S.WAITING,), None, By.HANDLER),
    A.FINISH: Rule((S.ACCEPTED, S.IN_PROGRESS), S.DONE, By.HANDLER, (Needs.MESSAGE, Needs.PHOTO)),
    A.REFUSE: Rule((S.NEW, S.ACCEPTED, S.WAITING), S.REFUSED, By.HANDLER, (Needs.MESSAGE,)),
    A.REOPEN: Rule((S.DONE, S.REFUSED), S.IN_PROGRESS, By.HANDLER, (Needs.MESSAGE,)),
    A.WITHDRAW: Rule((S.NEW,), S.WITHDRAWN, By.REPORTER),
}

_MISSING: dict[Needs, Message] = {
    Needs.MESSAGE: N_("Write a short explanation; the reporter will read it."),
    Needs.AGENCY: N_("Choose the agency that should take over."),
    Needs.PHOTO: N_("Add a photo that shows the finished work."),
}


def allowed(status: Status, by: By) -> list[Action]:
    """List what ``by`` may do to a report in ``status``, in the order of the table."""
    return [a for a, rule in RULES.items() if status in rule.sources and rule.by == by]


def next_status(status: Status, action: Action, *, resume: Status | None = None) -> Status:
    """Give the status that ``action`` leads to.

    Raises Conflict when the table does not allow it from ``status`` (someone was faster).
    """
    rule = RULES.get(action)
    if rule is None or status not in rule.sources:
        raise Conflict
    return rule.target or resume or S.ACCEPTED


def check_needs(action: Action, given: set[Needs]) -> None:
    """Raise InvalidInput, by field, for everything the action needs and did not get."""
    missing = {need.value: _MISSING[need] for need in RULES[action].needs if need not in given}
    if missing:
        raise InvalidInput(fields=missing)
