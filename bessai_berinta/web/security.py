"""The outermost layer: security headers, cache defaults, the visitor cookie, the Origin check.

Pure ASGI, so that streams and websockets pass through untouched.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bessai_berinta.core.errors import Denied
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.ids import secret_token
from bessai_berinta.settings import Settings, settings

from .policy import content_security_policy, is_embeddable
from .problems import problem
from .request import locale_of

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Machines post here with proofs of their own (a mail program its signed link); a share from the
# phone's menu has no page behind it and changes nothing (the service worker answers it, the
# server only redirects).
OPEN_TO_ALL = (
    "/auth/backchannel-logout",
    "/open311/",
    "/surel/berhenti/",
    "/en/surel/berhenti/",
    "/lapor/baru",
    "/en/lapor/baru",
)
FRAMES = "/sematan/"
YEAR = 365 * 24 * 3600
FOREIGN = N_("This request came from another site, so it was refused.")


def transport_headers(config: Settings) -> dict[str, str]:
    """Give the headers every answer carries, scripts and pictures too."""
    headers = {"X-Content-Type-Options": "nosniff"}
    if config.https:
        headers["Strict-Transport-Security"] = f"max-age={2 * YEAR}; includeSubDomains"
    return headers


def page_headers(config: Settings, path: str = "/") -> dict[str, str]:
    """Give the headers of everything that can be a document, unless it sets its own.

    Hashed files do without: there they mean nothing, and a page loads a dozen of them.
    """
    return transport_headers(config) | {
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Security-Policy": content_security_policy(config, path=path),
        "Cache-Control": "no-store",
    }


class Security:
    """Wrap the whole app; ``config`` is read once."""

    def __init__(self, app: ASGIApp, config: Settings) -> None:
        self.app = app
        self.config = config
        self.page_headers = page_headers(config)
        self.frame_headers = page_headers(config, FRAMES)
        self.file_headers = transport_headers(config)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = self.decorated(scope, send)
        app: ASGIApp = self.app if self.welcome(scope) else refusal(scope)
        await app(scope, receive, send)

    def welcome(self, scope: Scope) -> bool:
        """Tell whether a request that changes something comes from our own pages.

        A browser always says where a post comes from. A program that says nothing is let in
        as long as it does not carry a visitor's cookie.
        """
        path: str = scope["path"]
        if scope["method"] in SAFE_METHODS or is_open(path):
            return True
        headers = Headers(scope=scope)
        if origin := headers.get("origin"):
            return origin in self.config.origins
        if site := headers.get("sec-fetch-site"):
            return site in {"same-origin", "none"}
        return self.config.cookie_name not in cookie_parser(headers.get("cookie", ""))

    def decorated(self, scope: Scope, send: Send) -> Send:
        async def decorate(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self.greet(scope, headers)
                for name, value in self.fixed(scope["path"], message["status"]).items():
                    headers.setdefault(name, value)
            await send(message)

        return decorate

    def fixed(self, path: str, status: int) -> dict[str, str]:
        """Give the headers that go with whatever is answered at ``path``."""
        if status == 200 and path.startswith("/assets/"):
            return self.file_headers
        return self.frame_headers if is_embeddable(path) else self.page_headers

    def greet(self, scope: Scope, headers: MutableHeaders) -> None:
        """Give a first-time visitor the anonymous cookie that ties his tabs together."""
        is_page = headers.get("content-type", "").startswith("text/html")
        # A browser keeps no cookie of ours from within another site's page.
        if scope["method"] != "GET" or not is_page or is_embeddable(scope["path"]):
            return
        name = self.config.cookie_name
        sent = cookie_parser(Headers(scope=scope).get("cookie", ""))
        given = any(value.startswith(f"{name}=") for value in headers.getlist("set-cookie"))
        if name in sent or given:
            return
        secure = "; Secure" if self.config.https else ""
        headers.append(
            "Set-Cookie",
            f"{name}={secret_token()}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax{secure}",
        )
        headers["Cache-Control"] = "private, " + headers.get("Cache-Control", "no-cache")


def is_open(path: str) -> bool:
    return any(path.startswith(o) if o.endswith("/") else path == o for o in OPEN_TO_ALL)


def refusal(scope: Scope) -> ASGIApp:
    """Answer 403 with a problem document (RFC 9457)."""
    return problem(Denied(FOREIGN), locale_of(Request(scope)))


def security(app: ASGIApp) -> ASGIApp:
    """Wrap ``app`` with the settings of this process."""
    return Security(app, settings())
