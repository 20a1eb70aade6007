"""What a plain HTTP request tells: who asks, in which language, from where."""

from starlette.requests import Request

from bessai_berinta.core import ids
from bessai_berinta.core.i18n import DEFAULT, LOCALES, Locale, locale_of_path
from bessai_berinta.core.permissions import Actor
from bessai_berinta.features.accounts import sessions
from bessai_berinta.features.accounts.schemas import SessionView
from bessai_berinta.settings import settings


def make_actor(view: SessionView | None, cookie: str, ip: str) -> Actor:
    """Build the actor of a session, or of a visitor known only by their cookie."""
    visitor = ids.fingerprint(cookie) if cookie else ""
    if view is None:
        return Actor(visitor=visitor, ip=ip)
    return Actor(
        user_id=view.account_id,
        name=view.name,
        roles=view.roles,
        agencies=view.agencies,
        visitor=visitor,
        ip=ip,
    )


async def actor_of(request: Request) -> Actor:
    """Give who makes this request; an ended or unknown session is a visitor."""
    cookie = request.cookies.get(settings().cookie_name, "")
    return make_actor(await sessions.lookup(cookie), cookie, client_ip(request))


def locale_of(request: Request) -> Locale:
    """Give the language of an address; an API has none, so there the client's wish counts."""
    path = request.url.path
    if not path.startswith("/api/"):
        return locale_of_path(path)
    for part in request.headers.get("accept-language", "").lower().split(","):
        wish = part.partition(";")[0].strip()[:2]
        for locale in LOCALES:
            if wish == locale:
                return locale
    return DEFAULT


def client_ip(request: Request) -> str:
    """Give the client's address, seen through as many proxies as we were told to trust."""
    peer = request.client.host if request.client else ""
    hops = settings().trusted_proxy_hops
    forwarded = request.headers.get("x-forwarded-for", "")
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    return chain[-hops] if 0 < hops <= len(chain) else peer


def is_same_origin(request: Request) -> bool:
    """Tell whether a browser sent this from one of our own pages.

    Browsers send ``Origin`` with every POST, and no page can forge ``Sec-Fetch-Site``.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        return origin in settings().origins
    return request.headers.get("sec-fetch-site") == "same-origin"
