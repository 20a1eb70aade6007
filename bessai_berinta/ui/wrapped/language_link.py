"""The language switch, which keeps the page and its question (``?q=``)."""

from typing import Any

import reflex as rx

from ..page import Ctx


class LanguageLink(rx.Component):
    library = rx.asset("language_link.jsx", shared=True).importable_path
    tag = "LanguageLink"

    to: rx.Var[str]


NAMES = {"id": "Bahasa Indonesia", "en": "English"}


def language_link(ctx: Ctx, *children: Any, **props: Any) -> rx.Component:
    """Link to this page in the other language; its name is said in that language."""
    other = ctx.other_locale
    return LanguageLink.create(
        *(children or (NAMES[other],)),
        to=other,
        custom_attrs={"lang": other},
        **{"aria_label": NAMES[other], **props},
    )
