"""What every measured page of ours must keep to, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

KB = 1000


@dataclass(frozen=True)
class Metric:
    """One line of the report: how to show a value and, for our pages, its limit."""

    name: str
    title: str
    shown: Callable[[float], str]
    at_least: float | None = None
    at_most: float | None = None

    def kept(self, value: float) -> bool:
        enough = self.at_least is None or value >= self.at_least
        return enough and (self.at_most is None or value <= self.at_most)

    @property
    def limit(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.shown(self.at_least)}"
        return f"≤ {self.shown(self.at_most)}" if self.at_most is not None else ""


def _score(value: float) -> str:
    return f"{value:.0f}"


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.2f} s"


def _milliseconds(value: float) -> str:
    return f"{value:.0f} ms"


def _shift(value: float) -> str:
    return f"{value:.3f}"


def _kilobytes(value: float) -> str:
    return f"{value / KB:.0f} KB"


METRICS = (
    Metric("performance", "Performance", _score, at_least=98),
    Metric("accessibility", "Accessibility", _score, at_least=100),
    Metric("best-practices", "Best practices", _score, at_least=100),
    Metric("seo", "SEO", _score, at_least=100),
    Metric("first-contentful-paint", "First paint", _seconds),
    Metric("largest-contentful-paint", "Largest paint", _seconds, at_most=1500),
    Metric("total-blocking-time", "Blocking time", _milliseconds),
    Metric("cumulative-layout-shift", "Layout shift", _shift),
    Metric("script", "Script over the wire", _kilobytes, at_most=200 * KB),
    Metric("style", "Style over the wire, inlined too", _kilobytes, at_most=15 * KB),
    Metric("total", "All over the wire", _kilobytes),
)


def missed(page: str, values: Mapping[str, float]) -> list[str]:
    """Name each budget that ``page`` does not keep."""
    return [
        f"{page}: {metric.title} is {metric.shown(values[metric.name])}, must be {metric.limit}"
        for metric in METRICS
        if not metric.kept(values[metric.name])
    ]
