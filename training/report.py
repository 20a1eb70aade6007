"""The report of an accuracy, in Markdown."""

from collections import Counter
from collections.abc import Sequence

from bessai_berinta.features.suggestion.model import Model

from . import examples, measure
from .measure import Judged

HEAD = """# How good the category suggestion is

Written by `make train`; do not edit. Definitions and limits: `docs/suggestion.md`.
"""


def render(model: Model) -> str:
    train, vocabulary, data = examples.fitting(), examples.read("vocabulary"), examples.heldout()
    judged = measure.judge(model, data)
    parts = [
        HEAD,
        f"{len(train.texts)} training lines ({len(vocabulary.texts)} of them terms), "
        f"{len(data.texts)} held-out sentences, {len(model.features)} features.\n",
        *_summary(model, judged, measure.majority(train, data), measure.keywords(vocabulary, data)),
        *_by_category(model, judged),
        *_confused(judged),
    ]
    return "\n".join(parts) + "\n"


def _summary(model: Model, judged: Sequence[Judged], majority: float, keywords: float) -> list[str]:
    shown = measure.shown(judged, model.threshold)
    meant = [one for one in judged if one.code != "lainnya"]
    return [
        "| on held-out sentences | |",
        "|---|---:|",
        f"| right category first | {measure.accuracy(judged):.1%} |",
        f"| right category among the first three | {measure.accuracy(judged, 3):.1%} |",
        f"| threshold | {model.threshold:.2f} |",
        f"| gets a suggestion | {len(shown) / len(judged):.1%} |",
        f"| of these, right first | {measure.accuracy(shown):.1%} |",
        f"| of these, right among three | {measure.accuracy(shown, 3):.1%} |",
        f"| right first, without `lainnya` | {measure.accuracy(meant):.1%} |",
        f"| baseline: largest category | {majority:.1%} |",
        f"| baseline: counting the listed terms | {keywords:.1%} |",
        "",
    ]


def _by_category(model: Model, judged: Sequence[Judged]) -> list[str]:
    lines = [
        "## By category\n",
        "| category | sentences | right first | among three | suggested | of these right |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for code in model.codes:
        own = [one for one in judged if one.code == code]
        shown = measure.shown(own, model.threshold)
        right = f"{measure.accuracy(shown):.0%}" if shown else "-"
        lines.append(
            f"| {code} | {len(own)} | {measure.accuracy(own):.0%} | {measure.accuracy(own, 3):.0%}"
            f" | {len(shown)} | {right} |"
        )
    return [*lines, ""]


def _confused(judged: Sequence[Judged]) -> list[str]:
    pairs = Counter((one.code, one.ranked[0]) for one in judged if not one.right)
    rows = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        "## Taken for another\n",
        "| is | taken for | sentences |",
        "|---|---|---:|",
        *(f"| {is_} | {taken} | {count} |" for (is_, taken), count in rows),
    ]
