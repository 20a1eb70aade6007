"""Every text of the interface stands in the code once and in the Indonesian catalogue once."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bessai_berinta.core.i18n import CATALOGUES

PACKAGE = CATALOGUES.parent
MARKERS = {"t": 0, "N_": 0, "translate": 1}
PLACEHOLDER = re.compile(r"\{(\w*)\}")

Msgid = str | tuple[str, str]


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def msgids_of_call(call: ast.Call) -> Iterator[Msgid]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "translate_count":
        one, many = (literal(arg) for arg in call.args[1:3])
        if one is not None and many is not None:
            yield one, many
    elif name in MARKERS and len(call.args) > MARKERS[name]:
        text = literal(call.args[MARKERS[name]])
        if text is not None:
            yield text


def msgids_in(source: str) -> set[Msgid]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {msgid for call in calls for msgid in msgids_of_call(call)}


def used_msgids() -> dict[Msgid, str]:
    """Map every text to one file that uses it."""
    found: dict[Msgid, str] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for msgid in msgids_in(file.read_text(encoding="utf-8")):
            found[msgid] = str(file.relative_to(PACKAGE))
    return found


def catalogue(locale: str) -> Catalog:
    with (CATALOGUES / locale / "messages.po").open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def key(message: Message) -> Msgid:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def entries(locale: str) -> dict[Msgid, Message]:
    return {key(message): message for message in catalogue(locale) if message.id}


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_the_extraction_sees_every_way_of_marking_a_text() -> None:
    source = """
ctx.t("one"); t("two"); N_("three", n=1); translate(locale, "four")
translate_count(locale, "{count} day", "{count} days", n); t(variable); other("five")
"""
    assert msgids_in(source) == {
        "one",
        "two",
        "three",
        "four",
        ("{count} day", "{count} days"),
    }


def test_every_text_has_an_indonesian_translation() -> None:
    translated = {
        msgid for msgid, message in entries("id").items() if all(map(str.strip, forms(message)))
    }
    missing = {msgid: file for msgid, file in used_msgids().items() if msgid not in translated}
    assert not missing


def test_no_translation_is_left_over() -> None:
    assert not set(entries("id")) - set(used_msgids())


def test_english_holds_nothing_but_plural_forms() -> None:
    assert all(isinstance(msgid, tuple) for msgid in entries("en"))


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_text_is_translated_twice(locale: str) -> None:
    lines = (CATALOGUES / locale / "messages.po").read_text(encoding="utf-8")
    # Joins a msgid that is written over several lines.
    texts = re.findall(r'^msgid ((?:"[^\n]*"\n)+)', lines, re.MULTILINE)
    counted = Counter("".join(ast.literal_eval(part) for part in t.splitlines()) for t in texts)
    assert not [text for text, times in counted.items() if times > 1]


@pytest.mark.parametrize("locale", ["id", "en"])
def test_translations_keep_the_placeholders(locale: str) -> None:
    wrong = []
    for msgid, message in entries(locale).items():
        wanted = {name for part in [msgid] for text in _texts(part) for name in _holes(text)}
        wrong += [msgid for form in forms(message) if form and set(_holes(form)) != wanted]
    assert not wrong


def _texts(msgid: Msgid) -> tuple[str, ...]:
    return (msgid,) if isinstance(msgid, str) else msgid


def _holes(text: str) -> list[str]:
    return PLACEHOLDER.findall(text)
