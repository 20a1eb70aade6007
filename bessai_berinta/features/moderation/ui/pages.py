"""The moderation desk: what was held back, bans and appeals, watched words."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.abuse.schemas import REASONS
from bessai_berinta.features.reports.ui.redact_box import redact_box
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import page_title, section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.page import Ctx, Page

from .state import BanLine, Entry, ModerationState


def body(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        page_title(
            ctx.t("Moderation"),
            lead=ctx.t("Nobody else sees these yet. Decide on many at once, with one reason."),
        ),
        rx.cond(ModerationState.loaded, _queue(ctx), skeleton("row", ctx.t("Loading"), count=4)),
        _recall(ctx),
        _bans(ctx),
        _words(ctx),
        class_name="flex flex-col gap-6",
    )


def _queue(ctx: Ctx) -> rx.Component:
    return rx.cond(
        ModerationState.entries.length() > 0,
        rx.el.div(
            _verdict(ctx),
            rx.el.ul(
                rx.foreach(ModerationState.entries, lambda one: _entry(ctx, one)),
                class_name="flex flex-col gap-3",
            ),
            class_name="flex flex-col gap-4",
        ),
        empty_state(
            ctx.t("Nothing waits"),
            ctx.t("Reports and comments with watched words come here first."),
            icon_name="shield-check",
        ),
    )


def _recall(ctx: Ctx) -> rx.Component:
    return rx.el.section(
        section_heading(ctx.t("Look at another report")),
        rx.el.p(
            ctx.t("A public report, or one that was taken down. It is hidden until you decide."),
            class_name="text-muted",
        ),
        rx.el.form(
            field(ctx.t("Code of the report"), name="code", max_length=20, size="staff"),
            field(
                ctx.t("Why look at it"),
                name="reason",
                id="f-recall-reason",
                max_length=1000,
                size="staff",
            ),
            button(ctx.t("Put into the queue"), type="submit", size="staff", icon_name="eye-off"),
            on_submit=ModerationState.recall,
            reset_on_submit=True,
            class_name="flex flex-wrap items-end gap-3",
        ),
        class_name="flex flex-col gap-3",
    )


def _verdict(ctx: Ctx) -> rx.Component:
    t = ctx.t
    verdicts = [
        ("release", t("Release: everybody sees it")),
        ("hide", t("Take down")),
        ("ban", t("Take down and ban the author for 7 days")),
    ]
    reasons = [(code, text.text(ctx.locale)) for code, text in REASONS.items()]
    return rx.el.form(
        button(
            t("Choose all"),
            variant="quiet",
            size="staff",
            icon_name="list-checks",
            access_key="a",
            on_click=ModerationState.choose_all,
        ),
        select(t("Decision"), verdicts, name="verdict", size="staff", access_key="k"),
        select(t("Reason"), reasons, name="reason", size="staff"),
        field(t("A word to the author"), name="note", max_length=1000, size="staff"),
        button(
            rx.cond(
                ModerationState.chosen.length() > 0,
                t("Apply to the chosen ones"),
                t("Choose entries first"),
            ),
            type="submit",
            size="staff",
            access_key="s",
            disabled=ModerationState.chosen.length() == 0,
        ),
        on_submit=ModerationState.decide,
        class_name=(
            "lg:sticky lg:top-0 z-10 grid items-end gap-3 rounded-card border border-line "
            "bg-surface p-3 sm:grid-cols-2 xl:grid-cols-3"
        ),
    )


def _entry(ctx: Ctx, one: rx.Var[Entry]) -> rx.Component:
    return rx.el.li(
        card(
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    checked=ModerationState.chosen.contains(one.key),
                    on_change=lambda _: ModerationState.choose(one.key),
                    class_name="mt-0.5 size-6 shrink-0 accent-primary",
                ),
                rx.el.span(
                    rx.el.span(one.text, class_name="block whitespace-pre-line break-words"),
                    rx.el.span(one.meta, class_name="mt-1 block text-small text-muted"),
                    class_name="min-w-0",
                ),
                class_name="flex min-h-12 gap-3",
            ),
            rx.el.div(
                rx.cond(one.comment, chip(ctx.t("Comment")), chip(ctx.t("Report"))),
                rx.el.code(one.code, class_name="text-small select-all"),
                rx.cond(one.why != "", chip(one.why, "turn")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.div(
                rx.foreach(one.photos, lambda photo: _photo(ctx, photo)),
                class_name="flex flex-wrap gap-3",
            ),
            class_name="flex flex-col gap-2",
        )
    )


def _photo(ctx: Ctx, photo: rx.Var[str]) -> rx.Component:
    open_now = ModerationState.covering == photo
    return rx.el.div(
        rx.cond(
            open_now,
            rx.el.div(redact_box(ctx, photo), class_name="w-full max-w-column"),
            rx.el.img(
                src="/foto/" + photo + "/thumb.webp?asli=1",
                alt=ctx.t("Photo as it came"),
                width=96,
                height=96,
                loading="lazy",
                class_name="size-24 rounded-control object-cover",
            ),
        ),
        button(
            rx.cond(open_now, ctx.t("Close the photo"), ctx.t("Cover faces and plates")),
            variant="quiet",
            size="staff",
            on_click=ModerationState.cover(photo),
        ),
        class_name="flex w-full flex-col items-start gap-2 sm:w-auto",
    )


def _bans(ctx: Ctx) -> rx.Component:
    return rx.el.section(
        section_heading(ctx.t("Bans and appeals")),
        rx.el.ul(
            rx.foreach(ModerationState.bans, lambda one: _ban(ctx, one)),
            class_name="flex flex-col gap-3",
        ),
        rx.cond(
            ModerationState.bans.length() == 0,
            rx.el.p(ctx.t("Nobody is banned."), class_name="text-muted"),
        ),
        class_name="flex flex-col gap-3",
    )


def _ban(ctx: Ctx, one: rx.Var[BanLine]) -> rx.Component:
    t = ctx.t
    choices = [("1", t("Lift the ban")), ("0", t("The ban stays"))]
    return rx.el.li(
        card(
            rx.el.p(one.reason, class_name="font-semibold"),
            rx.cond(one.words != "", rx.el.p(one.words)),
            rx.el.p(t("Until"), ": ", one.until, class_name="text-small text-muted"),
            rx.cond(
                one.appeal != "",
                rx.el.div(
                    rx.el.p(
                        t("Appeal"), ": ", one.appeal, class_name="whitespace-pre-line break-words"
                    ),
                    rx.cond(
                        one.by_me,
                        rx.el.p(
                            t("Somebody else than who banned must decide."),
                            class_name="text-small text-muted",
                        ),
                        rx.el.form(
                            rx.el.input(type="hidden", name="appeal", value=one.appeal_id),
                            select(
                                t("Decision"),
                                choices,
                                name="granted",
                                id="granted-" + one.id,
                                size="staff",
                            ),
                            field(
                                t("Say why; the person reads it."),
                                name="answer",
                                id="answer-" + one.id,
                                required=True,
                                max_length=2000,
                                size="staff",
                            ),
                            button(t("Decide"), type="submit", size="staff"),
                            on_submit=ModerationState.answer,
                            class_name="grid items-end gap-3 sm:grid-cols-3",
                        ),
                    ),
                    class_name="flex flex-col gap-2",
                ),
            ),
            button(
                t("Lift the ban"),
                variant="quiet",
                size="staff",
                on_click=ModerationState.lift(one.id),
            ),
            class_name="flex flex-col items-start gap-2",
        )
    )


def _words(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.section(
        section_heading(t("Watched words")),
        rx.el.p(
            t("A text with one of these waits here. It is never refused by itself."),
            class_name="text-muted",
        ),
        rx.el.ul(
            rx.foreach(
                ModerationState.words,
                lambda word: rx.el.li(
                    rx.el.span(word),
                    button(
                        t("Remove"),
                        variant="link",
                        size="staff",
                        on_click=ModerationState.remove_word(word),
                    ),
                    class_name="flex items-center gap-1 rounded-full bg-quiet pl-4",
                ),
            ),
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.form(
            field(t("Word"), name="word", required=True, max_length=60, size="staff"),
            button(t("Watch this word"), type="submit", size="staff", icon_name="plus"),
            on_submit=ModerationState.add_word,
            reset_on_submit=True,
            class_name="flex flex-wrap items-end gap-3",
        ),
        class_name="flex flex-col gap-3",
    )


PAGE = Page(
    "/petugas/moderasi", N_("Moderation"), body, on_load=(ModerationState.load,), shell="staff"
)
