"""The browser-only pieces of participation."""

from typing import Any

import reflex as rx

from bessai_berinta.ui.page import Ctx


def _sent(state: rx.Var[str], reopened: rx.Var[bool]) -> tuple[rx.Var[str], rx.Var[bool]]:
    return state, reopened


class PostForm(rx.Component):
    """A multipart form posted once; ``on_sent`` gets the new state and whether it reopened.

    ``locate`` adds the phone's position, asked for when the form is sent.
    """

    library = rx.asset("post_form.jsx", shared=True).importable_path
    tag = "PostForm"

    action: rx.Var[str]
    locale: rx.Var[str]
    offline: rx.Var[str]
    locate: rx.Var[bool]
    on_sent: rx.EventHandler[_sent]


def post_form(
    ctx: Ctx, *children: rx.Component, action: Any, on_sent: Any, locate: Any = False
) -> rx.Component:
    return PostForm.create(
        *children,
        action=action,
        locale=ctx.locale,
        offline=ctx.t("No connection. Press again when it is back; nothing is sent twice."),
        locate=locate,
        on_sent=on_sent,
        class_name="flex flex-col gap-3",
    )


class ShareButton(rx.Component):
    """Share this page's address, without its query."""

    library = rx.asset("share_button.jsx", shared=True).importable_path
    tag = "ShareButton"

    title: rx.Var[str]
    label: rx.Var[str]
    whatsapp: rx.Var[str]
    copy_label: rx.Var[str]
    copied: rx.Var[str]
    link_class: rx.Var[str]
