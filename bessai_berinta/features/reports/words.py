"""What the states and steps of a report are called, for every page, mail and feed."""

import re

from bessai_berinta.core.i18n import N_, Locale, Message

from .workflow import Action, Status

STATUS: dict[Status, Message] = {
    Status.NEW: N_("New"),
    Status.ACCEPTED: N_("Accepted"),
    Status.IN_PROGRESS: N_("In progress"),
    Status.WAITING: N_("Question to reporter"),
    Status.DONE: N_("Done"),
    Status.REFUSED: N_("Not handled"),
    Status.WITHDRAWN: N_("Withdrawn"),
}

STEP: dict[Action, Message] = {
    Action.SUBMIT: N_("Report received"),
    Action.ACCEPT: N_("Accepted by {agency}"),
    Action.FORWARD: N_("Handed over to {agency}"),
    Action.START: N_("Work has started"),
    Action.ASK: N_("{agency} asks the reporter"),
    Action.ANSWER: N_("The reporter answered"),
    Action.RESUME: N_("Work goes on"),
    Action.FINISH: N_("Done by {agency}"),
    Action.REFUSE: N_("{agency} cannot handle this"),
    Action.REOPEN: N_("Opened again: not solved yet"),
    Action.WITHDRAW: N_("Withdrawn by the reporter"),
    Action.EDIT: N_("The reporter corrected the report"),
    Action.ASSIGN: N_("Given to an officer"),
    Action.MERGE: N_("Joined with another report"),
    Action.UNMERGE: N_("Separated again from another report"),
    Action.ESCALATE: N_("The term has passed: the head of {agency} was told"),
    Action.RECLOCK: N_("The deadline was counted again"),
    Action.SUPPORTED: N_("Many residents have this problem"),
    Action.EXTERNAL: N_("Word from another system"),
    Action.MODERATE: N_("Looked at by a moderator"),
}

NEXT: dict[Status, Message] = {
    Status.NEW: N_("Next: {agency} answers by {answer_by}."),
    Status.ACCEPTED: N_("Next: {agency} starts work. To be done by {due}."),
    Status.IN_PROGRESS: N_("Next: {agency} shows a photo of the finished work. Due {due}."),
    Status.WAITING: N_("Next: the reporter answers the question. The deadline is paused."),
    Status.DONE: N_("This report is finished."),
    Status.REFUSED: N_("This report is closed; the reason is below."),
    Status.WITHDRAWN: N_("The reporter took this report back."),
}


def status(value: str, locale: Locale) -> str:
    """Name a stored status."""
    return STATUS[Status(value)].text(locale)


def headline(description: str, limit: int = 72) -> str:
    """Make a title of a description: its first sentence, cut at a word after ``limit``."""
    first = description.strip().splitlines()[0]
    first = first.split(". ")[0].rstrip(".")
    return first if len(first) <= limit else first[:limit].rsplit(" ", 1)[0] + "…"


# Characters XML 1.0 has no way to write.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def printable(text: str) -> str:
    """Drop control characters that have no place in a document."""
    return _NOT_XML.sub("", text)
