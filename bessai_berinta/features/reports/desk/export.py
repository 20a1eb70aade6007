"""The filtered queue as a table for a spreadsheet. Pure but for the rows it is given."""

import csv
import io
from collections.abc import AsyncIterator, Mapping

from bessai_berinta.core.clock import WITA
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.features.reports import words
from bessai_berinta.features.reports.feeds import harmless
from bessai_berinta.features.reports.schemas import ASSIGNED, CHIPS, QueueFilter

from .repository import Exported

BASE = (
    "kode", "kategori", "uraian", "kelurahan", "keadaan", "dipegang", "petugas", "tenggat",
    "jawaban_pertama_sebelum", "dibuat", "diubah", "ditutup", "dibuka_lagi", "dukungan",
    "lat", "lon", "tertutup", "contoh",
)  # fmt: skip
REPORTER = ("pelapor", "kontak")


def parse_filter(params: Mapping[str, str]) -> QueueFilter:
    """Read the desk's filters from an address. Raises InvalidInput by field."""
    chip, assigned = params.get("chip", "open"), params.get("assigned", "")
    if chip not in CHIPS or assigned not in ASSIGNED:
        raise InvalidInput(fields={"chip": N_("Choose a state from the list.")})
    text, category, area = (
        params.get(name, "").replace("\0", "")[:200] for name in ("text", "category", "area")
    )
    return QueueFilter(chip, text, category, area, assigned=assigned)


def _facts(row: Exported) -> dict[str, object]:
    report = row.report
    times = {
        "tenggat": report.due_at,
        "jawaban_pertama_sebelum": report.answer_due_at,
        "dibuat": report.created_at,
        "diubah": report.updated_at,
        "ditutup": report.closed_at,
    }
    return {
        "kode": report.code,
        "kategori": row.category,
        "uraian": report.description,
        "kelurahan": row.area,
        "keadaan": words.status(report.status, "id"),
        "dipegang": row.agency,
        "petugas": row.assignee,
        **{
            name: moment.astimezone(WITA).strftime("%Y-%m-%d %H:%M") if moment else ""
            for name, moment in times.items()
        },
        "dibuka_lagi": report.reopened,
        "dukungan": report.supports,
        "lat": report.lat,
        "lon": report.lon,
        "tertutup": "ya" if report.private else "tidak",
        "contoh": "ya" if report.demo else "tidak",
        "pelapor": report.reporter_name,
        "kontak": row.contact,
    }


async def lines(rows: AsyncIterator[Exported], *, reporter: bool) -> AsyncIterator[str]:
    """Write CSV (RFC 4180) piece by piece; without ``reporter`` nobody's name and contact.

    It starts with a byte order mark, by which spreadsheets know UTF-8. Text that one would run
    as a formula is quoted off.
    """
    buffer = io.StringIO()
    columns = (*BASE, *REPORTER) if reporter else BASE
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore")
    buffer.write("\ufeff")
    writer.writeheader()
    async for row in rows:
        writer.writerow({name: harmless(value) for name, value in _facts(row).items()})
        if buffer.tell() > 64_000:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
