"""Use cases of passing reports on to other Open311 servers and hearing back."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.adapters.georeport import Endpoint, GeoReport, RemoteError
from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork, unit_of_work
from bessai_berinta.features.reports import remote
from bessai_berinta.features.reports.service import QUEUE_TOPIC as QUEUE_TOPIC
from bessai_berinta.settings import settings

from . import repository
from .models import Forward, Server, ServiceMap
from .schemas import ForwardView, ServerView

SEND = "open311.send"
MAX_SERVICES = 500
# A report that is held for a moderator may still follow its rule when it is released in time.
RULE_REACHES_BACK, RULE_BATCH = timedelta(days=2), 500

# For tests and special networks: what carries the calls to other servers.
transport: httpx.AsyncBaseTransport | None = None


# --- servers ----------------------------------------------------------------------------


async def servers(session: AsyncSession, actor: Actor) -> list[ServerView]:
    actor.require(Permission.API_KEYS)
    maps = await repository.maps(session)
    return [_server(one, maps) for one in await repository.servers(session)]


def _server(one: Server, maps: list[ServiceMap]) -> ServerView:
    return ServerView(
        id=str(one.id),
        name=one.name,
        url=one.url,
        jurisdiction=one.jurisdiction,
        share_contact=one.share_contact,
        active=one.active,
        has_key=bool(one.api_key),
        services=tuple((found["code"], found["name"]) for found in one.services or ()),
        maps=tuple(
            (m.category, m.service_code, m.automatic_from is not None)
            for m in maps
            if m.server_id == one.id
        ),
    )


async def add_server(
    uow: UnitOfWork,
    name: str,
    url: str,
    api_key: str = "",
    jurisdiction: str = "",
    *,
    share_contact: bool = False,
) -> uuid.UUID:
    """Add another server. Its address may be that of its discovery. Raises InvalidInput."""
    uow.actor.require(Permission.API_KEYS)
    name, url = " ".join(name.split()), url.strip().rstrip("/")
    if not 1 <= len(name) <= 80:
        raise InvalidInput(fields={"name": N_("Name the server in 1 to 80 characters.")})
    if not _is_address(url):
        raise InvalidInput(fields={"url": N_("The address begins with https://")})
    server = Server(
        name=name,
        url=url,
        api_key=api_key.strip()[:500],
        jurisdiction=jurisdiction.strip()[:200],
        share_contact=share_contact,
        created_by=uow.actor.user_id,
    )
    uow.session.add(server)
    after = {"name": name, "url": url, "share_contact": share_contact}
    await uow.audit("open311.server_added", f"open311_server:{server.id}", after=after)
    return server.id


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    schemes = {"https"} if settings().env == "production" else {"https", "http"}
    plain = not (parts.username or parts.query or parts.fragment)
    return bool(host) and parts.scheme in schemes and plain and len(url) <= 300


async def set_active(uow: UnitOfWork, server_id: uuid.UUID, *, active: bool) -> None:
    """Use a server, or no longer. What was sent stays and is still asked about."""
    uow.actor.require(Permission.API_KEYS)
    server = await _live(uow.session, server_id)
    before = {"active": server.active}
    server.active = active
    uow.session.add(server)
    await uow.audit(
        "open311.server_switched",
        f"open311_server:{server.id}",
        before=before,
        after={"active": active},
    )


async def test_connection(actor: Actor, server_id: uuid.UUID) -> int:
    """Ask a server for its services and keep them; give how many. Raises Unavailable."""
    actor.require(Permission.API_KEYS)
    async with db.session() as session:
        server = await _live(session, server_id)
    try:
        url, format, found = await GeoReport(endpoint_of(server), transport).discover()
    except RemoteError as error:
        raise Unavailable(N_("The server does not answer: {why}", why=str(error)[:200])) from error
    async with unit_of_work(actor) as uow:
        server = await _live(uow.session, server_id)
        server.url, server.format = url, format
        server.services = [{"code": one.code, "name": one.name} for one in found[:MAX_SERVICES]]
        uow.session.add(server)
        await uow.audit(
            "open311.server_tested",
            f"open311_server:{server.id}",
            after={"url": url, "format": format, "services": len(found)},
        )
    return len(found)


async def map_service(
    uow: UnitOfWork, server_id: uuid.UUID, category: str, service_code: str, *, automatic: bool
) -> None:
    """Say which service stands for a category; an empty one takes the entry away."""
    uow.actor.require(Permission.API_KEYS)
    server = await _live(uow.session, server_id)
    await remote.require_category(uow.session, category)
    code = service_code.strip()[:200]
    entry = await uow.session.get(ServiceMap, (server.id, category))
    before = _mapped(entry) if entry else None
    if code:
        entry = entry or ServiceMap(server_id=server.id, category=category, service_code=code)
        entry.service_code = code
        if automatic != (entry.automatic_from is not None):
            entry.automatic_from = clock.now() if automatic else None
        uow.session.add(entry)
    elif entry:
        await uow.session.delete(entry)
    await uow.audit(
        "open311.service_mapped",
        f"open311_server:{server.id}",
        before=before,
        after={"category": category, "service": code, "automatic": automatic},
    )


def _mapped(entry: ServiceMap) -> dict[str, object]:
    automatic = entry.automatic_from is not None
    return {"service": entry.service_code, "automatic": automatic}


async def _live(session: AsyncSession, server_id: uuid.UUID) -> Server:
    server = await repository.server(session, server_id)
    if server is None:
        raise NotFound
    return server


def endpoint_of(server: Server) -> Endpoint:
    return Endpoint(server.url, server.api_key, server.jurisdiction, server.format)


# --- passing on -------------------------------------------------------------------------


async def choices(session: AsyncSession, actor: Actor, code: str) -> list[tuple[str, str]]:
    """Give the servers (id, name) that have a service for this report and did not get it."""
    await remote.require_handler(session, actor, code)
    try:
        report = await remote.outgoing(session, code)
    except Conflict:
        return []
    gone = {server.id for _, server in await repository.forwards_of(session, report.code)}
    fitting = {
        entry.server_id
        for entry in await repository.maps(session)
        if entry.category == report.category
    }
    found = await repository.servers(session, active_only=True)
    return [(str(s.id), s.name) for s in found if s.id in fitting - gone]


async def forwards(session: AsyncSession, actor: Actor, code: str) -> list[ForwardView]:
    await remote.require_handler(session, actor, code)
    return [
        ForwardView(
            id=str(forward.id),
            server=server.name,
            state=forward.state,
            remote_id=forward.remote_id or forward.token,
            status=forward.last_status,
            notes=forward.last_notes,
            error=forward.last_error,
            sent_at=forward.sent_at,
        )
        for forward, server in await repository.forwards_of(session, code.upper())
    ]


async def forward(uow: UnitOfWork, code: str, server_id: uuid.UUID) -> None:
    """Pass a public report on to a server; the desk that holds it may.

    Raises Conflict when it is not public or went there before, InvalidInput when the server
    has no service for its category.
    """
    await remote.require_handler(uow.session, uow.actor, code)
    server = await _live(uow.session, server_id)
    report = await remote.outgoing(uow.session, code)
    entry = await uow.session.get(ServiceMap, (server.id, report.category))
    if entry is None or not server.active:
        raise InvalidInput(N_("This server has no service for this kind of problem."))
    if not await _queue(uow, report, entry):
        raise Conflict(N_("This report was passed on to that server before."))


async def forward_by_rule(uow: UnitOfWork) -> int:
    """Pass on what is new in the categories that go by themselves; give how many."""
    since, made = clock.now() - RULE_REACHES_BACK, 0
    for entry in await repository.automatic(uow.session):
        start = max(entry.automatic_from or since, since)
        for code in await remote.new_public(uow.session, entry.category, start, RULE_BATCH):
            made += await _queue(uow, await remote.outgoing(uow.session, code), entry)
    return made


async def _queue(uow: UnitOfWork, report: remote.Outgoing, entry: ServiceMap) -> bool:
    new = Forward(
        report_id=report.id,
        report_code=report.code,
        server_id=entry.server_id,
        service_code=entry.service_code,
        created_by=uow.actor.user_id,
    )
    if not await repository.add_forward(uow.session, new):
        return False
    await uow.audit(
        "open311.forward", f"report:{report.code}", after={"server": str(entry.server_id)}
    )
    await uow.enqueue(SEND, forward_id=str(new.id))
    return True


async def send_again(uow: UnitOfWork, forward_id: uuid.UUID) -> None:
    """Try once more what failed or stayed unclear. Raises Conflict in any other state."""
    found = await repository.forward_for_update(uow.session, forward_id)
    if found is None:
        raise NotFound
    await remote.require_handler(uow.session, uow.actor, found.report_code)
    if found.state not in {"failed", "unclear"}:
        raise Conflict
    await uow.audit(
        "open311.forward_again", f"report:{found.report_code}", before={"state": found.state}
    )
    found.state, found.last_error = "queued", ""
    uow.session.add(found)
    await uow.enqueue(SEND, forward_id=str(found.id))
