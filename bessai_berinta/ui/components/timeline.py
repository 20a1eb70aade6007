"""The journey, newest first: what happened, who did it, when."""

from typing import Literal

import reflex as rx

from ..classes import Node, Text, classes, maybe, pick

Tone = Literal["current", "done", "late", "turn", "quiet"]

DOTS: dict[str, str] = {
    "current": "bg-primary ring-4 ring-primary-soft",
    "done": "bg-done",
    "late": "bg-late",
    "turn": "bg-turn",
    "quiet": "bg-control",
}


def timeline(*entries: Node, label: Text | None = None) -> rx.Component:
    """Hold the entries; pass ``rx.foreach(...)`` over a Var, or entries one by one."""
    return rx.el.ol(
        *entries,
        **({"aria_label": label} if label is not None else {}),
        class_name="relative *:pb-5 [&>li:last-child>i]:hidden",
    )


def timeline_entry(
    title: Text,
    meta: Node,
    body: Text | None = None,
    *children: Node,
    tone: Text = "done",
    internal: bool = False,
) -> rx.Component:
    """Show one event; ``children`` (photos) follow its text.

    ``internal`` puts it on a different ground: staff see at once what the public does not.
    """
    words = rx.el.div(
        rx.el.p(title, class_name="text-card font-semibold text-ink"),
        rx.el.p(meta, class_name="text-small text-muted"),
        maybe(body, rx.el.p(body, class_name="mt-1 whitespace-pre-line"))
        if body is not None
        else rx.fragment(),
        *children,
        class_name="rounded-control bg-quiet p-3" if internal else "",
    )
    return rx.el.li(
        rx.el.i(class_name="absolute left-1.75 top-3 -bottom-3 w-0.5 bg-line", aria_hidden="true"),
        rx.el.span(
            class_name=classes("absolute left-0.5 top-1.5 size-3 rounded-full", pick(tone, DOTS)),
            aria_hidden="true",
        ),
        words,
        class_name="relative pl-8",
    )
