"""A turning ring, used on busy buttons only; with reduced motion it stands still."""

import reflex as rx

from .icon import icon


def spinner(size: int = 20) -> rx.Component:
    return icon("loader-circle", size, class_name="motion-safe:animate-spin")
