"""A service on the home page: a picture to recognise, two words to be sure."""

from typing import Literal

import reflex as rx

from ..classes import Text, classes
from .icon import icon

Tone = Literal["plain", "late"]

GROUNDS: dict[Tone, str] = {
    "plain": "bg-primary-soft text-on-primary-soft",
    "late": "bg-late-soft text-late",
}
SOON_GROUND = "bg-quiet text-muted"


def service_tile(
    text: Text,
    icon_name: str,
    *,
    href: Text | None = None,
    soon: Text = "",
    tone: Tone = "plain",
) -> rx.Component:
    """Lead to a service; without ``href`` it says ``soon`` and leads nowhere."""
    ground = GROUNDS[tone] if href is not None else SOON_GROUND
    picture = rx.el.span(
        icon(icon_name, 26),
        class_name=classes("flex items-center justify-center size-15 rounded-card", ground),
    )
    look = "flex flex-col items-center gap-1.5 text-center text-small"
    if href is None:
        return rx.el.div(
            picture,
            rx.el.span(text, class_name="text-muted"),
            rx.el.span(soon, class_name="text-tab text-muted"),
            class_name=look,
        )
    words = rx.el.span(text, class_name="text-ink font-semibold")
    return rx.el.a(picture, words, href=href, class_name=f"{look} rounded-card")
