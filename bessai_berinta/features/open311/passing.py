"""The work of the jobs: posting a report to another server and asking how it stands there."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from bessai_berinta.adapters.georeport import (
    Endpoint,
    GeoReport,
    RemoteError,
    RemoteRequest,
    Unclear,
    Unreachable,
)
from bessai_berinta.core import clock, db
from bessai_berinta.core.errors import CityError
from bessai_berinta.core.i18n import translate
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import remote
from bessai_berinta.settings import settings

from . import forwarding, repository
from .models import Forward

MAX_TRIES = 6  # of one order to send; after that a person decides
MAX_DESCRIPTION = 4000  # GeoReport v2, POST Service Request
PULL_EVERY, PULL_BATCH = timedelta(minutes=10), 100


@dataclass(frozen=True)
class Try:
    """One try to send, begun and committed before the other side is called."""

    forward_id: uuid.UUID
    there: Endpoint
    server: str
    service: str
    report: remote.Outgoing
    share_contact: bool
    look_first: bool  # an earlier try may have arrived
    may_post: bool  # nobody may post again what is unclear
    since: str

    @property
    def client(self) -> GeoReport:
        return GeoReport(self.there, forwarding.transport)


async def send(forward_id: uuid.UUID) -> None:
    """Post one report, never twice. Raises Unreachable or Unclear while a retry makes sense.

    A try that left no readable answer is only ever looked for over there, by our code, which
    every description carries; posting it again is for a person to order.
    """
    begun = await _begin(forward_id)
    if begun is None:
        return
    try:
        made = await _deliver(begun)
    except RemoteError as error:
        if await _failed(begun, error):
            raise
        return
    await _arrived(begun, made)


async def _deliver(begun: Try) -> RemoteRequest:
    made = await _earlier(begun) if begun.look_first else None
    if made is None and begun.may_post:
        made = await begun.client.post(
            {"service_code": begun.service, **fields(begun.report, begun.share_contact)}
        )
    if made is None:
        raise Unclear("no answer was understood, and the request was not found there")
    return made


def _state_after(begun: Try, error: RemoteError, *, spent: bool) -> str:
    if isinstance(error, Unclear) or not begun.may_post:
        return "unclear"
    return "queued" if isinstance(error, Unreachable) and not spent else "failed"


async def _begin(forward_id: uuid.UUID) -> Try | None:
    async with unit_of_work(SYSTEM) as uow:
        forward = await repository.forward_for_update(uow.session, forward_id)
        if forward is None or forward.state not in {"queued", "sending", "unclear"}:
            return None
        server = await repository.server(uow.session, forward.server_id)
        assert server is not None  # a foreign key
        try:
            report = await remote.outgoing(uow.session, forward.report_code)
        except CityError as error:
            forward.state, forward.last_error = "failed", error.text("id")
            return None
        begun = Try(
            forward_id=forward.id,
            there=forwarding.endpoint_of(server),
            server=server.name,
            service=forward.service_code,
            report=report,
            share_contact=server.share_contact,
            look_first=forward.attempts > 0,
            may_post=forward.state == "queued",
            since=(forward.created_at - timedelta(days=1)).isoformat(timespec="seconds"),
        )
        forward.attempts += 1
        forward.state = "sending"
    return begun


async def _earlier(begun: Try) -> RemoteRequest | None:
    """Look for an earlier try that arrived; a server that cannot list tells nothing."""
    try:
        return await begun.client.find(begun.report.code, begun.service, begun.since)
    except Unreachable:
        raise
    except RemoteError:
        return None


def fields(report: remote.Outgoing, share_contact: bool) -> dict[str, str]:
    """Give what goes out: the problem and its place; a person only where that is agreed."""
    origin = settings().origin
    mark = f"\n\nKota Bontang {report.code} {origin}/lapor/{report.code}"
    found = {
        "description": report.description[: MAX_DESCRIPTION - len(mark)] + mark,
        "lat": "" if report.lat is None else str(report.lat),
        "long": "" if report.lon is None else str(report.lon),
        "address_string": report.address,
        "media_url": f"{origin}/foto/{report.photo}/1600.webp" if report.photo else "",
    }
    if share_contact:
        found["first_name"] = report.name
        found["email" if "@" in report.contact else "phone"] = report.contact
    return {name: value for name, value in found.items() if value}


async def _failed(begun: Try, error: RemoteError) -> bool:
    """Note why a try failed; tell whether the job should run again."""
    async with unit_of_work(SYSTEM) as uow:
        forward = await _locked(uow.session, begun)
        spent = forward.attempts % MAX_TRIES == 0
        forward.state = _state_after(begun, error, spent=spent)
        forward.last_error = str(error)[:500]
        await uow.audit(
            "open311.not_sent",
            f"report:{begun.report.code}",
            after={"server": begun.server, "state": forward.state, "why": forward.last_error},
        )
        await uow.publish(forwarding.QUEUE_TOPIC)
    return not spent and isinstance(error, (Unreachable, Unclear))


async def _arrived(begun: Try, made: RemoteRequest) -> None:
    async with unit_of_work(SYSTEM) as uow:
        forward = await _locked(uow.session, begun)
        forward.state, forward.last_error = "sent", ""
        forward.remote_id, forward.token = made.id, made.token
        forward.sent_at = clock.now()
        said = translate("id", "Passed on to {server}.", server=begun.server)
        if made.id:
            said += " " + translate("id", "Number there: {number}.", number=made.id[:100])
        await remote.say(uow, begun.report.code, said)


async def _locked(session, begun: Try) -> Forward:  # type: ignore[no-untyped-def]
    found = await repository.forward_for_update(session, begun.forward_id)
    assert found is not None  # forwards are never deleted
    return found


# --- hearing back -----------------------------------------------------------------------


async def due() -> list[uuid.UUID]:
    """Give what was passed on and not asked about for :data:`PULL_EVERY`."""
    async with db.session() as session:
        return await repository.to_pull(session, clock.now() - PULL_EVERY, PULL_BATCH)


async def pull(forward_id: uuid.UUID) -> None:
    """Ask how a report stands over there and put news on its journey."""
    async with db.session() as session:
        forward = await session.get(Forward, forward_id)
        server = await repository.server(session, forward.server_id) if forward else None
    if forward is None or server is None or forward.state != "sent":
        return
    client = GeoReport(forwarding.endpoint_of(server), forwarding.transport)
    news, problem, number = None, "", forward.remote_id
    try:
        number = number or await client.resolve_token(forward.token)
        news = await client.request(number) if number else None
    except RemoteError as error:
        problem = str(error)[:500]
    await _heard(forward_id, server.name, number, news, problem)


async def _heard(
    forward_id: uuid.UUID, server: str, number: str, news: RemoteRequest | None, problem: str
) -> None:
    async with unit_of_work(SYSTEM) as uow:
        forward = await repository.forward_for_update(uow.session, forward_id)
        if forward is None or forward.state != "sent":
            return
        forward.pulled_at, forward.last_error = clock.now(), problem
        forward.remote_id = number
        if news is None:
            return
        changed = (news.status, news.notes) != (forward.last_status, forward.last_notes)
        first = not forward.last_status and news.status == "open" and not news.notes
        forward.last_status, forward.last_notes = news.status, news.notes
        if news.status == "closed":
            forward.state = "closed"  # ours stays open: the desk looks and decides
        if changed and not first:
            await remote.say(uow, forward.report_code, _said(server, news))


def _said(server: str, news: RemoteRequest) -> str:
    """Put the other side's news into words for everybody."""
    closed = news.status == "closed"
    text = (
        translate("id", "{server} says it is finished. The desk here still checks.", server=server)
        if closed
        else translate("id", "News from {server}.", server=server)
    )
    return f"{text} {news.notes}".strip()[:2000]
