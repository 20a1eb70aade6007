"""The manifest keeps the limits of the stores and launchers that read it."""

import json
from typing import Any

import pytest
from PIL import Image

from bessai_berinta.settings import ROOT

ASSETS = ROOT / "assets"
MANIFEST: dict[str, Any] = json.loads((ASSETS / "manifest.webmanifest").read_text())
SAFE_RADIUS = 0.4


def picture(source: str) -> Image.Image:
    with Image.open(ASSETS / source.lstrip("/")) as image:
        image.load()
        return image


def size_of(entry: dict[str, str]) -> tuple[int, int]:
    width, height = entry["sizes"].split("x")
    return int(width), int(height)


def test_names_fit_under_an_icon() -> None:
    assert len(MANIFEST["name"]) <= 30
    assert len(MANIFEST["short_name"]) <= 12
    assert MANIFEST["description"]


def test_the_app_keeps_its_identity_and_stays_in_its_scope() -> None:
    assert MANIFEST["id"] == MANIFEST["scope"] == "/"
    assert MANIFEST["start_url"].startswith(MANIFEST["scope"])
    assert (MANIFEST["lang"], MANIFEST["dir"]) == ("id", "ltr")
    assert MANIFEST["display"] == "standalone"


@pytest.mark.parametrize("purpose", ["any", "maskable"])
@pytest.mark.parametrize("edge", [192, 512])
def test_icons_come_in_both_sizes_for_both_purposes(purpose: str, edge: int) -> None:
    matching = [
        icon
        for icon in MANIFEST["icons"]
        if icon["purpose"] == purpose and size_of(icon) == (edge, edge)
    ]
    assert len(matching) == 1
    assert picture(matching[0]["src"]).size == (edge, edge)
    assert picture(matching[0]["src"]).format == "PNG"


def maskable() -> list[str]:
    return [icon["src"] for icon in MANIFEST["icons"] if icon["purpose"] == "maskable"]


@pytest.mark.parametrize("source", maskable())
def test_maskable_icons_are_opaque_with_the_drawing_in_the_safe_circle(source: str) -> None:
    image = picture(source).convert("RGBA")
    assert image.getchannel("A").getextrema() == (255, 255)
    ground = image.getpixel((0, 0))
    centre, safe = image.width / 2, image.width * SAFE_RADIUS
    outside = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if (x + 0.5 - centre) ** 2 + (y + 0.5 - centre) ** 2 > safe**2
        and image.getpixel((x, y)) != ground
    ]
    assert outside == []


def test_shortcuts_are_few_and_each_has_an_icon() -> None:
    assert 1 <= len(MANIFEST["shortcuts"]) <= 4
    for shortcut in MANIFEST["shortcuts"]:
        assert shortcut["url"].startswith("/")
        for icon in shortcut["icons"]:
            assert picture(icon["src"]).size == size_of(icon)


@pytest.mark.parametrize("form", ["narrow", "wide"])
def test_screenshots_are_what_they_say_and_fit_the_installation_dialog(form: str) -> None:
    shots = [shot for shot in MANIFEST["screenshots"] if shot["form_factor"] == form]
    assert 1 <= len(shots) <= 8
    for shot in shots:
        width, height = picture(shot["src"]).size
        assert (width, height) == size_of(shot)
        assert (width < height) == (form == "narrow")
        assert min(width, height) >= 320
        assert max(width, height) <= min(3840, 2.3 * min(width, height))
        assert shot["label"]
    assert len({size_of(shot)[0] / size_of(shot)[1] for shot in shots}) == 1


def test_a_photo_can_be_shared_into_a_report() -> None:
    target = MANIFEST["share_target"]
    assert (target["action"], target["method"]) == ("/lapor/baru", "POST")
    assert target["enctype"] == "multipart/form-data"
    assert target["params"]["files"] == [{"name": "foto", "accept": ["image/*"]}]


def test_the_apple_icon_is_opaque() -> None:
    image = picture("/apple-touch-icon.png")
    assert image.size == (180, 180)
    assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_the_share_picture_fits_messengers() -> None:
    assert picture("/bagikan.jpg").size == (1200, 630)
    assert (ASSETS / "bagikan.jpg").stat().st_size < 300_000
