"""A block that speaks up: a warning, a suggestion, good news, a note."""

from typing import Any, Literal

import reflex as rx

from ..classes import Node, Text, classes
from .icon import icon

Tone = Literal["info", "turn", "late", "done"]

TONES: dict[Tone, tuple[str, str]] = {
    "info": ("bg-primary-soft text-on-primary-soft", "info"),
    "turn": ("bg-turn-soft text-turn", "triangle-alert"),
    "late": ("bg-late-soft text-late", "siren"),
    "done": ("bg-done-soft text-done", "circle-check"),
}


def banner(
    title: Text,
    text: Node | None = None,
    *actions: Node,
    tone: Tone = "info",
    icon_name: str | None = None,
    live: Literal["alert", "status"] | None = None,
    **props: Any,
) -> rx.Component:
    """Say one thing, with at most two plain answers.

    ``live`` has it read aloud when it appears: ``alert`` at once, ``status`` politely. An
    emergency is ``tone="late", live="alert"``.
    """
    ground, usual = TONES[tone]
    return rx.el.div(
        rx.el.div(
            icon(icon_name or usual, 24, class_name="mt-0.5"),
            rx.el.div(
                rx.el.p(title, class_name="font-semibold"),
                rx.el.div(text) if text is not None else rx.fragment(),
                class_name="flex-1 min-w-0",
            ),
            class_name="flex gap-3",
        ),
        rx.el.div(*actions, class_name="mt-3 flex flex-wrap gap-3") if actions else rx.fragment(),
        class_name=classes("rounded-card p-4", ground),
        **({"role": live} if live else {}),
        **props,
    )
