"""The card every request of a resident gets: state, holder, progress, due date."""

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from ..classes import Flag, Text, classes, when
from .chip import chip
from .progress import progress


def parcel_card(
    *,
    title: Text,
    href: Text,
    code: Text,
    state: Text,
    tone: Text,
    holder: Text,
    steps: Sequence[Text],
    reached: int | rx.Var[int],
    progress_text: Text,
    due: Text = "",
    remaining: Text = "",
    late: Flag = False,
    thumb: rx.Component | None = None,
    badge: rx.Component | None = None,
    level: Literal["h2", "h3"] = "h3",
    **props: Any,
) -> rx.Component:
    """Show one report, permit or adoption like a parcel on its way.

    ``holder`` is the whole line ("Held by ..."), ``due`` and ``remaining`` are phrases;
    ``late`` colours them. ``badge`` is a chip beside the state, ``level`` the rank of the title
    as a heading. See :func:`progress` for ``steps``, ``reached``, ``progress_text``.
    """
    return rx.el.article(
        rx.el.div(
            rx.el.div(chip(state, tone), badge or rx.fragment(), class_name="flex flex-wrap gap-2"),
            rx.el.span(code, class_name="text-small text-muted whitespace-nowrap"),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.div(
            rx.el.div(
                getattr(rx.el, level)(
                    rx.el.a(title, href=href, class_name="after:absolute after:inset-0", **props),
                    class_name="text-card font-semibold text-ink line-clamp-3",
                ),
                rx.el.p(holder, class_name="mt-0.5 text-small text-muted"),
                class_name="flex-1 min-w-0",
            ),
            thumb or rx.fragment(),
            class_name="flex items-start gap-3",
        ),
        progress(steps, reached, progress_text),
        rx.el.div(
            rx.el.span(due),
            rx.el.span(remaining),
            class_name=classes(
                "flex flex-wrap justify-between gap-x-4 text-small empty:hidden",
                when(late, "text-late font-semibold", "text-muted"),
            ),
        ),
        class_name=(
            "relative flex flex-col gap-3 rounded-card border border-line bg-surface p-4 "
            "hover:border-primary has-[a:focus-visible]:focus-ring "
            "[&_a:focus-visible]:focus-quiet"
        ),
    )
