"""Counts characters in the browser, so that typing costs no round trip."""

import reflex as rx


class CharCounter(rx.Component):
    library = rx.asset("char_counter.jsx", shared=True).importable_path
    tag = "CharCounter"

    of: rx.Var[str]
    limit: rx.Var[int]
    left_text: rx.Var[str]
    locale: rx.Var[str]


char_counter = CharCounter.create
