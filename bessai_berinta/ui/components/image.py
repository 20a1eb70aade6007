"""Pictures that keep their place while they load and come in a size that fits."""

from collections.abc import Mapping
from typing import Any, Literal

import reflex as rx

from ..classes import Text, classes

Shape = Literal["free", "square", "wide", "photo"]

SHAPES: dict[Shape, str] = {
    "free": "",
    "square": "aspect-square object-cover",
    "wide": "aspect-video object-cover",
    "photo": "aspect-4/3 object-cover",
}


def image(
    src: Text,
    alt: Text,
    *,
    width: int | rx.Var[int],
    height: int | rx.Var[int],
    renditions: Mapping[int, Text] | None = None,
    sizes: str = "100vw",
    shape: Shape = "free",
    first: bool = False,
    class_name: Text = "w-full",
    **props: Any,
) -> rx.Component:
    """Show a picture of ``width`` x ``height`` pixels; an empty ``alt`` marks decoration.

    ``renditions`` maps a width in pixels to its address, ``sizes`` says how wide the picture
    stands. ``first`` marks the one picture seen on arrival: it is fetched before the rest.
    """
    return rx.el.img(
        src=src,
        alt=alt,
        sizes=sizes,
        loading="eager" if first else "lazy",
        decoding="async",
        class_name=classes("bg-quiet", SHAPES[shape], class_name),
        custom_attrs={
            "width": width,
            "height": height,
            **({"fetchPriority": "high"} if first else {}),
        },
        **({"src_set": srcset(renditions)} if renditions else {}),
        **props,
    )


def srcset(renditions: Mapping[int, Text]) -> Any:
    """Write the ``srcset`` for (width, address) pairs; addresses may be Vars."""
    written: Any = ""
    for at, (width, address) in enumerate(sorted(renditions.items())):
        written = written + (", " if at else "") + address + f" {width}w"
    return written
