"""Buttons, and links that look like buttons."""

from typing import Any, Literal

import reflex as rx

from ..classes import Flag, Text, classes, when
from .anchor import anchor
from .icon import icon
from .spinner import spinner

Variant = Literal["primary", "quiet", "danger", "link", "soft", "sea", "alarm"]
Size = Literal["phone", "staff", "small"]

BASE = (
    "inline-flex items-center justify-center gap-2 rounded-control font-semibold text-center "
    "disabled:opacity-60 print:hidden"
)
VARIANTS: dict[Variant, str] = {
    "primary": "bg-primary text-on-primary hover:bg-primary-strong",
    "quiet": "bg-surface text-primary border border-control hover:bg-primary-soft",
    "danger": "bg-surface text-late border border-late hover:bg-late-soft",
    "link": "text-primary underline-offset-4 hover:underline",
    "soft": "bg-surface text-ink border border-line hover:bg-quiet",
    "sea": "bg-on-header text-header-from hover:bg-on-header-muted",
    "alarm": "bg-late text-surface hover:opacity-90",
}
SIZES: dict[Size, str] = {
    "phone": "min-h-13 px-4 py-2 text-body",
    "staff": "min-h-11 px-4 py-2 text-staff",
    "small": "min-h-12 px-3 py-2 text-small",
}


def button(
    label: Text,
    *,
    variant: Variant = "primary",
    size: Size = "phone",
    icon_name: str | None = None,
    href: Text | None = None,
    document: bool = False,
    busy: Flag = False,
    busy_label: Text = "",
    full: bool = False,
    class_name: Text = "",
    **props: Any,
) -> rx.Component:
    """Draw one action.

    ``href`` makes it a link; ``document`` lets the browser follow it (``tel:``, ``/auth``).
    While ``busy`` it takes no further press and says ``busy_label`` (default: ``label``).
    ``full`` fills the width. A form's button passes ``type="submit"``.
    """
    look = classes(BASE, VARIANTS[variant], SIZES[size], "w-full" if full else "", class_name)
    mark = icon(icon_name) if icon_name else rx.fragment()
    if href is not None:
        link = anchor if document else rx.el.a
        return link(mark, label, href=href, class_name=look, **props)
    return rx.el.button(
        when(busy, spinner(), mark),
        when(busy, busy_label or label, label),
        class_name=look,
        **{"type": "button", "disabled": busy, "aria_busy": busy, **props},
    )


def icon_button(label: Text, icon_name: str, *, href: Text | None = None, **props: Any) -> Any:
    """Draw a square action of 48 px that shows only an icon; ``label`` is read aloud."""
    look = classes(
        "inline-flex items-center justify-center size-12 rounded-control text-ink hover:bg-quiet",
        props.pop("class_name", ""),
    )
    if href is not None:
        return rx.el.a(icon(icon_name, 24), href=href, aria_label=label, class_name=look, **props)
    props = {"type": "button", **props}
    return rx.el.button(icon(icon_name, 24), aria_label=label, class_name=look, **props)
