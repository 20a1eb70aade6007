"""Hook our own steps into Reflex's build."""

from typing import Any

from reflex.plugins import Plugin

from bessai_berinta.web import prerender

VITE_CONFIG = "vite.config.js"
_THEIRS = "codeSplitting: {\n          groups: ["
# Left alone, the bundler makes a file of every icon that two pages share: dozens of requests.
_GROUPS = """
            {
              test: /node_modules[\\/]lucide-react[\\/]/,
              name: "icons",
            },
            {
              test: /external[\\/]bessai_berinta[\\/]ui[\\/]wrapped[\\/](?!city_map)/,
              name: "app",
            },"""


def grouped(config: str) -> str:
    """Edit Vite's configuration; raise ValueError when it is not the one we know."""
    if _GROUPS in config:
        return config
    if _THEIRS not in config:
        raise ValueError(f"{VITE_CONFIG} of this Reflex version has changed")
    return config.replace(_THEIRS, _THEIRS + _GROUPS)


class FinishBuild(Plugin):
    """Few files in the build, and prerendered pages that paint from the first answer."""

    def pre_compile(self, **context: Any) -> None:
        context["add_modify_task"](VITE_CONFIG, grouped)

    def post_build(self, **context: Any) -> None:
        """See :mod:`bessai_berinta.web.prerender`."""
        prerender.finish(context["static_dir"])
