"""The end of every public page: languages, what this is, and how far it can be trusted."""

import reflex as rx

from .components.theme_switch import theme_switch
from .layout import wide
from .mark import mark
from .page import Ctx
from .wrapped.language_link import language_link

LINK = (
    "inline-flex items-center min-h-12 font-semibold text-primary underline-offset-4 "
    "hover:underline"
)


def footer(ctx: Ctx) -> rx.Component:
    t = ctx.t
    return rx.el.footer(
        wide(
            rx.el.div(
                mark(32),
                rx.el.p(
                    rx.el.span("Bessai Berinta", class_name="block font-bold text-ink"),
                    t("Rowing together: the digital services of Bontang"),
                ),
                class_name="flex items-start gap-3 text-primary [&_p]:text-muted",
            ),
            rx.el.p(
                t("Made to be used by everyone: with a keyboard, a screen reader, large text."),
                " ",
                t("What we could not verify is marked as such."),
                class_name="max-w-measure",
            ),
            theme_switch(ctx),
            rx.el.div(
                language_link(ctx, class_name=LINK),
                rx.el.a(t("For city staff"), href=ctx.href("/petugas"), class_name=LINK),
                class_name="flex flex-wrap gap-x-6",
            ),
            class_name="py-6 flex flex-col items-start gap-3 text-small text-muted",
        ),
        data_chrome="",
        class_name=(
            "border-t border-line bg-quiet pb-[calc(4.5rem+env(safe-area-inset-bottom))] lg:pb-0"
        ),
    )
