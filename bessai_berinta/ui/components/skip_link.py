"""The first stop of the Tab key: past the bars, straight to the content."""

import reflex as rx

from ..classes import Text
from .anchor import anchor

MAIN_ID = "isi"


def skip_link(text: Text) -> rx.Component:
    """Show itself only while it has the focus."""
    return anchor(
        text,
        href=f"#{MAIN_ID}",
        class_name=(
            "sr-only focus:not-sr-only focus:fixed focus:z-50 focus:top-2 focus:left-2 "
            "focus:px-4 focus:py-3 focus:rounded-control focus:bg-surface focus:text-primary "
            "focus:font-semibold"
        ),
    )
