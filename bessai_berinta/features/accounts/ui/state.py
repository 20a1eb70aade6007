"""What the account pages hold while they are open."""

from dataclasses import dataclass
from urllib.parse import urlencode

import reflex as rx

from bessai_berinta.core import db, ids
from bessai_berinta.core.i18n import N_, Locale, localized, moment
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.accounts import service, words
from bessai_berinta.features.accounts.redirects import local_path
from bessai_berinta.features.accounts.schemas import Device
from bessai_berinta.ui.bridge import BridgeState
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import actor_of, cookie_of, locale_of

UNKNOWN = N_("Unknown browser")
REVOKED = N_("That device is signed out.")


@dataclass
class DeviceRow:
    """One line of the device list."""

    key: str = ""
    name: str = ""
    signed_in: str = ""
    seen: str = ""
    current: bool = False


class AccountState(rx.State):
    """Who is signed in here, and where else."""

    known: bool = False
    signed_in: bool = False
    name: str = ""
    roles: list[str] = []
    agencies: str = ""
    staff: bool = False
    devices: list[DeviceRow] = []

    @rx.event
    @guarded
    async def load(self):
        """Read everything anew: it is short, and another tab may have changed it."""
        actor = await actor_of(self)
        self.known, self.signed_in, self.name = True, actor.signed_in, actor.name
        self.roles = words.roles(actor.roles, locale_of(self))
        self.agencies = ", ".join(sorted(actor.agencies))
        self.staff = actor.may(Permission.STAFF_AREA)
        await self._read_devices()

    @rx.event
    @guarded
    async def revoke(self, key: str):
        """Sign out one other device."""
        async with unit_of_work(await actor_of(self)) as uow:
            await service.revoke_device(uow, str(key))
        await self._read_devices()
        bridge = await self.get_state(BridgeState)
        bridge.toast(REVOKED.text(locale_of(self)), "done")

    async def _read_devices(self) -> None:
        actor, locale = await actor_of(self), locale_of(self)
        self.devices = []
        if actor.signed_in:
            async with db.session() as session:
                found = await service.devices(session, actor, ids.fingerprint(cookie_of(self)))
            self.devices = [_row(device, locale) for device in found]


def _row(device: Device, locale: Locale) -> DeviceRow:
    return DeviceRow(
        key=device.key,
        name=" · ".join(filter(None, [device.browser, device.system])) or UNKNOWN.text(locale),
        signed_in=moment(device.signed_in_at, locale, short=True),
        seen=moment(device.last_seen_at, locale, short=True),
        current=device.current,
    )


class SignInFailureState(rx.State):
    """Why a sign-in failed, and where it was going."""

    reason: str = ""
    retry: str = "/auth/login"

    @rx.event
    async def load(self):
        """Read both from the address; neither is trusted further than to be shown."""
        asked = self.router.url.query_parameters
        home = localized("/", locale_of(self))
        wanted = local_path(asked.get("lanjut", home))
        self.reason = asked.get("sebab", "")[:20]
        self.retry = f"/auth/login?{urlencode({'next': wanted})}"
