"""Small helpers every component uses: text types, class lists, choices by name."""

from collections.abc import Mapping
from typing import Any, TypeVar

import reflex as rx

Text = str | rx.Var[str]
Node = str | rx.Var | rx.Component
Flag = bool | rx.Var[bool]

T = TypeVar("T")


def classes(*parts: Text | None) -> Any:
    """Join class lists, leaving out empty ones; a Var among them is joined in the browser."""
    kept = [part for part in parts if isinstance(part, rx.Var) or part]
    if all(isinstance(part, str) for part in kept):
        return " ".join(str(part) for part in kept)
    return kept


def pick(key: Text, table: Mapping[str, T]) -> Any:
    """Look ``key`` up in ``table``; a Var is looked up in the browser.

    An unknown key raises KeyError while compiling; in the browser it gives the first entry.
    """
    if isinstance(key, str):
        return table[key]
    first = next(iter(table.values()))
    return rx.match(key, *table.items(), first)


def when(condition: Flag | None, yes: Any, no: Any = "") -> Any:
    """Choose now for a plain bool, in the browser for a Var."""
    if isinstance(condition, rx.Var):
        return rx.cond(condition, yes, no)
    return yes if condition else no


def present(value: Node | None) -> Flag:
    """Tell whether there is something to show; for a Var this is decided in the browser."""
    if isinstance(value, rx.Var):
        return value.to(str) != ""
    return value is not None and not (isinstance(value, str) and value == "")


def maybe(value: Node | None, component: rx.Component) -> rx.Component:
    """Show ``component`` only where ``value`` holds something."""
    return when(present(value), component, rx.fragment())
