"""One figure with its meaning, and where it comes from."""

import reflex as rx

from ..classes import Text, classes, pick

TONES: dict[str, str] = {
    "plain": "text-ink",
    "late": "text-late",
    "done": "text-done",
    "turn": "text-turn",
}


def stat(
    label: Text, value: Text | rx.Var[int], *, note: Text | None = None, tone: Text = "plain"
) -> rx.Component:
    """Show ``value`` large above ``label``; ``note`` gives source or period."""
    return rx.el.div(
        rx.el.dt(label, class_name="text-small text-muted"),
        rx.el.dd(value, class_name=classes("text-title font-bold tabular-nums", pick(tone, TONES))),
        rx.el.dd(note, class_name="text-small text-muted") if note is not None else rx.fragment(),
        class_name="flex flex-col",
    )


def stats(*items: rx.Component) -> rx.Component:
    """Set figures side by side."""
    return rx.el.dl(*items, class_name="flex flex-wrap gap-x-8 gap-y-4")
