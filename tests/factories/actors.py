"""People to act in tests; each is stored, so that history and audit can point at them."""

import uuid

from bessai_berinta.core.ids import fingerprint
from bessai_berinta.core.permissions import Actor, Role
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts.models import Account


async def stored(*roles: Role, agency: str = "", name: str = "Orang Uji") -> Actor:
    """Store an account and give the actor it signs in as."""
    account = Account(issuer="test", subject=uuid.uuid4().hex, name=name)
    async with unit_of_work() as uow:
        uow.session.add(account)
    return Actor(
        user_id=account.id,
        name=name,
        roles=frozenset(roles),
        agencies=frozenset({agency} if agency else ()),
        ip="192.0.2.1",
    )


async def citizen() -> Actor:
    return await stored(Role.CITIZEN, name="Warga Uji")


async def officer(agency: str) -> Actor:
    return await stored(Role.OFFICER, agency=agency, name=f"Petugas {agency}")


async def operator() -> Actor:
    return await stored(Role.OPERATOR, name="Operator Uji")


async def admin() -> Actor:
    return await stored(Role.ADMIN, name="Admin Uji")


def visitor(cookie: str = "a-browser") -> Actor:
    """A browser that is not signed in, told from others by its cookie."""
    return Actor(visitor=fingerprint(cookie), ip="192.0.2.2")
