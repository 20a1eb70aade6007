"""What lies over every page and outlives page changes: messages, connection, new version.

It stands once around the whole app, in both languages, because a live region must be there
before the words come into it.
"""

import reflex as rx

from bessai_berinta.core.i18n import LOCALES
from bessai_berinta.web.site import PAGE_STARTS

from .bridge import bridge
from .components.update_notice import update_notice
from .connection import connection_banner
from .page import Ctx
from .wrapped.by_language import by_language

# Above the tab bar on a phone, in the corner of a wide screen.
STACK = (
    "pointer-events-none fixed inset-x-4 bottom-[calc(6rem+env(safe-area-inset-bottom))] z-40 "
    "mx-auto flex max-w-column flex-col gap-2 lg:bottom-6 print:hidden"
)


def overlay() -> rx.Component:
    indonesian, english = (
        rx.el.div(
            connection_banner(Ctx(locale, "/")),
            update_notice(Ctx(locale, "/")),
            class_name="contents",
        )
        for locale in LOCALES
    )
    return rx.fragment(
        rx.el.div(by_language(indonesian, english), bridge(), class_name=STACK),
        # Everything after this is the page itself (``web.snapshot`` cuts here).
        rx.el.template(id=PAGE_STARTS),
    )
