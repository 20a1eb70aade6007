"""One choice among tiles with an icon, for thumbs; real radio buttons underneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from ..classes import Text
from .field import field_error
from .icon import icon

TILE = (
    "group relative flex flex-col items-center justify-center gap-2 min-h-22 px-1 py-2 text-center "
    "rounded-control border-2 border-line bg-surface text-ink "
    "hover:border-control "
    "has-checked:border-primary has-checked:bg-primary-soft has-checked:text-on-primary-soft "
    "has-checked:font-semibold has-[:focus-visible]:focus-ring"
)


@dataclass(frozen=True)
class Tile:
    """One choice; ``text`` is already in the page's language."""

    value: Text
    text: Text
    icon_name: Text


def radio_tiles(
    legend: Text,
    tiles: Sequence[Tile] | rx.Var,
    *,
    name: str,
    icons: Sequence[str] = (),
    value: Text | None = None,
    hint: Text | None = None,
    error: Text | None = None,
    legend_hidden: bool = False,
    **props: Any,
) -> rx.Component:
    """Ask for one of ``tiles``.

    ``tiles`` may be a Var of objects with ``value``, ``text`` and ``icon_name``; ``icons``
    then lists the icons they may use. With ``value`` the choice is controlled, and
    ``on_change`` (taken by each radio) reports a new one.
    """
    id = f"f-{name}"

    def draw(tile: Any) -> rx.Component:
        return _tile(tile, name=name, icons=icons, value=value, described=f"{id}-error", **props)

    drawn = (
        rx.foreach(tiles, draw)
        if isinstance(tiles, rx.Var)
        else rx.fragment(*(draw(tile) for tile in tiles))
    )
    return rx.el.fieldset(
        rx.el.legend(
            legend, class_name="sr-only" if legend_hidden else "mb-2 font-semibold text-ink"
        ),
        rx.el.p(hint, class_name="mb-2 text-small text-muted")
        if hint is not None
        else rx.fragment(),
        rx.el.div(
            drawn, class_name="grid gap-2 grid-cols-[repeat(auto-fill,minmax(min(100%,5rem),1fr))]"
        ),
        rx.el.div(field_error(error, id=f"{id}-error"), class_name="mt-2 text-small"),
        id=id,
    )


def _tile(
    tile: Any,
    *,
    name: str,
    icons: Sequence[str],
    value: Text | None,
    described: str,
    **props: Any,
) -> rx.Component:
    if value is not None:
        props["checked"] = value == tile.value
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=tile.value,
            aria_describedby=described,
            class_name="sr-only",
            **props,
        ),
        icon(tile.icon_name, 28, among=icons),
        rx.el.span(tile.text, class_name="text-small max-w-full"),
        icon("check", 16, class_name="absolute top-2 right-2 hidden group-has-checked:block"),
        class_name=TILE,
    )
