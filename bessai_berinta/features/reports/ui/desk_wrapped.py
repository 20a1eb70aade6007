"""The desk's small browser-only pieces."""

import reflex as rx


class UploadForm(rx.Component):
    """A multipart form posted by the browser itself; ``on_done`` fires on success."""

    library = rx.asset("upload_form.jsx", shared=True).importable_path
    tag = "UploadForm"
    action: rx.Var[str]
    offline: rx.Var[str]
    on_done: rx.EventHandler[rx.event.no_args_event_spec]


class TemplatePicker(rx.Component):
    """Offers the prepared texts for ``action``; writes the chosen one into the control ``of``."""

    library = rx.asset("template_picker.jsx", shared=True).importable_path
    tag = "TemplatePicker"
    templates: rx.Var[list]
    action: rx.Var[str]
    of: rx.Var[str]
    label: rx.Var[str]


class DeskKeys(rx.Component):
    """Keys for those who work here all day; see ``desk_keys.jsx``."""

    library = rx.asset("desk_keys.jsx", shared=True).importable_path
    tag = "DeskKeys"


class DeskTick(rx.Component):
    """The tick of one row; ``on_toggle`` fires when it was pressed."""

    library = rx.asset("desk_tick.jsx", shared=True).importable_path
    tag = "DeskTick"
    ticked: rx.Var[bool]
    label: rx.Var[str]
    on_toggle: rx.EventHandler[rx.event.no_args_event_spec]
