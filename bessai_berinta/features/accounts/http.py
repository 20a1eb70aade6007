"""The sign-in routes. All of them are full document navigations, never fetches."""

import html
import logging
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bessai_berinta.adapters.oidc import Refused, Unreachable
from bessai_berinta.core import ids, ratelimit
from bessai_berinta.core.errors import Denied, TooLarge, TooMany
from bessai_berinta.core.i18n import Locale, locale_of_path, localized, translate
from bessai_berinta.core.identity import Identity
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.settings import settings
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import actor_of, client_ip, is_same_origin

from . import cookies, service
from .provider import client
from .redirects import local_path
from .schemas import Browser, LoginStart
from .service import LoginExpired

STARTS = ratelimit.Limit("login", hits=600, seconds=600)
NOTICES = ratelimit.Limit("backchannel", hits=600, seconds=60)
MAX_BODY = 32_000
NO_STORE = {"Cache-Control": "no-store"}
# Why a sign-in failed, as the page /masuk-gagal understands it.
PROVIDER, EXPIRED, REFUSED, BUSY = "penyedia", "waktu", "ditolak", "ramai"

log = logging.getLogger(__name__)


def _callback_url() -> str:
    return f"{settings().origin}/auth/callback"


def _redirect(url: str) -> RedirectResponse:
    return RedirectResponse(url, 303, NO_STORE)


def _failed(reason: str, next_path: str) -> RedirectResponse:
    """Send the person to a calm page that says what happened and lets them try again."""
    page = localized("/masuk-gagal", locale_of_path(next_path))
    return _redirect(f"{page}?{urlencode({'sebab': reason, 'lanjut': next_path})}")


async def _fields(request: Request) -> dict[str, str]:
    """Read a small urlencoded form. Raises TooLarge."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise TooLarge
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def _browser(request: Request) -> Browser:
    cookie = cookies.session_of(request)
    return Browser(
        sid_hash=ids.fingerprint(cookie) if cookie else "",
        user_agent=request.headers.get("user-agent", ""),
        ip=client_ip(request),
    )


# --- in ---------------------------------------------------------------------------------


async def login(request: Request) -> Response:
    """``GET /auth/login?next=/...``: go to the provider and come back to ``next``."""
    next_path = local_path(request.query_params.get("next", ""))
    if elsewhere := _canonical(request):
        return _redirect(elsewhere)
    try:
        await ratelimit.count(STARTS, client_ip(request))
    except TooMany:
        return _failed(BUSY, next_path)
    staff = next_path.startswith(("/petugas", "/en/petugas"))
    max_age = settings().oidc_staff_max_age or None if staff else None
    return await _to_provider(request, next_path, max_age)


def _canonical(request: Request) -> str:
    """Give this address at our own origin when it was opened at another one of ours.

    The provider leads back to one origin only, and cookies of the other are not seen there.
    """
    opened = f"{request.url.scheme}://{request.url.netloc}"
    if opened == settings().origin or opened not in settings().origins:
        return ""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{settings().origin}{request.url.path}{query}"


async def _to_provider(request: Request, next_path: str, max_age: int | None) -> Response:
    browser = cookies.login_of(request) or ids.secret_token()
    async with unit_of_work(Actor(ip=client_ip(request))) as uow:
        start = await service.start_login(uow, ids.fingerprint(browser), next_path, max_age=max_age)
    try:
        url = await client().authorization_url(
            redirect_uri=_callback_url(),
            state=start.state,
            nonce=start.nonce,
            verifier=start.verifier,
            locale=locale_of_path(next_path),
            max_age=max_age,
        )
    except (Unreachable, Refused) as problem:
        log.warning("sign-in cannot start: %s", problem)
        return _failed(PROVIDER, next_path)
    response = _redirect(url)
    cookies.set_login(response, browser)
    return response


async def callback(request: Request) -> Response:
    """``GET /auth/callback``: the provider sends the person back with an answer."""
    answer = dict(request.query_params)
    browser = ids.fingerprint(cookies.login_of(request))
    try:
        async with unit_of_work() as uow:
            start = await service.take_login(uow, answer.get("state", ""), browser)
    except LoginExpired:
        # Somebody who went back in their history is signed in already and needs no scare.
        known = (await actor_of(request)).signed_in
        return _redirect("/") if known else _failed(EXPIRED, "/")
    try:
        identity = await client().sign_in(
            answer,
            redirect_uri=_callback_url(),
            nonce=start.nonce,
            verifier=start.verifier,
            max_age=start.max_age,
        )
    except Unreachable as problem:
        log.warning("sign-in failed: %s", problem)
        return _failed(PROVIDER, start.next_path)
    except Refused as problem:
        return _refused(problem, start)
    if service.needs_fresh_authentication(identity, start.max_age):
        return await _to_provider(request, start.next_path, settings().oidc_staff_max_age)
    return await _welcome(request, identity, start)


def _refused(problem: Refused, start: LoginStart) -> Response:
    if problem.error == "access_denied":
        return _redirect(start.next_path)
    log.warning("sign-in refused: %s %s", problem, problem.error)
    down = problem.error in {"temporarily_unavailable", "server_error"}
    return _failed(PROVIDER if down else REFUSED, start.next_path)


async def _welcome(request: Request, identity: Identity, start: LoginStart) -> Response:
    browser = _browser(request)
    async with unit_of_work(Actor(visitor=browser.sid_hash, ip=browser.ip)) as uow:
        signed_in = await service.sign_in(uow, identity, browser)
    response = _redirect(start.next_path)
    cookies.set_session(response, signed_in.cookie, signed_in.cookie_seconds)
    return response


# --- out --------------------------------------------------------------------------------


async def logout(request: Request) -> Response:
    """``POST /auth/logout``: end our session first, then the provider's.

    With ``everywhere=1`` every session of the account ends. ``next`` tells the language.
    """
    if not is_same_origin(request):
        raise Denied
    form = await _fields(request)
    locale = locale_of_path(local_path(form.get("next", "")))
    hint = await _end_own_session(request, everywhere=form.get("everywhere") == "1")
    response = await _farewell(hint, locale)
    cookies.drop_session(response)
    return response


async def _end_own_session(request: Request, *, everywhere: bool) -> str:
    """End the session of this browser; give the ID token its provider wants as a hint."""
    actor = await actor_of(request)
    own = ids.fingerprint(cookies.session_of(request))
    async with unit_of_work(actor) as uow:
        if everywhere and actor.signed_in:
            ended = await service.sign_out_everywhere(uow)
        else:
            ended = await service.end_sessions(uow, sid_hash=own)
    return next((session.id_token for session in ended if session.sid_hash == own), "")


async def _farewell(id_token: str, locale: Locale) -> Response:
    """Lead to the provider's sign-out, or home when there is nothing to end there."""
    home = localized("/", locale)
    if not id_token:
        return _redirect(home)
    state = f"{ids.secret_token()}.{locale}"
    try:
        url = await client().logout_url(
            id_token=id_token,
            return_to=f"{settings().origin}/auth/logged-out",
            state=state,
            locale=locale,
        )
    except (Unreachable, Refused) as problem:
        log.warning("signed out here only: %s", problem)
        url = ""
    if not url:
        return _redirect(home)
    response = _handover(url, locale)
    cookies.set_logout(response, state)
    return response


def _handover(url: str, locale: Locale) -> HTMLResponse:
    """Answer with a page that goes on to ``url`` by itself.

    A redirect would not do: browsers apply the policy's ``form-action 'self'`` to every
    redirect that follows a form post, and the provider is another origin.
    """
    safe = html.escape(url)
    words = {
        "title": translate(locale, "Signing out"),
        "text": translate(locale, "You are signed out here. Signing out of the city account too."),
        "link": translate(locale, "Continue"),
    }
    return HTMLResponse(
        f'<!doctype html><html lang="{locale}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0;url={safe}"><title>{words["title"]}</title></head>'
        f'<body><p>{words["text"]}</p><p><a href="{safe}">{words["link"]}</a></p></body></html>',
        headers={**NO_STORE, "Referrer-Policy": "no-referrer"},
    )


async def logged_out(request: Request) -> Response:
    """``GET /auth/logged-out``: back from the provider's sign-out."""
    state = request.query_params.get("state", "")
    ours = bool(state) and state == cookies.logout_of(request)
    response = _redirect(localized("/", "en" if ours and state.endswith(".en") else "id"))
    cookies.drop_logout(response)
    return response


async def backchannel_logout(request: Request) -> Response:
    """``POST /auth/backchannel-logout``: the provider itself says who signed out."""
    try:
        await ratelimit.count(NOTICES, client_ip(request))
        form = await _fields(request)
        notice = await client().logout_notice(form.get("logout_token", ""))
    except (Refused, Unreachable, TooLarge) as problem:
        log.warning("logout notice refused: %s", problem)
        return JSONResponse({"error": "invalid_request"}, 400, NO_STORE)
    async with unit_of_work(Actor(name="provider", ip=client_ip(request))) as uow:
        await service.carry_out_logout(uow, notice)
    return Response(status_code=200, headers=NO_STORE)


async def public_keys(_request: Request) -> Response:
    """``GET /auth/jwks.json``: our public keys, for providers that use ``private_key_jwt``."""
    return JSONResponse(client().public_keys(), headers={"Cache-Control": "public, max-age=3600"})


routes = [
    Route("/auth/login", login),
    Route("/auth/callback", callback),
    Route("/auth/logout", guarded(logout), methods=["POST"]),
    Route("/auth/logged-out", logged_out),
    Route("/auth/backchannel-logout", guarded(backchannel_logout), methods=["POST"]),
    Route("/auth/jwks.json", public_keys),
]
