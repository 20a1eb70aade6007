"""One report: who holds it, by when, and its journey."""

import reflex as rx

from bessai_berinta.features.participation.ui.actions import actions, add_photo
from bessai_berinta.features.participation.ui.closing import closing
from bessai_berinta.features.participation.ui.comments import comments
from bessai_berinta.features.reports import present
from bessai_berinta.features.reports.present import Detail, Picture, Step
from bessai_berinta.ui.bridge import snapshot_ends
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import page_title, section_heading
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.map import city_map
from bessai_berinta.ui.components.progress import progress
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.components.timeline import timeline, timeline_entry
from bessai_berinta.ui.layout import column
from bessai_berinta.ui.page import Ctx

from .cards import marks
from .corrections import corrections
from .state import ReportState


def detail_body(ctx: Ctx) -> rx.Component:
    state = ReportState
    return column(
        snapshot_ends(state.loaded),
        rx.cond(
            state.missing,
            _missing(ctx),
            rx.cond(state.loaded, _detail(ctx, state.detail), _waiting(ctx)),
        ),
        class_name="pt-4",
    )


def _waiting(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        page_title(ctx.t("Report"), hidden=True),
        skeleton("picture", ctx.t("Loading")),
        skeleton("parcel", ctx.t("Loading")),
        class_name="flex flex-col gap-4 pt-4",
    )


def _missing(ctx: Ctx) -> rx.Component:
    return rx.el.div(
        page_title(ctx.t("Report not found"), hidden=True),
        empty_state(
            ctx.t("There is no report with this code."),
            ctx.t("Check the code, or open it on the device you filed a private report with."),
            button(ctx.t("See all reports"), href=ctx.href("/lapor"), variant="quiet"),
            icon_name="search-x",
        ),
    )


def _detail(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    return rx.el.article(
        _pictures(item),
        rx.el.div(
            marks(ctx, item.card),
            rx.el.span(
                item.card.code, class_name="text-small text-muted select-all whitespace-nowrap"
            ),
            class_name="flex items-start justify-between gap-3",
        ),
        page_title(item.card.title, size="detail"),
        rx.el.p(
            icon("map-pin", 20, class_name="mt-0.5"),
            rx.el.span(
                item.place,
                rx.cond(item.estimated, rx.el.span(" · ", ctx.t("estimated area"))),
                rx.cond(item.reporter != "", rx.el.span(" · ", item.reporter)),
            ),
            class_name="flex gap-2 text-muted",
        ),
        _who_and_when(ctx, item),
        _question(ctx, item),
        closing(ctx),
        rx.el.p(item.description, class_name="whitespace-pre-line max-w-measure"),
        _answers(item),
        corrections(ctx, item),
        actions(ctx, item.card.title, private=item.card.private),
        add_photo(ctx, closed=item.closed),
        rx.el.section(
            section_heading(ctx.t("The journey of this report")),
            timeline(rx.foreach(item.steps, _step), label=ctx.t("Newest first")),
            class_name="flex flex-col gap-4",
        ),
        rx.cond(
            item.has_point,
            city_map(ctx.t("Where it is"), lat=item.lat, lon=item.lon, class_name="h-64"),
        ),
        comments(ctx),
        class_name="flex flex-col gap-5",
    )


def _answers(item: rx.Var[Detail]) -> rx.Component:
    """The answers to the extra questions, for those who may read them."""
    return rx.cond(
        item.answers.length() > 0,
        rx.el.dl(
            rx.foreach(
                item.answers,
                lambda pair: rx.el.div(
                    rx.el.dt(pair[0], class_name="text-small text-muted"), rx.el.dd(pair[1])
                ),
            ),
            class_name="flex flex-col gap-2",
        ),
    )


def _pictures(item: rx.Var[Detail]) -> rx.Component:
    return rx.cond(
        item.pictures.length() > 0,
        rx.el.div(
            rx.foreach(item.pictures, _picture),
            class_name="-mx-4 flex snap-x snap-mandatory gap-2 overflow-x-auto px-4",
            tab_index=0,
        ),
    )


def _picture(picture: rx.Var[Picture]) -> rx.Component:
    return rx.el.a(
        image(
            picture.medium,
            picture.alt,
            width=picture.width,
            height=picture.height,
            renditions={800: picture.medium, 1600: picture.large},
            sizes="(min-width: 40rem) 40rem, 92vw",
            shape="photo",
            class_name="w-full rounded-card",
        ),
        href=picture.large,
        target="_blank",
        class_name="w-[92%] shrink-0 snap-center only:w-full",
    )


def _who_and_when(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    """The card that answers: who, by when, what next."""
    return card(
        rx.el.div(
            rx.el.div(
                rx.el.p(ctx.t("Held by"), class_name="text-small text-muted"),
                rx.el.p(item.card.agency, class_name="text-card font-semibold"),
            ),
            rx.cond(
                item.closed,
                rx.fragment(),
                rx.el.div(
                    rx.el.p(ctx.t("Deadline"), class_name="text-small text-muted"),
                    rx.el.p(item.card.due, class_name="text-card font-semibold"),
                    class_name="text-right",
                ),
            ),
            class_name="flex justify-between gap-4",
        ),
        rx.cond(
            item.card.reached >= 0,
            progress(
                [stage.text(ctx.locale) for stage in present.STAGES],
                item.card.reached,
                item.card.status,
                show_labels=True,
            ),
        ),
        rx.el.p(
            item.next,
            " ",
            rx.el.strong(
                item.card.left, class_name=rx.cond(item.card.late, "text-late", "text-ink")
            ),
            role="status",
        ),
        variant="current",
        class_name="flex flex-col gap-3",
    )


def _question(ctx: Ctx, item: rx.Var[Detail]) -> rx.Component:
    """The agency's question, and for the reporter the place to answer it."""
    answer = rx.el.form(
        field(
            ctx.t("Your answer"),
            name="message",
            rows=3,
            max_length=2000,
            error=ReportState.answer_error,
        ),
        button(ctx.t("Send answer"), type="submit"),
        on_submit=ReportState.answer,
        reset_on_submit=True,
        class_name="mt-3 flex flex-col gap-3",
    )
    return rx.cond(
        item.question != "",
        card(
            rx.el.h2(
                rx.cond(item.may_answer, ctx.t("Your turn"), ctx.t("Question to the reporter")),
                class_name="text-card font-semibold",
            ),
            rx.el.p(item.question, class_name="mt-1 whitespace-pre-line"),
            rx.cond(item.may_answer, answer),
            variant="turn",
        ),
    )


def _step(step: rx.Var[Step]) -> rx.Component:
    return timeline_entry(
        step.title, rx.el.time(step.meta, date_time=step.at), step.message, tone=step.tone
    )
