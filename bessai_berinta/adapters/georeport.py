"""Speaks Open311 GeoReport v2 to another city's server, in JSON or, where that is all, in XML."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

import httpx

Format = Literal["json", "xml"]
FORMATS: Final[tuple[Format, ...]] = ("json", "xml")
TIMEOUT: Final = httpx.Timeout(15.0)
MAX_BYTES: Final = 4 * 1024 * 1024
LONGEST: Final = 2000  # characters kept of any text the other side sends
BUSY: Final = frozenset({429, 503})


class RemoteError(Exception):
    """The other server cannot be used as it is; trying again alone will not help."""


class Unreachable(RemoteError):
    """It did not get our request, or said that it is busy: nothing happened there."""


class Unclear(RemoteError):
    """It may have got our request, but gave no answer we can read."""


@dataclass(frozen=True)
class RemoteService:
    code: str
    name: str
    metadata: bool = False


@dataclass(frozen=True)
class RemoteRequest:
    """A request as the other server tells it; either ``id`` or ``token`` may be empty."""

    id: str = ""
    token: str = ""
    status: str = ""
    notes: str = ""
    description: str = ""


@dataclass(frozen=True)
class Endpoint:
    """Where another server is. ``format`` empty: not known yet, JSON is tried first."""

    url: str
    api_key: str = ""
    jurisdiction: str = ""
    format: str = ""


class GeoReport:
    """One other server. ``transport`` is for tests and for special networks."""

    def __init__(
        self, endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._at, self._transport = endpoint, transport

    async def discover(self) -> tuple[str, Format, list[RemoteService]]:
        """Give the address of the interface, its format and its services.

        The address may be that of a discovery document. Raises RemoteError.
        """
        url = await self._endpoint_url()
        last: RemoteError = RemoteError("no format fits")
        for format in FORMATS:
            there = GeoReport(
                Endpoint(url, self._at.api_key, self._at.jurisdiction, format), self._transport
            )
            try:
                return url, format, await there.services()
            except Unreachable:
                raise
            except RemoteError as error:
                last = error
        raise last

    async def _endpoint_url(self) -> str:
        url = self._at.url.rstrip("/")
        path = urlsplit(url).path
        for format in FORMATS:
            if path.endswith(f"/discovery.{format}"):
                body = _parse(await self._call("GET", url, {}), format)
                return _georeport_url(body)
        return url

    async def services(self) -> list[RemoteService]:
        """List the services. Raises RemoteError."""
        found = await self._get("services")
        return [
            RemoteService(
                _text(one, "service_code"),
                _text(one, "service_name"),
                _text(one, "metadata").lower() == "true",
            )
            for one in found
            if _text(one, "service_code")
        ]

    async def post(self, fields: Mapping[str, str]) -> RemoteRequest:
        """File a request. Raises Unreachable, Unclear or RemoteError (refused, with its words)."""
        data = {**fields, "api_key": self._at.api_key}
        answer = await self._call("POST", self._address("requests"), data)
        try:
            body = _parse(answer, self._at.format)
            found = _requests(body if isinstance(body, list) else [])
        except RemoteError as error:
            raise Unclear(str(error)) from error
        if not found or not (found[0].id or found[0].token):
            raise Unclear("the answer names no request")
        return found[0]

    async def resolve_token(self, token: str) -> str:
        """Give the identifier a token stands for, or nothing yet. Raises RemoteError."""
        found = _requests(await self._get(f"tokens/{quote(token, safe='')}"))
        return found[0].id if found else ""

    async def request(self, identifier: str) -> RemoteRequest:
        """Give one request. Raises RemoteError."""
        found = _requests(await self._get(f"requests/{quote(identifier, safe='')}"))
        if not found:
            raise RemoteError("the request is not there")
        return found[0]

    async def find(self, words: str, service: str, since: str) -> RemoteRequest | None:
        """Look for a request whose description holds ``words``. Raises RemoteError."""
        query = {"service_code": service, "start_date": since}
        found = _requests(await self._get("requests", query))
        return next((one for one in found if words in one.description), None)

    def _address(self, path: str) -> str:
        return f"{self._at.url.rstrip('/')}/{path}.{self._at.format or 'json'}"

    async def _get(self, path: str, query: Mapping[str, str] | None = None) -> list[Any]:
        answer = await self._call("GET", self._address(path), query or {})
        body = _parse(answer, self._at.format)
        if not isinstance(body, list):
            raise RemoteError("the answer is no list")
        return body

    async def _call(self, method: str, url: str, fields: Mapping[str, str]) -> httpx.Response:
        """Send one call. Which failures leave no trace over there, decides what is raised."""
        given = dict(fields)
        if self._at.jurisdiction:
            given["jurisdiction_id"] = self._at.jurisdiction
        where: Any = {"data": given} if method == "POST" else {"params": given or None}
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT, transport=self._transport) as http:
                answer = await http.request(method, url, **where)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unreachable(f"no connection to {urlsplit(url).hostname}") from error
        except httpx.HTTPError as error:
            raise Unclear(type(error).__name__) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise RemoteError("this is no address") from error
        return _judged(answer)


def _judged(answer: httpx.Response) -> httpx.Response:
    status = answer.status_code
    if status in BUSY:
        raise Unreachable(f"answered {status}")
    if status >= 500:
        raise Unclear(f"answered {status}")
    if not 200 <= status < 300:
        raise RemoteError(f"answered {status}: {_complaint(answer)}".rstrip(": "))
    if len(answer.content) > MAX_BYTES:
        raise RemoteError("the answer is too long")
    return answer


def _complaint(answer: httpx.Response) -> str:
    """Give the words of an error body, if it is one of the specification's."""
    for format in FORMATS:
        try:
            found = _parse(answer, format)
        except RemoteError:
            continue
        if isinstance(found, list) and found and isinstance(found[0], Mapping):
            return _text(found[0], "description")[:300]
    return ""


def _parse(answer: httpx.Response, format: str) -> Any:
    if format == "xml":
        return plain(read_xml(answer.content))
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise RemoteError("the answer is no JSON") from error
    # Some servers wrap their lists, against the specification.
    if isinstance(found, dict) and len(found) == 1:
        (only,) = found.values()
        return only if isinstance(only, list) else found
    return found


def read_xml(data: bytes) -> Element:
    """Read XML that brings no document type: without one there are no entities to expand.

    Raises RemoteError for anything else.
    """
    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = _no_doctype
    try:
        guard.Parse(data, True)
        return fromstring(data)  # noqa: S314 - the pass before refused every document type
    except (expat.ExpatError, ParseError, ValueError, LookupError, RecursionError) as error:
        raise RemoteError("the answer is no XML we read") from error


def _no_doctype(*_: object) -> None:
    raise RemoteError("the answer brings a document type")


def plain(element: Element) -> Any:
    """Turn the XML of the specification into what its JSON says: lists, objects and texts."""
    children = list(element)
    if not children:
        return element.text or ""
    names = {child.tag for child in children}
    if len(names) == 1 and (element.tag in _LISTS or len(children) > 1):
        return [plain(child) for child in children]
    return {child.tag: plain(child) for child in children}


_LISTS: Final = frozenset({"services", "service_requests", "errors", "endpoints", "formats"})


def _georeport_url(body: Any) -> str:
    endpoints = body.get("endpoints") if isinstance(body, Mapping) else None
    fitting = [
        one
        for one in (endpoints if isinstance(endpoints, list) else [])
        if isinstance(one, Mapping) and "georeport_v2" in _text(one, "specification").lower()
    ]
    fitting.sort(key=lambda one: _text(one, "type") != "production")
    if not fitting or not _text(fitting[0], "url"):
        raise RemoteError("the discovery names no GeoReport v2 endpoint")
    return _text(fitting[0], "url").rstrip("/")


def _requests(found: Sequence[Any]) -> list[RemoteRequest]:
    return [
        RemoteRequest(
            _text(one, "service_request_id"),
            _text(one, "token"),
            _text(one, "status").lower(),
            _text(one, "status_notes"),
            _text(one, "description"),
        )
        for one in found
        if isinstance(one, Mapping)
    ]


def _text(entry: Any, name: str) -> str:
    value = entry.get(name) if isinstance(entry, Mapping) else None
    if value is None or isinstance(value, (list, dict)):
        return ""
    return str(value).strip()[:LONGEST]
