"""The public report pages: the list, one report and its journey."""

from typing import Literal

import reflex as rx

from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.features.reports import present
from bessai_berinta.features.reports.present import Card, Detail, Picture, Step
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.bridge import snapshot_ends
from bessai_berinta.ui.components.anchor import anchor
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.chip import chip
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import more_link, page_title, section_heading
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.map import city_map
from bessai_berinta.ui.components.parcel_card import parcel_card
from bessai_berinta.ui.components.progress import progress
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.components.timeline import timeline, timeline_entry
from bessai_berinta.ui.layout import column, wide
from bessai_berinta.ui.page import Ctx, Page

from . import form
from .state import HomeReportsState, ReportListState, ReportState


def report_card(ctx: Ctx, item: rx.Var[Card], *, level: Literal["h2", "h3"] = "h3") -> rx.Component:
    """One report in any public list."""
    return parcel_card(
        title=item.title,
        href=item.href,
        code=item.label,
        state=item.status,
        tone=item.tone,
        holder=item.holder,
        steps=[stage.text(ctx.locale) for stage in present.STAGES],
        reached=item.reached,
        progress_text=item.status,
        due=item.due_text,
        remaining=item.left,
        late=item.late,
        thumb=_thumbnail(item),
        level=level,
    )


def _thumbnail(item: rx.Var[Card]) -> rx.Component:
    return rx.cond(
        item.thumbnail != "",
        image(
            item.thumbnail,
            "",
            width=64,
            height=64,
            shape="square",
            class_name="size-16 rounded-small",
        ),
        rx.fragment(),
    )


def marks(ctx: Ctx, item: rx.Var[Card]) -> rx.Component:
    """Say where a report stands, whether it is made up, and whether others can see it."""
    return rx.el.div(
        chip(item.status, item.tone),
        rx.cond(item.demo, chip(ctx.t("Demo example"), icon_name="flask-conical")),
        rx.cond(item.private, chip(ctx.t("Private"), icon_name="lock")),
        class_name="flex flex-wrap gap-2",
    )


# --- list -------------------------------------------------------------------------------


STATE_WORDS: dict[str, Message] = {
    "open": N_("Open"),
    "late": N_("Late"),
    "done": N_("Done"),
    "refused": N_("Not handled"),
}


def list_body(ctx: Ctx) -> rx.Component:
    state = ReportListState
    return wide(
        page_title(
            ctx.t("Reports from residents"),
            lead=ctx.t("What residents reported, who holds it, and by when it is due."),
        ),
        button(
            ctx.t("Report a problem"),
            href=ctx.href("/lapor/baru"),
            icon_name="camera",
            class_name="w-full lg:w-auto lg:self-start",
        ),
        _list_filters(ctx),
        city_map(
            ctx.t("Map of the reports; the same reports are in the list below"),
            points=state.points,
            prefix=ctx.href("/").rstrip("/"),
            class_name="h-72 lg:h-96",
        ),
        rx.cond(
            state.loaded,
            rx.cond(
                state.cards.length() > 0,
                rx.el.div(
                    rx.foreach(state.cards, lambda item: report_card(ctx, item, level="h2")),
                    class_name="grid gap-4 lg:grid-cols-2",
                ),
                empty_state(
                    ctx.t("No reports here"),
                    ctx.t("No report fits what you chose. Choose something else, or report one."),
                ),
            ),
            skeleton("parcel", ctx.t("Loading"), count=4),
        ),
        rx.el.nav(
            rx.cond(state.newer != "", button(ctx.t("Newer"), variant="quiet", href=state.newer)),
            rx.cond(state.older != "", button(ctx.t("Older"), variant="quiet", href=state.older)),
            aria_label=ctx.t("Pages"),
            class_name="flex justify-center gap-3",
        ),
        _open_data(ctx),
        class_name="flex flex-col gap-6 pt-4",
    )


def _list_filters(ctx: Ctx) -> rx.Component:
    kinds = [(c.code, c.name_en if ctx.locale == "en" else c.name_id) for c in categories()]
    areas = [(area.code, area.name) for area in kelurahan()]
    states = [(name, words.text(ctx.locale)) for name, words in STATE_WORDS.items()]
    return rx.el.div(
        _chooser(ctx.t("Kind of problem"), "kategori", kinds, ReportListState.kategori),
        _chooser(ctx.t("Kelurahan"), "wilayah", areas, ReportListState.wilayah),
        _chooser(ctx.t("State"), "keadaan", states, ReportListState.keadaan),
        role="group",
        aria_label=ctx.t("Choose which reports"),
        class_name="grid gap-3 sm:grid-cols-3",
    )


def _chooser(
    label: str, name: str, options: list[tuple[str, str]], value: rx.Var[str]
) -> rx.Component:
    return select(
        label,
        options,
        name=name,
        placeholder=label,
        label_hidden=True,
        value=value,
        on_change=lambda chosen: ReportListState.choose(name, chosen),
    )


def _open_data(ctx: Ctx) -> rx.Component:
    """Offer the same reports to programs."""
    files = {"GeoJSON": "/data/lapor.geojson", "CSV": "/data/lapor.csv"}
    feed = {"Atom": ctx.href("/feed/lapor.xml")}
    links = [
        anchor(
            name,
            href=address,
            class_name="min-h-12 px-2 py-3 font-semibold text-primary hover:underline",
        )
        for name, address in {**files, **feed}.items()
    ]
    return rx.el.p(rx.el.span(ctx.t("Open data:")), *links, class_name="text-small text-muted")


# --- one report -------------------------------------------------------------------------


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
        rx.el.p(item.description, class_name="whitespace-pre-line max-w-measure"),
        rx.el.section(
            section_heading(ctx.t("The journey of this report")),
            timeline(rx.foreach(item.steps, _step), label=ctx.t("Newest first")),
            class_name="flex flex-col gap-4",
        ),
        rx.cond(
            item.has_point,
            city_map(ctx.t("Where it is"), lat=item.lat, lon=item.lon, class_name="h-64"),
        ),
        class_name="flex flex-col gap-5",
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


# --- home -------------------------------------------------------------------------------


def home_mine(ctx: Ctx, nothing: rx.Component) -> rx.Component:
    """One's own open affairs; ``nothing`` invites while there are none."""
    return rx.cond(
        HomeReportsState.mine.length() > 0,
        rx.el.section(
            section_heading(ctx.t("My affairs")),
            rx.foreach(HomeReportsState.mine, lambda item: report_card(ctx, item)),
            class_name="flex flex-col gap-3",
        ),
        nothing,
    )


def home_latest(ctx: Ctx) -> rx.Component:
    """The city's latest reports."""
    return rx.cond(
        HomeReportsState.latest.length() > 0,
        rx.el.section(
            section_heading(
                ctx.t("Latest reports"), more_link(ctx.t("See all"), ctx.href("/lapor"))
            ),
            rx.foreach(HomeReportsState.latest, lambda item: report_card(ctx, item)),
            class_name="flex flex-col gap-3",
        ),
    )


PAGES = [
    form.PAGE,
    Page(
        "/lapor",
        N_("Reports from residents"),
        list_body,
        N_("What residents of Bontang reported, which agency holds it and by when it is due."),
        on_load=(ReportListState.load,),
    ),
    Page(
        "/lapor/[kode]",
        N_("Report"),
        detail_body,
        on_load=(ReportState.load, ReportState.follow),
    ),
]
