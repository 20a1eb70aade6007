"""The browser's own modal dialog, opened by state or by a button without a round trip."""

import reflex as rx


class Modal(rx.Component):
    """Takes ``aria_labelledby``; ``on_dismiss`` fires when it has closed, however that came."""

    library = rx.asset("modal.jsx", shared=True).importable_path
    tag = "Modal"

    opened: rx.Var[bool]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]
