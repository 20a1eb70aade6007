"""What every column of our open data means, once for pages, JSON and Markdown. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bessai_berinta.core.i18n import LOCALES, N_, Locale, Message, translate


@dataclass(frozen=True)
class Column:
    name: str
    type: str  # JSON's names; day and time mean text by ISO 8601
    unit: str
    meaning: Message


@dataclass(frozen=True)
class File:
    """One set of data: its addresses and columns."""

    addresses: tuple[str, ...]
    title: Message
    source: Message
    columns: tuple[Column, ...]


_REPORT = (
    Column("kode", "text", "", N_("The report's own code; it never changes.")),
    Column("kategori", "text", "", N_("Code of the kind of problem (see /api/v1/kategori).")),
    Column("uraian", "text", "", N_("What the reporter wrote.")),
    Column("kelurahan", "text", "", N_("Name of the kelurahan.")),
    Column("kode_kelurahan", "text", "", N_("Kemendagri code of the kelurahan.")),
    Column("lat", "number", "°", N_("Latitude, WGS 84; empty when only the kelurahan is known.")),
    Column("lon", "number", "°", N_("Longitude, WGS 84; empty when only the kelurahan is known.")),
    Column(
        "keadaan",
        "text",
        "",
        N_("new, accepted, in_progress, waiting, done, refused or withdrawn."),
    ),
    Column("terlambat", "boolean", "", N_("Open, not paused, past its deadline.")),
    Column("dipegang", "text", "", N_("Name of the agency that holds it.")),
    Column("tenggat", "day", "", N_("Last day for the solution, in Bontang's time.")),
    Column("dibuat", "time", "", N_("When it was filed.")),
    Column("diubah", "time", "", N_("When anything about it last changed.")),
    Column("contoh", "boolean", "", N_("Made up for a demonstration.")),
    Column("url", "text", "", N_("Its page.")),
)
FIGURES = (
    Column("jenis", "text", "", N_("What the row sums up: total, agency, category, area, month.")),
    Column("kode", "text", "", N_("Code of that agency, category, area or month (YYYY-MM).")),
    Column("nama", "text", "", N_("Its name.")),
    Column("dibuat", "integer", "reports", N_("Filed in the period.")),
    Column("terbuka", "integer", "reports", N_("Of these, open now.")),
    Column("terlambat", "integer", "reports", N_("Of these, late now.")),
    Column("ditutup", "integer", "reports", N_("Of these, done or refused now.")),
    Column("tepat_waktu", "number", "0-1", N_("Share of the closed that met their deadline.")),
    Column("dijawab", "integer", "reports", N_("Had a first step by the agency.")),
    Column("jawaban_median", "number", "days", N_("Half got the first step within this time.")),
    Column("jawaban_p90", "number", "days", N_("Nine in ten got the first step within this time.")),
    Column("selesai", "integer", "reports", N_("Are done.")),
    Column("selesai_median", "number", "days", N_("Half of these were done within this time.")),
    Column("selesai_p90", "number", "days", N_("Nine in ten of these were done within this time.")),
    Column("dibuka_lagi", "number", "0-1", N_("Share of the ever closed that came back.")),
)
_CLUSTERS = (
    Column("klaster[].lat, lon", "number", "°", N_("Middle of reports that are close together.")),
    Column("klaster[].jumlah", "integer", "reports", N_("How many they are.")),
    Column("klaster[].terlambat", "integer", "reports", N_("How many of them are late.")),
    Column("titik[]", "object", "", N_("Single reports, with the columns above.")),
    Column("jumlah, terlambat", "integer", "reports", N_("Sums over the whole answer.")),
)
_APP = N_("Filed and worked on in this app; public reports only. Private ones are in no file.")

FILES = (
    File(
        ("/data/lapor.csv", "/data/lapor.geojson"),
        N_("Reports"),
        _APP,
        _REPORT,
    ),
    File(
        ("/data/statistik-lapor.csv", "/data/statistik-lapor.json"),
        N_("Figures about the reports"),
        _APP,
        FIGURES,
    ),
    File(("/data/lapor/klaster.json",), N_("Reports of a map view"), _APP, _CLUSTERS),
)


def as_json(licence: str) -> dict[str, object]:
    """Give the dictionary for programs, with every meaning in each language."""
    return {
        "lisensi": licence or None,
        "berkas": [
            {
                "alamat": list(file.addresses),
                "nama": _each(file.title),
                "sumber": _each(file.source),
                "kolom": [
                    {
                        "nama": column.name,
                        "jenis": column.type,
                        "satuan": column.unit or None,
                        "arti": _each(column.meaning),
                    }
                    for column in file.columns
                ],
            }
            for file in FILES
        ],
    }


def as_markdown(licence: str, locale: Locale) -> str:
    """Give the dictionary for people who read plain files."""
    lines = [f"# {translate(locale, 'About this data')}", "", licence_line(licence, locale), ""]
    for file in FILES:
        lines += [f"## {file.title.text(locale)}", "", ", ".join(f"`{a}`" for a in file.addresses)]
        lines += ["", file.source.text(locale), "", *_table(file.columns, locale), ""]
    return "\n".join(lines)


def licence_line(licence: str, locale: Locale) -> str:
    if not licence:
        return translate(locale, "Licence: not settled yet.")
    return translate(locale, "Licence: {licence}", licence=licence)


def _each(message: Message) -> dict[str, str]:
    return {str(locale): message.text(locale) for locale in LOCALES}


def _table(columns: Iterable[Column], locale: Locale) -> list[str]:
    rows = [f"| {c.name} | {c.type} | {c.unit} | {c.meaning.text(locale)} |" for c in columns]
    return ["| | | | |", "|---|---|---|---|", *rows]
