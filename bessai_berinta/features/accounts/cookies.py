"""The cookies of sign-in: one long-lived session, and short ones for the way there and back."""

from starlette.requests import Request
from starlette.responses import Response

from bessai_berinta.settings import settings

from .service import LOGIN_SECONDS


def _name(short: str) -> str:
    """``__Host-`` binds a cookie to this very host, but needs https."""
    return f"__Host-{short}" if settings().https else short


def session_of(request: Request) -> str:
    return request.cookies.get(settings().cookie_name, "")


def login_of(request: Request) -> str:
    """Give the value that ties sign-ins under way to this browser."""
    return request.cookies.get(_name("login"), "")


def logout_of(request: Request) -> str:
    return request.cookies.get(_name("logout"), "")


def set_session(response: Response, value: str, seconds: int) -> None:
    _set(response, settings().cookie_name, value, seconds)


def set_login(response: Response, value: str) -> None:
    _set(response, _name("login"), value, LOGIN_SECONDS)


def set_logout(response: Response, value: str) -> None:
    _set(response, _name("logout"), value, LOGIN_SECONDS)


def drop_session(response: Response) -> None:
    _set(response, settings().cookie_name, "", 0)


def drop_logout(response: Response) -> None:
    _set(response, _name("logout"), "", 0)


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings().https,
    )
