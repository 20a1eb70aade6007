"""From a handler to the browser without eval: messages and leaving for another document.

In a handler::

    bridge = await self.get_state(BridgeState)
    bridge.toast(ctx_text, "done")
    bridge.goto("/auth/login")
"""

import json
import logging
from typing import Literal, get_args

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

from bessai_berinta.core.i18n import LOCALES, N_, locale_of_path
from bessai_berinta.core.ids import secret_token

from .wrapped.bridge import Bridge, SnapshotEnd

Kind = Literal["info", "done", "turn", "error"]
KINDS = get_args(Kind)
LONGEST = 300
WRONG = N_("Something went wrong on our side. What you saved is safe. Please try again.")
CLOSE = N_("Close message")
# Browser bars take the colour of the header (tokens header-from, both themes).
THEME_COLOURS = {"light": "#083f4a", "dark": "#0a1f24"}

log = logging.getLogger(__name__)


class BridgeState(rx.State):
    """What one tab should do next. An id is new for every order, so nothing happens twice.

    Like all handlers these two can be called by anyone over his own socket; so they accept
    only what is harmless in his own tab.
    """

    toast_id: str = ""
    toast_text: str = ""
    toast_kind: str = "info"
    goto_id: str = ""
    goto_url: str = ""

    @rx.event
    def toast(self, text: str, kind: Kind = "info") -> None:
        """Show a short message; an ``error`` one stays until it is closed."""
        self.toast_text = str(text)[:LONGEST]
        self.toast_kind = kind if kind in KINDS else "info"
        self.toast_id = secret_token()

    @rx.event
    def goto(self, url: str) -> None:
        """Load another document of ours, such as ``/auth/login?next=/akun``.

        Raises ValueError for anything but a local path.
        """
        if not is_local(url):
            raise ValueError("Only local paths")
        self.goto_url = url
        self.goto_id = secret_token()

    @rx.event
    def apologise(self) -> None:
        """Say that something failed, in the language of the page."""
        self.toast(WRONG.text(locale_of_path(self.router.url.path)), "error")


def is_local(url: str) -> bool:
    """Tell whether ``url`` is a path on this very site."""
    return url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable()


def on_backend_error(exception: Exception) -> rx.event.EventSpec:
    """Log what no guard has handled, and tell the person without details."""
    log.error("A handler failed", exc_info=exception)
    return BridgeState.apologise()


TOAST = (
    "pointer-events-auto flex items-center justify-between gap-2 rounded-card border pl-4 py-2 "
    "text-body "
)
LOOKS: dict[Kind, str] = {
    "info": TOAST + "bg-surface text-ink border-control",
    "done": TOAST + "bg-done-soft text-done border-done",
    "turn": TOAST + "bg-turn-soft text-turn border-turn",
    "error": TOAST + "bg-late-soft text-late border-late",
}


def bridge() -> rx.Component:
    """Place the bridge; once for the whole app (``ui.overlay``)."""
    return Bridge.create(
        toast_id=BridgeState.toast_id,
        toast_text=BridgeState.toast_text,
        toast_kind=BridgeState.toast_kind,
        goto_id=BridgeState.goto_id,
        goto_url=BridgeState.goto_url,
        kinds={str(kind): look for kind, look in LOOKS.items()},
        close_labels={str(locale): CLOSE.text(locale) for locale in LOCALES},
        close_class="inline-flex size-12 shrink-0 items-center justify-center -my-1",
        theme_colours=THEME_COLOURS,
    )


def text_by_language(indonesian: str, english: str) -> rx.Var[str]:
    """Choose a text by the address, for what takes no component (a title)."""
    expression = (
        f"(/^\\/en(\\/|$)/.test(pathname) ? {json.dumps(english)} : {json.dumps(indonesian)})"
    )
    data = VarData(
        hooks={"const { pathname } = useLocation()": None},
        imports={"react-router": [ImportVar(tag="useLocation")]},
    )
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=data)


def snapshot_ends(ready: rx.Var[bool] | bool = True) -> rx.Component:
    """Take the server's snapshot away as soon as ``ready``; place it on every page that has one.

    Until then the live page stays hidden behind the snapshot, so nothing moves.
    """
    return SnapshotEnd.create(ready=ready)
