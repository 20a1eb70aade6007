"""What the moderation desk holds while it is open."""

import uuid
from dataclasses import dataclass, field

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import Locale, moment, translate
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.features.abuse.schemas import BanView
from bessai_berinta.features.moderation import service
from bessai_berinta.features.participation import queries as participation
from bessai_berinta.features.reports import moderation
from bessai_berinta.ui.bridge import BridgeState
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import actor_of, locale_of


@dataclass
class Entry:
    """A held report or comment; ``key`` is ``r:code`` or ``c:id``."""

    key: str = ""
    code: str = ""
    text: str = ""
    meta: str = ""
    why: str = ""
    comment: bool = False
    photos: list[str] = field(default_factory=list)


@dataclass
class BanLine:
    id: str = ""
    reason: str = ""
    words: str = ""
    until: str = ""
    kind: str = ""
    appeal_id: str = ""
    appeal: str = ""
    by_me: bool = False


class ModerationState(rx.State):
    """The queue, what is chosen in it, the bans and the watched words."""

    entries: list[Entry] = []
    chosen: list[str] = []
    bans: list[BanLine] = []
    words: list[str] = []
    covering: str = ""  # the photo that is open for covering
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        await self._read()

    async def _read(self) -> None:
        actor, locale = await actor_of(self), locale_of(self)
        async with db.session() as session:
            held = await moderation.held(session, actor)
            comments = await participation.held_comments(session, actor)
            bans = await abuse.bans(session, actor)
            self.words = await abuse.watch_words(session, actor)
        self.entries = [
            *(
                Entry(
                    f"r:{one.code}",
                    one.code,
                    one.description,
                    " · ".join(filter(None, (one.reporter, moment(one.at, locale, short=True)))),
                    one.why,
                    False,
                    [str(photo) for photo in one.photos],
                )
                for one in held
            ),
            *(
                Entry(
                    f"c:{one.id}",
                    one.code,
                    one.text,
                    " · ".join(filter(None, (one.name, moment(one.at, locale, short=True)))),
                    one.why,
                    True,
                    [str(one.photo_id)] if one.photo_id else [],
                )
                for one in comments
            ),
        ]
        known = {entry.key for entry in self.entries}
        self.chosen = [key for key in self.chosen if key in known]
        self.bans = [_ban(one, locale) for one in bans]
        self.loaded = True

    @rx.event
    @guarded
    async def choose(self, key: str):
        """Put one entry into the choice, or take it out."""
        key = str(key)
        if key in self.chosen:
            self.chosen = [one for one in self.chosen if one != key]
        elif any(entry.key == key for entry in self.entries):
            self.chosen = [*self.chosen, key]

    @rx.event
    @guarded
    async def choose_all(self):
        every = [entry.key for entry in self.entries]
        self.chosen = [] if len(self.chosen) == len(every) else every

    @rx.event
    @guarded
    async def decide(self, form: dict):
        """Apply one verdict and one reason to all that is chosen."""
        decision = service.read_decision(
            str(form.get("verdict", "")), str(form.get("reason", "")), str(form.get("note", ""))
        )
        codes = [key[2:] for key in self.chosen if key.startswith("r:")]
        comments = [_id(key[2:]) for key in self.chosen if key.startswith("c:")]
        async with unit_of_work(await actor_of(self)) as uow:
            count = await service.decide(uow, codes, comments, decision)
        bridge = await self.get_state(BridgeState)
        bridge.toast(translate(locale_of(self), "{count} decided.", count=count), "done")
        self.chosen = []
        await self._read()

    @rx.event
    @guarded
    async def recall(self, form: dict):
        """Take a report that is public, or was taken down, back into the queue."""
        async with unit_of_work(await actor_of(self)) as uow:
            await service.recall(uow, str(form.get("code", "")), str(form.get("reason", "")))
        await self._read()

    @rx.event
    @guarded
    async def cover(self, photo_id: str):
        """Open a photo for covering, or close it."""
        self.covering = "" if self.covering == photo_id else str(photo_id)

    @rx.event
    @guarded
    async def lift(self, ban_id: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await abuse.lift(uow, _id(ban_id))
        await self._read()

    @rx.event
    @guarded
    async def answer(self, form: dict):
        """Answer an appeal."""
        async with unit_of_work(await actor_of(self)) as uow:
            await abuse.decide(
                uow,
                _id(form.get("appeal")),
                granted=form.get("granted") == "1",
                answer=str(form.get("answer", "")),
            )
        await self._read()

    @rx.event
    @guarded
    async def add_word(self, form: dict):
        async with unit_of_work(await actor_of(self)) as uow:
            await abuse.add_word(uow, str(form.get("word", "")))
        await self._read()

    @rx.event
    @guarded
    async def remove_word(self, word: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await abuse.remove_word(uow, str(word))
        await self._read()


def _ban(one: BanView, locale: Locale) -> BanLine:
    waiting = next((appeal for appeal in one.appeals if appeal.open), None)
    forever = translate(locale, "until it is lifted")
    return BanLine(
        str(one.id),
        one.reason.text(locale),
        one.words,
        moment(one.until, locale, short=True) if one.until else forever,
        one.kind,
        str(waiting.id) if waiting else "",
        waiting.text if waiting else "",
        one.by_me,
    )


def _id(value: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise NotFound from error
