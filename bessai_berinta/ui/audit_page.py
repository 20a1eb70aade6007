"""The audit log for those who may read it."""

import json
from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import audit, db
from bessai_berinta.core.i18n import N_, moment
from bessai_berinta.core.permissions import Permission

from .components.button import button
from .components.field import field
from .components.heading import page_title
from .components.table import table, table_row
from .guard import guarded
from .page import Ctx, Page
from .session import actor_of, locale_of

LIMIT = 50


@dataclass
class Entry:
    id: int = 0
    at: str = ""
    who: str = ""
    action: str = ""
    subject: str = ""
    change: str = ""
    ip: str = ""


class AuditState(rx.State):
    """One screen of the log, newest first."""

    entries: list[Entry] = []
    subject: str = ""
    more: bool = False

    @rx.event
    @guarded
    async def load(self):
        self.subject = ""
        await self._read(None)

    @rx.event
    @guarded
    async def search(self, form: dict):
        self.subject = str(form.get("subject", ""))[:100].strip()
        await self._read(None)

    @rx.event
    @guarded
    async def older(self):
        await self._read(self.entries[-1].id if self.entries else None)

    async def _read(self, before: int | None) -> None:
        (await actor_of(self)).require(Permission.AUDIT_READ)
        async with db.session() as session:
            found = await audit.latest(
                session, subject=self.subject, before_id=before, limit=LIMIT + 1
            )
        locale = locale_of(self)
        self.more = len(found) > LIMIT
        self.entries = [
            Entry(
                id=one.id or 0,
                at=moment(one.at, locale, short=True),
                who=one.actor_label,
                action=one.action,
                subject=one.subject,
                change=_change(one),
                ip=one.ip,
            )
            for one in found[:LIMIT]
        ]


def _change(entry: audit.AuditEntry) -> str:
    """Write what changed as ``name: before → after``, leaving out what stayed."""
    before, after = entry.before or {}, entry.after or {}
    changed = [n for n in {**before, **after} if before.get(n) != after.get(n)]
    return "; ".join(f"{n}: {_brief(before.get(n))} → {_brief(after.get(n))}" for n in changed)


def _brief(value: object) -> str:
    return "–" if value is None else value if isinstance(value, str) else json.dumps(value)


def body(ctx: Ctx) -> rx.Component:
    columns = [
        ctx.t("When"),
        ctx.t("Who"),
        ctx.t("Action"),
        ctx.t("Subject"),
        ctx.t("Change"),
        ctx.t("From where"),
    ]
    return rx.el.div(
        page_title(ctx.t("Audit log"), lead=ctx.t("Who did what. Nothing here can be changed.")),
        rx.el.form(
            field(
                ctx.t("Subject starts with"),
                name="subject",
                size="staff",
                max_length=100,
                placeholder="report:LAP-26-",
            ),
            button(ctx.t("Search"), type="submit", size="staff", variant="quiet"),
            on_submit=AuditState.search,
            class_name="flex flex-wrap items-end gap-3",
        ),
        table(ctx.t("Audit log"), columns, rx.foreach(AuditState.entries, _row)),
        rx.cond(
            AuditState.more,
            button(ctx.t("Older"), variant="quiet", size="staff", on_click=AuditState.older),
        ),
        class_name="flex flex-col gap-4",
    )


def _row(entry: rx.Var[Entry]) -> rx.Component:
    return table_row(
        entry.at,
        entry.who,
        entry.action,
        rx.el.span(entry.subject, class_name="block w-48 whitespace-normal break-all"),
        rx.el.span(entry.change, class_name="block w-72 whitespace-normal break-words"),
        entry.ip,
    )


PAGE = Page("/petugas/audit", N_("Audit log"), body, on_load=(AuditState.load,), shell="staff")
