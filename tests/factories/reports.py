"""Reports to test with, filed through the service like any other."""

import uuid

from bessai_berinta.core.permissions import ANONYMOUS, Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import service
from bessai_berinta.features.reports.schemas import Filed, NewReport, StoredPhoto

TEXT = "Sampah menumpuk di tepi jalan sejak Minggu. Sudah berbau."


def new_report(**changes: object) -> NewReport:
    """A complete report about rubbish in Bontang Kuala."""
    fields: dict[str, object] = {
        "category": "sampah",
        "description": TEXT,
        "lat": 0.1335,
        "lon": 117.5085,
        **changes,
    }
    return NewReport.model_validate(fields)


def photo() -> StoredPhoto:
    """A photo that claims to lie in the object store."""
    photo_id = uuid.uuid4()
    return StoredPhoto(photo_id, f"laporan/{photo_id}", 1600, 1200)


async def filed(actor: Actor = ANONYMOUS, *, photos: int = 0, **changes: object) -> Filed:
    """File a report and commit."""
    async with unit_of_work(actor) as uow:
        return await service.submit(
            uow, new_report(**changes), [photo() for _ in range(photos)], uuid.uuid4(), "hash"
        )
