"""A choice from a list, by the browser's own picker."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ..classes import Text, classes
from .field import CONTROL, HEIGHTS, border, describe, field_frame
from .icon import icon

Options = Sequence[tuple[Text, Text]] | rx.Var[list[tuple[str, str]]] | rx.Component


def select(
    label: Text,
    options: Options,
    *,
    name: str,
    id: Text | None = None,
    hint: Text | None = None,
    error: Text | None = None,
    optional: Text | None = None,
    placeholder: Text | None = None,
    size: str = "phone",
    label_hidden: bool = False,
    **props: Any,
) -> rx.Component:
    """Offer ``options`` as (value, text) pairs or as ready ``option`` elements.

    ``placeholder`` stands for no choice yet.
    """
    id = f"f-{name}" if id is None else id
    control = rx.el.div(
        rx.el.select(
            rx.el.option(placeholder, value="") if placeholder is not None else rx.fragment(),
            _options(options),
            id=id,
            name=name,
            class_name=classes(CONTROL, "appearance-none pr-11", HEIGHTS[size], border(error)),
            **describe(id, error),
            **props,
        ),
        icon(
            "chevron-down",
            20,
            class_name="absolute right-4 inset-y-0 my-auto text-muted pointer-events-none",
        ),
        class_name="relative",
    )
    return field_frame(
        label,
        control,
        id=id,
        hint=hint,
        error=error,
        optional=optional,
        label_hidden=label_hidden,
    )


def _options(options: Options) -> rx.Component:
    if isinstance(options, rx.Component):
        return options
    if isinstance(options, rx.Var):
        return rx.foreach(options, lambda pair: rx.el.option(pair[1], value=pair[0]))
    return rx.fragment(*(rx.el.option(text, value=value) for value, text in options))
