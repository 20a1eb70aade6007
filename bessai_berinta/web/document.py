"""One HTML page ready to send: compressed, tagged, and with its content security policy."""

import hashlib
import re
import zlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cached_property

import brotli
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from bessai_berinta.settings import settings

from .policy import content_security_policy

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.I)
DATA_BLOCK = re.compile(r"\btype=\"(?!module\b|text/javascript\b)[^\"]+\"", re.I)


def script_hashes(html: str) -> tuple[str, ...]:
    """List the CSP sources (``'sha256-...'``) of the inline scripts in ``html``, each once."""
    found: dict[str, None] = {}
    for script in SCRIPT.finditer(html):
        attributes = script["attributes"]
        if "src=" in attributes or DATA_BLOCK.search(attributes):
            continue
        digest = hashlib.sha256(script["body"].encode()).digest()
        found[f"'sha256-{b64encode(digest).decode()}'"] = None
    return tuple(found)


def accepted_encoding(header: str) -> str:
    """Pick ``br``, ``gzip`` or ``""`` (as it is) from an Accept-Encoding header."""
    offered = set()
    for part in header.lower().split(","):
        token, _, quality = part.replace(" ", "").partition(";q=")
        if quality.strip("0.") or not quality:
            offered.add(token)
    return next((name for name in ("br", "gzip") if name in offered), "")


class Document:
    """An HTML page; what is derived from it is computed once and kept.

    ``effort`` is the brotli quality: high for pages that live as long as the process.
    """

    def __init__(self, html: str, *, effort: int = 5) -> None:
        self.html = html
        self.effort = effort
        self._encoded: dict[str, bytes] = {}

    @cached_property
    def etag(self) -> str:
        """A weak tag: the encodings of one page share it."""
        return f'W/"{hashlib.sha256(self.html.encode()).hexdigest()[:32]}"'

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        return script_hashes(self.html)

    def policy(self, path: str) -> str:
        """Give the policy under which this page may be shown at ``path``."""
        return content_security_policy(settings(), self.hashes, path)

    def encoded(self, encoding: str) -> bytes:
        """Give the page in ``br``, ``gzip`` or (``""``) as it is."""
        if encoding not in self._encoded:
            raw = self.html.encode()
            if encoding == "br":
                raw = brotli.compress(raw, mode=brotli.MODE_TEXT, quality=self.effort)
            elif encoding == "gzip":
                raw = zlib.compress(raw, 9 if self.effort > 5 else 6, wbits=31)
            self._encoded[encoding] = raw
        return self._encoded[encoding]

    def response(
        self,
        request: Request | Scope,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Answer ``request``: 304 where the browser has this very page, no body for HEAD."""
        asked = request if isinstance(request, Request) else Request(request)
        own = {
            "ETag": self.etag,
            "Vary": "Accept-Encoding",
            "Cache-Control": "no-cache",
            "Content-Security-Policy": self.policy(asked.url.path),
            "Content-Language": "en" if '<html lang="en"' in self.html[:200] else "id",
            **(headers or {}),
        }
        if status == 200 and known(asked.headers, self.etag):
            return Response(None, 304, own, media_type="text/html")
        encoding = accepted_encoding(asked.headers.get("accept-encoding", ""))
        body = self.encoded(encoding)
        if encoding:
            own["Content-Encoding"] = encoding
        if asked.method == "HEAD":
            own["Content-Length"] = str(len(body))
            body = b""
        return Response(body, status, own, media_type="text/html")


def known(headers: Headers, etag: str) -> bool:
    """Tell whether If-None-Match names ``etag`` (weak comparison, RFC 9110 13.1.2)."""
    given = headers.get("if-none-match", "")
    tags = {part.strip().removeprefix("W/") for part in given.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags
