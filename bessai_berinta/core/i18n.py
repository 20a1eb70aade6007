"""Two languages from gettext catalogues.

Message ids are the English text; ``locales/<locale>/messages.po`` holds the translations.
The catalogues are read as they are, so there is no compile step to forget.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from .clock import WITA

Locale = Literal["id", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
DEFAULT: Locale = "id"
CATALOGUES = Path(__file__).resolve().parent.parent / "locales"

Translate = Callable[..., str]


@lru_cache
def catalogue(locale: Locale) -> Catalog:
    """Read one language's catalogue."""
    with (CATALOGUES / locale / "messages.po").open("rb") as file:
        return read_po(file, locale=locale)


def translate(locale: Locale, msgid: str, /, **params: object) -> str:
    """Give ``msgid`` in ``locale``; ``{name}`` placeholders take ``params``.

    A message missing from the catalogue comes back in English.
    """
    message = catalogue(locale).get(msgid)
    text = message.string if message and isinstance(message.string, str) else ""
    return (text or msgid).format(**params) if params else text or msgid


def translate_count(locale: Locale, one: str, many: str, count: int, /, **params: object) -> str:
    """Give the form of a counted message that fits ``count``, with ``{count}`` filled in."""
    found = catalogue(locale)
    message = found.get((one, many))
    forms = message.string if message else ()
    index = 0 if found.num_plurals == 1 or count == 1 else 1
    text = forms[index] if isinstance(forms, tuple) and len(forms) > index else ""
    fallback = one if count == 1 else many
    return (text or fallback).format(count=number(count, locale), **params)


def translator(locale: Locale) -> Translate:
    """Bind :func:`translate` to one language, for page functions."""

    def t(msgid: str, /, **params: object) -> str:
        return translate(locale, msgid, **params)

    return t


@dataclass(frozen=True)
class Message:
    """A text to be shown later, in whichever language the reader has."""

    msgid: str
    params: dict[str, object] = field(default_factory=dict)

    def text(self, locale: Locale) -> str:
        params = {
            name: value.text(locale) if isinstance(value, Message | Bilingual) else value
            for name, value in self.params.items()
        }
        return translate(locale, self.msgid, **params)


@dataclass(frozen=True)
class Bilingual:
    """Words that somebody entered in both languages, as part of a message."""

    id: str
    en: str

    def text(self, locale: Locale) -> str:
        return self.en if locale == "en" else self.id


def N_(msgid: str, /, **params: object) -> Message:  # noqa: N802 - gettext's own name
    """Mark a text for the catalogues without translating it yet."""
    return Message(msgid, params)


def locale_of_path(path: str) -> Locale:
    """Tell a page's language from its address: English lives under ``/en``."""
    return "en" if path == "/en" or path.startswith("/en/") else DEFAULT


def localized(path: str, locale: Locale) -> str:
    """Give the address of the same page in ``locale``; ``path`` is the Indonesian one."""
    if locale == DEFAULT:
        return path
    return "/en" if path == "/" else f"/en{path}"


def number(value: float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


def day(value: date, locale: Locale, *, year: bool = True, short: bool = False) -> str:
    """Format a day: ``Selasa, 24 November 2026``; ``short`` gives ``Sel, 24 Nov``."""
    pattern = "EEE, d MMM" if short else "EEEE, d MMMM"
    return format_date(value, f"{pattern} y" if year and not short else pattern, locale=locale)


def moment(value: datetime, locale: Locale, *, short: bool = False) -> str:
    """Format an instant in local time: ``Selasa, 24 November 2026, 14.30 WITA``."""
    local = value.astimezone(WITA)
    clock = format_time(local, "HH.mm" if locale == "id" else "HH:mm", locale=locale)
    return f"{day(local.date(), locale, short=short)}, {clock} WITA"
