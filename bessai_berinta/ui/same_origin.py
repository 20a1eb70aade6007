"""Build plugin: pages talk to the server they came from, whatever its port."""

from typing import Any

from reflex.plugins import Plugin
from reflex_base.constants import Env
from reflex_base.environment import environment

STATE_JS = "utils/state.js"
# What Reflex writes, and what takes its place. Its own code keeps the port of the machine that
# built the pages on http, and drops every port on https.
_EDITS = {
    "endpoint.hostname = frontend_hostname;": (
        "endpoint.hostname = window.location.hostname; endpoint.port = window.location.port;"
    ),
    'endpoint.port = ""; // Assume websocket is on https port via load balancer.': (
        "endpoint.port = window.location.port; // The port the page came from."
    ),
}


def same_origin(code: str) -> str:
    """Edit Reflex's ``state.js``; raise ValueError when it is not the code we know."""
    for theirs, ours in _EDITS.items():
        if theirs not in code and ours not in code:
            raise ValueError(f"{STATE_JS} of this Reflex version has changed: {theirs!r} is gone")
        code = code.replace(theirs, ours)
    return code


class SameOriginPlugin(Plugin):
    """Make one build fit every port and host. Not for the Vite server, which has its own port."""

    def pre_compile(self, **context: Any) -> None:
        if environment.REFLEX_ENV_MODE.get() != Env.DEV:
            context["add_modify_task"](STATE_JS, same_origin)
