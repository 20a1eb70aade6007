"""From what the desk's services say to the words its pane shows. Pure."""

from dataclasses import dataclass, field

from bessai_berinta.core.clock import local_day
from bessai_berinta.core.i18n import N_, Locale, Message, day, moment, translate, translate_count
from bessai_berinta.features.reports import words
from bessai_berinta.features.reports.present import TONE

from .schemas import DeskExtras, NearbyReport, Outcome


@dataclass
class NoteLine:
    who: str = ""
    text: str = ""


@dataclass
class NearLine:
    code: str = ""
    title: str = ""
    about: str = ""
    status: str = ""
    tone: str = "neutral"
    thumbnail: str = ""
    mergeable: bool = False


@dataclass
class Prepared:
    """A prepared text for one action, filled in."""

    action: str = ""
    title: str = ""
    text: str = ""


@dataclass
class Pane:
    """What stands beside a report's own facts."""

    due: str = ""
    assignee: str = ""
    assignee_id: str = ""
    candidates: list[tuple[str, str]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    merged_into: str = ""
    notes: list[NoteLine] = field(default_factory=list)
    nearby: list[NearLine] = field(default_factory=list)
    templates: list[Prepared] = field(default_factory=list)


@dataclass
class OutcomeLine:
    code: str = ""
    text: str = ""
    done: bool = False


DONE = N_("Done")


def pane(extras: DeskExtras, locale: Locale, *, edited: bool) -> Pane:
    """Put the extras of one report into words."""
    return Pane(
        due=moment(extras.due_at, locale),
        assignee=extras.assignee,
        assignee_id=str(extras.assignee_id or ""),
        candidates=[(str(one.id), one.name) for one in extras.candidates],
        marks=_marks(extras, locale, edited=edited),
        merged_into=extras.merged_into,
        notes=[
            NoteLine(f"{note.author} · {moment(note.at, locale, short=True)}", note.text)
            for note in extras.notes
        ],
        nearby=[_near(one, locale) for one in extras.nearby],
        templates=[Prepared(t.action.value, t.title, t.text) for t in extras.templates],
    )


def _marks(extras: DeskExtras, locale: Locale, *, edited: bool) -> list[str]:
    """Say what is special about a report, each in a few words."""
    found = []
    if extras.paused_at:
        since = day(local_day(extras.paused_at), locale, short=True)
        found.append(translate(locale, "Clock paused since {day}", day=since))
    if extras.reopened:
        found.append(
            translate_count(
                locale, "Opened again {count} time", "Opened again {count} times", extras.reopened
            )
        )
    if extras.supports:
        found.append(
            translate_count(
                locale, "{count} other has it too", "{count} others have it too", extras.supports
            )
        )
    if extras.reminded:
        found.append(translate(locale, "Reminded at {percent} %", percent=extras.reminded))
    if edited:
        found.append(translate(locale, "Corrected by the reporter"))
    return found


def _near(one: NearbyReport, locale: Locale) -> NearLine:
    metres = translate(locale, "{metres} m away", metres=one.metres)
    filed = day(local_day(one.created_at), locale, short=True)
    return NearLine(
        code=one.code,
        title=one.title,
        about=f"{metres} · {one.category(locale)} · {filed}",
        status=words.status(one.status, locale),
        tone=TONE[one.status],
        thumbnail=f"/foto/{one.thumbnail}/thumb.webp" if one.thumbnail else "",
        mergeable=one.mergeable,
    )


def outcome(one: Outcome, locale: Locale) -> OutcomeLine:
    said: Message = one.problem or DONE
    return OutcomeLine(one.code, said.text(locale), done=one.problem is None)
