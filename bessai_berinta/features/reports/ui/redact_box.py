"""Covering faces and plates on a photo, by drawing or by numbers."""

import reflex as rx

from bessai_berinta.ui.page import Ctx


class RedactBox(rx.Component):
    """The photo as it came, with boxes to draw on it; ``on_done`` fires when they are saved."""

    library = rx.asset("redact_box.jsx", shared=True).importable_path
    tag = "RedactBox"
    src: rx.Var[str]
    action: rx.Var[str]
    alt: rx.Var[str]
    labels: rx.Var[dict[str, str]]
    on_done: rx.EventHandler[rx.event.no_args_event_spec]


def redact_box(ctx: Ctx, photo_id: rx.Var[str], *, on_done=None) -> rx.Component:
    """Draw the tool for one photo; the image request goes on record where it is covered."""
    t = ctx.t
    labels = {
        "hint": t("Draw a box over each face and number plate. The public sees them covered."),
        "box": t("Box"),
        "left": t("Left %"),
        "top": t("Top %"),
        "width": t("Width %"),
        "height": t("Height %"),
        "remove": t("Remove"),
        "save": t("Cover these"),
        "add": t("Add a box by numbers"),
        "undo": t("Uncover the photo"),
        "saved": t("Saved. The public sees it at once."),
        "offline": t("Not saved: no connection. Please try again."),
    }
    events = {"on_done": on_done} if on_done is not None else {}
    return RedactBox.create(
        src="/foto/" + photo_id + "/1600.webp?asli=1",
        action="/api/petugas/foto/" + photo_id + "/tutup",
        alt=t("Photo as it came"),
        labels=labels,
        key="redact-" + photo_id,
        **events,
    )
