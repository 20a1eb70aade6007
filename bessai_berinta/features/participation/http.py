"""Plain HTTP routes of participation: support, follow, comment, answer, add photos."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bessai_berinta.core import db, ratelimit
from bessai_berinta.core.errors import NotFound
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import UnitOfWork, unit_of_work
from bessai_berinta.features.reports import additions, uploads
from bessai_berinta.features.reports.schemas import StoredPhoto
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import actor_of, client_ip, locale_of

from . import access, closing, comments, page, queries, service
from .schemas import Standing, parse_answer, parse_comment

# For one address; many phones share one behind a carrier's NAT.
PRESSES = ratelimit.Limit("warga", 240, 3600)
TEXTS = ratelimit.Limit("warga-tulis", 30, 3600)
CLAIMS = ratelimit.Limit("warga-belum-beres", 6, 3600)
# For one person.
OWN_TEXTS = ratelimit.Limit("warga-tulis-orang", 10, 900)


@dataclass(frozen=True)
class Sent:
    """A form with files, read and checked, and who sent it."""

    actor: Actor
    code: str
    fields: dict[str, str]
    photos: tuple[StoredPhoto, ...]
    secret: str


Use = Callable[[UnitOfWork, Sent], Awaitable[dict[str, object]]]


def _code(request: Request) -> str:
    return str(request.path_params["kode"]).upper()


async def _standing(request: Request, change: Callable[..., Awaitable[Standing]]) -> Response:
    await ratelimit.count(PRESSES, client_ip(request))
    form = await request.form()
    code = _code(request)
    async with unit_of_work(await actor_of(request)) as uow:
        now = await change(
            uow,
            code,
            on=form.get("batal") != "1",
            secret=str(form.get("kunci_laporan", "")),
            locale=locale_of(request),
        )
    if uploads.wants_page(request):
        return RedirectResponse(f"/lapor/{code}", 303)
    body = {"dukungan": now.supports, "didukung": now.supported, "diikuti": now.followed}
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


async def support(request: Request) -> Response:
    """``POST /api/v1/lapor/{kode}/dukung``: "saya juga"; ``batal=1`` takes it back."""
    return await _standing(request, service.support)


async def follow(request: Request) -> Response:
    """``POST /api/v1/lapor/{kode}/ikuti``: follow a report; ``batal=1`` stops."""
    return await _standing(request, service.follow)


async def list_comments(request: Request) -> Response:
    """``GET /api/v1/lapor/{kode}/komentar``: the comments the reader may see."""
    secret = request.query_params.get("kunci", "")
    async with db.session() as session:
        found = await queries.comments(session, await actor_of(request), _code(request), secret)
    body = [page.as_json(comment) | {"ditahan": comment.state == "held"} for comment in found]
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


async def _posted(request: Request, use: Use, *, most: int) -> Response:
    """Read a form with photos and use it once, however often it is sent.

    Who may not see the report is told before a large body is read.
    """
    actor, code = await actor_of(request), _code(request)
    secret = request.query_params.get("kunci", "")
    async with db.session() as session:
        await access.seen(session, actor, code, secret)
    form = await uploads.read_form(request)
    contents = await uploads.contents(form, most=most)
    fields = {k: v for k, v in form.multi_items() if isinstance(v, str) and k != "kunci"}
    key = uploads.idempotency_key(request, form)
    body_hash = await asyncio.to_thread(
        uploads.body_hash, {**fields, "/": str(request.url.path)}, contents
    )
    photos = await uploads.store(contents)
    sent = Sent(actor, code, fields, tuple(photos), secret)
    try:
        body = await _once(sent, use, key, body_hash)
    except BaseException:
        await uploads.discard(photos)
        raise
    if body is None:
        await uploads.discard(photos)
    if uploads.wants_page(request):
        return RedirectResponse(f"/lapor/{code}", 303)
    return JSONResponse(body or {"kode": code, "ulang": True}, 201 if body else 200)


async def _once(sent: Sent, use: Use, key: uuid.UUID, body_hash: str) -> dict[str, object] | None:
    async with unit_of_work(sent.actor) as uow:
        if not await service.first_time(uow, key, body_hash, sent.code):
            return None
        return {"kode": sent.code, **await use(uow, sent)}


async def _count_text(request: Request) -> None:
    await ratelimit.count(TEXTS, client_ip(request))
    actor = await actor_of(request)
    if person := str(actor.user_id or actor.visitor):
        await ratelimit.count(OWN_TEXTS, person)


async def comment(request: Request) -> Response:
    """``POST /api/v1/lapor/{kode}/komentar``: multipart ``isi``, ``nama``, one ``foto``."""

    async def use(uow: UnitOfWork, sent: Sent) -> dict[str, object]:
        new = parse_comment(sent.fields)
        posted = await comments.comment(uow, sent.code, new, sent.photos, sent.secret)
        return {"keadaan": posted.state, "id": str(posted.id)}

    await _count_text(request)
    return await _posted(request, use, most=1)


async def answer(request: Request) -> Response:
    """``POST /api/v1/lapor/{kode}/beres``: ``beres`` 1 or 0, ``nilai``, ``alasan``, ``foto``,
    and for who only passes by ``lat`` and ``lon``."""

    async def use(uow: UnitOfWork, sent: Sent) -> dict[str, object]:
        given = parse_answer(sent.fields)
        done = await closing.answer(uow, sent.code, given, sent.photos, sent.secret)
        return {"keadaan": done.state, "dibuka_lagi": done.reopened}

    await ratelimit.count(CLAIMS, client_ip(request))
    return await _posted(request, use, most=1)


async def add_photos(request: Request) -> Response:
    """``POST /api/v1/lapor/{kode}/foto``: the reporter adds photos later."""

    async def use(uow: UnitOfWork, sent: Sent) -> dict[str, object]:
        count = await comments.add_photos(uow, sent.code, sent.photos, sent.secret)
        return {"foto": count}

    await ratelimit.count(TEXTS, client_ip(request))
    return await _posted(request, use, most=comments.MOST_PHOTOS)


async def follow_place(request: Request) -> Response:
    """``POST /api/v1/ikuti``: ``jenis`` area or category, ``sasaran`` its code, ``batal=1``."""
    await ratelimit.count(PRESSES, client_ip(request))
    form = await request.form()
    kind, target = str(form.get("jenis", "")), str(form.get("sasaran", ""))
    on = form.get("batal") != "1"
    async with unit_of_work(await actor_of(request)) as uow:
        await service.follow_place(uow, kind, target, on=on, locale=locale_of(request))
    return JSONResponse({"diikuti": on}, headers={"Cache-Control": "no-store"})


def _remove_id(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(str(request.path_params["id"]))
    except ValueError as error:
        raise NotFound from error


async def remove_comment(request: Request) -> Response:
    """``DELETE /api/v1/komentar/{id}``: take back one's own comment, within 15 minutes."""
    async with unit_of_work(await actor_of(request)) as uow:
        await comments.remove(uow, _remove_id(request))
    return Response(status_code=204)


additions.provide(page.addition)
_REPORT = "/api/v1/lapor/{kode}"
routes = [
    Route(f"{_REPORT}/dukung", guarded(support), methods=["POST"]),
    Route(f"{_REPORT}/ikuti", guarded(follow), methods=["POST"]),
    Route(f"{_REPORT}/komentar", guarded(list_comments)),
    Route(f"{_REPORT}/komentar", guarded(comment), methods=["POST"]),
    Route(f"{_REPORT}/beres", guarded(answer), methods=["POST"]),
    Route(f"{_REPORT}/foto", guarded(add_photos), methods=["POST"]),
    Route("/api/v1/ikuti", guarded(follow_place), methods=["POST"]),
    Route("/api/v1/komentar/{id}", guarded(remove_comment), methods=["DELETE"]),
]
