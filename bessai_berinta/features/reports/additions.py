"""What other features add to one report's public page and JSON, without being known here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.i18n import Locale

from .schemas import ReportView


@dataclass(frozen=True)
class Addition:
    """Members for the JSON of ``/api/v1/lapor/{kode}`` and escaped HTML for the snapshot."""

    members: dict[str, object] = field(default_factory=dict)
    html: str = ""


Provider = Callable[[AsyncSession, ReportView, Locale], Awaitable[Addition]]
_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Let ``provider`` add to every report's public view; called while routes are put together."""
    _providers.append(provider)


async def gather(session: AsyncSession, shown: ReportView, locale: Locale) -> Addition:
    """Give everything that is added to one report."""
    found = [await provider(session, shown, locale) for provider in _providers]
    members = {name: value for each in found for name, value in each.members.items()}
    return Addition(members, "".join(each.html for each in found))
