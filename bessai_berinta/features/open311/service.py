"""Use cases of Open311: keys, services, requests. Reports stay the reports feature's own."""

import uuid
from collections.abc import Mapping, Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock, ids
from bessai_berinta.core.errors import Denied, InvalidInput, NotFound
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import queries, questions
from bessai_berinta.features.reports import service as reports
from bessai_berinta.features.reports.schemas import CategoryView, Filed, parse_report
from bessai_berinta.features.wilayah import service as wilayah

from . import attributes, repository
from .models import ApiKey
from .schemas import BadKey, KeyView, Open311Error, Place, UnknownThing, text

KEY_PREFIX = "bb311_"
HINT = len(KEY_PREFIX) + 4
PER_HOUR, MOST_PER_HOUR = 600, 100_000
MAX_DESCRIPTION = 4000
FETCH_MEDIA, MAX_URL = "open311.fetch_media", 2000


# --- keys -------------------------------------------------------------------------------


async def make_key(uow: UnitOfWork, name: str, per_hour: int = PER_HOUR) -> str:
    """Make a key for a program and give it, this once. Raises InvalidInput."""
    uow.actor.require(Permission.API_KEYS)
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise InvalidInput(fields={"name": N_("Name the program in 1 to 80 characters.")})
    if not 1 <= per_hour <= MOST_PER_HOUR:
        raise InvalidInput(fields={"per_hour": N_("Choose a number of reports an hour.")})
    secret = KEY_PREFIX + ids.secret_token()
    key = ApiKey(
        key_hash=ids.fingerprint(secret),
        hint=secret[:HINT],
        name=name,
        per_hour=per_hour,
        created_by=uow.actor.user_id,
    )
    uow.session.add(key)
    await uow.audit("open311.key_made", f"open311_key:{key.id}", after={"name": name})
    return secret


async def revoke_key(uow: UnitOfWork, key_id: uuid.UUID) -> None:
    """End a key at once; NotFound for one that is not there."""
    uow.actor.require(Permission.API_KEYS)
    key = await repository.key(uow.session, key_id)
    if key is None:
        raise NotFound
    key.revoked_at = key.revoked_at or clock.now()
    uow.session.add(key)
    await uow.audit("open311.key_revoked", f"open311_key:{key.id}", before={"name": key.name})


async def keys(session: AsyncSession, actor: Actor) -> list[KeyView]:
    actor.require(Permission.API_KEYS)
    return [
        KeyView(
            str(k.id), k.name, k.hint, k.per_hour, k.created_at, revoked=k.revoked_at is not None
        )
        for k in await repository.every_key(session)
    ]


async def check_key(session: AsyncSession, secret: str) -> ApiKey:
    """Give the key a program shows; raise BadKey for none, an unknown or a revoked one."""
    key = await repository.live_key(session, ids.fingerprint(secret)) if secret else None
    if key is None:
        raise BadKey("api_key is missing, unknown or revoked")
    return key


# --- services ---------------------------------------------------------------------------


async def services(session: AsyncSession) -> list[CategoryView]:
    return await queries.categories(session)


async def service(session: AsyncSession, code: str) -> CategoryView:
    """Give one service; raise UnknownThing for a code we do not have."""
    found = {category.code: category for category in await queries.categories(session)}
    if code not in found:
        raise UnknownThing(f"service_code {code[:40]} is unknown")
    return found[code]


# --- requests ---------------------------------------------------------------------------


async def post_request(
    uow: UnitOfWork, form: Mapping[str, str], sent: Sequence[tuple[str, str]] = ()
) -> Filed:
    """File a report from the fields of POST Service Request. Raises Open311Error.

    ``address_id`` is the Kemendagri code of a kelurahan, ``address_string`` its name in any
    spelling; ``lat`` and ``long`` go before both. Name, contact and media stay with the report
    where we have a place for them; a job fetches ``media_url``. ``device_id``, ``account_id``
    and ``jurisdiction_id`` are accepted and kept nowhere: this is one city's server.
    """
    code = text(form, "service_code")
    if not code:
        raise Open311Error("service_code is required")
    await service(uow.session, code)
    place = await _place(uow.session, form)
    answers = attributes.answers(sent, await questions.of(uow.session, code))
    name = " ".join(filter(None, (text(form, "first_name"), text(form, "last_name"))))
    fields = {
        "kategori": code,
        "uraian": _description(form),
        "lat": place.lat,
        "lon": place.lon,
        "kelurahan": place.area,
        "nama": name[:120],
        "kontak": (text(form, "email") or text(form, "phone"))[:120],
        "anonim": "1",  # a program cannot give a person's consent to show the name
    }
    try:
        new = parse_report(fields).model_copy(update={"answers": answers})
        # Not every client asks for the definition; the desk can ask what is missing.
        filed = await reports.submit(uow, new, [], uuid.uuid4(), "open311", complete=False)
    except Denied as error:
        raise BadKey("this key's reports are not taken at the moment") from error
    except InvalidInput as error:
        sentences = error.field_texts("en").values()
        raise Open311Error(" ".join(dict.fromkeys(sentences))) from error
    if media := text(form, "media_url")[:MAX_URL]:
        await uow.enqueue(FETCH_MEDIA, code=filed.code, url=media)
    return filed


def _description(form: Mapping[str, str]) -> str:
    description = text(form, "description")
    if len(description) > MAX_DESCRIPTION:
        raise Open311Error(f"description has at most {MAX_DESCRIPTION} characters")
    return description


async def _place(session: AsyncSession, form: Mapping[str, str]) -> Place:
    lat, lon = text(form, "lat"), text(form, "long")
    if bool(lat) != bool(lon):
        raise Open311Error("lat and long come together")
    if lat:
        try:
            return Place(float(lat), float(lon))
        except ValueError as error:
            raise Open311Error("lat and long are degrees (WGS 84)") from error
    if code := text(form, "address_id"):
        area = await wilayah.kelurahan(session, code)
    elif name := text(form, "address_string"):
        area = await wilayah.named(session, name)
    else:
        raise Open311Error("lat and long, address_string or address_id is required")
    if area is None or area.kind != "kelurahan":
        raise Open311Error("the address is no kelurahan of Bontang")
    return Place(area=area.code)
