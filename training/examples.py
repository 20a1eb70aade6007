"""The labelled texts: one file a category, one example a line."""

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Examples(NamedTuple):
    """Texts and, in the same order, their categories."""

    texts: list[str]
    codes: list[str]


def read(*folders: str) -> Examples:
    """Read the lines of all files in ``folders``; a file is named after its category."""
    texts, codes = [], []
    for folder in folders:
        for file in sorted((HERE / folder).glob("*.txt")):
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line]
            texts += lines
            codes += [file.stem] * len(lines)
    return Examples(texts, codes)


def fitting() -> Examples:
    """Give what the model learns from: sentences, and words that belong to a category."""
    return read("examples", "vocabulary")


def heldout() -> Examples:
    """Give the sentences the model never learns from."""
    return read("heldout")
