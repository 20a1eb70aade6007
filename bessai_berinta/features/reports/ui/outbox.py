"""Reports that wait on the device: the quiet sender on every page, the list, the hint."""

import reflex as rx

from bessai_berinta.core.i18n import LOCALES, N_, Message
from bessai_berinta.ui.page import Ctx

LIBRARY = rx.asset("outbox_list.jsx", shared=True).importable_path
rx.asset("outbox.js", shared=True)

# What is said when something arrived while the app is open.
NEWS = {
    "one": N_("Your report has arrived: {code}"),
    "many": N_("{count} waiting reports were answered. See My reports."),
    "refused": N_("A report needs your attention. See My reports."),
}
# How each state reads, and what can be done about it; names as in outbox_list.jsx.
LIST = {
    "heading": N_("On this device"),
    "waiting": N_("Waiting to be sent"),
    "offline": N_("Waiting for a connection"),
    "server": N_("Waiting: the city's server does not answer"),
    "busy": N_("Waiting: too many reports at once, sent a little later"),
    "held": N_("Waiting while you change it"),
    "sending": N_("Sending…"),
    "refused": N_("Needs your attention"),
    "sent": N_("Sent"),
    "now": N_("Send now"),
    "change": N_("Change it"),
    "remove": N_("Delete"),
    "sure": N_("Delete this report from the device? It was not sent."),
    "yes": N_("Yes, delete it"),
    "no": N_("Keep it"),
    "forget": N_("Remove from this list"),
    "untitled": N_("Report without a text"),
    "photo": N_("Your photo"),
    "anonymous": N_("You signed out, so it is sent without your account."),
}
COUNT = N_("{count} reports on this device are not sent yet")


class OutboxRunner(rx.Component):
    """Sends what waits; draws nothing. Takes the words of both languages."""

    library = LIBRARY
    tag = "OutboxRunner"
    words: rx.Var[dict]


class OutboxList(rx.Component):
    """The reports on this device; its children stand there while there are none."""

    library = LIBRARY
    tag = "OutboxList"
    text: rx.Var[dict]


class OutboxCount(rx.Component):
    """A link to the list while something is unsent."""

    library = LIBRARY
    tag = "OutboxCount"
    text: rx.Var[dict]


def _words(ctx: Ctx, messages: dict[str, Message]) -> dict[str, str]:
    return {name: ctx.t(message.msgid) for name, message in messages.items()}


def outbox_runner() -> rx.Component:
    """Place the sender; once for the whole app."""
    words = {str(at): _words(Ctx(at, "/"), NEWS) for at in LOCALES}
    # The app is put into this fragment, behind the sender.
    return rx.fragment(OutboxRunner.create(words=words))


def outbox_list(ctx: Ctx, nothing: rx.Component) -> rx.Component:
    """List what this device holds, or show ``nothing``."""
    own = {"locale": ctx.locale, "prefix": ctx.href("/").rstrip("/")}
    own["form"] = ctx.href("/lapor/baru")
    return OutboxList.create(nothing, text=_words(ctx, LIST) | own)


def outbox_count(ctx: Ctx) -> rx.Component:
    """Lead to the list while something is unsent."""
    return OutboxCount.create(text={"href": ctx.href("/lapor/saya"), "line": ctx.t(COUNT.msgid)})
