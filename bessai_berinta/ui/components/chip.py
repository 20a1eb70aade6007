"""State in a word: a small pill whose icon and text carry the meaning, colour only helps."""

from typing import Literal, get_args

import reflex as rx

from ..classes import Text, classes, pick
from .icon import icon

Tone = Literal["neutral", "new", "progress", "turn", "late", "done"]
TONE_NAMES: tuple[Tone, ...] = get_args(Tone)

TONES: dict[str, str] = {
    "neutral": "bg-quiet text-ink",
    "new": "bg-quiet text-ink",
    "progress": "bg-primary-soft text-on-primary-soft",
    "turn": "bg-turn-soft text-turn",
    "late": "bg-late-soft text-late",
    "done": "bg-done-soft text-done",
}
ICONS: dict[str, str | None] = {
    "neutral": None,
    "new": "inbox",
    "progress": "clock",
    "turn": "hand",
    "late": "alarm-clock",
    "done": "check",
}


def chip(text: Text, tone: Text = "neutral", *, icon_name: str | None = None) -> rx.Component:
    """Show ``text`` in ``tone`` (a name of :data:`Tone`, or a Var holding one).

    The tone brings its icon; ``icon_name`` replaces it.
    """
    return rx.el.span(
        icon(icon_name, 16) if icon_name else _icon_of(tone),
        rx.el.span(text),
        class_name=classes(
            "inline-flex items-center gap-1.5 rounded-full px-3 py-1 text-small font-semibold",
            pick(tone, TONES),
        ),
    )


def _icon_of(tone: Text) -> rx.Component:
    def draw(name: str | None) -> rx.Component:
        return icon(name, 16) if name else rx.fragment()

    return pick(tone, {one: draw(name) for one, name in ICONS.items()})
