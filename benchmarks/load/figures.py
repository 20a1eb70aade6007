"""What the report of a measurement is made of."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured line, and whether it keeps its budget."""

    what: str
    value: str
    budget: str
    kept: bool


def table(figures: Sequence[Figure]) -> str:
    """Lay figures out as a Markdown table."""
    rows = [("", "Measured", "Budget", ""), ("---", "---", "---", "---")]
    rows += [(f.what, f.value, f.budget, "kept" if f.kept else "MISSED") for f in figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
