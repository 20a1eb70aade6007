"""What search engines, messengers and browsers read about a page: the tags of its head."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from bessai_berinta.core.i18n import DEFAULT, LOCALES, Locale, localized

SITE_NAME = "Bessai Berinta"
PICTURE = "/bagikan.jpg"
OG_LOCALES: dict[Locale, str] = {"id": "id_ID", "en": "en_GB"}


@dataclass(frozen=True)
class Head:
    """The head of one page.

    ``path`` is the Indonesian address; ``image`` a local address or an absolute one, best a
    JPEG of 1200 x 630 under 300 KB; ``json_ld`` a schema.org object; ``feeds`` the same content
    for feed readers as (media type, title, local address).
    """

    title: str
    description: str
    path: str
    image: str = PICTURE
    image_alt: str = ""
    kind: str = "website"
    json_ld: Mapping[str, Any] | None = None
    noindex: bool = False
    feeds: Sequence[tuple[str, str, str]] = ()


def absolute(address: str, origin: str) -> str:
    return address if address.startswith(("https://", "http://")) else origin + address


def meta(name: str, content: str) -> str:
    key = "property" if name.startswith(("og:", "article:")) else "name"
    return f'<meta {key}="{escape(name)}" content="{escape(content)}"/>'


def link(rel: str, href: str, **attributes: str) -> str:
    more = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f'<link rel="{rel}"{more} href="{escape(href)}"/>'


def json_ld(data: Mapping[str, Any]) -> str:
    """Write a data block; ``<`` is escaped so that no text in it can close the element."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def address_tags(path: str, locale: Locale, origin: str) -> str:
    """Write the canonical address and the same page in each language."""
    tags = [link("canonical", origin + localized(path, locale))]
    tags += [
        link("alternate", origin + localized(path, other), hreflang=other) for other in LOCALES
    ]
    tags.append(link("alternate", origin + localized(path, DEFAULT), hreflang="x-default"))
    return "".join(tags)


def share_tags(head: Head, locale: Locale, origin: str) -> str:
    """Write what a messenger shows when the address is pasted into it."""
    facts = {
        "og:type": head.kind,
        "og:site_name": SITE_NAME,
        "og:locale": OG_LOCALES[locale],
        "og:title": head.title,
        "og:description": head.description,
        "og:url": origin + localized(head.path, locale),
        "og:image": absolute(head.image, origin),
        "og:image:alt": head.image_alt or SITE_NAME,
        "twitter:card": "summary_large_image",
    }
    return "".join(meta(name, value) for name, value in facts.items() if value)


def feed_tags(head: Head, origin: str) -> str:
    """Tell feed readers where to follow what is on this page."""
    return "".join(
        link("alternate", origin + address, type=kind, title=title)
        for kind, title, address in head.feeds
    )


def head_tags(head: Head, locale: Locale, origin: str) -> str:
    """Write every tag of ``head`` except title and description."""
    feeds = feed_tags(head, origin)
    if head.noindex:
        return meta("robots", "noindex") + feeds
    tags = address_tags(head.path, locale, origin) + share_tags(head, locale, origin) + feeds
    return tags + (json_ld(head.json_ld) if head.json_ld else "")
