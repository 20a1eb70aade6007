"""Hook our own last build step into Reflex."""

from typing import Any

import reflex as rx

from bessai_berinta.web import prerender


class FinishBuild(rx.plugins.Plugin):
    """Finish the prerendered files (see :mod:`bessai_berinta.web.prerender`)."""

    def post_build(self, **context: Any) -> None:
        prerender.finish(context["static_dir"])
