"""The report form: photo, place, what is wrong. Works without script as one long form."""

import reflex as rx

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.reports.schemas import MAX_PHOTOS, MAX_TEXT, MIN_TEXT
from bessai_berinta.features.reports.words import STATUS
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.ui.components.anchor import anchor
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import page_title
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.map import city_map
from bessai_berinta.ui.components.radio_tiles import Tile, radio_tiles
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skip_link import MAIN_ID
from bessai_berinta.ui.components.toggle import toggle
from bessai_berinta.ui.layout import column
from bessai_berinta.ui.mark import mark
from bessai_berinta.ui.page import Ctx, Page
from bessai_berinta.ui.task import task_frame

STEPS = 3
# All steps at once, and only the button that sends. Unlayered, so it wins over Tailwind.
WITHOUT_SCRIPT = (
    f"[data-panel]{{display:flex}}[data-on-step='{STEPS}']{{display:block}}"
    "[data-on-step='1'],[data-gps],[data-city-map],[data-panel='done']{display:none}"
)

# What the script says, by name; see report_form.jsx.
WORDS = {
    "saved": N_("Saved"),
    "sending": N_("Sending…"),
    "restored": N_("Your draft is back"),
    "noPlace": N_("Say where it is: use GPS, tap the map or choose a kelurahan."),
    "noCategory": N_("Choose what it is about."),
    "textLength": N_(
        "Describe the problem in {least} to {most} characters.", least=MIN_TEXT, most=MAX_TEXT
    ),
    "tooManyPhotos": N_("At most {most} photos.", most=MAX_PHOTOS),
    "nowhere": N_("No place chosen yet"),
    "fromMap": N_("Point from the map"),
    "fromList": N_("Chosen from the list, without an exact point"),
    "gpsRefused": N_("Your phone does not share its position. Tap the map or choose a kelurahan."),
    "gpsFailed": N_("GPS finds no position here. Tap the map or choose a kelurahan."),
    "required": N_("required"),
    "optional": N_("optional"),
    "answerThis": N_("Answer this question."),
    "stopped": N_("Not a matter for this form: choose another answer to go on."),
    "similar": N_("Has somebody reported this already?"),
    "same": N_("This is the same problem"),
    "notSame": N_("No, go on with mine"),
    "notCounted": N_("That did not work just now. You can send your own report."),
    "full": N_("This phone has no room left: nothing is kept. Free some space."),
    "unkept": N_("This browser keeps nothing. Leave the page open until your report has arrived."),
    "stay": N_("Not sent yet. Leave this page open and press send again when the signal is back."),
}
# These keep their placeholder for the script to fill.
TEMPLATES = {
    "step": N_("Step {step} of 3"),
    "photo": N_("Photo {number}"),
    "removePhoto": N_("Remove photo {number}"),
    "fromGps": N_("Point from GPS, accurate to {metres} m"),
    "maybe": N_("Perhaps: {kind}. Use it"),
    "metres": N_("{metres} m from here"),
    "supports": N_("{count} say: me too"),
}
# The last view, as title and text, for each way a report can end here.
ENDS = {
    "queued": (
        N_("Your report is safe on this phone"),
        N_("It is sent by itself as soon as there is a connection. You may close the app."),
    ),
    "arrived": (
        N_("Your report has arrived"),
        N_("Its code is {code}. Keep the code to follow your report."),
    ),
    "supported": (
        N_("Thank you, your voice is counted"),
        N_("You follow report {code} now. Your own draft is not sent."),
    ),
}


class ReportForm(rx.Component):
    """The form element with its behaviour; see ``report_form.jsx``."""

    library = rx.asset("report_form.jsx", shared=True).importable_path
    tag = "ReportForm"
    text: rx.Var[dict]


for part in ("draft.js", "questions.js", "hints.js"):
    rx.asset(part, shared=True)


def _text(ctx: Ctx, embedded: bool) -> dict[str, object]:
    words = {name: message.text(ctx.locale) for name, message in WORDS.items()}
    words |= {name: ctx.t(message.msgid) for name, message in TEMPLATES.items()}
    ends: dict[str, object] = {
        end: [ctx.t(part.msgid) for part in parts] for end, parts in ENDS.items()
    }
    ends["states"] = {str(at): ctx.t(name.msgid) for at, name in STATUS.items()}
    limits = {"min": MIN_TEXT, "max": MAX_TEXT}
    own = {"locale": ctx.locale, "prefix": ctx.href("/").rstrip("/"), "embedded": embedded}
    return {**words, **ends, **limits, **own}


def body(ctx: Ctx) -> rx.Component:
    return task_frame(
        ctx,
        rx.el.div(page_title(ctx.t("Report a problem"), hidden=True), _form(ctx)),
        title=_step_label(ctx),
        back=ctx.href("/"),
        saved=rx.el.span(
            custom_attrs={"data-saved": ""}, class_name="text-small font-semibold text-done"
        ),
        steps=_bars(),
    )


def embedded_body(ctx: Ctx) -> rx.Component:
    """The same form with next to nothing around it, for a frame in another site's page."""
    return rx.el.div(
        rx.el.header(
            column(
                rx.el.a(
                    mark(),
                    rx.el.span(ctx.t("City of Bontang"), class_name="font-semibold"),
                    href=ctx.href("/"),
                    target="_blank",
                    class_name="flex min-h-12 items-center gap-2",
                ),
                rx.el.p(_step_label(ctx), class_name="text-small text-muted"),
                rx.el.a(
                    ctx.t("Open the app"),
                    href=ctx.href("/lapor/baru"),
                    target="_blank",
                    class_name="flex min-h-12 items-center font-semibold text-primary underline",
                ),
                class_name="flex flex-wrap items-center justify-between gap-x-3",
            ),
            column(_bars(), class_name="pb-3"),
        ),
        rx.el.main(
            column(page_title(ctx.t("Report a problem"), hidden=True), _form(ctx, embedded=True)),
            id=MAIN_ID,
            tab_index=-1,
        ),
        class_name="min-h-dvh",
    )


def _step_label(ctx: Ctx) -> rx.Component:
    return rx.el.span(ctx.t("Step {step} of 3", step=1), custom_attrs={"data-step-label": ""})


def _form(ctx: Ctx, *, embedded: bool = False) -> rx.Component:
    return ReportForm.create(
        rx.el.div(
            role="alert",
            hidden=True,
            custom_attrs={"data-alert": ""},
            class_name="rounded-control bg-turn-soft text-turn p-4 font-semibold",
        ),
        _photo_panel(ctx),
        _place_panel(ctx),
        _what_panel(ctx),
        _last_panel(ctx),
        _trap(ctx),
        _actions(ctx),
        rx.el.noscript(rx.el.style(WITHOUT_SCRIPT)),
        text=_text(ctx, embedded),
        class_name="group/form flex flex-col gap-4 pb-24",
    )


def _trap(ctx: Ctx) -> rx.Component:
    """A field only programs fill in: out of sight, out of the tab order, out of the ear."""
    return rx.el.div(
        rx.el.label(
            ctx.t("Leave this empty"),
            rx.el.input(name="situs", type="text", tab_index=-1, auto_complete="off"),
        ),
        aria_hidden="true",
        class_name="absolute -left-[200vw] size-px overflow-hidden",
    )


def _last_panel(ctx: Ctx) -> rx.Component:
    """What is left to say when the report is on its way; the script chooses the words."""
    return rx.el.section(
        icon("circle-check", 40, class_name="text-done"),
        rx.el.h2(
            tab_index=-1,
            custom_attrs={"data-done-title": ""},
            class_name="text-title font-bold text-ink",
        ),
        rx.el.p(custom_attrs={"data-done-text": ""}),
        anchor(
            ctx.t("Open the report"),
            href="/lapor",
            target="_blank",
            hidden=True,
            custom_attrs={"data-done-link": ""},
            class_name="flex min-h-12 items-center font-semibold text-primary underline",
        ),
        button(
            ctx.t("Go on with my own report"),
            variant="quiet",
            full=True,
            hidden=True,
            custom_attrs={"data-continue": ""},
        ),
        anchor(
            ctx.t("See my reports"),
            href=ctx.href("/lapor/saya"),
            class_name="flex min-h-12 items-center font-semibold text-primary underline",
        ),
        button(
            ctx.t("Write another report"),
            variant="quiet",
            full=True,
            custom_attrs={"data-again": ""},
        ),
        custom_attrs={"data-panel": "done"},
        class_name="hidden flex-col gap-4 group-data-[step=done]/form:flex",
    )


def _bars() -> rx.Component:
    """Show how far one is; the script keeps it right, the title says it in words."""
    bars = [
        rx.el.div(
            custom_attrs={"data-bar": str(step), "data-state": "current" if step == 1 else "later"},
            class_name=(
                "h-2 flex-1 rounded-full bg-line data-[state=done]:bg-done "
                "data-[state=current]:bg-primary"
            ),
        )
        for step in range(1, STEPS + 1)
    ]
    return rx.el.div(*bars, aria_hidden="true", class_name="flex gap-1.5")


def _panel(step: int, heading: str, lead: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.h2(
            heading,
            tab_index=-1,
            custom_attrs={"data-heading": ""},
            class_name="text-title font-bold text-ink",
        ),
        rx.el.p(lead, class_name="mt-1 text-muted") if lead else rx.fragment(),
        *children,
        custom_attrs={"data-panel": str(step)},
        class_name=f"hidden flex-col gap-4 group-data-[step={step}]/form:flex",
    )


def _photo_panel(ctx: Ctx) -> rx.Component:
    return _panel(
        1,
        ctx.t("Take a photo of the problem"),
        ctx.t(
            "Up to {most} photos help the officer find it. You can go on without one.",
            most=MAX_PHOTOS,
        ),
        rx.el.ul(
            custom_attrs={"data-photos": ""},
            class_name="flex flex-wrap gap-5 empty:hidden",
        ),
        _photo_input(ctx.t("Open the camera"), "camera", primary=True, capture="environment"),
        _photo_input(ctx.t("Choose from the gallery"), "images", primary=False, multiple=True),
        _error("foto"),
        rx.el.p(
            icon("shield-check", 20, class_name="mt-0.5 text-done"),
            ctx.t("Hidden data in a photo, such as where it was taken, is removed."),
            class_name="flex gap-2 text-small text-muted",
        ),
    )


def _photo_input(label: str, icon_name: str, *, primary: bool, **props: object) -> rx.Component:
    look = "bg-primary text-on-primary" if primary else "border border-control text-primary"
    return rx.el.label(
        icon(icon_name, 24),
        label,
        rx.el.input(
            type="file",
            name="foto",
            accept="image/jpeg,image/png,image/webp,image/heic,image/heif",
            class_name="sr-only",
            custom_attrs={"data-photo-input": ""},
            **props,
        ),
        class_name=(
            f"{look} flex min-h-14 items-center justify-center gap-2 rounded-control px-5 "
            "font-semibold has-[:focus-visible]:focus-ring has-disabled:opacity-60"
        ),
    )


def _error(name: str) -> rx.Component:
    return rx.el.p(
        id=f"f-{name}-error",
        tab_index=-1,
        role="alert",
        class_name="text-small font-semibold text-late empty:hidden",
    )


def _place_panel(ctx: Ctx) -> rx.Component:
    return _panel(
        2,
        ctx.t("Where is it?"),
        "",
        rx.el.div(
            button(
                ctx.t("Use my position"),
                icon_name="locate-fixed",
                full=True,
                custom_attrs={"data-gps": ""},
            ),
            _error("lat"),
            class_name="flex flex-col gap-2",
        ),
        card(
            rx.el.div(
                icon("map-pin", 24, class_name="mt-1 text-primary"),
                rx.el.div(
                    rx.el.p(
                        ctx.t("No place chosen yet"),
                        custom_attrs={"data-place-name": ""},
                        class_name="text-card font-semibold text-ink",
                    ),
                    rx.el.p(
                        custom_attrs={"data-place-how": ""},
                        class_name="text-small text-muted",
                    ),
                ),
                class_name="flex gap-3",
                role="status",
            ),
            class_name="group-data-[place=yes]/form:border-primary",
        ),
        rx.el.p(ctx.t("Or tap the place on the map"), class_name="font-semibold text-ink"),
        city_map(
            ctx.t("Map of Bontang: tap where the problem is"),
            pick=True,
            use_centre=ctx.t("Use the middle of the map"),
            class_name="h-72",
        ),
        _kelurahan_select(ctx),
        *[rx.el.input(type="hidden", name=name) for name in ("lat", "lon", "akurasi", "lama")],
        rx.el.input(type="hidden", name="bahasa", default_value=ctx.locale),
    )


def _kelurahan_select(ctx: Ctx) -> rx.Component:
    """Offer the kelurahan; each option carries its centre, so the script can name a point."""
    options = [
        rx.el.option(
            area.name,
            value=area.code,
            custom_attrs={"data-lat": str(area.lat), "data-lon": str(area.lon)},
        )
        for area in kelurahan()
    ]
    return select(
        ctx.t("Or choose the kelurahan"),
        rx.fragment(*options),
        name="kelurahan",
        placeholder=ctx.t("Choose a kelurahan"),
    )


def _what_panel(ctx: Ctx) -> rx.Component:
    tiles = [
        Tile(c.code, c.name_en if ctx.locale == "en" else c.name_id, c.icon) for c in categories()
    ]
    return _panel(
        3,
        ctx.t("What is wrong?"),
        "",
        field(
            ctx.t("Tell it in short"),
            name="uraian",
            rows=5,
            max_length=MAX_TEXT,
            hint=ctx.t("What you see, since when, and what helps to find it."),
            counter=(ctx.t("{left} characters left"), ctx.locale),
        ),
        rx.el.div(role="status", custom_attrs={"data-suggestion": ""}, class_name="empty:hidden"),
        radio_tiles(ctx.t("Kind of problem"), tiles, name="kategori"),
        rx.el.div(
            custom_attrs={"data-questions": ""}, class_name="flex flex-col gap-4 empty:hidden"
        ),
        rx.el.div(role="status", custom_attrs={"data-similar": ""}, class_name="empty:hidden"),
        toggle(
            ctx.t("Do not show my name"),
            name="anonim",
            hint=ctx.t("The officer can still reach you."),
        ),
        toggle(
            ctx.t("Private report"),
            name="tertutup",
            hint=ctx.t("Only you and the officers who handle it can see it."),
        ),
        rx.el.details(
            rx.el.summary(
                ctx.t("Leave a name or contact (optional)"),
                class_name="min-h-12 py-3 font-semibold text-primary",
            ),
            rx.el.div(
                field(ctx.t("Name"), name="nama", max_length=120, auto_complete="name"),
                field(
                    ctx.t("E-mail"),
                    name="kontak",
                    type="email",
                    max_length=120,
                    auto_complete="email",
                    hint=ctx.t("For news about this report. It is never shown to the public."),
                ),
                class_name="flex flex-col gap-4 pt-2",
            ),
        ),
    )


def _actions(ctx: Ctx) -> rx.Component:
    """Keep the one primary action of each step in reach of the thumb."""
    back = button(ctx.t("Back"), variant="quiet", full=True, custom_attrs={"data-back": ""})
    following = {1: ctx.t("Next: the place"), 2: ctx.t("Next: what is wrong")}
    return rx.el.div(
        rx.el.div(
            rx.el.div(back, class_name="group-data-[step=1]/form:hidden"),
            *[
                _on_step(step, button(words, full=True, custom_attrs={"data-next": ""}))
                for step, words in following.items()
            ],
            _on_step(
                STEPS,
                button(
                    ctx.t("Send report"),
                    type="submit",
                    icon_name="send",
                    full=True,
                    custom_attrs={"data-submit": ""},
                ),
            ),
            class_name="mx-auto flex w-full max-w-column gap-3 px-4",
        ),
        data_chrome="",
        class_name=(
            "group-data-[step=done]/form:hidden "
            "fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface py-3 "
            "pb-[max(0.75rem,env(safe-area-inset-bottom))]"
        ),
    )


def _on_step(step: int, action: rx.Component) -> rx.Component:
    return rx.el.div(
        action,
        custom_attrs={"data-on-step": str(step)},
        class_name=f"hidden flex-1 group-data-[step={step}]/form:block",
    )


PAGE = Page(
    "/lapor/baru",
    N_("Report a problem"),
    body,
    N_("Report rubbish, floods, broken roads or lamps in Bontang. Add a photo and follow it."),
    shell="task",
)
EMBEDDED = Page("/sematan/lapor", N_("Report a problem"), embedded_body, shell="task")
