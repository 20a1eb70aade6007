"""The browser's half of the bridge as Reflex components (see ``bridge.jsx``)."""

import reflex as rx

LIBRARY = rx.asset("bridge.jsx", shared=True).importable_path


class Bridge(rx.Component):
    """Messages, leaving, and what follows a route change."""

    library = LIBRARY
    tag = "Bridge"
    toast_id: rx.Var[str]
    toast_text: rx.Var[str]
    toast_kind: rx.Var[str]
    goto_id: rx.Var[str]
    goto_url: rx.Var[str]
    kinds: rx.Var[dict[str, str]]
    close_labels: rx.Var[dict[str, str]]
    close_class: rx.Var[str]
    theme_colours: rx.Var[dict[str, str]]


class SnapshotEnd(rx.Component):
    """Removes ``#ssr`` once ``ready``."""

    library = LIBRARY
    tag = "SnapshotEnd"
    ready: rx.Var[bool]


class Connection(rx.Component):
    """Three children: no connection, no live updates, connected again."""

    library = LIBRARY
    tag = "Connection"
