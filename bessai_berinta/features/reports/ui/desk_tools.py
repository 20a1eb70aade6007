"""Above the queue: filters that are kept, the same as a table, and the keys."""

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.checkbox import checkbox
from bessai_berinta.ui.components.dialog import dialog, opens
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.page import Ctx

from .desk_many import Kept
from .desk_state import DeskState
from .desk_wrapped import DeskKeys

KEEP, HELP = "saringan-simpan", "bantuan-tombol"
KEY_WORDS: tuple[tuple[str, Message], ...] = (
    ("j / k", N_("Next or previous report")),
    ("Enter", N_("Open the report")),
    ("x", N_("Tick the report")),
    ("a", N_("Accept the open report")),
    ("m", N_("Take the open report yourself")),
    ("/", N_("Search")),
    ("?", N_("This help")),
    ("Esc", N_("Close a dialog")),
)


def tools(ctx: Ctx) -> rx.Component:
    """Kept filters, the file and the keys, in one row."""
    return rx.el.div(
        rx.cond(
            DeskState.kept.length() > 0,
            select(
                ctx.t("Saved filters"),
                rx.foreach(
                    DeskState.kept, lambda one: rx.el.option(one.name, value=one.id.to_string())
                ),
                name="kept",
                placeholder=ctx.t("Saved filters"),
                label_hidden=True,
                size="staff",
                value="",
                on_change=DeskState.use_kept,
            ),
        ),
        icon_button(ctx.t("Save or remove filters"), "bookmark-plus", **opens(KEEP)),
        rx.el.a(
            icon("download", 24),
            href=DeskState.file,
            download="",
            aria_label=ctx.t("Download as a table (CSV)"),
            class_name=(
                "inline-flex size-12 items-center justify-center rounded-control hover:bg-quiet"
            ),
        ),
        rx.el.span(
            icon_button(ctx.t("Keyboard shortcuts"), "keyboard", **opens(HELP)),
            class_name="hidden lg:block",
        ),
        _keep_dialog(ctx),
        _help(ctx),
        DeskKeys.create(),
        class_name="flex flex-wrap items-center gap-1",
    )


def _keep_dialog(ctx: Ctx) -> rx.Component:
    return dialog(
        ctx.t("Saved filters"),
        rx.el.form(
            field(
                ctx.t("Name for the filters set now"),
                name="name",
                id="f-kept-name",
                max_length=60,
                error=DeskState.kept_error,
                size="staff",
            ),
            button(ctx.t("Save filters"), type="submit", size="staff", icon_name="bookmark-plus"),
            on_submit=DeskState.keep,
            class_name="flex flex-col gap-3",
        ),
        rx.el.ul(
            rx.foreach(DeskState.kept, lambda one: _kept(ctx, one)),
            class_name="divide-y divide-line",
        ),
        id=KEEP,
        close_label=ctx.t("Close"),
    )


def _kept(ctx: Ctx, one: rx.Var[Kept]) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.name, class_name="min-w-0 break-words"),
        icon_button(ctx.t("Remove these filters"), "trash-2", on_click=DeskState.forget(one.id)),
        class_name="flex items-center justify-between gap-3",
    )


def _help(ctx: Ctx) -> rx.Component:
    lines = [
        rx.el.div(
            rx.el.dt(
                rx.el.kbd(key, class_name="rounded-small border border-control px-2 font-semibold"),
                class_name="w-20 shrink-0",
            ),
            rx.el.dd(words.text(ctx.locale)),
            class_name="flex gap-3",
        )
        for key, words in KEY_WORDS
    ]
    return dialog(
        ctx.t("Keyboard shortcuts"),
        rx.el.dl(*lines, class_name="flex flex-col gap-2"),
        checkbox(ctx.t("Use these keys"), name="keys", data_desk_keys=""),
        id=HELP,
        close_label=ctx.t("Close"),
    )
