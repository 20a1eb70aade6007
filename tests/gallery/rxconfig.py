"""Reflex's configuration of the gallery."""

import reflex as rx

config = rx.Config(
    app_name="gallery",
    app_module_import="tests.gallery.app",
    plugins=[rx.plugins.TailwindV4Plugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    show_built_with_reflex=False,
    telemetry_enabled=False,
)
