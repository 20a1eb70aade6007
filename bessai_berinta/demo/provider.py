"""A small OpenID provider for demos and tests: real protocol, people without passwords.

Everything lives in memory. It is started beside the app by ``python -m bessai_berinta.demo``
and is never part of the product.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from . import page
from .claims import half_hash, new_key, person_claims, public_keys
from .clients import InvalidClient, RegisteredClient, authenticate, matches_challenge
from .people import PEOPLE, Person

CODE_SECONDS = 60
TOKEN_SECONDS = 300
COOKIE = "demo_idp"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Session:
    """Somebody signed in at the provider, in one browser."""

    sid: str
    person: Person
    authenticated_at: int


@dataclass(frozen=True)
class Code:
    """An authorization code waiting to be exchanged."""

    session: Session
    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    expires_at: float


@dataclass
class DemoProvider:
    """The provider's whole memory, and its answers."""

    issuer: str
    clients: dict[str, RegisteredClient]
    transport: httpx.AsyncBaseTransport | None = None  # for telling clients about a logout
    keys: list[RSAKey] = field(default_factory=lambda: [new_key()])
    sessions: dict[str, Session] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, Person] = field(default_factory=dict)

    def app(self) -> Starlette:
        """Give the provider as an ASGI app."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/jwks.json", self.jwks),
                Route("/authorize", self.authorize),
                Route("/authorize", self.choose, methods=["POST"]),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.userinfo),
                Route("/end-session", self.end_session, methods=["GET", "POST"]),
            ]
        )

    def rotate_keys(self, *, keep_old: bool = True) -> None:
        """Sign with a new key from now on; the old one stays published or not."""
        self.keys = [new_key(), *(self.keys if keep_old else [])]

    async def discovery(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/jwks.json",
                "end_session_endpoint": f"{self.issuer}/end-session",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": [
                    "client_secret_basic",
                    "client_secret_post",
                    "private_key_jwt",
                ],
                "scopes_supported": ["openid", "profile", "email", "groups"],
                "authorization_response_iss_parameter_supported": True,
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
            }
        )

    async def jwks(self, _request: Request) -> Response:
        return JSONResponse(public_keys(self.keys))

    # --- the browser's side ------------------------------------------------------------

    async def authorize(self, request: Request) -> Response:
        """Show the people, or go straight back when the browser is signed in freshly."""
        query = dict(request.query_params)
        if refusal := self._bad_request(query):
            return HTMLResponse(page.problem(refusal), 400)
        if error := _bad_parameters(query):
            return self._answer(query, error=error)
        session = self.sessions.get(request.cookies.get(COOKIE, ""))
        if session and _fresh(session, query):
            return self._grant(query, session)
        if query.get("prompt") == "none":
            return self._answer(query, error="login_required")
        return HTMLResponse(page.people(list(PEOPLE.values()), query), headers=NO_STORE)

    async def choose(self, request: Request) -> Response:
        """A button was pressed: somebody, or "cancel"."""
        form = {key: str(value) for key, value in (await request.form()).items()}
        if refusal := self._bad_request(form) or _bad_parameters(form):
            return HTMLResponse(page.problem(refusal), 400)
        person = PEOPLE.get(form.get("person", ""))
        if person is None:
            return self._answer(form, error="access_denied")
        session = Session(secrets.token_urlsafe(16), person, int(time.time()))
        self.sessions[session.sid] = session
        response = self._grant(form, session)
        response.set_cookie(COOKIE, session.sid, httponly=True, samesite="lax", path="/")
        return response

    def _bad_request(self, query: dict[str, str]) -> str:
        """What must not be answered by a redirect: we do not know who would get it."""
        client = self.clients.get(query.get("client_id", ""))
        if client is None:
            return "unknown client_id"
        if query.get("redirect_uri") not in client.redirect_uris:
            return "redirect_uri is not registered"
        return ""

    def _grant(self, query: dict[str, str], session: Session) -> RedirectResponse:
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(
            session,
            query["client_id"],
            query["redirect_uri"],
            query.get("nonce", ""),
            query["code_challenge"],
            time.time() + CODE_SECONDS,
        )
        return self._answer(query, code=code)

    def _answer(self, query: dict[str, str], **answer: str) -> RedirectResponse:
        given = {**answer, "state": query.get("state", ""), "iss": self.issuer}
        url = httpx.URL(query["redirect_uri"]).copy_merge_params(given)
        return RedirectResponse(str(url), 303, NO_STORE)

    # --- the client's side -------------------------------------------------------------

    async def token(self, request: Request) -> Response:
        """Exchange a code, once, for tokens."""
        form = {key: str(value) for key, value in (await request.form()).items()}
        try:
            client = authenticate(
                self.clients, form, request.headers.get("authorization", ""), self.issuer
            )
        except InvalidClient as problem:
            return _error("invalid_client", 401, str(problem))
        code = self.codes.pop(form.get("code", ""), None)
        if form.get("grant_type") != "authorization_code" or code is None:
            return _error("invalid_grant")
        if code.client_id != client.client_id or code.redirect_uri != form.get("redirect_uri"):
            return _error("invalid_grant")
        if code.expires_at < time.time():
            return _error("invalid_grant")
        if not matches_challenge(form.get("code_verifier", ""), code.challenge):
            return _error("invalid_grant", description="code_verifier")
        return JSONResponse(self._tokens(client, code), headers=NO_STORE)

    def _tokens(self, client: RegisteredClient, code: Code) -> dict[str, object]:
        access = secrets.token_urlsafe(24)
        self.access[access] = code.session.person
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": client.client_id,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "auth_time": code.session.authenticated_at,
            "nonce": code.nonce,
            "sid": code.session.sid,
            "at_hash": half_hash(access),
            **person_claims(code.session.person),
        }
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self.sign(claims),
        }

    def sign(self, claims: dict[str, Any], kind: str = "JWT") -> str:
        """Sign claims with the newest key."""
        header = {"alg": "RS256", "kid": self.keys[0].kid, "typ": kind}
        return jwt.encode(header, claims, self.keys[0])

    async def userinfo(self, request: Request) -> Response:
        _, _, token = request.headers.get("authorization", "").partition(" ")
        person = self.access.get(token)
        if person is None:
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return JSONResponse(person_claims(person))

    # --- the way out -------------------------------------------------------------------

    async def end_session(self, request: Request) -> Response:
        """End the session here, tell the clients, and go back if the address is registered."""
        query = dict(request.query_params)
        session = self.sessions.pop(request.cookies.get(COOKIE, ""), None)
        if session:
            await self.tell_clients(session)
        client = self.clients.get(query.get("client_id", ""))
        target = query.get("post_logout_redirect_uri", "")
        if client is None or target not in client.post_logout_uris:
            response: Response = HTMLResponse(page.signed_out())
        else:
            url = httpx.URL(target).copy_merge_params({"state": query.get("state", "")})
            response = RedirectResponse(str(url), 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    async def tell_clients(self, session: Session) -> None:
        """Send a back-channel logout token to every client that wants one."""
        async with httpx.AsyncClient(timeout=5, transport=self.transport) as http:
            for client in self.clients.values():
                if not client.backchannel_uri:
                    continue
                form = {"logout_token": self.logout_token(client.client_id, session)}
                try:
                    await http.post(client.backchannel_uri, data=form)
                except httpx.HTTPError as problem:
                    print(f"back-channel logout not delivered: {problem!r}")

    def logout_token(self, client_id: str, session: Session) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": client_id,
            "iat": now,
            "exp": now + 120,
            "jti": secrets.token_urlsafe(16),
            "sub": person_claims(session.person)["sub"],
            "sid": session.sid,
            "events": {LOGOUT_EVENT: {}},
        }
        return self.sign(claims, "logout+jwt")


def _bad_parameters(query: dict[str, str]) -> str:
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope"
    if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
        return "invalid_request"
    return ""


def _fresh(session: Session, query: dict[str, str]) -> bool:
    if query.get("prompt") in {"login", "select_account"}:
        return False
    limit = query.get("max_age", "")
    return not limit.isdigit() or time.time() - session.authenticated_at <= int(limit)


def _error(error: str, status: int = 400, description: str = "") -> JSONResponse:
    body = {"error": error, **({"error_description": description} if description else {})}
    return JSONResponse(body, status, NO_STORE)
