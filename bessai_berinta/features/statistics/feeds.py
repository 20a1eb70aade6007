"""The figures as files for programs: JSON and CSV. Pure."""

import csv
import io
from typing import Any

from bessai_berinta.core.i18n import Locale

from .dictionary import FIGURES
from .schemas import KINDS, Figures, Statistics

COLUMNS = tuple(column.name for column in FIGURES)


def facts(one: Figures, name: str) -> dict[str, Any]:
    """Give one group by the names of :data:`COLUMNS`; too few reports leave them empty."""
    if not one.enough:
        empty = dict.fromkeys(COLUMNS)
        return {**empty, "jenis": one.kind, "kode": one.code, "nama": name}
    return {
        "jenis": one.kind,
        "kode": one.code,
        "nama": name,
        "dibuat": one.filed,
        "terbuka": one.open,
        "terlambat": one.late,
        "ditutup": one.closed,
        "tepat_waktu": _rounded(one.on_time_share, 3),
        "dijawab": one.answered,
        "jawaban_median": _rounded(one.answer_median),
        "jawaban_p90": _rounded(one.answer_p90),
        "selesai": one.solved,
        "selesai_median": _rounded(one.solved_median),
        "selesai_p90": _rounded(one.solved_p90),
        "dibuka_lagi": _rounded(one.reopened_share, 3),
    }


def rows(found: Statistics, locale: Locale) -> list[dict[str, Any]]:
    """Give every group of a period, the total first."""
    index = 1 if locale == "en" else 0
    return [
        facts(one, found.names.get((kind, one.code), (one.code, one.code))[index])
        for kind in KINDS
        for one in found.groups[kind]
    ]


def as_json(found: Statistics, locale: Locale) -> dict[str, Any]:
    period = found.period
    return {
        "sejak": period.since.isoformat(),
        "sampai": period.until.isoformat(),
        "contoh": found.demo,
        "baris": rows(found, locale),
    }


def table(found: Statistics, locale: Locale) -> str:
    """Give CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows(found, locale))
    return out.getvalue()


def _rounded(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits)
