"""A moment, written for people and marked up for machines."""

from typing import Any

import reflex as rx

from ..classes import Text


def time_text(text: Text, iso: Text, **props: Any) -> rx.Component:
    """Show ``text`` ("Selasa, 24 November 2026, 14.30 WITA"); ``iso`` is the same in ISO 8601."""
    return rx.el.time(text, date_time=iso, **props)
