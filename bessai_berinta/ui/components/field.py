"""Text fields: label above, hint and counter below, the error beside what it is about."""

from typing import Any

import reflex as rx

from ..classes import Flag, Text, classes, present, when
from ..wrapped.char_counter import char_counter
from .icon import icon

CONTROL = (
    "block w-full rounded-control border bg-surface text-ink px-4 "
    "placeholder:text-muted disabled:bg-quiet"
)
HEIGHTS = {"phone": "min-h-13 text-body", "staff": "min-h-11 text-staff"}


def field_frame(
    label: Text,
    control: rx.Component,
    *,
    id: Text,
    hint: Text | None = None,
    error: Text | None = None,
    optional: Text | None = None,
    counter: rx.Component | None = None,
    label_hidden: bool = False,
) -> rx.Component:
    """Put a label, a hint, a counter and an error around any control that has ``id``."""
    return rx.el.div(
        rx.el.label(
            label,
            rx.el.span(optional, class_name="ml-2 font-normal text-small text-muted")
            if optional is not None
            else rx.fragment(),
            html_for=id,
            class_name="sr-only" if label_hidden else "block font-semibold text-ink",
        ),
        rx.el.p(hint, id=f"{id}-hint", class_name="text-small text-muted")
        if hint is not None
        else rx.fragment(),
        control,
        rx.el.div(
            field_error(error, id=f"{id}-error"),
            counter or rx.fragment(),
            class_name="flex justify-between gap-4 text-small has-[>:only-child:empty]:hidden",
        ),
        class_name="flex flex-col gap-1.5",
    )


def field_error(error: Text | None, *, id: Text) -> rx.Component:
    """Say what is wrong with one field; the place for it is there from the start."""
    if error is None:
        return rx.el.span(id=id)
    words = rx.el.span(
        icon("circle-alert", 18, class_name="mt-px"),
        rx.el.span(error),
        class_name="flex gap-1.5 text-late font-semibold",
    )
    return rx.el.span(when(present(error), words, rx.fragment()), id=id)


def describe(id: Text, error: Text | None) -> dict[str, Any]:
    """Tie a control to its hint and error, and mark it wrong while there is an error."""
    wrong: Flag = present(error)
    return {
        "aria_describedby": f"{id}-hint {id}-error",
        "aria_invalid": when(wrong, "true", "false"),
    }


def border(error: Text | None) -> Any:
    return when(present(error), "border-2 border-late", "border-control")


def field(
    label: Text,
    *,
    name: str,
    id: Text | None = None,
    hint: Text | None = None,
    error: Text | None = None,
    optional: Text | None = None,
    rows: int = 1,
    max_length: int | None = None,
    counter: tuple[Text, str] | None = None,
    size: str = "phone",
    label_hidden: bool = False,
    **props: Any,
) -> rx.Component:
    """Ask for text; more than one of ``rows`` makes it a text area.

    ``counter`` is a text with ``{left}`` for screen readers and the page's locale; it counts
    what is typed against ``max_length`` without asking the server. Everything else
    (``default_value``, ``on_blur``, ``type``, ``auto_complete`` ...) goes to the control.
    """
    id = f"f-{name}" if id is None else id
    look = classes(CONTROL, border(error), HEIGHTS[size], "py-3" if rows > 1 else "")
    shared = {"id": id, "name": name, "class_name": look, **describe(id, error), **props}
    if max_length:
        shared["max_length"] = max_length
    control = rx.el.textarea(rows=rows, **shared) if rows > 1 else rx.el.input(**shared)
    count = None
    if counter and max_length:
        count = char_counter(of=id, limit=max_length, left_text=counter[0], locale=counter[1])
    return field_frame(
        label,
        control,
        id=id,
        hint=hint,
        error=error,
        optional=optional,
        counter=count,
        label_hidden=label_hidden,
    )
