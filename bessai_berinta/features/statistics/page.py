"""The figures and the dictionary as pages before any script."""

from collections.abc import Iterable
from html import escape

from bessai_berinta.core.i18n import N_, Locale, localized, translator
from bessai_berinta.web.head import Head

from . import dictionary
from .present import Group, Row, View
from .schemas import MONTHS

BOX = "w-full mx-auto px-4 max-w-page flex flex-col gap-6 pt-4"
LINK = "inline-flex items-center min-h-12 px-2 font-semibold text-primary"
CELL = "px-3 py-2.5 text-left"


ABOUT = N_(
    "How long agencies take to answer and to solve reports, and how many are on time, with what "
    "each figure means."
)
ABOUT_DATA = N_("Every column of the open data about reports: type, unit and meaning.")
HEADS = (
    N_("Name"),
    N_("Filed"),
    N_("Open"),
    N_("Late"),
    N_("On time"),
    N_("First answer (days)"),
    N_("Solved (days)"),
    N_("Opened again"),
)


def statistics_head(shown: View, locale: Locale, origin: str) -> Head:
    """Describe the figures to search engines, as a data set too (schema.org/Dataset)."""
    t = translator(locale)
    title, about = t("Figures about the reports"), ABOUT.text(locale)
    files = {
        "text/csv": "/data/statistik-lapor.csv",
        "application/json": "/data/statistik-lapor.json",
    }
    return Head(
        title=title,
        description=about,
        path="/lapor/statistik",
        json_ld={
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": title,
            "description": about,
            "temporalCoverage": f"{shown.since}/{shown.until}",
            "spatialCoverage": "Bontang",
            "isAccessibleForFree": True,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": origin + address}
                for kind, address in files.items()
            ],
        },
        noindex=shown.demo,
    )


def statistics_body(shown: View, locale: Locale) -> str:
    """Write the figures as text and tables."""
    t = translator(locale)
    demo = f"<p><b>{escape(t('Demo data'))}</b></p>" if shown.demo else ""
    periods = "".join(
        f'<a class="{LINK}" href="{localized("/lapor/statistik", locale)}?bulan={months}">'
        f"{escape(t('{count} months', count=months))}</a>"
        for months in MONTHS
    )
    tiles = "".join(
        f'<div><dt class="text-small text-muted">{escape(tile.label)}</dt>'
        f'<dd class="text-title font-bold">{escape(tile.value)}</dd>'
        f'<dd class="text-small text-muted">{escape(tile.note)}</dd></div>'
        for tile in shown.tiles
    )
    groups = "".join(_group(group, locale) for group in shown.groups)
    months = _table(t("By month"), shown.by_month, locale, ranked=False)
    return (
        f'<div class="{BOX}"><h1 class="text-title font-bold text-ink">'
        f"{escape(t('Figures about the reports'))}</h1>{demo}<p>{escape(shown.period)}</p>"
        f'<p>{periods}</p><dl class="grid gap-6 sm:grid-cols-2">{tiles}</dl>{groups}{months}</div>'
    )


def _group(group: Group, locale: Locale) -> str:
    t = translator(locale)
    few = ""
    if group.few:
        few = f'<p class="text-small text-muted">{escape(t("Too few reports yet:"))} '
        few += f"{escape(group.few)}</p>"
    return _table(group.title, group.rows, locale, ranked=True) + few


def _table(title: str, rows: Iterable[Row], locale: Locale, *, ranked: bool) -> str:
    t = translator(locale)
    heads = [text.text(locale) for text in HEADS]
    if ranked:
        heads.insert(0, t("Place"))
    head = "".join(f'<th scope="col" class="{CELL}">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{_cells(row, ranked)}</tr>" for row in rows)
    return (
        f'<h2 class="text-section font-bold text-ink">{escape(title)}</h2>'
        '<div class="overflow-x-auto rounded-card border border-line bg-surface">'
        f'<table class="w-full text-staff"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _cells(row: Row, ranked: bool) -> str:
    texts = [row.filed, row.open, row.late, row.on_time, row.answer, row.solved, row.reopened]
    cells = "".join(f'<td class="{CELL}">{escape(text)}</td>' for text in texts)
    place = f'<td class="{CELL}">{escape(row.place)}</td>' if ranked else ""
    return f'{place}<th scope="row" class="{CELL}">{escape(row.name)}</th>{cells}'


def dictionary_head(locale: Locale) -> Head:
    t = translator(locale)
    return Head(
        title=t("About this data"),
        description=ABOUT_DATA.text(locale),
        path="/lapor/data",
    )


def dictionary_body(licence: str, locale: Locale) -> str:
    """Write the dictionary as tables."""
    t = translator(locale)
    files = "".join(_file(file, locale) for file in dictionary.FILES)
    return (
        f'<div class="{BOX}"><h1 class="text-title font-bold text-ink">'
        f"{escape(t('About this data'))}</h1>"
        f"<p>{escape(dictionary.licence_line(licence, locale))}</p>{files}</div>"
    )


def _file(file: dictionary.File, locale: Locale) -> str:
    rows = "".join(
        f'<tr><th scope="row" class="{CELL}">{escape(c.name)}</th><td class="{CELL}">'
        f'{escape(c.type)}</td><td class="{CELL}">{escape(c.unit)}</td>'
        f'<td class="{CELL}">{escape(c.meaning.text(locale))}</td></tr>'
        for c in file.columns
    )
    links = "".join(f'<a class="{LINK}" href="{a}">{a}</a>' for a in file.addresses)
    return (
        f'<h2 class="text-section font-bold text-ink">{escape(file.title.text(locale))}</h2>'
        f"<p>{links}</p><p>{escape(file.source.text(locale))}</p>"
        '<div class="overflow-x-auto rounded-card border border-line bg-surface">'
        f'<table class="w-full text-staff"><tbody>{rows}</tbody></table></div>'
    )
