"""Errors on their way out of a plain HTTP route."""

from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DataError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bessai_berinta.core import audit
from bessai_berinta.core.errors import BadRequest, CityError, Denied, TooMany
from bessai_berinta.core.i18n import Locale

from .request import actor_of, locale_of

Endpoint = Callable[[Request], Awaitable[Response]]


def problem(error: CityError, locale: Locale) -> JSONResponse:
    """Render an error as a problem document (RFC 9457)."""
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after)
    return JSONResponse(
        error.problem(locale), error.status, headers, media_type="application/problem+json"
    )


def guarded(endpoint: Endpoint) -> Endpoint:
    """Wrap a route: typed errors become problem documents, refusals are audited."""

    async def run(request: Request) -> Response:
        try:
            return await endpoint(request)
        except CityError as error:
            if isinstance(error, Denied):
                await audit.record_refusal(await actor_of(request), f"http:{request.url.path}")
            return problem(error, locale_of(request))
        except DataError:  # a value the database cannot hold, such as a NUL in a text
            return problem(BadRequest(), locale_of(request))

    return run
