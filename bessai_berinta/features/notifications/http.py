"""The link that ends mails: a page that asks, and the one click mail programs make (RFC 8058)."""

from html import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bessai_berinta.core import db
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.i18n import translator
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.web.head import Head
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import actor_of, locale_of
from bessai_berinta.web.snapshot import not_found, snapshot

from . import mails, queries, service
from .schemas import KIND_WORDS

BUTTON = (
    "inline-flex items-center justify-center rounded-control font-semibold min-h-13 px-4 "
    "bg-primary text-on-primary"
)


async def ask(request: Request) -> Response:
    """``GET /surel/berhenti/{tanda}``: ask first, for programs fetch links by themselves."""
    token = request.path_params["tanda"]
    async with db.session() as session, session.begin():
        good = await queries.stop_link_is_good(session, token)
    if not good:
        return await not_found(request)
    t = translator(locale_of(request))
    question = escape(t("Stop these mails?"))
    body = f"<p>{escape(t('On the page of your notifications everything stays as it is.'))}</p>"
    form = (
        f'<form method="post" action="{escape(request.url.path)}">'
        f'<button class="{BUTTON}">{escape(t("Stop these mails"))}</button></form>'
    )
    return await _page(request, question, body + form)


async def stop(request: Request) -> Response:
    """``POST /surel/berhenti/{tanda}``: end the mails. The signed link is the proof."""
    async with unit_of_work(await actor_of(request)) as uow:
        kind = await service.stop(uow, request.path_params["tanda"])
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"berhenti": kind or "semua"})
    t, locale = translator(locale_of(request)), locale_of(request)
    what = KIND_WORDS[kind].text(locale) if kind else t("All mail to this address")
    return await _page(request, escape(t("These mails have stopped")), f"<p>{escape(what)}</p>")


async def _page(request: Request, title: str, content: str) -> Response:
    body = (
        '<div class="w-full mx-auto px-4 max-w-column flex flex-col gap-5 pt-8">'
        f'<h1 class="text-title font-bold">{title}</h1>{content}</div>'
    )
    head = Head(title, "", mails.STOP_PATH, noindex=True)
    return await snapshot(request, head, body)


async def unread(request: Request) -> Response:
    """``GET /api/v1/kabar``: how much is new, for whoever is signed in."""
    async with db.session() as session:
        count = await queries.unread(session, await actor_of(request))
    return JSONResponse({"belum_dibaca": count}, headers={"Cache-Control": "no-store"})


async def read_all(request: Request) -> Response:
    """``POST /api/v1/kabar/dibaca``: mark all, or the one named by ``id``, as read."""
    form = await request.form()
    wanted = str(form.get("id", ""))
    if wanted and not wanted.isdecimal():
        raise NotFound
    async with unit_of_work(await actor_of(request)) as uow:
        await service.mark_read(uow, int(wanted) if wanted else None)
    return JSONResponse({"belum_dibaca": 0 if not wanted else None})


routes = [
    Route(mails.STOP_PATH + "/{tanda}", ask),
    Route("/en" + mails.STOP_PATH + "/{tanda}", ask),
    Route(mails.STOP_PATH + "/{tanda}", guarded(stop), methods=["POST"]),
    Route("/en" + mails.STOP_PATH + "/{tanda}", guarded(stop), methods=["POST"]),
    Route("/api/v1/kabar", guarded(unread)),
    Route("/api/v1/kabar/dibaca", guarded(read_all), methods=["POST"]),
]
