"""Every plain HTTP route, in one list."""

from starlette.routing import BaseRoute

from . import health

ROUTES: list[BaseRoute] = [*health.routes]
