"""The mails themselves: plain text, a link to read on, and a link that ends them."""

from collections.abc import Sequence

from bessai_berinta.core.clock import local_day, now
from bessai_berinta.core.i18n import Locale, day, localized, translate, translate_count
from bessai_berinta.settings import settings

from .links import Stop, sign
from .models import Notification
from .schemas import KIND_WORDS, Kind

STOP_PATH = "/surel/berhenti"


def locale_of(value: str) -> Locale:
    return "en" if value == "en" else "id"


def stop_address(stop: Stop, secret: str) -> str:
    return f"{settings().origin}{STOP_PATH}/{sign(stop, secret)}"


def headers(address: str) -> dict[str, str]:
    """Let a mail program unsubscribe by itself (RFC 2369 and, in one click, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _line(item: Notification, locale: Locale) -> str:
    title = translate(locale, item.msgid, **item.params)
    address = f"{settings().origin}{localized(item.href, locale)}"
    return "\n".join(filter(None, [title, item.body, address]))


def single(item: Notification, secret: str) -> tuple[str, str, str]:
    """Write the mail of one notification: subject, text, address that ends this kind."""
    locale = locale_of(item.locale)
    stop = stop_address(Stop(str(item.account_id), item.kind), secret)
    about = item.subject.partition(":")[2]
    subject = f"{about}: {translate(locale, item.msgid, **item.params)}"
    return subject, f"{_line(item, locale)}\n\n{_foot(locale, item.kind, stop)}", stop


def digest(items: Sequence[Notification], secret: str) -> tuple[str, str, str]:
    """Write the daily mail; its one-click link ends the kind it holds most of."""
    locale = locale_of(items[-1].locale)
    kinds = [item.kind for item in items]
    most = max(set(kinds), key=kinds.count)
    stops = {
        kind: stop_address(Stop(str(items[0].account_id), kind), secret)
        for kind in dict.fromkeys(kinds)
    }
    today = day(local_day(now()), locale)
    count = translate_count(locale, "{count} piece of news", "{count} pieces of news", len(items))
    lines = [_line(item, locale) for item in items]
    feet = [_foot(locale, kind, stop) for kind, stop in stops.items()]
    return f"Bessai Berinta: {count}, {today}", "\n\n".join([*lines, *feet]), stops[most]


def _foot(locale: Locale, kind: str, stop: str) -> str:
    what = KIND_WORDS[Kind(kind)].text(locale)
    return translate(locale, "No more mail of this kind ({kind}): {link}", kind=what, link=stop)


def guest_foot(locale: Locale, stop: str) -> str:
    return translate(locale, "No more mail to this address: {link}", link=stop)
