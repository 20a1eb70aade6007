"""Drawings that stand in for photos in demo reports. Each says on its face what it is."""

import io
from collections.abc import Mapping
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

Kind = Literal["before", "after"]

WIDTH, HEIGHT, FINE = 800, 600, 2  # drawn twice as large, then scaled down for smooth edges
BAND: Final = 116
EDGE: Final = 120  # inside the square that lists crop
WHITE: Final = (255, 255, 255)
INK: Final = (22, 38, 43)
PALE: Final = (190, 205, 208)
AFTER: Final = (38, 110, 82)
GROUNDS: Final = ((62, 88, 110), (96, 78, 62), (70, 92, 78), (92, 72, 96), (60, 96, 100))

# Strokes on a grid of 24, the way line icons are drawn: each string is one line through its
# points; three numbers after a dot are a filled circle (centre, radius).
GLYPHS: Final[Mapping[str, tuple[str, ...]]] = {
    "sampah": (
        "4 7 20 7",
        "9 7 9 4 15 4 15 7",
        "6 7 7 20 17 20 18 7",
        "10 11 10 16",
        "14 11 14 16",
    ),
    "drainase": (
        "3 7 6 5 9 7 12 5 15 7 18 5 21 7",
        "3 13 6 11 9 13 12 11 15 13 18 11 21 13",
        "3 19 6 17 9 19 12 17 15 19 18 17 21 19",
    ),
    "jalan": ("8 4 4 20", "16 4 20 20", "12 4 12 7", "12 10 12 14", "12 17 12 20"),
    "lampu": ("5 21 11 21", "8 21 8 6 11 3 17 3", "13 8 21 8 17 3 13 8", "17 12 17 15"),
    "pohon": (
        "12 3 17 6 18 11 15 15 9 15 6 11 7 6 12 3",
        "12 9 12 21",
        "12 13 15 10",
        "8 21 16 21",
    ),
    "air": ("12 3 16 9 18 14 16 19 12 21 8 19 6 14 8 9 12 3",),
    "listrik": ("13 2 5 14 12 14 11 22 19 10 12 10 13 2",),
    "rambu": ("12 3 22 20 2 20 12 3", "12 9 12 14", ". 12 17 0.9"),
    "fasum": ("4 7 20 7", "4 11 20 11", "3 15 21 15", "6 7 6 20", "18 7 18 20"),
    "pencemaran": ("3 21 3 11 9 15 9 11 15 15 15 4 20 4 20 21 3 21", "7 18 16 18"),
    "hewan": (". 12 16.5 4", ". 5.5 11.5 2.1", ". 9.5 7 2.1", ". 14.5 7 2.1", ". 18.5 11.5 2.1"),
    "ketertiban": ("12 3 20 6 19 13 16 18 12 21 8 18 5 13 4 6 12 3", "12 8 12 13", ". 12 16 0.9"),
    "bangunan": (
        "5 21 5 4 15 4 15 21",
        "15 10 20 10 20 21",
        "3 21 22 21",
        "8 9 12 9",
        "8 14 12 14",
    ),
    "kesehatan": ("9 3 15 3 15 9 21 9 21 15 15 15 15 21 9 21 9 15 3 15 3 9 9 9 9 3",),
    "pesisir": ("3 16 21 16 18 21 6 21 3 16", "11 16 11 3 19 12 11 12"),
    "lainnya": (". 5 12 1.8", ". 12 12 1.8", ". 19 12 1.8"),
}


def draw(category: str, name: str, kind: Kind) -> bytes:
    """Draw a category's sign on a pattern, marked as a demo, as a JPEG.

    Pattern and tone go with the category, so that a list of reports is not all alike. Raises
    KeyError for a category without a sign.
    """
    strokes, variant = GLYPHS[category], list(GLYPHS).index(category)
    ground = AFTER if kind == "after" else GROUNDS[variant % len(GROUNDS)]
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
    pen = ImageDraw.Draw(image)
    _pattern(pen, ground, variant)
    _sign(pen, strokes)
    _caption(pen, name, kind)
    buffer = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def _pattern(pen: ImageDraw.ImageDraw, ground: tuple[int, int, int], variant: int) -> None:
    """Hatch the ground with slanted lines; slope and spacing go with the variant."""
    tone = tuple(min(255, part + 14) for part in ground)
    step, lean = (44 + 12 * (variant % 3)) * FINE, (-1, 1)[variant % 2] * HEIGHT * FINE
    for x in range(-HEIGHT * FINE, (WIDTH + HEIGHT) * FINE, step):
        pen.line((x, 0, x + lean, HEIGHT * FINE), fill=tone, width=step // 3)


def _sign(pen: ImageDraw.ImageDraw, strokes: tuple[str, ...]) -> None:
    unit = 13 * FINE
    left = WIDTH * FINE / 2 - 12 * unit
    top = (HEIGHT - BAND) * FINE / 2 - 12 * unit
    width = int(1.5 * unit)
    for stroke in strokes:
        numbers = [float(part) for part in stroke.lstrip(". ").split()]
        if stroke.startswith("."):
            spots = [(left + numbers[0] * unit, top + numbers[1] * unit, numbers[2] * unit)]
        else:
            points = [
                (left + x * unit, top + y * unit)
                for x, y in zip(numbers[::2], numbers[1::2], strict=True)
            ]
            pen.line(points, fill=WHITE, width=width, joint="curve")
            spots = [(*points[0], width / 2), (*points[-1], width / 2)]  # round ends
        for x, y, radius in spots:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=WHITE)


def _caption(pen: ImageDraw.ImageDraw, name: str, kind: Kind) -> None:
    top, edge = (HEIGHT - BAND) * FINE, EDGE * FINE
    pen.rectangle((0, top, WIDTH * FINE, HEIGHT * FINE), fill=INK)
    when = "sesudah" if kind == "after" else "sebelum"
    lines = (("CONTOH / DEMO", 38, 38, WHITE), (f"{name}, {when}", 26, 84, PALE))
    for text, size, down, colour in lines:
        font = ImageFont.load_default(size * FINE)
        pen.text((edge, top + down * FINE), text, fill=colour, font=font, anchor="lm")
