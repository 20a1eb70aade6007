"""Every plain HTTP route, in one list."""

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
