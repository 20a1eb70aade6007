"""One report as a page before any script: the same words the live page shows."""

from html import escape

from bessai_berinta.core.i18n import Locale, translator
from bessai_berinta.web.head import Head

from .present import Detail, Step

SUMMARY = 155


def head(item: Detail, locale: Locale) -> Head:
    """Describe a report to search engines and messengers; a private one to nobody."""
    card, t = item.card, translator(locale)
    facts = f"{card.status} · {card.holder} · {item.place}. {item.description}"
    return Head(
        title=t("Private report") if card.private else f"{card.title} ({card.code})",
        description="" if card.private else " ".join(facts.split())[:SUMMARY],
        path=f"/lapor/{card.code}",
        kind="article",
        noindex=card.private or card.demo,
    )


def body(item: Detail, locale: Locale, more: str = "") -> str:
    """Write the report as semantic HTML, in the order of the live page; ``more`` ends it."""
    card, t = item.card, translator(locale)
    due = "" if item.closed else f"<p>{escape(t('Deadline'))}: <b>{escape(card.due)}</b></p>"
    picture = ""
    if item.pictures:
        first = item.pictures[0]
        picture = (
            f'<img src="{escape(first.medium)}" alt="{escape(first.alt)}" '
            f'width="{first.width}" height="{first.height}" fetchpriority="high" '
            'class="bg-quiet aspect-4/3 object-cover w-full rounded-card"/>'
        )
    demo = f"<p>{escape(t('Demo example'))}</p>" if card.demo else ""
    return (
        '<article class="w-full mx-auto px-4 max-w-column flex flex-col gap-5 pt-4">'
        f"{picture}<p>{escape(card.status)} · {escape(card.code)}</p>{demo}"
        f'<h1 class="text-detail font-bold text-ink">{escape(card.title)}</h1>'
        f'<p class="text-muted">{escape(item.place)}</p>'
        '<div class="block rounded-card border bg-surface border-primary p-4">'
        f"<p>{escape(card.holder)}</p>{due}<p>{escape(item.next)} <b>{escape(card.left)}</b></p>"
        "</div>"
        f'<p class="whitespace-pre-line">{escape(item.description)}</p>'
        f'<h2 class="text-section font-bold">{escape(t("The journey of this report"))}</h2>'
        f"<ol>{''.join(_step(step) for step in item.steps)}</ol>{more}</article>"
    )


def _step(step: Step) -> str:
    message = f"<p>{escape(step.message)}</p>" if step.message else ""
    return (
        f"<li><p><b>{escape(step.title)}</b></p>"
        f'<p class="text-small text-muted"><time datetime="{escape(step.at)}">'
        f"{escape(step.meta)}</time></p>{message}</li>"
    )
