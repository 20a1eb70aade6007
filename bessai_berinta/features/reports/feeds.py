"""Public reports as files for programs: GeoJSON, CSV, Atom and RSS. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC
from email.utils import format_datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from bessai_berinta.core.i18n import Locale, localized, translate

from . import words
from .schemas import PublicReport

ATOM = "http://www.w3.org/2005/Atom"
XML = b'<?xml version="1.0" encoding="utf-8"?>'
COLUMNS = (
    "kode", "kategori", "uraian", "kelurahan", "kode_kelurahan", "lat", "lon", "keadaan",
    "terlambat", "dipegang", "tenggat", "dibuat", "diubah", "contoh", "url",
)  # fmt: skip
# What a spreadsheet would take for the start of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

register_namespace("", ATOM)


def facts(one: PublicReport, origin: str) -> dict[str, Any]:
    """Give one report by the names of :data:`COLUMNS`."""
    line = one.line
    return {
        "kode": line.code,
        "kategori": line.category.code,
        "uraian": one.description,
        "kelurahan": line.area,
        "kode_kelurahan": one.area_code,
        "lat": one.lat,
        "lon": one.lon,
        "keadaan": line.status.value,
        "terlambat": line.late,
        "dipegang": line.agency,
        "tenggat": line.due_on.isoformat(),
        "dibuat": line.created_at.isoformat(),
        "diubah": one.updated_at.isoformat(),
        "contoh": line.demo,
        "url": f"{origin}/lapor/{line.code}",
    }


def geojson(reports: Iterable[PublicReport], origin: str) -> dict[str, Any]:
    """Give the reports that have a point as a FeatureCollection (RFC 7946)."""
    features = []
    for one in reports:
        if one.lat is None or one.lon is None:
            continue
        properties = {k: v for k, v in facts(one, origin).items() if k not in {"lat", "lon"}}
        properties["judul"] = one.line.title
        point = {"type": "Point", "coordinates": [one.lon, one.lat]}
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def table(reports: Iterable[PublicReport], origin: str) -> str:
    """Give CSV (RFC 4180). Text that a spreadsheet would run as a formula is quoted off."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for one in reports:
        row = facts(one, origin)
        writer.writerow({name: harmless(value) for name, value in row.items()})
    return out.getvalue()


def harmless(value: Any) -> Any:
    """Put an apostrophe before text that starts like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def atom(
    reports: Sequence[PublicReport], origin: str, path: str, listed: str, locale: Locale
) -> bytes:
    """Give an Atom feed (RFC 4287), newest first.

    ``path`` is its own address, ``listed`` that of the page with the same reports.
    """
    feed = Element(f"{{{ATOM}}}feed")
    title = translate(locale, "Reports from residents")
    _text(feed, "title", f"{title} · Bessai Berinta")
    _text(feed, "id", origin + path)
    _link(feed, "self", origin + path)
    _link(feed, "alternate", origin + listed)
    newest = max((one.updated_at for one in reports), default=None)
    _text(feed, "updated", newest.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    _text(SubElement(feed, f"{{{ATOM}}}author"), "name", "Bessai Berinta")
    for one in reports:
        _entry(feed, one, origin, locale)
    return XML + tostring(feed)


def _entry(feed: Element, one: PublicReport, origin: str, locale: Locale) -> None:
    line = one.line
    entry = SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, "title", f"{line.title} ({words.status(line.status, locale)})")
    _text(entry, "id", f"{origin}/lapor/{line.code}")
    _link(entry, "alternate", origin + localized(f"/lapor/{line.code}", locale))
    _text(entry, "published", line.created_at.isoformat())
    _text(entry, "updated", one.updated_at.isoformat())
    _text(entry, "summary", f"{line.area} · {line.agency}. {one.description}")
    SubElement(
        entry, f"{{{ATOM}}}category", term=line.category.code, label=line.category.name(locale)
    )


def rss(
    reports: Sequence[PublicReport], origin: str, path: str, listed: str, locale: Locale
) -> bytes:
    """Give the same as RSS 2.0, for readers that know no Atom."""
    # Written by hand: RSS has no namespace of its own, so Atom's cannot be the default here.
    feed = Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = SubElement(feed, "channel")
    _plain(channel, "title", f"{translate(locale, 'Reports from residents')} · Bessai Berinta")
    _plain(channel, "link", origin + listed)
    _plain(
        channel,
        "description",
        translate(locale, "What residents reported, who holds it, and by when it is due."),
    )
    _plain(channel, "language", locale)
    SubElement(channel, "atom:link", rel="self", href=origin + path, type="application/rss+xml")
    for one in reports:
        _item(channel, one, origin, locale)
    return XML + tostring(feed)


def _item(channel: Element, one: PublicReport, origin: str, locale: Locale) -> None:
    line = one.line
    item = SubElement(channel, "item")
    _plain(item, "title", f"{line.title} ({words.status(line.status, locale)})")
    _plain(item, "link", origin + localized(f"/lapor/{line.code}", locale))
    _plain(item, "guid", f"{origin}/lapor/{line.code}")
    _plain(item, "pubDate", format_datetime(line.created_at.astimezone(UTC)))
    _plain(item, "category", line.category.name(locale))
    _plain(item, "description", f"{line.area} · {line.agency}. {one.description}")


def _plain(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = words.printable(value)


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = words.printable(value)


def _link(parent: Element, rel: str, href: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href)
