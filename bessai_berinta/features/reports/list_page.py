"""The list of reports as a page before any script: the same choices and the same words."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from bessai_berinta.core.i18n import Locale, Translate, localized, translator
from bessai_berinta.seed.static import categories, kelurahan
from bessai_berinta.web.head import Head

from . import listing
from .listing import Links
from .present import Card

# What tells one list from another for a search engine; the rest are views of the same.
OWN_ADDRESS = ("kategori", "wilayah")
CONTROL = "block w-full rounded-control border border-control bg-surface text-ink px-4 min-h-13"
LINK = "inline-flex items-center min-h-12 px-2 font-semibold text-primary"


def names(locale: Locale) -> dict[str, dict[str, str]]:
    """Give the name of every value that a filter offers."""
    english = locale == "en"
    return {
        "kategori": {c.code: c.name_en if english else c.name_id for c in categories()},
        "wilayah": {area.code: area.name for area in kelurahan()},
        "keadaan": {name: words.text(locale) for name, words in listing.STATE_WORDS.items()},
        "hari": {days: words.text(locale) for days, words in listing.PERIODS.items()},
    }


def head(chosen: Mapping[str, str], links: Links, locale: Locale) -> Head:
    """Describe a list by what was chosen, and offer its feeds."""
    t, known = translator(locale), names(locale)
    parts = [known[name].get(chosen[name], "") for name in known]
    about = ", ".join(part for part in parts if part)
    title = t("Reports from residents")
    own = {name: chosen[name] for name in OWN_ADDRESS if chosen[name] in known[name]}
    return Head(
        title=f"{title}: {about}" if about else title,
        description=t(
            "What residents of Bontang reported, which agency holds it and by when it is due."
        ),
        path=listing.address(listing.PATH, own),
        feeds=(
            ("application/atom+xml", f"{title} (Atom)", links.atom),
            ("application/rss+xml", f"{title} (RSS)", links.rss),
        ),
    )


def body(cards: Sequence[Card], chosen: Mapping[str, str], links: Links, locale: Locale) -> str:
    """Write the filters as a plain form and the reports as a list of links."""
    t = translator(locale)
    found = "".join(_card(card) for card in cards)
    listed = (
        f'<ul class="grid gap-4">{found}</ul>'
        if found
        else f"<p>{escape(t('No reports here'))}</p>"
    )
    return (
        '<div class="w-full mx-auto px-4 max-w-page flex flex-col gap-6 pt-4">'
        f'<div><h1 class="text-title font-bold text-ink">{escape(t("Reports from residents"))}</h1>'
        f'<p class="mt-1 text-muted">'
        f"{escape(t('What residents reported, who holds it, and by when it is due.'))}</p></div>"
        f"{_form(chosen, locale, t)}{listed}{_links(links, locale, t)}</div>"
    )


def _form(chosen: Mapping[str, str], locale: Locale, t: Translate) -> str:
    labels = {
        "kategori": t("Kind of problem"),
        "wilayah": t("Kelurahan"),
        "keadaan": t("State"),
        "hari": t("Filed when"),
    }
    choices = "".join(
        _select(name, labels[name], options.items(), chosen[name])
        for name, options in names(locale).items()
    )
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(chosen[name])}"/>'
        for name in ("sejak", "sampai", "bbox")
        if chosen[name]
    )
    return (
        f'<form action="{localized(listing.PATH, locale)}" method="get" role="search" '
        'class="flex flex-col gap-3">'
        f'<div class="grid gap-3 grid-cols-2 lg:grid-cols-4">{choices}</div>{hidden}'
        '<button type="submit" class="rounded-control font-semibold min-h-13 px-4 py-2 '
        f'text-body bg-surface text-primary border border-control">{escape(t("Show"))}</button>'
        "</form>"
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]], value: str) -> str:
    rows = "".join(
        f'<option value="{escape(code)}"{" selected" if code == value else ""}>'
        f"{escape(text)}</option>"
        for code, text in options
    )
    return (
        f'<select name="{name}" aria-label="{escape(label)}" class="{CONTROL}">'
        f'<option value="">{escape(label)}</option>{rows}</select>'
    )


def _card(card: Card) -> str:
    facts = " · ".join(filter(None, [card.status, card.label, card.area]))
    due = " · ".join(filter(None, [card.holder, card.due_text, card.left]))
    return (
        '<li class="block rounded-card border bg-surface border-line p-4">'
        f'<p class="text-small text-muted">{escape(facts)}</p>'
        f'<h2 class="text-card font-semibold text-ink"><a href="{escape(card.href)}">'
        f"{escape(card.title)}</a></h2>"
        f'<p class="text-small text-muted">{escape(due)}</p></li>'
    )


def _links(links: Links, locale: Locale, t: Translate) -> str:
    pairs = [
        (t("Newer"), links.newer),
        (t("Older"), links.older),
        (t("Figures about the reports"), localized("/lapor/statistik", locale)),
        (t("About this data"), localized("/lapor/data", locale)),
        ("GeoJSON", links.geojson),
        ("CSV", links.csv),
        ("Atom", links.atom),
        ("RSS", links.rss),
    ]
    anchors = "".join(
        f'<a class="{LINK}" href="{escape(address)}">{escape(text)}</a>'
        for text, address in pairs
        if address
    )
    return f'<p class="text-small">{anchors}</p>'
