"""Plain HTTP routes of one report: filing, photos, its page and the public API."""

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bessai_berinta.adapters import storage
from bessai_berinta.core import db, ids, ratelimit
from bessai_berinta.core.clock import WITA
from bessai_berinta.core.errors import (
    NotFound,
)
from bessai_berinta.core.i18n import localized
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.abuse import service as abuse
from bessai_berinta.settings import settings
from bessai_berinta.web.problems import guarded
from bessai_berinta.web.request import actor_of, client_ip, locale_of
from bessai_berinta.web.snapshot import not_found, snapshot

from . import (
    additions,
    duplicates,
    listing_http,
    page,
    present,
    queries,
    questions,
    redaction_http,
    service,
    uploads,
)
from .mapping import http as mapping_http
from .schemas import (
    Filed,
    Moved,
    QuestionView,
    ReportView,
    parse_near,
    parse_report,
)
from .workflow import Action

PHOTO_KINDS = {
    "before": "sebelum",
    "after": "sesudah",
    "more": "tambahan",
    "claim": "belum_beres",
}
UNITS = {"days": "hari_kerja", "hours": "jam_kerja"}


async def file_report(request: Request) -> Response:
    """``POST /api/lapor``: file a report (see ``docs/open-data.md`` for the contract)."""
    actor = await actor_of(request)
    limit = ratelimit.Limit("lapor", settings().reports_per_hour, 3600)
    await ratelimit.count(limit, client_ip(request))
    if who := str(actor.user_id or actor.visitor):
        await ratelimit.count(replace(limit, name="lapor-orang"), who)
    form = await uploads.read_form(request)
    contents = await uploads.contents(form)
    fields = {k: v for k, v in form.multi_items() if isinstance(v, str) and k != "kunci"}
    key, body_hash = (
        uploads.idempotency_key(request, form),
        await asyncio.to_thread(uploads.body_hash, fields, contents),
    )
    async with db.session() as session:
        filed = await service.earlier_answer(session, key, body_hash)
    if filed is None:
        complete = not uploads.wants_page(request)  # without script nobody was asked more
        filed = await _file(actor, fields, contents, key, body_hash, complete=complete)
    url = settings().origin + filed.path
    if uploads.wants_page(request):
        return RedirectResponse(filed.path, 303)
    return JSONResponse({"kode": filed.code, "url": url}, 201, {"Location": url})


async def _file(
    actor: Actor,
    fields: dict[str, str],
    contents: Sequence[bytes],
    key: uuid.UUID,
    body_hash: str,
    *,
    complete: bool,
) -> Filed:
    new = parse_report(fields)
    photos = await uploads.store(contents)
    try:
        async with unit_of_work(actor) as uow:
            filed = await service.submit(
                uow, new, photos, key, body_hash, suspect=_suspect(fields), complete=complete
            )
    except BaseException:
        await uploads.discard(photos)
        raise
    if filed.repeated:
        await uploads.discard(photos)
    return filed


def _suspect(fields: dict[str, str]) -> bool:
    return abuse.looks_automatic(fields.get("situs", ""), fields.get("lama", ""))


async def finish_report(request: Request) -> Response:
    """``POST /api/petugas/lapor/{kode}/selesai``: close a report with an after-photo."""
    actor = await actor_of(request)
    code = request.path_params["kode"]
    async with db.session() as session:
        await queries.staff_view(session, actor, code)  # refuse before reading a large body
    form = await uploads.read_form(request)
    photos = await uploads.store(await uploads.contents(form))
    version = str(form.get("versi", ""))
    try:
        async with unit_of_work(actor) as uow:
            await service.act(
                uow,
                code,
                Action.FINISH,
                message=str(form.get("keterangan", "")),
                photos=photos,
                version=int(version) if version.isdigit() else None,
            )
    except BaseException:
        await uploads.discard(photos)
        raise
    return JSONResponse({"kode": code})


async def photo(request: Request) -> Response:
    """``GET /foto/{id}/{size}.webp``: a rendition, for those who may see its report."""
    size = request.path_params["size"]
    if size not in uploads.SIZES:
        raise NotFound
    if "asli" in request.query_params:
        return await redaction_http.original(request)
    async with db.session() as session:
        key, public = await queries.photo_key(
            session,
            await actor_of(request),
            request.path_params["id"],
            request.query_params.get("kunci", ""),
        )
    # Asked about each time: once a face is covered, no copy of the photo may be shown again.
    tag = f'"{ids.fingerprint(key)[:20]}"'
    headers = {"Cache-Control": "public, no-cache" if public else "private, no-store", "ETag": tag}
    if public and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    found = await storage.get(f"{key}/{size}.webp")
    if found is None:
        raise NotFound
    return Response(found, media_type="image/webp", headers=headers)


async def list_categories(request: Request) -> Response:
    """``GET /api/v1/kategori``: what a report can be about."""
    async with db.session() as session:
        found = await queries.categories(session)
        asked = await questions.every(session)
    body = [
        {
            "kode": category.code,
            "nama": {"id": category.name_id, "en": category.name_en},
            "keterangan": {"id": category.hint_id, "en": category.hint_en},
            "ikon": category.icon,
            "pertanyaan": [_question(each) for each in asked.get(category.code, ())],
            "target": {"jumlah": category.target_amount, "satuan": UNITS[category.target_unit]},
        }
        for category in found
    ]
    return JSONResponse(body, headers={"Cache-Control": "public, max-age=300"})


async def near_reports(request: Request) -> Response:
    """``GET /api/v1/lapor/mirip``: open reports near a place that may be the same problem."""
    asked = parse_near(request.query_params)
    async with db.session() as session:
        found = await duplicates.near(session, *asked)
    locale = locale_of(request)
    body = [
        {
            "kode": near.code,
            "url": localized(f"/lapor/{near.code}", locale),
            "judul": near.title,
            "keadaan": near.status,
            "jarak_m": near.metres,
            "kemiripan": near.similarity,
            "foto": f"/foto/{near.thumbnail}/thumb.webp" if near.thumbnail else None,
            "dukungan": near.supports,
            "dibuat": near.created_at.isoformat(),
        }
        for near in found
    ]
    return JSONResponse({"laporan": body}, headers={"Cache-Control": "no-cache"})


def _question(question: QuestionView) -> dict[str, object]:
    return {
        "kode": question.code,
        "jenis": question.kind,
        "label_id": question.label_id,
        "label_en": question.label_en,
        "wajib": question.required,
        "pilihan": [
            {
                "kode": choice.code,
                "nama_id": choice.name_id,
                "nama_en": choice.name_en,
                "henti_id": choice.stop_id,
                "henti_en": choice.stop_en,
            }
            for choice in question.choices
        ],
    }


async def own_reports(request: Request) -> Response:
    """``GET /api/v1/lapor/saya``: what this account, or this browser without one, has filed."""
    async with db.session() as session:
        found = await queries.mine(session, await actor_of(request))
    origin = settings().origin
    body = [
        {
            "kode": line.code,
            "url": f"{origin}/lapor/{line.code}",
            "judul": line.title,
            "kategori": line.category.code,
            "kelurahan": line.area,
            "keadaan": line.status,
            "dipegang": {"kode": line.agency_code, "nama": line.agency},
            "tenggat": line.due_on.isoformat(),
            "terlambat": line.late,
            "dibuat": line.created_at.isoformat(),
            "tertutup": line.private,
        }
        for line in found
    ]
    headers = {"Cache-Control": "private, no-store"}
    return JSONResponse({"laporan": body}, headers=headers)


async def show_report(request: Request) -> Response:
    """``GET /api/v1/lapor/{kode}``: the public view of one report."""
    try:
        async with db.session() as session:
            shown = await queries.public_view(session, request.path_params["kode"])
            more = await additions.gather(session, shown, locale_of(request))
    except Moved as moved:
        return RedirectResponse(f"/api/v1/lapor/{moved.code}", 302)
    return JSONResponse(as_json(shown) | more.members, headers={"Cache-Control": "no-cache"})


def as_json(shown: ReportView) -> dict[str, object]:
    """Render the public view in the words of the contract."""
    line, origin = shown.line, settings().origin
    return {
        "kode": line.code,
        "url": f"{origin}/lapor/{line.code}",
        "kategori": line.category.code,
        "uraian": shown.description,
        "kelurahan": {"kode": shown.area_code, "nama": line.area},
        "perkiraan_wilayah": shown.area_estimated,
        "lat": shown.lat,
        "lon": shown.lon,
        "keadaan": line.status,
        "dipegang": {"kode": line.agency_code, "nama": line.agency},
        "tenggat": line.due_at.astimezone(WITA).isoformat(),
        "terlambat": line.late,
        "dibuat": line.created_at.isoformat(),
        "pelapor": shown.reporter_name or None,
        "contoh": line.demo,
        "foto": [
            {
                "jenis": PHOTO_KINDS[photo.kind],
                "url": f"{origin}/foto/{photo.id}/1600.webp",
                "lebar": photo.width,
                "tinggi": photo.height,
            }
            for photo in shown.photos
        ],
        "perjalanan": [
            {
                "waktu": event.at.isoformat(),
                "langkah": event.action,
                "keadaan": event.status,
                "dipegang": event.agency,
                "pesan": event.message,
            }
            for event in shown.events
        ],
    }


async def report_page(request: Request) -> Response:
    """``GET /lapor/{kode}``: the page with its content, or a page that says there is none."""
    locale = locale_of(request)
    secret = request.query_params.get("kunci", "")
    try:
        async with db.session() as session:
            shown = await queries.view(
                session, await actor_of(request), request.path_params["kode"], secret
            )
            more = await additions.gather(session, shown, locale)
    except Moved as moved:  # may be undone, so no browser shall remember it
        return RedirectResponse(localized(f"/lapor/{moved.code}", locale), 302)
    except NotFound:
        return await not_found(request)
    item = present.detail(shown, locale, secret)
    answer = await snapshot(request, page.head(item, locale), page.body(item, locale, more.html))
    if shown.line.private:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


routes = [
    *redaction_http.routes,
    *listing_http.routes,
    *mapping_http.routes,
    Route("/lapor/{kode}", report_page),
    Route("/en/lapor/{kode}", report_page),
    Route("/api/lapor", guarded(file_report), methods=["POST"]),
    Route("/api/petugas/lapor/{kode}/selesai", guarded(finish_report), methods=["POST"]),
    Route("/api/v1/kategori", guarded(list_categories)),
    Route("/api/v1/lapor/mirip", guarded(near_reports)),
    Route("/api/v1/lapor/saya", guarded(own_reports)),
    Route("/api/v1/lapor/{kode}", guarded(show_report)),
    Route("/foto/{id:uuid}/{size}.webp", guarded(photo)),
]
