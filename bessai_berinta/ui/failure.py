"""What stands in place of a page that failed in the browser."""

import reflex as rx
from reflex_base.vars.base import Var
from reflex_components_core.base.error_boundary import ErrorBoundary

from bessai_berinta.core.i18n import LOCALES

from .page import Ctx
from .wrapped.by_language import by_language


def apology(ctx: Ctx) -> rx.Component:
    return rx.el.main(
        rx.el.h1(ctx.t("This page failed to open"), class_name="text-title font-semibold"),
        rx.el.p(ctx.t("The fault is ours and has been noted. What you saved is safe.")),
        rx.el.p(
            rx.el.a(
                ctx.t("Go to the home page"),
                href=ctx.href("/"),
                custom_attrs={"reloadDocument": True},
                class_name="font-semibold text-primary underline",
            )
        ),
        class_name="mx-auto flex max-w-column flex-col gap-4 p-4",
    )


def error_boundary() -> rx.Component:
    """Catch what a component throws, report it to the server's log, and say so calmly."""
    page = by_language(*(apology(Ctx(locale, "/")) for locale in LOCALES))
    return ErrorBoundary.create(fallback_render=Var.create(page))
