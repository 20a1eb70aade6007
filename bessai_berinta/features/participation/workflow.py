"""When a closed report opens again because residents say that it is not solved. Pure.

=========================  ======  =======================  =====================
who says "not solved"      counts  photo                    position
=========================  ======  =======================  =====================
the reporter               2       welcome                  not asked
a follower since before    2       welcome                  not asked
anyone else                1       needed                   within 250 m, claimed
=========================  ======  =======================  =====================

At a sum of 2 the report opens again. Everybody answers once for each closing, within 14
days of it, and residents can open one report twice; after that a new report is the way.
The position is what the phone says: a claim, shown as one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bessai_berinta.core.errors import Conflict, InvalidInput
from bessai_berinta.core.i18n import N_

WINDOW = timedelta(days=14)
NEAR_M = 250
MOST_REOPENINGS = 2
ENOUGH = 2
ASK_AFTER = timedelta(days=1)
MILESTONES = (5, 10, 25, 50)
OWN_REMOVAL = timedelta(minutes=15)


class Standing(StrEnum):
    """What somebody is to a report that was closed."""

    REPORTER = "reporter"
    FOLLOWER = "follower"  # since before it was closed
    NEARBY = "nearby"


@dataclass(frozen=True)
class Rule:
    """How much a "not solved" counts, and what must come with it."""

    weight: int
    photo: bool = False
    position: bool = False


RULES: dict[Standing, Rule] = {
    Standing.REPORTER: Rule(weight=2),
    Standing.FOLLOWER: Rule(weight=2),
    Standing.NEARBY: Rule(weight=1, photo=True, position=True),
}

TOO_LATE = N_("The 14 days to answer are over. Please file a new report.")
SPENT = N_("Residents have reopened this report twice. Please file a new report.")
AGAIN = N_("You have answered already.")


@dataclass(frozen=True)
class Claim:
    """A "not solved" and what is known about it. ``distance_m`` is None without a position."""

    standing: Standing
    closed_at: datetime
    at: datetime
    reason: str = ""
    photo: bool = False
    distance_m: float | None = None
    earlier: int = 0  # what others' claims about this closing count already
    reopenings: int = 0  # how often residents reopened this report before


def open_until(closed_at: datetime) -> datetime:
    """Give the end of the time in which residents may answer."""
    return closed_at + WINDOW


def check_answerable(closed_at: datetime, at: datetime) -> None:
    """Raise Conflict once the time to answer is over."""
    if at > open_until(closed_at):
        raise Conflict(TOO_LATE)


def reopens(claim: Claim) -> bool:
    """Tell whether this claim opens the report again.

    Raises Conflict when it comes too late or once too often, InvalidInput (by field) for
    what it lacks.
    """
    check_answerable(claim.closed_at, claim.at)
    if claim.reopenings >= MOST_REOPENINGS:
        raise Conflict(SPENT)
    rule = RULES[claim.standing]
    fields = {}
    if not claim.reason:
        fields["alasan"] = N_("Write what is still wrong.")
    if rule.photo and not claim.photo:
        fields["foto"] = N_("Add a photo of how it looks now.")
    if rule.position and claim.distance_m is None:
        fields["posisi"] = N_("Let your phone say where you are.")
    elif rule.position and (claim.distance_m or 0) > NEAR_M:
        fields["posisi"] = N_("Your phone says you are more than 250 metres away.")
    if fields:
        raise InvalidInput(fields=fields)
    return claim.earlier + rule.weight >= ENOUGH


def milestone(before: int, after: int) -> int | None:
    """Give the highest milestone that a rising number of supporters has just reached."""
    return next((m for m in reversed(MILESTONES) if before < m <= after), None)
