"""The colours of both themes, held to what people with low vision need (WCAG 2.2)."""

import re

import pytest

from bessai_berinta.settings import ROOT
from bessai_berinta.ui.bridge import THEME_COLOURS

CSS = (ROOT / "assets" / "styles" / "city.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
GROUNDS = ("ground", "surface", "quiet")
TONES = ("late", "done", "turn")


def tokens(selector: str) -> dict[str, str]:
    """Give the colours set in the first block of ``selector``."""
    block = re.search(rf"{re.escape(selector)} \{{(.*?)\}}", CSS, re.DOTALL)
    assert block is not None
    return dict(COLOUR.findall(block.group(1)))


THEMES = {"light": tokens(":root"), "dark": tokens(":root") | tokens(".dark")}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


BODY = [(text, ground) for text in ("ink", "muted") for ground in GROUNDS]
SHORT = [
    *(("primary", ground) for ground in GROUNDS),
    *((tone, ground) for tone in TONES for ground in ("ground", "surface", f"{tone}-soft")),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-primary-soft", "primary-soft"),
    ("surface", "late"),
    ("on-header", "header-to"),
    ("on-header", "header-from"),
    ("on-header-muted", "header-to"),
    ("header-from", "on-header"),
]
PARTS = [
    *(("control", ground) for ground in GROUNDS),
    *((part, "surface") for part in ("primary", "done")),
    ("focus", "focus-edge"),
]


def test_the_measure_agrees_with_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#1d70b8", "#ffffff") == pytest.approx(5.17, abs=0.01)


def test_both_themes_set_the_same_colours() -> None:
    own = {"focus", "focus-edge"}  # the ring looks the same everywhere
    assert set(tokens(".dark")) == set(tokens(":root")) - own


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("pairs", "least"), [(BODY, 7.0), (SHORT, 4.5), (PARTS, 3.0)], ids=["body", "short", "parts"]
)
def test_texts_and_controls_stand_out(
    theme: str, pairs: list[tuple[str, str]], least: float
) -> None:
    colours = THEMES[theme]
    weak = {
        f"{front} on {back}": round(contrast(colours[front], colours[back]), 2)
        for front, back in pairs
        if contrast(colours[front], colours[back]) < least
    }
    assert not weak


def test_the_bars_of_the_browser_take_the_colour_of_the_header() -> None:
    assert {theme: THEMES[theme]["header-from"] for theme in THEMES} == THEME_COLOURS
