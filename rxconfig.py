"""Reflex's own configuration; everything a city sets lives in ``bessai_berinta.settings``."""

import reflex as rx

from bessai_berinta.settings import settings
from bessai_berinta.ui.build_plugin import FinishBuild
from bessai_berinta.ui.same_origin import SameOriginPlugin

config = rx.Config(
    app_name="bessai_berinta",
    plugins=[rx.plugins.TailwindV4Plugin(), SameOriginPlugin(), FinishBuild()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    cors_allowed_origins=settings().origins,
    trusted_proxy_hops=settings().trusted_proxy_hops,
    redis_url=settings().redis_url or None,
    redis_token_expiration=86_400,
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    telemetry_enabled=False,
)
