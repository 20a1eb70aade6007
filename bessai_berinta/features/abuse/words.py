"""Finding watched words in a text, also where they are lightly disguised. Pure."""

import re
import unicodedata
from collections.abc import Iterable

LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
REPEATED = re.compile(r"(.)\1+")
OTHER = re.compile(r"[^a-z0-9]+")
MAX_TEXT = 10_000


def normal(text: str) -> str:
    """Give a text in the form words are compared in.

    Small letters without accents, digits read as the letters they stand for, a letter that is
    repeated written once, anything else a space.
    """
    bare = unicodedata.normalize("NFKD", text[:MAX_TEXT]).casefold()
    plain = "".join(c for c in bare if not unicodedata.combining(c)).translate(LOOKALIKES)
    return REPEATED.sub(r"\1", OTHER.sub(" ", plain)).strip()


def found(text: str, watched: Iterable[str]) -> tuple[str, ...]:
    """Give the watched words (in normal form) that occur as whole words."""
    padded = f" {normal(text)} "
    return tuple(word for word in watched if f" {word} " in padded)
