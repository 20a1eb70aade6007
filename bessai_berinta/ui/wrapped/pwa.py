"""The browser's half of installation, updates and the offline page (see ``pwa.jsx``).

What is shown is written in Python; an element inside with ``data-pwa`` is a control.
"""

import reflex as rx

LIBRARY = rx.asset("pwa.jsx", shared=True).importable_path


class InstallCard(rx.Component):
    """Two children: the card with a button (``install``, ``later``), the steps on iOS."""

    library = LIBRARY
    tag = "InstallCard"


class UpdateNotice(rx.Component):
    """One child, shown while a new version waits; controls ``reload`` and ``later``."""

    library = LIBRARY
    tag = "UpdateNotice"
    framework_text: rx.Var[str]
    framework_button: rx.Var[str]


class Retry(rx.Component):
    """Leads back to the page that was asked for while offline; control ``retry``."""

    library = LIBRARY
    tag = "Retry"
