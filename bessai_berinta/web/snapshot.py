"""Content before script: the page's own text in the first answer.

Reflex sends an empty page and fills it over a websocket. A snapshot puts the same content as
semantic HTML into that page, so it is readable at first paint, without script, by search
engines and in previews. The live page takes it away when it has its own data
(``ui.bridge.snapshot_ends``).
"""

import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from bessai_berinta.core.i18n import Locale, locale_of_path, localized, translator

from .document import Document
from .head import SITE_NAME, Head, head_tags, meta
from .site import BODY_TAG, PAGE_STARTS, site

TITLE = re.compile(r"<title>.*?</title>", re.DOTALL | re.I)
MAIN = re.compile(r"(<main[^>]*>).*?(</main>)", re.DOTALL | re.I)
PAGE_START = re.compile(rf'<template id="{PAGE_STARTS}"></template>')
BODY_END = re.compile(r"<script|</body>", re.I)
FRAME_PAGE = "/luring"


def frame(locale: Locale) -> str:
    """Give the public frame (header, tabs) with an empty ``<main>``, as the live page draws it.

    It is cut out of a prerendered page, so a snapshot looks like the page that follows it.
    """
    page = site().page(localized(FRAME_PAGE, locale))
    body = PAGE_START.split(page.html, maxsplit=1)[-1] if page else ""
    body = BODY_END.split(body, maxsplit=1)[0]
    return MAIN.sub(r"\1\2", body, count=1) if MAIN.search(body) else "<main></main>"


def framed(body_html: str, locale: Locale) -> str:
    """Put content into the public frame."""
    start, end, rest = frame(locale).partition("</main>")
    return start + body_html + end + rest


def compose(head: Head, body_html: str, locale: Locale) -> str:
    """Put head and content into the shell; ``body_html`` must be escaped already."""
    current = site()
    title = f"{head.title} · {SITE_NAME}"
    tags = f"<title>{escape(title)}</title>" + meta("description", head.description)
    tags += head_tags(head, locale, current.origin)
    html = TITLE.sub("", current.shell(locale)).replace("</head>", tags + "</head>", 1)
    # A name no component uses: React passes over it when it takes over the document.
    content = f'<city-snapshot id="ssr">{framed(body_html, locale)}</city-snapshot>'
    return BODY_TAG.sub(lambda tag: tag[0] + content, html, count=1)


async def snapshot(request: Request, head: Head, body_html: str, status: int = 200) -> Response:
    """Answer with a page whose content is already in it.

    ``body_html`` goes into ``<main>`` as it is: escape every value with ``html.escape``.
    The language follows the address (``/en``).
    """
    locale = locale_of_path(request.url.path)
    return Document(compose(head, body_html, locale)).response(request, status)


def missing_page(locale: Locale) -> str:
    """Write the page for an address that leads nowhere."""
    t = translator(locale)
    title = t("This page is not here")
    head = Head(title, t("The address may have changed."), "/404", noindex=True)
    body = (
        f'<div class="snapshot"><h1>{escape(title)}</h1>'
        f"<p>{escape(t('The address may have changed, or a letter may be missing.'))}</p>"
        f'<p><a href="{localized("/", locale)}">{escape(t("Go to the home page"))}</a></p>'
        f'<p><a href="{localized("/layanan", locale)}">{escape(t("See all services"))}</a></p>'
        "</div>"
    )
    return compose(head, body, locale)


async def not_found(request: Request) -> Response:
    """Answer 404 with a page in the language of the address."""
    return Document(missing_page(locale_of_path(request.url.path))).response(request, 404)
