"""Chooses by the address in the browser, for the one page that serves every address."""

import reflex as rx


class ByLanguage(rx.Component):
    library = rx.asset("by_language.jsx", shared=True).importable_path
    tag = "ByLanguage"


by_language = ByLanguage.create
