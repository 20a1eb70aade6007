"""What a report's page holds of its residents: support, comments, the question after closing."""

import uuid
from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db, ratelimit
from bessai_berinta.core.errors import BadRequest, NotFound
from bessai_berinta.core.i18n import (
    N_,
    Locale,
    day,
    moment,
    number,
    translate,
    translate_count,
)
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.participation import comments, queries, service
from bessai_berinta.features.participation.http import PRESSES
from bessai_berinta.features.participation.schemas import Closing, CommentView, FollowKind, Standing
from bessai_berinta.ui.bridge import BridgeState
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.live import follow
from bessai_berinta.ui.session import actor_of, locale_of

SENT = {
    "public": N_("Your comment is here for everybody to read."),
    "held": N_("Thank you. A moderator looks at it first; only you see it until then."),
    "rated": N_("Thank you. Your answer helps to judge the work."),
    "photos": N_("Your photos are with the report."),
    "reopened": N_("Thank you. The report is open again and the agency knows."),
    "repeated": N_("It had arrived already."),
}
REMOVED = N_("Your comment is removed.")
DECIDED = {
    "release": N_("The comment is public now."),
    "hide": N_("The comment is hidden."),
}


@dataclass
class CommentCard:
    """One comment in the list."""

    id: str = ""
    name: str = ""
    agency: bool = False
    when: str = ""
    at: str = ""
    text: str = ""
    not_fixed: bool = False
    held: bool = False
    photo: str = ""
    photo_waits: bool = False  # only the desk sees it until it is released
    photo_large: str = ""
    may_remove: bool = False


@dataclass
class ClosingCard:
    """The question after closing; ``asked`` is false where there is nothing to ask."""

    asked: bool = False
    concerned: bool = False  # reporter or follower: may rate, and opens it alone
    until: str = ""
    answered: bool = False
    fixed: bool = False
    stars: int = 0
    spent: bool = False


class ParticipationState(rx.State):
    """Beside ``ReportState`` on a report's page; follows what residents say there."""

    code: str = ""
    ready: bool = False
    supports: int = 0
    supports_text: str = ""
    supporters: str = ""
    supported: bool = False
    followed: bool = False
    mine: bool = False
    may_support: bool = False
    desk: bool = False
    comments: list[CommentCard] = []
    closing: ClosingCard = ClosingCard()
    _secret: str = ""

    @rx.event
    @guarded
    async def load(self):
        """Read what the address names; a report one cannot see shows nothing."""
        code = self._code()
        self._secret = self.router.url.query_parameters.get("kunci", "")
        if code != self.code:
            self.code, self.ready = code, False
        await self._read()

    def _code(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2].upper()

    async def _read(self) -> None:
        actor, locale, code = await actor_of(self), locale_of(self), self.code
        try:
            async with db.session() as session:
                standing = await queries.standing(session, actor, code, self._secret)
                said = await queries.comments(session, actor, code, self._secret)
                asked = await queries.question(session, actor, code, self._secret)
        except NotFound:
            self.ready, self.comments, self.closing = False, [], ClosingCard()
            return
        self._show(standing, locale)
        self.comments = [_card(comment, locale, self._secret) for comment in said]
        self.closing = _closing(asked, locale)
        self.ready = True

    def _show(self, standing: Standing, locale: Locale) -> None:
        self.supports, self.supports_text = standing.supports, number(standing.supports, locale)
        self.supporters = translate_count(
            locale,
            "{count} other resident has it too",
            "{count} other residents have it too",
            standing.supports,
        )
        self.supported, self.followed = standing.supported, standing.followed
        self.mine, self.may_support = standing.mine, standing.may_support
        self.desk = standing.desk

    @rx.event(background=True)
    async def keep_up(self):
        """Show what others say without a reload."""
        async with self:
            code, token = self._code(), self.router.session.client_token

        async def refresh() -> bool:
            async with self:
                if self._code() != code:
                    return False
                if self.code == code:
                    await self._read()
            return True

        await follow(token, service.topic(code), refresh, unhurried=True)

    @rx.event
    @guarded
    async def toggle_support(self):
        """Say "me too", or take it back."""
        await ratelimit.count(PRESSES, self.router.session.client_ip)
        async with unit_of_work(await actor_of(self)) as uow:
            on, locale = not self.supported, locale_of(self)
            standing = await service.support(
                uow, self.code, on=on, secret=self._secret, locale=locale
            )
        self._show(standing, locale_of(self))

    @rx.event
    @guarded
    async def toggle_follow(self):
        """Follow this report, or stop."""
        await ratelimit.count(PRESSES, self.router.session.client_ip)
        async with unit_of_work(await actor_of(self)) as uow:
            on, locale = not self.followed, locale_of(self)
            standing = await service.follow(
                uow, self.code, on=on, secret=self._secret, locale=locale
            )
        self._show(standing, locale_of(self))

    @rx.event
    @guarded
    async def sent(self, state: str, reopened: bool):
        """After a form has arrived: read again and say what became of it."""
        await self._read()
        key = "reopened" if reopened is True else str(state)
        bridge = await self.get_state(BridgeState)
        bridge.toast(SENT.get(key, SENT["repeated"]).text(locale_of(self)), "done")

    @rx.event
    @guarded
    async def remove(self, comment: str):
        """Take back one's own comment."""
        try:
            wanted = uuid.UUID(str(comment))
        except ValueError as error:
            raise BadRequest from error
        async with unit_of_work(await actor_of(self)) as uow:
            await comments.remove(uow, wanted)
        await self._read()
        bridge = await self.get_state(BridgeState)
        bridge.toast(REMOVED.text(locale_of(self)), "done")

    @rx.event
    @guarded
    async def decide(self, form: dict):
        """Release or hide one comment, as the desk that holds the report."""
        decision = str(form.get("putusan", ""))
        if decision not in DECIDED:
            raise BadRequest
        try:
            wanted = uuid.UUID(str(form.get("id", "")))
        except ValueError as error:
            raise BadRequest from error
        async with unit_of_work(await actor_of(self)) as uow:
            reason = str(form.get("reason", ""))
            await comments.decide_comment(uow, [wanted], decision, reason)  # type: ignore[arg-type]  # checked above
        await self._read()
        bridge = await self.get_state(BridgeState)
        bridge.toast(DECIDED[decision].text(locale_of(self)), "done")


def _card(comment: CommentView, locale: Locale, secret: str) -> CommentCard:
    tail = f"?kunci={secret}" if secret else ""
    base = f"/foto/{comment.photo_id}"
    sees = comment.photo_id is not None and not comment.photo_waits
    return CommentCard(
        id=str(comment.id),
        name=comment.agency or comment.name or translate(locale, "A resident"),
        agency=bool(comment.agency),
        when=moment(comment.at, locale, short=True),
        at=comment.at.isoformat(),
        text=comment.text,
        not_fixed=comment.kind == "not_fixed",
        held=comment.state == "held",
        photo=f"{base}/thumb.webp{tail}" if sees else "",
        photo_waits=comment.photo_waits,
        photo_large=f"{base}/1600.webp{tail}" if sees else "",
        may_remove=comment.may_remove,
    )


def _closing(asked: Closing | None, locale: Locale) -> ClosingCard:
    if asked is None:
        return ClosingCard()
    return ClosingCard(
        asked=True,
        concerned=asked.standing != "nearby",
        until=day(asked.until.date(), locale, year=False),
        answered=asked.answered,
        fixed=asked.fixed,
        stars=asked.stars or 0,
        spent=asked.spent,
    )


@dataclass
class PlaceRow:
    """An area or category that somebody follows."""

    kind: str = ""
    target: str = ""
    name: str = ""


@dataclass
class FollowedRow:
    """A report that somebody follows."""

    title: str = ""
    href: str = ""
    line: str = ""


class PlacesState(rx.State):
    """The areas and categories one follows: on the list of reports and among notifications."""

    area: str = ""  # what the list is filtered by
    category: str = ""
    area_followed: bool = False
    category_followed: bool = False
    places: list[PlaceRow] = []
    reports: list[FollowedRow] = []

    @rx.event
    @guarded
    async def load_filter(self):
        """Read from the address what the list shows, and whether one follows that."""
        asked = self.router.url.query_parameters
        area, category = asked.get("wilayah", ""), asked.get("kategori", "")
        # Several at once cannot be followed by one press.
        self.area = "" if "," in area else area
        self.category = "" if "," in category else category
        await self._read_filter()

    async def _read_filter(self) -> None:
        actor = await actor_of(self)
        area, category = FollowKind.AREA, FollowKind.CATEGORY
        async with db.session() as session:
            self.area_followed = await queries.follows_place(session, actor, area, self.area)
            self.category_followed = await queries.follows_place(
                session, actor, category, self.category
            )

    @rx.event
    @guarded
    async def load(self):
        """Read everything one follows."""
        actor, locale = await actor_of(self), locale_of(self)
        async with db.session() as session:
            places = await queries.places(session, actor)
            followed = await queries.followed(session, actor)
        self.places = [
            PlaceRow(p.kind, p.target, p.name_en if locale == "en" else p.name_id) for p in places
        ]
        prefix = "/en" if locale == "en" else ""
        self.reports = [
            FollowedRow(line.title, f"{prefix}/lapor/{line.code}", f"{line.area} · {line.code}")
            for line in followed
        ]

    @rx.event
    @guarded
    async def toggle(self, kind: str):
        """Follow what the list is filtered by (``area`` or ``category``), or stop."""
        area = str(kind) == FollowKind.AREA
        target = self.area if area else self.category
        on = not (self.area_followed if area else self.category_followed)
        await self._change(str(kind), target, on=on)
        await self._read_filter()

    @rx.event
    @guarded
    async def stop(self, kind: str, target: str):
        """Follow one of the listed places no more."""
        await self._change(str(kind), str(target), on=False)
        self.places = [p for p in self.places if (p.kind, p.target) != (kind, target)]

    async def _change(self, kind: str, target: str, *, on: bool) -> None:
        await ratelimit.count(PRESSES, self.router.session.client_ip)
        async with unit_of_work(await actor_of(self)) as uow:
            await service.follow_place(uow, kind, target, on=on, locale=locale_of(self))
