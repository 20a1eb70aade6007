"""What a suggestion is."""

from dataclasses import dataclass

CATCH_ALL = "lainnya"  # nobody needs to be told that nothing fits


@dataclass(frozen=True)
class Suggestion:
    """A category that may fit, with its probability between 0 and 1."""

    code: str
    probability: float
