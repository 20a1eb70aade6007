"""The content security policy: only our own scripts run, and only the build's inline ones."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from bessai_berinta.settings import Settings


def origin_of(url: str) -> str:
    """Reduce an address to scheme, host and port; empty when it has none.

    Tile addresses may carry a ``{s}`` host placeholder, which becomes a CSP wildcard.
    """
    parts = urlsplit(url.replace("{s}.", "*.").replace("{a-c}.", "*."))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def socket_origin(origin: str) -> str:
    """Give the websocket form of an origin: Safari before 15.4 does not derive it from 'self'."""
    return origin.replace("http", "ws", 1)


def sources(*parts: str | Iterable[str]) -> str:
    flat = [p for part in parts for p in ([part] if isinstance(part, str) else part)]
    return " ".join(dict.fromkeys(filter(None, flat)))


def is_embeddable(path: str) -> bool:
    """Tell whether ``path`` is a page made to be shown in a frame of another site."""
    return path.removeprefix("/en").startswith("/sematan/")


def frame_ancestors(settings: Settings, path: str) -> str:
    """Name who may show the page at ``path`` in a frame: nobody, unless it is made for that."""
    return sources(settings.embedders if is_embeddable(path) else ()) or "'none'"


def content_security_policy(
    settings: Settings, script_hashes: Iterable[str] = (), path: str = "/"
) -> str:
    """Build the policy for the page at ``path``.

    ``script_hashes`` are the sources of that page's own inline scripts. Inline styles stay
    allowed: the style library writes them. Chromium applies ``form-action`` to the redirects of
    a post too, and signing out posts to us and ends at the sign-in provider.
    """
    tiles = origin_of(settings.tiles_url)
    sockets = [socket_origin(origin) for origin in settings.origins]
    directives = {
        "default-src": "'self'",
        "script-src": sources("'self'", script_hashes),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": sources("'self'", "data:", "blob:", tiles),
        "font-src": sources("'self'", tiles),
        "connect-src": sources("'self'", sockets, tiles),
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "frame-src": "'none'",
        "frame-ancestors": frame_ancestors(settings, path),
        "base-uri": "'none'",
        "form-action": sources("'self'", origin_of(settings.issuer)),
    }
    rules = [f"{name} {value}" for name, value in directives.items()]
    if settings.https:
        rules.append("upgrade-insecure-requests")
    return "; ".join(rules)
