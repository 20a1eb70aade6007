"""Background jobs of Open311. Each may safely run twice."""

import uuid

import httpx

from bessai_berinta.adapters import guarded_http, images, storage
from bessai_berinta.adapters.guarded_http import Refused
from bessai_berinta.core import jobs
from bessai_berinta.core.errors import CityError
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import remote
from bessai_berinta.features.reports.uploads import stored_photo

from . import forwarding, passing

# For tests and special networks: what carries the fetching of photos.
transport: httpx.AsyncBaseTransport | None = None


@jobs.task(name="open311.fetch_media", retry=jobs.RETRY)
async def fetch_media(code: str, url: str) -> None:
    """Fetch the photo a program named and hang it on its report.

    The photo's id comes from report and address, so a second run finds it there.
    """
    photo_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{code} {url}")
    try:
        data = await guarded_http.fetch(url, most=images.MAX_BYTES, transport=transport)
        photo = await images.prepare(data)
    except (Refused, CityError) as error:
        async with unit_of_work(SYSTEM) as uow:
            why = str(error)[:200]
            await uow.audit("open311.media_refused", f"report:{code}", after={"why": why})
        return
    key = f"laporan/{photo_id}"
    for name, rendition in photo.renditions.items():
        await storage.put(f"{key}/{name}.webp", rendition)
    async with unit_of_work(SYSTEM) as uow:
        await remote.attach(uow, code, stored_photo(photo_id, key, photo))


@jobs.task(name=forwarding.SEND, retry=jobs.RETRY)
async def send(forward_id: str) -> None:
    """Post one report to another server."""
    await passing.send(uuid.UUID(forward_id))


@jobs.periodic(cron="* * * * *")
@jobs.task(name="open311.by_rule", queueing_lock="open311.by_rule")
async def by_rule(timestamp: int) -> None:
    """Pass on new reports of the categories that go by themselves."""
    async with unit_of_work(SYSTEM) as uow:
        await forwarding.forward_by_rule(uow)


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(name="open311.pull", queueing_lock="open311.pull")
async def pull(timestamp: int) -> None:
    """Ask other servers how what was passed on stands there."""
    for forward_id in await passing.due():
        await passing.pull(forward_id)
